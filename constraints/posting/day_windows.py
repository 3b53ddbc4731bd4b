"""The 24-hour periods of a person, for posting: from dygnsbryt to dygnsbryt."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from constraints.posting.intervals import overlapping
from scheduler.domain.clock import WallClock
from scheduler.domain.shift_option import ShiftOption
from scheduler.domain.values import Clock, Span


class DayWindow(NamedTuple):
    """One such period; 23 or 25 hours long when the clocks are moved in it."""

    span: Span
    inside: tuple[int, ...]
    """Indices of the options that reach into it."""


def day_spans(
    clock: WallClock, day_break: Clock, first: date, last: date
) -> Iterator[Span]:
    """Return the periods from the one that ends on ``first`` to ``last``'s own."""
    day = first - timedelta(days=1)
    while day <= last:
        yield clock.at(day, day_break), clock.at(day, day_break + 1440)
        day += timedelta(days=1)


def day_windows(
    clock: WallClock, day_break: Clock, options: Sequence[ShiftOption]
) -> list[DayWindow]:
    """Return the periods of all options and the one before, earliest first.

    Some may have nothing inside. The options come earliest start first, as a roster
    gives them.
    """
    if not options:
        return []
    starts = [o.start for o in options]
    longest = max(o.end - o.start for o in options)
    days = clock.day(starts[0]) - timedelta(days=1), clock.day(starts[-1] + longest)
    found: list[DayWindow] = []
    for lo, hi in day_spans(clock, day_break, *days):
        first, stop = bisect_left(starts, lo - longest), bisect_left(starts, hi)
        hulls = [(o.start, o.end) for o in options[first:stop]]
        inside = tuple(first + i for i in overlapping(hulls, lo, hi))
        found.append(DayWindow((lo, hi), inside))
    return found
