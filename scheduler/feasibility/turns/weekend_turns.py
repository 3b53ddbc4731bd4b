"""Weekends that need more people in all than their weekend patterns give.

Each weekend by itself may have people enough whose turn it can be; whoever works every
second is there for only one of two.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta

import numpy as np

from scheduler.domain.problem import Employee
from scheduler.feasibility.capacity import SATURDAY
from scheduler.feasibility.finding import Finding
from scheduler.feasibility.prospects import Prospects
from scheduler.feasibility.turns.least_people import least_people


def scarce_weekends(prospects: Prospects) -> Iterator[Finding]:
    """Find units whose weekends together take more people than patterns give."""
    weekends = _weekends(prospects.problem.dates)
    for unit in prospects.problem.units:
        needs = [
            max(least_people(prospects, unit.id, day) for day in weekend)
            for weekend in weekends
        ]
        if any(needs):
            missing = _missing(prospects, unit.id, weekends, needs)
            if any(missing):
                yield _finding(unit.id, weekends, needs, missing)


def _finding(
    unit: str, weekends: list[list[date]], needs: list[int], missing: list[int]
) -> Finding:
    worst = max(range(len(weekends)), key=lambda number: missing[number])
    return Finding(
        check="weekend_turns",
        severity="warning",
        facts={
            "weekends": sum(need > 0 for need in needs),
            "need": sum(needs),
            "have": sum(needs) - sum(missing),
            "most": max(needs),
            "short": sum(missing),
            "worst": weekends[worst][0].isoformat(),
            "worst_need": needs[worst],
            "worst_have": needs[worst] - missing[worst],
        },
        unit=unit,
    )


def _weekends(dates: Sequence[date]) -> list[list[date]]:
    """Return the weekends of the plan, by their Saturdays."""
    found: dict[date, list[date]] = {}
    for day in dates:
        if day.weekday() >= SATURDAY:
            found.setdefault(_saturday(day), []).append(day)
    return list(found.values())


def _saturday(day: date) -> date:
    return day - timedelta(days=day.weekday() - SATURDAY)


def _missing(
    prospects: Prospects, unit: str, weekends: list[list[date]], needs: list[int]
) -> list[int]:
    """Return how many people lack on each weekend, with everybody's turns at best."""
    there: list[list[int]] = [[] for _ in weekends]
    limits: list[tuple[list[int], int]] = []
    turns = 0
    for employee in prospects.staff[unit]:
        mine: dict[int, int] = {}
        for weekend in _possible(prospects, employee, unit, weekends):
            mine[weekend] = turns
            there[weekend].append(turns)
            turns += 1
        limits += _limits(prospects, employee, weekends, mine)
    return _fewest_missing(needs, turns, there, limits)


def _fewest_missing(
    needs: list[int],
    turns: int,
    there: list[list[int]],
    limits: list[tuple[list[int], int]],
) -> list[int]:
    """Return by how many each need is missed if turns are taken within the limits."""
    from scipy.optimize import Bounds, LinearConstraint, milp  # half a second to import
    from scipy.sparse import csr_array

    columns = [[*group, turns + number] for number, group in enumerate(there)]
    columns += [group for group, _ in limits]
    row = [number for number, group in enumerate(columns) for _ in group]
    column = [each for group in columns for each in group]
    held = csr_array(
        (np.ones(len(row)), (row, column)), shape=(len(columns), turns + len(needs))
    )
    least = [*needs, *(0 for _ in limits)]
    most = [*(np.inf for _ in needs), *(number for _, number in limits)]
    found = milp(
        np.array([0] * turns + [1] * len(needs)),
        constraints=LinearConstraint(held, lb=least, ub=most),
        integrality=np.ones(turns + len(needs)),
        bounds=Bounds(0, [1] * turns + needs),
    )
    return [round(number) for number in found.x[turns:]]


def _possible(
    prospects: Prospects, employee: Employee, unit: str, weekends: list[list[date]]
) -> list[int]:
    """Return the weekends on which somebody has a shift at all."""
    could = {o.date for o in prospects.options[employee.id] if o.unit == unit}
    return [number for number, days in enumerate(weekends) if could & set(days)]


def _limits(
    prospects: Prospects,
    employee: Employee,
    weekends: list[list[date]],
    mine: Mapping[int, int],
) -> Iterator[tuple[list[int], int]]:
    """Yield turns of which somebody takes so many at most: windows of the pattern."""
    pattern = employee.weekends
    if pattern is None:
        return
    worked = {duty.date for duty in prospects.view.duties_of(employee)}
    taken = {_saturday(day) for day in worked if day.weekday() >= SATURDAY}
    saturdays = {_saturday(days[0]): number for number, days in enumerate(weekends)}
    for saturday in saturdays:
        window = [saturday - timedelta(weeks=n) for n in range(pattern.of)]
        before = sum(each in taken and each not in saturdays for each in window)
        columns = [
            mine[saturdays[each]] for each in window if saturdays.get(each) in mine
        ]
        if columns:
            yield columns, max(0, pattern.worked - before)
