"""A unit that is staffed by day, late and night, and cycles of its rows."""

from collections.abc import Mapping, Sequence

from constraints import default_rules
from constraints.shifts.wishes_and_fairness import WishesAndFairness
from scheduler.base_schedule.base_search import BaseOrder, BaseResult, solve_base
from scheduler.base_schedule.base_weeks import BaseSchedule, Cell, WeeklyNeed
from scheduler.domain.problem import Employee, Problem
from scheduler.planning.result import Limits
from tests.build import UNIT, clock, employee, problem, shift_type

RULES = tuple(r for r in default_rules() if not isinstance(r, WishesAndFairness))
TYPES = (
    shift_type("day", "07:00-15:30", "30@10:00-12:00"),
    shift_type("late", "13:00-21:30", "30@16:00-17:00", kind="evening"),
    shift_type("night", "21:00-07:00", "60@01:00-04:00", kind="night"),
)
DAY, LATE, NIGHT = 16 * 60, 0, 21 * 60


def staffed(**given: object) -> Problem:
    """Build the unit; its people come with the rows."""
    return problem(**({"shift_types": TYPES} | given))


def row(id_: str = "amy", **given: object) -> Employee:
    """Build a row whose 24 hours begin in the afternoon."""
    return employee(id_, **({"day_break": DAY} | given))


def needed(
    weekdays: Sequence[int], span: str, want: int, **given: object
) -> tuple[WeeklyNeed, ...]:
    """Build a need on some weekdays."""
    start, end = (clock(text) for text in span.split("-"))
    return tuple(
        WeeklyNeed.model_validate(
            {"unit": UNIT, "weekday": d, "start": start, "end": end, "want": want}
            | given
        )
        for d in weekdays
    )


def cycle(
    weeks: int, lines: Mapping[str, str], rows: Sequence[Employee], **given: object
) -> BaseSchedule:
    """Build a cycle from a letter for each day: D, L, N, or a dot for a day off."""
    shifts = {"D": "day", "L": "late", "N": "night"}
    cells = {
        (who, day): Cell(shift=shifts[letter], unit=UNIT)
        for who, line in lines.items()
        for day, letter in enumerate(line.replace("|", ""))
        if letter != "."
    }
    return BaseSchedule.model_validate(
        {"weeks": weeks, "rows": rows, "cells": cells} | given
    )


def solved(
    case: Problem,
    weeks: int,
    rows: Sequence[Employee],
    needs: Sequence[WeeklyNeed],
    seed: int = 0,
) -> BaseResult:
    """Solve a small base schedule, with the same effort everywhere."""
    order = BaseOrder(weeks=weeks, rows=tuple(rows), needs=tuple(needs))
    limits = Limits(effort=100, workers=1, seed=seed)
    return solve_base(case, order, RULES, limits)
