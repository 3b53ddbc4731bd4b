"""K09: sick hours of ordinary contracted hours, and those of the first 14 days."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from fractions import Fraction
from typing import NamedTuple

from scheduler.domain.plan import ShiftRow
from scheduler.domain.plan_view import PlanView
from scheduler.domain.problem import Employee
from scheduler.domain.values import AbsenceKind, PayClass, Span
from scheduler.follow_up.reported import ReportedTime, spans_within
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
    view: PlanView, employees: Iterable[Employee], times: Iterable[ReportedTime]
) -> SickTime:
    """Return the reported sick time of people, and what their contracts ask for.

    A row without clock times is the shift that was planned that day; of somebody who
    was known to be away, so that none was planned, it is what the contract asks for.
    How far a sick period had come before the plan is read from the dataset's absences.
    """
    rows: dict[str, list[ReportedTime]] = defaultdict(list)
    for time in times:
        if time.absence is AbsenceKind.SICK:
            rows[time.employee].append(time)
    parts = [_of_one(view, who, rows[who.id]) for who in employees if who.is_monthly]
    return SickTime(*(sum(part, Fraction(0)) for part in zip(*parts, strict=True)))


def _of_one(
    view: PlanView, employee: Employee, rows: Iterable[ReportedTime]
) -> SickTime:
    due = days_due(view.problem, employee)
    mine = [row for row in rows if row.date in due]
    short_days = first_days({*_ill_before(view, employee), *(r.date for r in mine)})
    minutes = [(row.date, _minutes(view, row, due[row.date])) for row in mine]
    return SickTime(
        sick=sum((m for _, m in minutes), Fraction(0)),
        short=sum((m for day, m in minutes if day in short_days), Fraction(0)),
        due=sum(due.values(), Fraction(0)),
    )


def _minutes(view: PlanView, row: ReportedTime, due: Fraction) -> Fraction:
    mine = [
        shift
        for shift in view.plan.shifts
        if (shift.employee, shift.date) == (row.employee, row.date)
    ]
    if row.span is not None:
        return Fraction(row.span[1] - row.span[0] - _rest(row, row.span, mine))
    planned = [s.paid_minutes for s in mine if s.pay_class is PayClass.ORDINARY]
    noon = view.clock.at(row.date, 720)
    known = view.absences_by_employee.get(row.employee, ())
    if not planned and any(a.start <= noon < a.end for a in known):
        return due
    return Fraction(sum(planned))


def _ill_before(view: PlanView, employee: Employee) -> Iterator[date]:
    """Yield the days before the plan on which somebody was ill."""
    for absence in view.absences_by_employee.get(employee.id, ()):
        if absence.kind is AbsenceKind.SICK:
            day = view.clock.day(absence.start)
            while day < view.problem.start and view.clock.at(day, 0) < absence.end:
                yield day
                day += timedelta(days=1)


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


def _rest(row: ReportedTime, span: Span, planned: Iterable[ShiftRow]) -> int:
    """Return the minutes of breaks in it; as planned where nothing is told."""
    if row.break_minutes is not None:
        return row.break_minutes
    breaks = [rest for shift in planned for rest in shift.breaks]
    return sum(end - start for start, end in spans_within(span, breaks))
