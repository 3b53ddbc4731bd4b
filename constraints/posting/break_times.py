"""Whether a shift type's breaks can be taken so that nobody works too long; to post."""

from collections.abc import Sequence
from typing import NamedTuple

from scheduler.domain.clock import WallClock
from scheduler.domain.problem import ShiftType
from scheduler.domain.shift_option import ShiftOption
from scheduler.domain.values import Instant, Span


class Pause(NamedTuple):
    """A break of a shift type on one date."""

    minutes: int
    earliest: Instant
    latest: Instant


def pauses(clock: WallClock, type_: ShiftType, option: ShiftOption) -> list[Pause]:
    """Return the breaks of one shift, earliest first."""
    day = option.date
    return sorted(
        (
            Pause(b.minutes, clock.at(day, b.earliest), clock.at(day, b.latest))
            for b in type_.breaks
        ),
        key=lambda p: (p.latest, p.earliest),
    )


def longest_stretch_fits(
    part: Span, breaks: Sequence[Pause], work_max: int, rest_min: int
) -> bool:
    """Whether the breaks can be placed with at most ``work_max`` between them.

    Taking each break as late as it can be leaves the least for the ones after it.
    Breaks shorter than ``rest_min`` take their place but do not end a stretch.
    """
    free, rested = part[0], part[0]
    for pause in breaks:
        counts = pause.minutes >= rest_min
        latest = min(pause.latest, part[1]) - pause.minutes
        if counts:
            latest = min(latest, rested + work_max)
        start = latest if counts else max(free, pause.earliest)
        if start < max(free, pause.earliest) or start > latest:
            return False
        free = start + pause.minutes
        rested = free if counts else rested
    return part[1] - rested <= work_max
