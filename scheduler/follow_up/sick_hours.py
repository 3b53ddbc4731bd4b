"""K09: sick hours of ordinary contracted hours, and those of the first 14 days."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from fractions import Fraction
from typing import NamedTuple

from scheduler.domain.clock import wall_clock
from scheduler.domain.problem import Employee, Problem
from scheduler.domain.values import AbsenceKind
from scheduler.follow_up.reported import ReportedTime
from scheduler.pay.hours import days_due

SHORT_DAYS = 14
RELAPSE_DAYS = 5
"""Whoever falls ill again within so many days goes on with the same sick period."""


class SickTime(NamedTuple):
    """Minutes of one person, or of several."""

    sick: Fraction = Fraction(0)
    short: Fraction = Fraction(0)
    """Those of the first 14 days of a sick period."""
    due: Fraction = Fraction(0)
    """Contracted."""


def sick_time(
    problem: Problem, employees: Iterable[Employee], times: Iterable[ReportedTime]
) -> SickTime:
    """Return the reported sick time of people, and what their contracts ask for.

    A row without clock times is what the contract asks for that day. How far a sick
    period had come before the plan is read from the absences of the dataset.
    """
    rows: dict[str, list[ReportedTime]] = {}
    for time in times:
        if time.absence is AbsenceKind.SICK:
            rows.setdefault(time.employee, []).append(time)
    parts = [
        _of_one(days_due(problem, who), rows.get(who.id, ()), _ill_before(problem, who))
        for who in employees
        if who.is_monthly
    ]
    return SickTime(*(sum(part, Fraction(0)) for part in zip(*parts, strict=True)))


def _ill_before(problem: Problem, employee: Employee) -> list[date]:
    """Return the days before the plan on which somebody was ill."""
    clock = wall_clock(problem.timezone)
    days: list[date] = []
    for absence in problem.absences:
        if absence.employee == employee.id and absence.kind is AbsenceKind.SICK:
            day = clock.day(absence.start)
            while day < problem.start and clock.at(day, 0) < absence.end:
                days.append(day)
                day += timedelta(days=1)
    return days


def _of_one(
    due: Mapping[date, Fraction], rows: Iterable[ReportedTime], before: list[date]
) -> SickTime:
    mine = [row for row in rows if row.date in due]
    short_days = first_days({*before, *(row.date for row in mine)})
    minutes = {
        row: due[row.date]
        if row.span is None
        else Fraction(row.span[1] - row.span[0] - row.break_minutes)
        for row in mine
    }
    return SickTime(
        sick=sum(minutes.values(), Fraction(0)),
        short=sum((m for r, m in minutes.items() if r.date in short_days), Fraction(0)),
        due=sum(due.values(), Fraction(0)),
    )


def first_days(days: Iterable[date]) -> set[date]:
    """Return the days that are among the first 14 of their sick period."""
    short: set[date] = set()
    begun, last = None, None
    for day in sorted(days):
        if begun is None or last is None or (day - last).days > RELAPSE_DAYS:
            begun = day
        if (day - begun).days < SHORT_DAYS:
            short.add(day)
        last = day
    return short
