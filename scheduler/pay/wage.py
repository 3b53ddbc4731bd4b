"""What one duty costs, on top of what the person costs anyway."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date
from fractions import Fraction
from typing import NamedTuple

from scheduler.domain.problem import Employee
from scheduler.domain.values import PayClass
from scheduler.pay.agreement import Agreement
from scheduler.pay.agreement_rows import Stated, on
from scheduler.pay.duty_time import PaidTime, Spans
from scheduler.pay.holidays import is_sunday_or_holiday
from scheduler.pay.items import Entry, Item, Measure, RatedQuantity

_SATURDAY = 5
_Above = Mapping[tuple[Item, date], int]
"""Minutes beyond the contract by the item they would be, and their day."""


class Beside(NamedTuple):
    """What somebody works besides, as far as it decides what extra time is paid."""

    near: Spans = ()
    """The time close enough to an ordinary shift for simple overtime (AB § 20)."""
    minutes: int = 0
    """What goes before it of the hours of a full day: *fyllnad* ends with these."""


ALONE = Beside()


def wage(
    agreement: Agreement,
    employee: Employee,
    work: PaidTime,
    pay_class: PayClass,
    beside: Beside = ALONE,
) -> list[Entry]:
    """Return the cost of a duty (öre), PO last; each item is rounded once.

    OB is that of AB § 21, and is not paid beside overtime.

    Raises
    ------
    NoRateError
        if the agreement has no rate for the day.
    """
    paid = list(_paid(agreement, employee, work, pay_class, beside))
    if not paid:
        return []
    return [*paid, on_cost(agreement, work.date, sum(e.amount for e in paid))]


def on_cost(agreement: Agreement, day: date, amount: int) -> Entry:
    """Return the PO on an amount (öre) of the year of a duty's first day."""
    row = on(agreement.on_cost, date(day.year, 1, 1))
    rated = RatedQuantity(day, Measure.KRONOR, amount, row.pct, row)
    return Entry.of(Item.PO, 0, [rated])


def _paid(
    agreement: Agreement,
    employee: Employee,
    work: PaidTime,
    pay_class: PayClass,
    beside: Beside,
) -> Iterator[Entry]:
    if pay_class.is_above_contract:
        minutes = _above_contract(agreement, employee, work, pay_class, beside)
        is_extra = pay_class is PayClass.EXTRA and employee.is_part_time
        yield from _at_percent(agreement, employee, minutes, is_extra=is_extra)
    elif pay_class is PayClass.HOURLY or not employee.is_monthly:
        yield from _hourly(agreement, employee, work)
    elif agreement.reckoning.autumn_hour_is_overtime:
        yield from work.ob_once
        twice = {(Item.OVERTIME_SIMPLE, work.date): work.repeated}
        yield from _at_percent(agreement, employee, twice)
    else:
        yield from work.ob


def _hourly(
    agreement: Agreement, employee: Employee, work: PaidTime
) -> Iterator[Entry]:
    """Yield an hourly person's pay; somebody without monthly pay has no other kind."""
    if not work.minutes:
        return
    stated, day = agreement.reckoning, work.date
    rate = hour_at(agreement, employee, 100)
    hourly = RatedQuantity(day, Measure.HOURS, work.minutes, rate, stated)
    pay = Entry.of(Item.HOURLY, work.minutes, [hourly])
    ob = sum(e.amount for e in work.ob) if stated.holiday_pay_on_ob else 0
    share = stated.holiday_pay_pct * 100
    holiday = RatedQuantity(day, Measure.KRONOR, pay.amount + ob, share, stated)
    yield from work.ob
    yield pay
    yield Entry.of(Item.HOLIDAY_PAY, 0, [holiday])


def _at_percent(
    agreement: Agreement,
    employee: Employee,
    minutes: _Above,
    *,
    is_extra: bool = False,
) -> Iterator[Entry]:
    """Yield minutes that are paid at a multiple of the hour's pay, without OB.

    Each by the rows of its own day; days with the same row are told together.
    """
    found: dict[Item, list[RatedQuantity]] = defaultdict(list)
    for (kind, day), count in minutes.items():
        if count:
            item, percent, row = _terms(agreement, employee, day, is_extra)[kind]
            rate = hour_at(agreement, employee, percent)
            mine, more = found[item], count
            if mine and mine[-1].stated is row and mine[-1].rate == rate:
                more += int(mine[-1].quantity)
                day = mine.pop().day
            mine.append(RatedQuantity(day, Measure.HOURS, more, rate, row))
    for item, rated in found.items():
        yield Entry.of(item, int(sum(q.quantity for q in rated)), rated)


class _Terms(NamedTuple):
    """Under which item minutes stand, at what percent, and who says so."""

    item: Item
    percent: int
    stated: Stated


def _terms(
    agreement: Agreement, employee: Employee, day: date, is_extra: bool
) -> Mapping[Item, _Terms]:
    """Return the terms of a day by the kind of minutes.

    What extra hours are paid is said by another row than what overtime is.
    """
    overtime, extra = on(agreement.overtime, day), on(agreement.extra, day)
    stated: Stated = extra if is_extra else overtime
    found = (
        _Terms(Item.EXTRA, extra.fyllnad_pct or 0, stated),
        _Terms(Item.OVERTIME_SIMPLE, overtime.simple_pct, stated),
        _Terms(Item.OVERTIME_QUALIFIED, overtime.qualified_pct, stated),
    )
    saved = _as_time_off(agreement, day) if employee.comp_time else {}
    return {terms.item: terms for terms in found} | dict(saved)


def _as_time_off(agreement: Agreement, day: date) -> Mapping[Item, _Terms]:
    """Return what overtime is where it is saved: time off, worth an hour's pay each."""
    off = on(agreement.comp_time, day)
    simple = _Terms(Item.COMP_SIMPLE, off.simple_pct, off)
    qualified = _Terms(Item.COMP_QUALIFIED, off.qualified_pct, off)
    return {Item.OVERTIME_SIMPLE: simple, Item.OVERTIME_QUALIFIED: qualified}


def hour_at(agreement: Agreement, employee: Employee, percent: int) -> Fraction:
    """Return öre for an hour at a percentage of the hour's pay."""
    divisor = agreement.reckoning.hour_divisor * 100
    return Fraction(employee.monthly_pay * percent, divisor)


def _above_contract(
    agreement: Agreement,
    employee: Employee,
    work: PaidTime,
    pay_class: PayClass,
    beside: Beside,
) -> _Above:
    """Sort the minutes of a duty beyond the contract into the items they cost."""
    minutes: dict[tuple[Item, date], int] = defaultdict(int)
    so_far = beside.minutes
    for s in work.stretches:
        fyllnad = 0
        if pay_class is PayClass.EXTRA and employee.is_part_time:
            left = _fyllnad_limit(agreement, s.date) - so_far
            fyllnad = max(0, min(left, s.end - s.start))
        simple = _overlap(s.start + fyllnad, s.end, beside.near)
        so_far += fyllnad
        minutes[Item.EXTRA, s.date] += fyllnad
        minutes[Item.OVERTIME_SIMPLE, s.date] += simple
        minutes[Item.OVERTIME_QUALIFIED, s.date] += s.end - s.start - fyllnad - simple
    return minutes


def _fyllnad_limit(agreement: Agreement, day: date) -> int:
    """Return after how many minutes of a day's work none is *fyllnad*, on a date."""
    if day.weekday() >= _SATURDAY or is_sunday_or_holiday(day):
        return 0
    return on(agreement.extra, day).fyllnad_minutes


def _overlap(start: int, end: int, windows: Spans) -> int:
    """Return how many minutes of [start, end) lie in any of the windows."""
    found, now = 0, start
    for begins, ends in sorted(windows):
        first, last = max(now, begins), min(end, ends)
        if first < last:
            found += last - first
            now = last
    return found
