"""How much of a shift is night, and what lies within 24 hours of it; for posting."""

from collections.abc import Iterable
from datetime import timedelta

from scheduler.domain.clock import WallClock
from scheduler.domain.plan_view import Duty
from scheduler.domain.shift_option import ShiftOption
from scheduler.domain.values import Span

NIGHT_STARTS, NIGHT_ENDS = 22 * 60, 6 * 60
DAY = 24 * 60


def minutes_at_night(clock: WallClock, parts: Iterable[Span]) -> int:
    """Return the elapsed minutes between 22 and 06."""
    return sum(_of_part(clock, part) for part in parts)


def _of_part(clock: WallClock, part: Span) -> int:
    day, total = clock.day(part[0]) - timedelta(days=1), 0
    while day <= clock.day(part[1]):
        night = clock.at(day, NIGHT_STARTS), clock.at(day, NIGHT_ENDS + DAY)
        total += shared(part, night)
        day += timedelta(days=1)
    return total


def shared(one: Span, other: Span) -> int:
    """Return the minutes that two spans have in common."""
    return max(0, min(one[1], other[1]) - max(one[0], other[0]))


def around(night: ShiftOption | Duty) -> tuple[Span, Span]:
    """Return the 24 h from the start of a shift, and the 24 h up to its end.

    No other 24 hours that hold the shift can hold more work than one of these, as
    long as rest keeps shifts apart.
    """
    return (night.start, night.start + DAY), (night.end - DAY, night.end)


def work_within(work: ShiftOption | Duty, span: Span) -> int:
    """Return the working minutes of a shift that lie in ``span`` at the least."""
    inside = sum(shared(part, span) for part in work.worked)
    return min(inside, work.paid_minutes)
