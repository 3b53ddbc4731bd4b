"""One part of a shift: how much of an interval it works, wherever breaks lie."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from scheduler.domain.clock import wall_clock
from scheduler.domain.problem import Problem
from scheduler.domain.shift_option import ShiftOption
from scheduler.domain.values import Instant

Ints = NDArray[np.int64]

Window = tuple[Instant, Instant, int]
"""A break: from, to, and how many minutes of that it takes (R14)."""


@dataclass(frozen=True)
class Stint:
    """One part of an option, with the breaks that are taken in it."""

    start: Instant
    end: Instant
    breaks: Sequence[Window]
    """Those that lie in this part for certain."""
    perhaps: int
    """Minutes of breaks that may lie in this part or in another."""
    break_count: int
    """How many breaks may lie in this part."""

    def overlap(self, start: Ints, end: Ints) -> Ints:
        """Return the minutes of each interval that the part covers."""
        return _shared(self.start, self.end, start, end)

    def most(self, start: Ints, end: Ints) -> Ints:
        """Return the working minutes in each interval when breaks lie best for it.

        What a break takes of an interval is least at one end of its own window.
        """
        found = self.overlap(start, end)
        for first, last, minutes in self.breaks:
            early = _shared(first, first + minutes, start, end)
            late = _shared(last - minutes, last, start, end)
            found = found - np.minimum(early, late)
        return found

    def least(self, start: Ints, end: Ints) -> Ints:
        """Return the working minutes in each interval when breaks lie worst for it."""
        found = self.overlap(start, end) - self.perhaps
        for first, last, minutes in self.breaks:
            found = found - np.minimum(minutes, _shared(first, last, start, end))
        return np.maximum(found, 0)


def _shared(first: int, last: int, start: Ints, end: Ints) -> Ints:
    lap: Ints = np.minimum(last, end) - np.maximum(first, start)
    return np.maximum(lap, 0)


def stints_of(problem: Problem, option: ShiftOption) -> Iterator[Stint]:
    """Yield the parts of an option."""
    clock, day = wall_clock(problem.timezone), option.date
    windows = [
        (clock.at(day, b.earliest), clock.at(day, b.latest), b.minutes_on(clock, day))
        for b in problem.shift_type[option.shift].breaks
    ]
    for start, end in option.parts:
        inside = [w for w in windows if start <= w[0] and w[1] <= end]
        near = [w[2] for w in windows if w[0] < end and w[1] > start]
        perhaps = sum(near) - sum(w[2] for w in inside)
        yield Stint(start, end, tuple(inside), perhaps, len(near))
