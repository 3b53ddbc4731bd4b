"""What the law calls each hour of a plan, apart from how it is paid.

A part-timer's extra hours are *mertid* until full time is reached, and overtime beyond
it, whatever the agreement pays for them (ATL 7 and 10 §§).
"""

from collections.abc import Iterator, Mapping
from datetime import date
from enum import StrEnum
from fractions import Fraction

from scheduler.audit.paid_as import PaidAs
from scheduler.domain.on_call import on_call_spans, without
from scheduler.domain.plan import ShiftRow
from scheduler.domain.plan_view import PlanView
from scheduler.domain.problem import AbsenceRow, Employee
from scheduler.domain.spans import worked_spans
from scheduler.domain.values import AbsenceKind, Frozen, OnCall, PayClass
from scheduler.pay.away import days_away
from scheduler.pay.hours import contract_minutes, days_due
from scheduler.pay.items import Item
from scheduler.pay.money import rounded_fraction
from scheduler.pay.price import DutyPrices


class StatutoryClass(StrEnum):
    """The kinds of time that the law knows."""

    ORDINARY = "ordinary"
    MERTID = "mertid"
    """A part-timer's time above the contract, below full time."""
    OVERTIME = "overtime"
    JOUR = "jour"
    BEREDSKAP = "beredskap"
    """No working time."""
    VACATION = "vacation"
    """Contracted time away; counts in the total working time (ATL 10 b §) ..."""
    SICK = "sick"
    """... and so does this."""
    AWAY = "away"
    """All other contracted time away: counts nowhere."""


_BY_LAW = {
    AbsenceKind.VACATION: StatutoryClass.VACATION,
    AbsenceKind.SICK: StatutoryClass.SICK,
}


class ClassedTime(Frozen):
    """Minutes of a person's day that are one thing by law and one in pay."""

    employee: str
    date: date
    row: ShiftRow | None
    """The shift; ``None`` of time away."""
    statutory: StatutoryClass
    pay: str
    """The row's pay class; how somebody is on call, or why away, where that is it."""
    item: Item | None
    """What of the price pays it, supplements apart; ``None`` where nothing does."""
    minutes: int


def classed_time(view: PlanView) -> Iterator[ClassedTime]:
    """Yield all time of a plan by person and start, then what people are away.

    People that the plan's dataset knows, classed.
    """
    prices = DutyPrices(view.problem)
    for employee in view.problem.employees:
        mine = [row for row in view.plan.shifts if row.employee == employee.id]
        room, paid_as = (
            room_to_full_time(view, employee),
            PaidAs(view, prices, employee),
        )
        for row in sorted(mine, key=lambda r: r.start):
            for part in _classed(view, row, room, paid_as):
                if part.statutory is StatutoryClass.MERTID:
                    room -= part.minutes
                if part.minutes:
                    yield part
        yield from _away(view, employee, paid_as)


def _away(view: PlanView, employee: Employee, paid_as: PaidAs) -> Iterator[ClassedTime]:
    """Yield the contracted minutes of each day away, by the kind of absence.

    Whole minutes that add up to those of the kind; what kinds overlap counts as the
    first of ``AbsenceKind``.
    """
    due = days_due(view.problem, employee)
    mine, found = view.absences_by_employee[employee.id], list[AbsenceRow]()
    before: Mapping[date, Fraction] = {}
    for kind in AbsenceKind if mine else ():
        found += [row for row in mine if row.kind is kind]
        until = days_away(view.clock, found, view.problem.start, view.problem.end)
        whole, told = Fraction(0), 0
        for day in sorted(due.keys() & until.keys()):
            whole += due[day] * (until[day] - before.get(day, 0))
            minutes = rounded_fraction(whole) - told
            told += minutes
            if minutes:
                yield ClassedTime(
                    employee=employee.id,
                    date=day,
                    row=None,
                    statutory=_BY_LAW.get(kind, StatutoryClass.AWAY),
                    pay=kind.value,
                    item=paid_as.away(kind),
                    minutes=minutes,
                )
        before = until


def room_to_full_time(view: PlanView, employee: Employee) -> int:
    """Return the minutes of the plan between the contract and full time."""
    degree = Fraction(str(employee.degree_pct)) / 100
    due = sum(days_due(view.problem, employee).values(), Fraction(0))
    return max(0, int(due / degree - due)) if degree else 0


def _classed(
    view: PlanView, row: ShiftRow, room: int, paid_as: PaidAs
) -> Iterator[ClassedTime]:
    type_ = view.problem.shift_type.get(row.shift)
    span = ((row.start, row.end),)
    on_call = on_call_spans(view.clock, type_, row.date, span) if type_ else ()
    at_work = without(span, on_call, *OnCall)
    worked = sum(end - start for start, end in worked_spans(at_work, row.breaks))
    filled = contract_minutes(view.problem, at_work, worked)
    classed: list[tuple[StatutoryClass, str, Item | None, int]] = [
        (statutory, str(row.pay_class), item, part)
        for statutory, minutes in _worked(row.pay_class, worked, filled, room)
        for item, part in paid_as.worked(
            row, minutes, above=statutory is not StatutoryClass.ORDINARY
        )
    ]
    for kind in OnCall:
        minutes = sum(time.minutes for time in on_call if time.kind is kind)
        name = kind.value
        classed.append((StatutoryClass(name), name, Item(name), minutes))
    for statutory, pay, item, minutes in classed:
        yield ClassedTime(
            employee=row.employee,
            date=row.date,
            row=row,
            statutory=statutory,
            pay=pay,
            item=item,
            minutes=minutes,
        )


def _worked(
    pay_class: PayClass, minutes: int, filled: int, room: int
) -> Iterator[tuple[StatutoryClass, int]]:
    """Yield what the law calls the minutes worked in a row.

    ``filled`` are those that an ordinary row fills of the contract.
    """
    if pay_class in (PayClass.EXTRA, PayClass.ORDINARY):
        within = filled if pay_class is PayClass.ORDINARY else 0
        below = min(minutes - within, room)
        yield StatutoryClass.ORDINARY, within
        yield StatutoryClass.MERTID, below
        yield StatutoryClass.OVERTIME, minutes - within - below
    elif pay_class is PayClass.OVERTIME:
        yield StatutoryClass.OVERTIME, minutes
    else:
        yield StatutoryClass.ORDINARY, minutes
