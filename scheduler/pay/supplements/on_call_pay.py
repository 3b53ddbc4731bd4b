"""What time on call costs: jour and *beredskap*, as shares of an hour's pay."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta
from fractions import Fraction
from itertools import pairwise
from typing import NamedTuple

from scheduler.domain.clock import WallClock
from scheduler.domain.on_call import OnCallSpan
from scheduler.domain.problem import Employee
from scheduler.domain.values import Instant, OnCall
from scheduler.pay.agreement import Agreement
from scheduler.pay.agreement_rows import OnCallRates, on
from scheduler.pay.holidays import easter_on_call
from scheduler.pay.items import Entry, Item, Measure, RatedQuantity

Month = tuple[OnCall, int, int]
"""A kind in a calendar month, by year and number."""

_WHOLE = 100 * 100
"""Hundredths of a percent."""


class _Piece(NamedTuple):
    """Minutes on call of one date, within Easter or outside."""

    kind: OnCall
    date: date
    minutes: int
    is_easter: bool

    @property
    def month(self) -> Month:
        """The month against whose limit they count."""
        return self.kind, self.date.year, self.date.month


def on_call_pay(
    agreement: Agreement,
    employee: Employee,
    clock: WallClock,
    spans: Iterable[OnCallSpan],
    before: Counter[Month],
) -> list[Entry]:
    """Return what a duty's time on call costs (öre), each kind rounded once, no PO.

    ``before`` holds the minutes of the month so far, and gets these. No OB is paid on
    time on call.

    Raises
    ------
    NoRateError
        if the agreement has no rate for the day.
    """
    parts: dict[OnCall, list[RatedQuantity]] = defaultdict(list)
    hour = Fraction(employee.monthly_pay, agreement.reckoning.hour_divisor)
    for span in spans:
        for piece in _pieces(clock, span):
            rates = on(agreement.on_call, piece.date)
            parts[piece.kind] += _quantities(rates, piece, before[piece.month], hour)
            before[piece.month] += piece.minutes
    return [
        Entry.of(Item(kind), int(sum(q.quantity for q in mine)), mine)
        for kind, mine in parts.items()
    ]


def minutes_by_month(clock: WallClock, spans: Iterable[OnCallSpan]) -> Counter[Month]:
    """Return the minutes on call by the month against whose limit they count."""
    found = Counter[Month]()
    for span in spans:
        for piece in _pieces(clock, span):
            found[piece.month] += piece.minutes
    return found


def surcharge(
    agreement: Agreement, employee: Employee, month: Month
) -> tuple[int, Fraction]:
    """Return a month's limit, and what an hour above it costs more (öre, no PO).

    Outside Easter, by what holds on the first of the month.

    Raises
    ------
    NoRateError
        if the agreement has no rate for the day.
    """
    kind, year, number = month
    rates = on(agreement.on_call, date(year, number, 1))
    usual, limit, more = _of_kind(rates, kind)
    hour = Fraction(employee.monthly_pay, agreement.reckoning.hour_divisor)
    return limit, hour * (more - usual) / _WHOLE


def _quantities(
    rates: OnCallRates, piece: _Piece, before: int, hour: Fraction
) -> Iterator[RatedQuantity]:
    """Yield the minutes below the month's limit and those above, with their rates."""
    usual, limit, more = _of_kind(rates, piece.kind)
    below = min(piece.minutes, max(0, limit - before))
    times = rates.easter_pct if piece.is_easter else 100
    for minutes, share in ((below, usual), (piece.minutes - below, more)):
        if minutes:
            rate = hour * share * times / _WHOLE / 100
            yield RatedQuantity(piece.date, Measure.HOURS, minutes, rate, rates)


def _of_kind(rates: OnCallRates, kind: OnCall) -> tuple[int, int, int]:
    if kind is OnCall.JOUR:
        return rates.jour_pct, rates.jour_minutes, rates.jour_more_pct
    return rates.beredskap_pct, rates.beredskap_minutes, rates.beredskap_more_pct


def _pieces(clock: WallClock, span: OnCallSpan) -> Iterator[_Piece]:
    """Cut a stretch at midnights and where Easter begins and ends."""
    first, last = clock.day(span.start), clock.day(span.end)
    days = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    easters = [easter_on_call(year) for year in {first.year, last.year}]
    midnights = [datetime.combine(day, time()) for day in days]
    borders = [clock.instant(m) for m in (*midnights, *(m for e in easters for m in e))]
    inside = {moment for moment in borders if span.start < moment < span.end}
    for start, end in pairwise(sorted({span.start, *inside, span.end})):
        easter = any(_holds(clock, window, start) for window in easters)
        yield _Piece(span.kind, clock.day(start), end - start, easter)


def _holds(clock: WallClock, window: tuple[datetime, datetime], at: Instant) -> bool:
    return window[0] <= clock.local(at) < window[1]
