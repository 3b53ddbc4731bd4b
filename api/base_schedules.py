"""Base schedules of a dataset: which rows there are, and the rules of a cycle."""

from collections import Counter
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass

from api.inputs import Inputs, Rules
from constraints.shifts.wishes_and_fairness import WishesAndFairness
from scheduler.base_schedule.base_search import (
    TOLERANCE,
    BaseOrder,
    BaseResult,
    solve_base,
)
from scheduler.base_schedule.weekly_pattern import PERCENTILE, weekly_pattern
from scheduler.domain.problem import Employee, Problem
from scheduler.planning.result import Limits


class VacantRowsError(ValueError):
    """Vacant rows are not written as they should be, or have nobody to be like."""


@dataclass(frozen=True)
class BaseWanted:
    """What base schedule of a dataset is wanted."""

    weeks: int
    units: Collection[str] = ()
    """Empty = all that have needs."""
    vacant: str = ""
    """``unit:degree`` for each vacant row, with commas between."""
    percentile: float = PERCENTILE
    tolerance: int = TOLERANCE


def make_base(
    inputs: Inputs,
    wanted: BaseWanted,
    limits: Limits,
    stop: Callable[[], bool] = lambda: False,
    covered: Callable[[], None] = lambda: None,
) -> BaseResult | None:
    """Return a base schedule; ``None`` where there are no rows.

    Rows are those of the monthly employees, in the dataset's order, then the vacant.
    ``covered`` hears when there is one that is worth keeping.

    Raises
    ------
    VacantRowsError
        ``vacant`` cannot be understood.
    """
    problem = inputs.problem
    vacant = tuple(vacant_rows(problem, wanted.vacant))
    needs = tuple(
        need
        for need in weekly_pattern(problem, wanted.percentile)
        if not wanted.units or need.unit in wanted.units
    )
    units = set(wanted.units) or {need.unit for need in needs}
    rows = (*_rows(problem, units), *vacant)
    if not rows:
        return None
    order = BaseOrder(
        weeks=wanted.weeks,
        rows=rows,
        needs=needs,
        vacant=frozenset(row.id for row in vacant),
        tolerance=wanted.tolerance,
    )
    rules = cycle_rules(inputs.rules)
    return solve_base(problem, order, rules, limits, stop, covered)


def cycle_rules(rules: Rules) -> Rules:
    """Return the rules that a cycle is held to.

    All but the fairness of a plan: a base schedule is shared by degree of employment.
    """
    return tuple(rule for rule in rules if not isinstance(rule, WishesAndFairness))


def _rows(problem: Problem, units: Collection[str]) -> Iterator[Employee]:
    for person in problem.employees:
        if person.is_monthly and person.unit in units:
            yield person.model_copy(update={"first": None, "last": None})


def vacant_rows(problem: Problem, text: str) -> Iterator[Employee]:
    """Yield a row like most of the unit's for each ``unit:degree`` of a text."""
    for number, word in enumerate(filter(None, text.split(",")), start=1):
        unit, _, degree = word.strip().partition(":")
        like = _usual_row(problem, unit)
        if like is None or not degree.isdigit() or not 1 <= int(degree) <= 100:
            raise VacantRowsError(word)
        yield like.model_copy(
            update={"id": f"V{number:02d}", "name": "", "degree_pct": float(degree)}
        )


def _usual_row(problem: Problem, unit: str) -> Employee | None:
    """Return what most monthly employees of a unit are like; skills that most have."""
    people = [p for p in problem.employees if p.is_monthly and p.unit == unit]
    if not people:
        return None
    kinds = Counter((p.role, p.week_minutes, p.weekends, p.shift_kinds) for p in people)
    usual, _ = kinds.most_common(1)[0]
    like = next(
        p
        for p in people
        if (p.role, p.week_minutes, p.weekends, p.shift_kinds) == usual
    )
    skills = Counter(skill for p in people for skill in p.skills)
    most = frozenset(s for s, n in skills.items() if 2 * n > len(people))
    return like.model_copy(
        update={
            "skills": most | {like.role},
            "gender": None,
            "first": None,
            "last": None,
        }
    )
