"""What the payroll system is told of a plan, whatever file it is written to."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date
from enum import StrEnum

from data.export.code_tables import PayrollCodes
from data.export.dated_costs import DatedLine, dated_lines
from scheduler.domain.plan_view import PlanView
from scheduler.domain.problem import AbsenceRow, Employee
from scheduler.domain.values import Frozen, PayClass, Span
from scheduler.pay.away import days_away
from scheduler.pay.hours import contract_minutes, filled_minutes
from scheduler.pay.items import Item


class Told(StrEnum):
    """As what a transaction is told."""

    TIME = "time"
    PAY = "pay"
    ABSENCE = "absence"
    SCHEDULE = "schedule"
    NOT_SENT = "not_sent"
    """The payroll system knows it, or it is none of its business."""


class Transaction(Frozen):
    """One row for one person."""

    told: Told
    employee: str
    unit: str
    """Where the person belongs."""
    code: str = ""
    item: str = ""
    """An item of the price, or a kind of absence."""
    first: date
    last: date
    span: Span | None = None
    """When an absence begins and ends, if not with whole days."""
    minutes: int
    amount: int = 0
    """Öre that the plan costs by it; of all rows, what the plan costs in all."""


def transactions(view: PlanView, codes: PayrollCodes) -> list[Transaction]:
    """Return time and pay, absences and schedule of everybody in the dataset."""
    return [
        *(_priced(view, line, codes) for line in dated_lines(view)),
        *_absences(view, codes),
        *_schedule(view),
    ]


def _priced(view: PlanView, line: DatedLine, codes: PayrollCodes) -> Transaction:
    code = codes.items[Item(line.item)]
    told = Told.TIME if code.time else Told.PAY if code.pay else Told.NOT_SENT
    return Transaction(
        told=told,
        unit=view.problem.employee[line.employee].unit,
        code=code.time or code.pay or "",
        **line.model_dump(),
    )


def _absences(view: PlanView, codes: PayrollCodes) -> Iterator[Transaction]:
    """Yield the absences of people with monthly pay, as far as the plan goes."""
    for employee in view.problem.employees:
        if employee.is_monthly:
            for absence in view.absences_by_employee[employee.id]:
                yield from _absence(view, employee, absence, codes)


def _absence(
    view: PlanView, employee: Employee, absence: AbsenceRow, codes: PayrollCodes
) -> Iterator[Transaction]:
    start = max(absence.start, view.span[0])
    end = min(absence.end, view.span[1])
    if start >= end:
        return
    clock = view.clock
    first, last = clock.day(start), clock.day(end - 1)
    is_whole = start == clock.at(first, 0) and end == clock.at(last, 1440)
    yield Transaction(
        told=Told.ABSENCE,
        employee=employee.id,
        unit=employee.unit,
        code=codes.absences[absence.kind],
        item=absence.kind.value,
        first=first,
        last=last,
        span=None if is_whole else (start, end),
        minutes=end - start,
    )


def _schedule(view: PlanView) -> Iterator[Transaction]:
    """Yield the ordinary time of each day of people with monthly pay; 0 is a day off.

    Days off are told too: what is not told may stay as it was.
    """
    for employee in view.problem.employees:
        if not employee.is_monthly:
            continue
        minutes = _ordinary_minutes(view, employee)
        for day in view.problem.dates:
            if employee.employed_on(day) and day in minutes:
                yield Transaction(
                    told=Told.SCHEDULE,
                    employee=employee.id,
                    unit=employee.unit,
                    first=day,
                    last=day,
                    minutes=minutes[day],
                )


def _ordinary_minutes(view: PlanView, employee: Employee) -> Mapping[date, int]:
    """Return by day the time that fills the contract, which the autumn hour does not.

    Where somebody is away from a published shift it is that of the shift, for absence
    is reckoned on it. A whole day away of which no shift is known is left out: it is
    not the absence that makes it a day off.
    """
    problem, absences = view.problem, view.absences_by_employee[employee.id]
    away = days_away(view.clock, absences, problem.start, problem.end)
    minutes = {day: 0 for day in problem.dates if away.get(day) != 1}
    for duty in view.planned_of(employee):
        filled = filled_minutes(problem, [duty])
        minutes[duty.date] = minutes.get(duty.date, 0) + filled
    return {**minutes, **_missed(view, employee)}


def _missed(view: PlanView, employee: Employee) -> Mapping[date, int]:
    """Return the ordinary time of published shifts that somebody is away from."""
    absences = view.absences_by_employee[employee.id]
    minutes: dict[date, int] = defaultdict(int)
    for row in view.problem.published_shifts:
        is_mine = row.employee == employee.id and row.pay_class is PayClass.ORDINARY
        if is_mine and any(row.start < a.end and a.start < row.end for a in absences):
            told = contract_minutes(
                view.problem, [(row.start, row.end)], row.paid_minutes
            )
            minutes[row.date] += told
    return minutes
