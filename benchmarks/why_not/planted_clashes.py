"""Contradictions planted in a dataset at random, one at a time."""

from collections.abc import Callable, Iterator, Mapping
from random import Random
from typing import NamedTuple

from scheduler.context.candidate_shifts import units_of
from scheduler.domain.clock import wall_clock
from scheduler.domain.problem import AbsenceRow, Problem, StaffingNeed, Visit
from scheduler.domain.values import AbsenceKind

NIGHT = 3 * 60
"""Minutes after midnight at which no day shift lasts."""


class PlantedClash(NamedTuple):
    """A dataset that clashes, of which kind, and the visit that it is about."""

    kind: str
    problem: Problem
    visit: str | None


def planted_clashes(
    problem: Problem, draw: Random, rounds: int
) -> Iterator[PlantedClash]:
    """Yield so many datasets of each kind."""
    must = [v for v in problem.visits if v.is_must and v.after is None]
    for _ in range(rounds):
        for kind, plant in _PLANTS.items():
            visit = draw.choice(must)
            planted = plant(problem, visit)
            about = None if kind == "too few to staff" else visit.id
            yield PlantedClash(kind, planted, about)


def _with_visit(problem: Problem, visit: Visit, **changes: object) -> Problem:
    visits = [
        v.model_copy(update=changes) if v.id == visit.id else v for v in problem.visits
    ]
    return problem.model_copy(update={"visits": tuple(visits)})


def _unknown_skill(problem: Problem, visit: Visit) -> Problem:
    return _with_visit(problem, visit, skills=frozenset({"unheard of"}))


def _at_night(problem: Problem, visit: Visit) -> Problem:
    start = wall_clock(problem.timezone).at(visit.date, NIGHT)
    return _with_visit(problem, visit, earliest=start, latest=start + 15)


def _all_away(problem: Problem, visit: Visit) -> Problem:
    clock = wall_clock(problem.timezone)
    start, end = clock.at(visit.date, -720), clock.at(visit.date, 2160)
    able = [
        e.id
        for e in problem.employees
        if visit.skills <= e.skills and visit.unit in units_of(problem, e)
    ]
    away = [
        AbsenceRow(employee=who, start=start, end=end, kind=AbsenceKind.VACATION)
        for who in able
    ]
    return problem.model_copy(update={"absences": (*problem.absences, *away)})


def _all_declined(problem: Problem, visit: Visit) -> Problem:
    everybody = frozenset(problem.employee)
    clients = [
        c.model_copy(update={"avoid": everybody}) if c.id == visit.client else c
        for c in problem.clients
    ]
    return problem.model_copy(update={"clients": tuple(clients)})


def _too_few_to_staff(problem: Problem, visit: Visit) -> Problem:
    clock = wall_clock(problem.timezone)
    people = sum(visit.unit in units_of(problem, e) for e in problem.employees)
    need = StaffingNeed(
        unit=visit.unit,
        date=visit.date,
        start=clock.at(visit.date, 600),
        end=clock.at(visit.date, 660),
        min=people + 1,
        want=people + 1,
    )
    return problem.model_copy(update={"staffing": (*problem.staffing, need)})


_PLANTS: Mapping[str, Callable[[Problem, Visit], Problem]] = {
    "a skill that nobody has": _unknown_skill,
    "at night, without a shift": _at_night,
    "all able people away": _all_away,
    "everybody declined": _all_declined,
    "too few to staff": _too_few_to_staff,
}
