"""People who take no kind of shift that there is where they work."""

from collections.abc import Iterator
from itertools import groupby

from scheduler.domain.problem import Employee, Problem
from scheduler.domain.values import ShiftKind
from scheduler.feasibility.finding import Finding
from scheduler.feasibility.people.contracts import kind_words
from scheduler.feasibility.prospects import Prospects
from scheduler.messages import LANGUAGES

_SHOWN = 10
"""How many people are named."""


def people_without_shifts(prospects: Prospects) -> Iterator[Finding]:
    """Find those who cannot be put on any shift, a unit at a time."""
    problem = prospects.problem
    offered = {unit.id: _kinds_near(problem, unit.id) for unit in problem.units}
    idle = [
        employee
        for employee in problem.employees
        if any(map(employee.employed_on, problem.dates))
        and not any(map(employee.works_kind, offered[employee.unit]))
    ]
    for unit, people in groupby(sorted(idle, key=_unit), key=_unit):
        yield _finding(unit, list(people), offered[unit])


def _unit(employee: Employee) -> str:
    return employee.unit


def _kinds_near(problem: Problem, unit: str) -> set[ShiftKind]:
    """Return the kinds of shifts of a unit and of those it lends to."""
    near = (None, unit, *problem.unit[unit].lends_to)
    return {type_.kind for type_ in problem.shift_types if type_.unit in near}


def _finding(unit: str, people: list[Employee], kinds: set[ShiftKind]) -> Finding:
    named = [employee.name or employee.id for employee in people[:_SHOWN]]
    facts: dict[str, str | int] = {
        "count": len(people),
        "who": ", ".join(named) + " …" * (len(people) > _SHOWN),
    }
    told = {f"kinds_{lang}": kind_words(kinds, lang) or "–" for lang in LANGUAGES}
    return Finding(
        check="people_without_shifts",
        severity="warning",
        facts=facts | told,
        unit=unit,
    )
