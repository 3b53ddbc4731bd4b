"""*Förskjuten arbetstid*: what it costs to move ordinary hours at short notice.

Hours that lie outside what was published cost a share of an hour's pay besides, where
the change is told later than the agreement's notice. What is moved on the day itself
is overtime, and no ordinary time any more.
"""

from collections.abc import Sequence
from datetime import date
from fractions import Fraction
from typing import NamedTuple

from scheduler.domain.plan import ShiftRow
from scheduler.domain.problem import Employee
from scheduler.domain.spans import worked_spans
from scheduler.domain.values import Span
from scheduler.pay.agreement import Agreement
from scheduler.pay.agreement_rows import on
from scheduler.pay.items import Entry, Item, Measure, RatedQuantity


class Notice(NamedTuple):
    """What somebody was told of a day before, and when the plan is told."""

    told: date
    day: date
    published: Sequence[ShiftRow]


def displaced_pay(
    agreement: Agreement, employee: Employee, worked: Sequence[Span], notice: Notice
) -> list[Entry]:
    """Return what the hours of a day cost besides that were not published (öre).

    No PO. ``worked`` is without breaks; those of what was published do not count.

    Raises
    ------
    NoRateError
        if the agreement has no rate for the day.
    """
    rates = on(agreement.displaced, notice.day)
    if not 0 < (notice.day - notice.told).days < rates.notice_days:
        return []
    told = [(row.start, row.end) for row in notice.published]
    minutes = sum(end - start for start, end in worked_spans(worked, told))
    if not minutes:
        return []
    kind, share = (
        ("workday", rates.workday_pct)
        if notice.published
        else ("free_day", rates.free_day_pct)
    )
    whole = agreement.reckoning.hour_divisor * 100 * 100
    rate = Fraction(employee.monthly_pay * share, whole)
    rated = RatedQuantity(notice.day, Measure.HOURS, minutes, rate, rates, kind)
    return [Entry.of(Item.DISPLACED, minutes, [rated])]
