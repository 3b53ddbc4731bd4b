"""The cycle on a calendar without holidays and clock changes, to be judged there."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from math import ceil

from scheduler.base_schedule.base_weeks import WEEK, BaseSchedule
from scheduler.base_schedule.duty_plan import plan_of
from scheduler.domain.clock import wall_clock
from scheduler.domain.plan import Plan
from scheduler.domain.problem import Employee, Problem, StaffingNeed, WorkedShift
from scheduler.domain.shift_option import ShiftOption, option_of
from scheduler.pay.holidays import NEUTRAL
from scheduler.rules.break_terms import BreakTerms
from scheduler.rules.staffing_terms import StaffingTerms

START = date(NEUTRAL + 1, 6, 1)
"""A Monday with a year before it."""
WEEKS_BACK = 16
"""What rules look back on at most."""


def neutral_problem(
    problem: Problem, rows: Sequence[Employee], weeks: int, start: date = START
) -> Problem:
    """Return so many weeks of the rows alone, on a calendar where all are alike."""
    return Problem(
        name=problem.name,
        timezone="UTC",
        start=start,
        days=WEEK * weeks,
        agreement=problem.agreement,
        own_agreements=problem.own_agreements,
        units=tuple(u.model_copy(update={"lends_to": ()}) for u in problem.units),
        employees=tuple(rows),
        shift_types=problem.shift_types,
        travel_model=problem.travel_model,
    )


def repeated(
    problem: Problem, base: BaseSchedule, terms: BreakTerms
) -> tuple[Problem, Plan]:
    """Return a cycle of the base as a plan, with the cycles before it as history.

    What the plan breaks at its beginning is what every cycle breaks after another.
    """
    laps = max(1, ceil(WEEKS_BACK / base.weeks))
    before = tuple(
        worked
        for lap in range(1, laps + 1)
        for worked in _worked(problem, base, START - timedelta(days=base.days) * lap)
    )
    known = neutral_problem(problem, base.rows, base.weeks)
    asked = tuple(_asked(base))
    known = known.model_copy(update={"worked_shifts": before, "staffing": asked})
    duties = [(row, option) for row, _, option in cycle_options(known, base)]
    return known, plan_of(known, duties, StaffingTerms(), terms)


def _asked(base: BaseSchedule) -> Iterator[StaffingNeed]:
    """Yield when somebody is asked for, so that duties are no resource time.

    How many is not said: the needs are held against whole cycles elsewhere.
    """
    at = wall_clock("UTC").at
    for day in range(base.days):
        for need in base.needs:
            if need.weekday == day % WEEK and need.want:
                date_ = START + timedelta(days=day)
                yield StaffingNeed(
                    unit=need.unit,
                    date=date_,
                    start=at(date_, need.start),
                    end=at(date_, need.end),
                )


def cycle_options(
    problem: Problem, base: BaseSchedule, start: date = START
) -> Iterator[tuple[str, int, ShiftOption]]:
    """Yield row, day of the cycle and shift of every cell, one cycle from ``start``."""
    clock = wall_clock("UTC")
    for (row, day), cell in base.cells.items():
        type_ = problem.shift_type[cell.shift]
        date_ = start + timedelta(days=day)
        yield row, day, option_of(clock, type_, date_, cell.unit)


def _worked(problem: Problem, base: BaseSchedule, start: date) -> Iterator[WorkedShift]:
    for row, _, option in cycle_options(problem, base, start):
        unpaid = sum(e - s for s, e in option.parts) - option.paid_minutes
        for n, (begin, end) in enumerate(option.parts):
            yield WorkedShift(
                employee=row,
                shift=option.shift,
                unit=option.unit,
                start=begin,
                end=end,
                break_minutes=0 if n else unpaid,
            )
