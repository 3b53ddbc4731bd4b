"""How few people can hold a day's must-visits, by the hours in which they may lie."""

from collections.abc import Iterator
from datetime import date

import numpy as np
from numpy.typing import NDArray

from scheduler.domain.problem import Visit
from scheduler.domain.shift_option import ShiftOption
from scheduler.feasibility.capacity import BEST_UTILISATION
from scheduler.feasibility.prospects import Prospects

_GRID = 30
"""Minutes."""
_SLOTS = 72
"""A planning day is followed to noon the day after."""

Numbers = NDArray[np.float64]


def least_people(prospects: Prospects, unit: str, day: date) -> int:
    """Return how few shifts could hold a day's must-visits and their share of travel.

    Visits that nobody can make in any case are another check's.
    """
    visits = [
        visit for visit in prospects.makeable if (visit.unit, visit.date) == (unit, day)
    ]
    shifts = list(
        dict.fromkeys(
            option
            for employee in prospects.staff[unit]
            for option in prospects.options[employee.id]
            if (option.unit, option.date) == (unit, day)
        )
    )
    if not visits or not shifts:
        return 0
    from scipy.optimize import Bounds, LinearConstraint, milp  # half a second to import

    rows, least = _held(prospects, day, visits, shifts)
    found = milp(
        np.ones(len(shifts)),
        constraints=LinearConstraint(rows, lb=least),
        integrality=np.ones(len(shifts)),
        bounds=Bounds(0, len(visits) * 2),
    )
    return 0 if found.x is None else round(found.fun)


def _held(
    prospects: Prospects, day: date, visits: list[Visit], shifts: list[ShiftOption]
) -> tuple[Numbers, Numbers]:
    """Return what each shift gives to each interval, and what is asked of it."""
    midnight = prospects.view.clock.at(day, 0)
    asked = np.zeros((_SLOTS + 1, _SLOTS + 1))
    for visit in visits:
        first, last = prospects.window(visit)
        row = (first - midnight) // _GRID
        column = -(-(last + visit.minutes - midnight) // _GRID)
        if row >= 0 and column <= _SLOTS:
            asked[row, column] += visit.minutes * visit.staff / BEST_UTILISATION
    inside = asked[::-1].cumsum(axis=0)[::-1].cumsum(axis=1)
    given = np.array([_minutes_before(shift, midnight) for shift in shifts])
    ends = [
        (row, column)
        for row in np.flatnonzero(asked.sum(axis=1))
        for column in np.flatnonzero(asked.sum(axis=0))
        if row < column and inside[row, column] > 0
    ]
    rows = [given[:, column] - given[:, row] for row, column in ends]
    least = [inside[row, column] for row, column in ends]
    return np.array([*rows, *_together(prospects, visits, shifts)]), np.array(
        [*least, *(visit.staff for visit in visits)]
    )


def _together(
    prospects: Prospects, visits: list[Visit], shifts: list[ShiftOption]
) -> Iterator[Numbers]:
    """Yield for each visit the shifts during which it can start."""
    for visit in visits:
        first, last = prospects.window(visit)
        yield np.array(
            [
                float(any(s <= last and first < e for s, e in shift.worked))
                for shift in shifts
            ]
        )


def _minutes_before(shift: ShiftOption, midnight: int) -> Numbers:
    """Return how long a shift has been worked at each line of the grid."""
    lines = midnight + np.arange(_SLOTS + 1) * _GRID
    parts = [np.clip(lines, start, end) - start for start, end in shift.worked]
    before: Numbers = np.sum(parts, axis=0).astype(np.float64)
    return before
