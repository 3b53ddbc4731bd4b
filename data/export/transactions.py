"""What the payroll system is told of a plan, whatever file it is written to."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from enum import StrEnum

from data.export.code_tables import PayrollCodes
from data.export.dated_costs import DatedLine, dated_lines
from scheduler.domain.plan_view import PlanView
from scheduler.domain.problem import AbsenceRow, Employee
from scheduler.domain.values import Frozen, PayClass, Span
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
            if employee.employed_on(day):
                yield Transaction(
                    told=Told.SCHEDULE,
                    employee=employee.id,
                    unit=employee.unit,
                    first=day,
                    last=day,
                    minutes=minutes[day],
                )


def _ordinary_minutes(view: PlanView, employee: Employee) -> dict[date, int]:
    minutes: dict[date, int] = defaultdict(int)
    for duty in view.planned_of(employee):
        for piece in duty.pieces:
            if piece.pay_class is PayClass.ORDINARY:
                minutes[duty.date] += piece.paid_minutes
    return minutes
