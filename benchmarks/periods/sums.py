"""Balances added up from the rows of plans alone, apart from what handed them on."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from fractions import Fraction
from typing import NamedTuple

from benchmarks.periods.joined import PlannedPeriod
from scheduler.domain.clock import wall_clock
from scheduler.domain.plan import ShiftRow
from scheduler.domain.problem import Balance, Employee, Problem
from scheduler.domain.values import PayClass, ShiftKind
from scheduler.pay.holidays import is_holiday

_SATURDAY = 5
_HOLIDAY_FREE_WEEK = 2400


class Sums(NamedTuple):
    """What somebody has after some periods, as far as balances say it."""

    hours_carried: Fraction
    weekends: int
    evenings: int
    nights: int
    above_contract: int
    """Overtime and extra hours of the year in which the last period is followed."""


def sums(periods: Sequence[PlannedPeriod], who: str) -> Sums:
    """Return what somebody has after all periods, from the first balance and rows."""
    first = periods[0].problem.balance[who]
    carried = Fraction(first.hours_carried_minutes)
    weekends, kinds = first.weekends_worked, Counter[ShiftKind]()
    year = (periods[-1].problem.end + timedelta(days=1)).year
    above = first.overtime_year_minutes + first.extra_year_minutes
    if periods[0].problem.start.year != year:
        above = 0
    for problem, plan in periods:
        employee = problem.employee[who]
        rows = [row for row in plan.shifts if row.employee == who]
        if employee.is_monthly:
            carried += _filled(rows, problem) - _due(problem, employee)
            above += _above([row for row in rows if row.date.year == year], problem)
        days = {row.date for row in rows if row.date.weekday() >= _SATURDAY}
        weekends += len({day.isocalendar()[:2] for day in days})
        duties = {(row.date, row.shift) for row in rows}
        kinds.update(problem.shift_type[shift].kind for _, shift in duties)
    return Sums(
        carried,
        weekends,
        first.evenings_worked + kinds[ShiftKind.EVENING],
        first.nights_worked + kinds[ShiftKind.NIGHT],
        above,
    )


def off_by(found: Balance, expected: Sums) -> Mapping[str, Fraction]:
    """Return how far a balance is from what was added up, minutes and counts."""
    above = found.overtime_year_minutes + found.extra_year_minutes
    return {
        "above_contract": Fraction(abs(above - expected.above_contract)),
        "hours_carried": abs(found.hours_carried_minutes - expected.hours_carried),
        "weekends": Fraction(abs(found.weekends_worked - expected.weekends)),
        "evenings": Fraction(abs(found.evenings_worked - expected.evenings)),
        "nights": Fraction(abs(found.nights_worked - expected.nights)),
    }


def _filled(rows: Iterable[ShiftRow], problem: Problem) -> int:
    """Return what fills the contract; the hour that occurs twice is overtime."""
    ordinary = [row for row in rows if row.pay_class is PayClass.ORDINARY]
    return sum(row.paid_minutes - _repeated(row, problem) for row in ordinary)


def _above(rows: Iterable[ShiftRow], problem: Problem) -> int:
    return sum(
        _repeated(row, problem)
        if row.pay_class is PayClass.ORDINARY
        else row.paid_minutes
        for row in rows
    )


def _repeated(row: ShiftRow, problem: Problem) -> int:
    """Return how much longer a row is than the clock shows."""
    clock = wall_clock(problem.timezone)
    start, end = (clock.local(t).replace(tzinfo=None) for t in (row.start, row.end))
    return max(0, row.end - row.start - (end - start) // timedelta(minutes=1))


def _due(problem: Problem, employee: Employee) -> Fraction:
    """Return what the contract asks for, on days of employment without absence."""
    day = employee.week_minutes * Fraction(str(employee.degree_pct)) / 100 / 5
    free = employee.week_minutes == _HOLIDAY_FREE_WEEK
    away = _away(problem, employee)
    there = [d for d in problem.dates if d not in away and employee.employed_on(d)]
    return day * sum(_is_work(d, holiday_free=free) for d in there)


def _is_work(day: date, *, holiday_free: bool) -> bool:
    return day.weekday() < _SATURDAY and not (holiday_free and is_holiday(day))


def _away(problem: Problem, employee: Employee) -> set[date]:
    clock = wall_clock(problem.timezone)
    return {
        day
        for absence in problem.absences
        if absence.employee == employee.id
        for day in problem.dates
        if absence.start <= clock.at(day, 0) and clock.at(day, 1440) <= absence.end
    }
