"""When the unpaid breaks of a shift may begin, so that no work block is too long."""

from collections.abc import Sequence

from scheduler.clock import WallClock
from scheduler.domain import Instant, ShiftType
from scheduler.option import Option

LONGEST_WORK = 300
"""Minutes of work before a break is due (Arbetstidslagen § 15)."""

Pause = tuple[Instant, Instant, int]
"""Earliest start, latest start, minutes."""


def pauses_of(clock: WallClock, type_: ShiftType, option: Option) -> list[list[Pause]]:
    """Return the breaks of each part, their windows narrowed until any choice is legal.

    A break starts no later than 300 minutes after the work block before it can begin,
    and no earlier than its successor (or the end of the part) allows.
    """
    found: list[list[Pause]] = []
    for start, end in option.parts:
        mine = [
            (max(low, start), min(high, end) - rule.minutes, rule.minutes)
            for rule in type_.breaks
            for low in [clock.at(option.date, rule.earliest)]
            for high in [clock.at(option.date, rule.latest)]
            if low < end and high > start
        ]
        found.append(narrowed(start, end, sorted(mine)))
    return found


def narrowed(start: Instant, end: Instant, pauses: Sequence[Pause]) -> list[Pause]:
    """Narrow the windows of the breaks of one part (see ``pauses_of``)."""
    lows = [p[0] for p in pauses]
    highs = [p[1] for p in pauses]
    lengths = [p[2] for p in pauses]
    for i in range(len(pauses)):
        begun = start if i == 0 else lows[i - 1] + lengths[i - 1]
        highs[i] = min(highs[i], begun + _slack(i, lows, highs, lengths))
    for i in reversed(range(len(pauses))):
        due = end if i == len(pauses) - 1 else highs[i + 1]
        lows[i] = max(lows[i], due - LONGEST_WORK - lengths[i])
        lows[i] = min(lows[i], highs[i])
    return list(zip(lows, highs, lengths, strict=True))


def _slack(i: int, lows: list[int], highs: list[int], lengths: list[int]) -> int:
    """Return how long after the earliest end of break i-1 break i may still begin.

    Where the windows of two neighbours are too wide apart, half of what is too much is
    left for the earlier break to give (its window is narrowed from below afterwards).
    """
    if i == 0:
        return LONGEST_WORK
    before = lows[i - 1] + lengths[i - 1]
    excess = max(0, highs[i] - before - LONGEST_WORK)
    spare = highs[i - 1] - lows[i - 1]
    return LONGEST_WORK + min(excess // 2, spare)
