"""Somebody more for a visit or a need: called in, lent, or taught what it takes."""

from collections.abc import Iterator, Sequence

from scheduler.context.candidate_shifts import units_of
from scheduler.domain.problem import Employee, Problem, StaffingNeed, Unit, Visit
from scheduler.domain.values import Employment, Transport
from scheduler.why_not.dataset_repair import Repair, RepairKind, RowChange
from scheduler.why_not.remedies import Facts, Ladder
from scheduler.why_not.small_question import SmallQuestion, about

GENDERS = ("f", "m", "x")

MOST_MORE = 3
"""People more that are called in for one clash."""


def reinforcements(question: SmallQuestion, whole: Problem) -> Iterator[Ladder]:
    """Yield who could come besides; ``whole`` has the people who are not asked yet."""
    problem = question.problem
    needs = (*problem.staffing, *problem.on_call_needs)
    asked: list[Visit | StaffingNeed] = [*problem.visits, *needs]
    if not asked:
        return
    units = sorted({one.unit for one in asked})
    skills = frozenset(s for one in asked for s in one.skills)
    declined = {g for client in problem.clients for g in client.avoid_gender}
    gender = next((g for g in GENDERS if g not in declined), None)
    called = [(whole, units[0], skills, n, gender) for n in range(1, MOST_MORE + 1)]
    yield [_called_in(*each) for each in called]
    for unit in whole.units:
        if unit.id not in units and units[0] not in unit.lends_to:
            new = unit.model_copy(update={"lends_to": (*unit.lends_to, units[0])})
            facts = {"unit": unit.id, "to": units[0]}
            yield [
                Repair(RepairKind.LEND, (RowChange("units", unit, new),), facts=facts)
            ]
    for person in problem.employees if skills else ():
        if skills - person.skills and units[0] in units_of(whole, person):
            yield [_taught(person, skills - person.skills)]


def _called_in(
    problem: Problem, unit: str, skills: frozenset[str], number: int, gender: str | None
) -> Repair:
    made = [
        _hourly(problem, unit, skills, n).model_copy(update={"gender": gender})
        for n in range(1, number + 1)
    ]
    changes = tuple(RowChange("employees", new=person) for person in made)
    facts: Facts = {"count": number, "unit": unit, "skills": ", ".join(sorted(skills))}
    column = "skilled" if skills else ""
    return Repair(RepairKind.CALL_IN, changes, facts=facts, column=column)


def _hourly(problem: Problem, unit: str, skills: frozenset[str], n: int) -> Employee:
    """Return somebody paid by the hour, as those there are, with the skills."""
    model = max(
        problem.employees,
        key=lambda e: (
            e.unit == unit,
            len(e.skills & skills),
            not e.is_monthly,
            not e.minor,
        ),
    )
    name = f"timvikarie{n}"
    while name in problem.employee:
        name += "+"
    return model.model_copy(
        update={
            "id": name,
            "name": "",
            "unit": unit,
            "skills": model.skills | skills,
            "employment": Employment.HOURLY,
            "degree_pct": 0,
            "transport": Transport.CAR,
            "weekends": None,
            "shift_kinds": frozenset(),
            "first": None,
            "last": None,
            "minor": False,
        }
    )


def _taught(person: Employee, missing: frozenset[str]) -> Repair:
    new = person.model_copy(update={"skills": person.skills | missing})
    facts = {"whom": person.id, "skills": ", ".join(sorted(missing))}
    changes = (RowChange("employees", person, new),)
    return Repair(RepairKind.GIVE_SKILL, changes, facts=facts)


def people_lent(problem: Problem, changes: Sequence[RowChange]) -> set[str]:
    """Return the people whom changed units lend."""
    units = {c.new.id for c in changes if isinstance(c.new, Unit)}
    return {e.id for e in problem.employees if e.unit in units}


def with_lent(
    question: SmallQuestion, whole: Problem, changes: Sequence[RowChange]
) -> SmallQuestion:
    """Return a question asked of those whom changed units lend, too."""
    lent = people_lent(whole, changes)
    if not lent:
        return question
    asked = question.problem
    people = {*asked.employee, *lent}
    needs = (*asked.staffing, *asked.on_call_needs)
    return about(whole, question.rules, people, asked.visits, needs)
