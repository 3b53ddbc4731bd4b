"""A visit too long for one person, cut where others can take over."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace

from scheduler.domain.problem import Problem, Visit
from scheduler.roster.subproblem import narrow
from scheduler.why_not.dataset_repair import Repair, RepairKind, RowChange, priced
from scheduler.why_not.small_question import SmallQuestion
from scheduler.why_not.ways import AddedDuty, Ways

STEP = 15
"""Minutes in which a visit is cut, and that are left for the way to a break."""

MOST_PARTS = 5

Facts = Mapping[str, str | int]

Crew = tuple[int, tuple[AddedDuty, ...]]
"""How many minutes people stay, and on which shifts."""


def handed_over(question: SmallQuestion, visit: Visit) -> Iterator[Repair]:
    """Yield a visit in parts, each as long as one person not yet there can stay."""
    crews = _crews(question, visit)
    if len(crews) > 1:
        cuts = [minutes for minutes, _ in crews]
        parts = _parts(question.problem, visit, cuts)
        changes = (
            *(RowChange("visits", new=part) for part in parts[:-1]),
            RowChange("visits", visit, parts[-1]),
        )
        minutes = ", ".join(str(n) for n in cuts)
        facts: Facts = {"visit": visit.id, "count": len(cuts), "minutes": minutes}
        repair = Repair(RepairKind.CHANGE_NEED, changes, facts=facts, column="parts")
        yield priced(repair, [way for _, ways in crews for way in ways])


def _crews(question: SmallQuestion, visit: Visit) -> list[Crew]:
    """Return who stays for how long, in turn; nothing where few cannot do it."""
    crews: list[Crew] = []
    done = 0
    while done < visit.minutes:
        begins = visit.earliest + done
        exact = {"earliest": begins, "latest": begins, "priority": 1}
        part = visit.model_copy(update=exact)
        there = {way.employee for _, ways in crews for way in ways}
        crew = _longest(question, part, visit.minutes - done, there)
        if crew is None or not crew[0] or len(crews) == MOST_PARTS:
            return []
        crews.append(crew)
        done += crew[0]
    return crews


def _longest(
    question: SmallQuestion, part: Visit, left: int, there: Collection[str]
) -> Crew | None:
    """Return those others who can stay longest from a moment on."""
    others = question.problem.employee.keys() - set(there)
    problem = narrow(question.problem, frozenset(others), ())
    ways = Ways(replace(question, problem=problem), None)
    steps = [*range(STEP, left, STEP), left]
    low, high, longest = 0, len(steps), None
    while low < high:
        middle = (low + high) // 2
        found = ways.to_visit(part.model_copy(update={"minutes": steps[middle]}))
        if found is None:
            high = middle
        else:
            low, longest = middle + 1, (steps[middle], found)
    if longest is None or longest[0] == left:
        return longest
    return longest[0] - STEP, longest[1]


def _parts(problem: Problem, visit: Visit, cuts: Collection[int]) -> list[Visit]:
    """Return the parts in their order; the last keeps the id, for what follows it."""
    made: list[Visit] = []
    for number, minutes in enumerate(cuts, 1):
        done = sum(part.minutes for part in made)
        times = {"earliest": visit.earliest + done, "latest": visit.latest + done}
        follows: dict[str, object] = {}
        if made:
            follows = {"after": made[-1].id, "gap_min": 0, "gap_max": 0}
        id_ = visit.id if number == len(cuts) else _free_id(problem, visit.id, number)
        new = {"id": id_, "minutes": minutes, **times, **follows}
        made.append(visit.model_copy(update=new))
    return made


def _free_id(problem: Problem, visit: str, number: int) -> str:
    id_ = f"{visit}-{number}"
    while id_ in problem.visit:
        id_ += "+"
    return id_
