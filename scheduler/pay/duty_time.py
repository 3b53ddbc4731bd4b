"""The paid time of one duty, whoever works it."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from scheduler.domain.clock import WallClock
from scheduler.domain.problem import BreakRule
from scheduler.domain.spans import worked_spans
from scheduler.domain.values import Span
from scheduler.pay.agreement import Agreement
from scheduler.pay.agreement_rows import on
from scheduler.pay.items import Entry, Measure, RatedQuantity, ob_item
from scheduler.pay.ob import Band, BandCalendar, Hours, Stretch

Spans = Sequence[Span]
"""Half-open intervals."""


@dataclass(frozen=True, slots=True)
class PaidTime:
    """Worked time, and the OB on it."""

    date: date
    """The local date on which the duty starts; its year decides the PO."""
    stretches: tuple[Stretch, ...]
    minutes: int
    repeated: int
    """Minutes by which the duty is longer than its clock times (autumn night)."""
    ob: tuple[Entry, ...]
    """On all worked minutes."""
    ob_once: tuple[Entry, ...]
    """The same without the repeated minutes."""


def placed_breaks(
    clock: WallClock, parts: Spans, rules: Sequence[BreakRule]
) -> list[Span]:
    """Put each break in the middle of its interval, or straight after the one before.

    The planning day is the local date on which the parts begin.
    """
    day, free = clock.day(parts[0][0]), parts[0][0]
    placed = []
    for rule in sorted(rules, key=lambda r: (r.earliest, r.latest)):
        minutes = rule.minutes_on(clock, day)
        middle = (rule.earliest + rule.latest - rule.minutes) // 2
        start = max(clock.at(day, middle), free)
        free = start + minutes
        placed.append((start, free))
    return placed


def read_work(
    agreement: Agreement,
    calendar: BandCalendar,
    clock: WallClock,
    parts: Spans,
    breaks: Spans,
) -> PaidTime:
    """Cut a duty into bands and price its OB (öre).

    Raises
    ------
    NoRateError
        if the agreement has no OB rate for one of its days.
    """
    worked = tuple(
        s for span in worked_spans(parts, breaks) for s in calendar.stretches(*span)
    )
    banded = _banded(worked)
    repeated = _repeated(clock, [s for p in parts for s in calendar.stretches(*p)])
    once = {key: max(0, count - repeated.get(key, 0)) for key, count in banded.items()}
    return PaidTime(
        date=clock.day(parts[0][0]),
        stretches=worked,
        minutes=sum(s.end - s.start for s in worked),
        repeated=sum(repeated.values()),
        ob=_ob(agreement, banded),
        ob_once=_ob(agreement, once),
    )


_Key = tuple[date, Band | None, Hours]
_Banded = Mapping[_Key, int]
"""Minutes by date, band and the band's hours."""


def _banded(stretches: Sequence[Stretch]) -> _Banded:
    minutes: dict[_Key, int] = defaultdict(int)
    for s in stretches:
        minutes[s.date, s.band, s.hours] += s.end - s.start
    return minutes


def _repeated(clock: WallClock, stretches: Sequence[Stretch]) -> _Banded:
    """Return how much longer than their clock times the stretches are."""
    minutes: dict[_Key, int] = {}
    for s in stretches:
        shown = clock.local(s.end) - clock.local(s.start)
        longer = s.end - s.start - round(shown.total_seconds() / 60)
        if longer > 0:
            minutes[s.date, s.band, s.hours] = longer
    return minutes


def _ob(agreement: Agreement, banded: _Banded) -> tuple[Entry, ...]:
    """Price the OB; each band is rounded once per duty."""
    quantities: dict[Band, list[RatedQuantity]] = defaultdict(list)
    for (day, band, hours), count in banded.items():
        if band is not None and count:
            row = on(agreement.ob, day)
            rate = getattr(row, band.value)
            rated = RatedQuantity(day, Measure.HOURS, count, rate, row, hours=hours)
            quantities[band].append(rated)
    return tuple(
        Entry.of(ob_item(band), _minutes(quantities[band]), quantities[band])
        for band in Band
        if band in quantities
    )


def _minutes(quantities: Sequence[RatedQuantity]) -> int:
    return int(sum(rated.quantity for rated in quantities))
