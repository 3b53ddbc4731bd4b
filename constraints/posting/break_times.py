"""Whether a shift type's breaks can be taken so that nobody works too long; to post."""

from collections.abc import Sequence
from typing import NamedTuple

from scheduler.domain.clock import WallClock
from scheduler.domain.problem import ShiftType
from scheduler.domain.shift_option import ShiftOption
from scheduler.domain.values import Instant, Span


class DatedBreak(NamedTuple):
    """A break of a shift type on one date."""

    minutes: int
    earliest: Instant
    latest: Instant


def dated_breaks(
    clock: WallClock, type_: ShiftType, option: ShiftOption
) -> list[DatedBreak]:
    """Return the breaks of one shift, earliest first; of its overtime as locked."""
    day = option.date
    found = [
        DatedBreak(
            b.minutes_on(clock, day),
            clock.at(day, b.earliest),
            clock.at(day, b.latest),
        )
        for b in type_.breaks
    ]
    found += [DatedBreak(end - start, start, end) for start, end in option.rests]
    return sorted(found, key=lambda p: (p.latest, p.earliest))


def longest_stretch_fits(
    part: Span, breaks: Sequence[DatedBreak], work_max: int, rest_min: int
) -> bool:
    """Whether the breaks can be placed with at most ``work_max`` between them.

    Taking each break as late as it can be leaves the least for the ones after it.
    Breaks shorter than ``rest_min`` take their place but do not end a stretch.
    """
    free, rested = part[0], part[0]
    for each in breaks:
        counts = each.minutes >= rest_min
        latest = min(each.latest, part[1]) - each.minutes
        if counts:
            latest = min(latest, rested + work_max)
        start = latest if counts else max(free, each.earliest)
        if start < max(free, each.earliest) or start > latest:
            return False
        free = start + each.minutes
        rested = free if counts else rested
    return part[1] - rested <= work_max
