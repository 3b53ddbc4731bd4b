"""When the unpaid breaks of a shift may begin, so that no work block is too long."""

from collections.abc import Sequence

from scheduler.domain.clock import WallClock
from scheduler.domain.problem import ShiftType
from scheduler.domain.shift_option import ShiftOption
from scheduler.domain.values import Instant
from scheduler.rules.break_terms import BreakTerms

BreakWindow = tuple[Instant, Instant, int]
"""Earliest start, latest start, minutes."""


def break_windows(
    clock: WallClock, type_: ShiftType, option: ShiftOption, terms: BreakTerms
) -> list[list[BreakWindow]]:
    """Return the breaks of each part, their windows narrowed until any choice is legal.

    A break starts no later than ``work_max`` minutes after the work block before it can
    begin, and no earlier than its successor (or the end of the part) allows. Breaks too
    short to interrupt work keep their windows.
    """
    found: list[list[BreakWindow]] = []
    work_max = terms.longest_work(type_)
    for start, end in option.parts:
        mine = [
            (max(low, start), min(high, end) - minutes, minutes)
            for rule in type_.breaks
            for minutes in [rule.minutes_on(clock, option.date)]
            for low in [clock.at(option.date, rule.earliest)]
            for high in [clock.at(option.date, rule.latest)]
            if low < end and high > start
        ]
        mine += [(s, s, e - s) for s, e in option.rests if start <= s < end]
        due = sorted(p for p in mine if terms.interrupts(p[2]))
        other = [p for p in mine if not terms.interrupts(p[2])]
        found.append(sorted([*narrowed(start, end, due, work_max), *other]))
    return found


def narrowed(
    start: Instant, end: Instant, windows: Sequence[BreakWindow], work_max: int
) -> list[BreakWindow]:
    """Narrow the windows of the breaks of one part (see ``break_windows``).

    First to the starts that occur in some legal choice; then, where neighbours could
    still be too far apart, half of what is too much is taken from each. A window that
    no choice makes legal keeps at least one moment.
    """
    lows = [p[0] for p in windows]
    highs = [p[1] for p in windows]
    lengths = [p[2] for p in windows]
    begun, latest = start, start + work_max
    for i, length in enumerate(lengths):
        lows[i] = min(max(lows[i], begun), highs[i])
        highs[i] = max(lows[i], min(highs[i], latest))
        begun, latest = lows[i] + length, highs[i] + length + work_max
    due = end
    for i in reversed(range(len(lengths))):
        lows[i] = min(highs[i], max(lows[i], due - work_max - lengths[i]))
        due = lows[i]
    _part_neighbours(lows, highs, lengths, work_max)
    return list(zip(lows, highs, lengths, strict=True))


def _part_neighbours(
    lows: list[int], highs: list[int], lengths: list[int], work_max: int
) -> None:
    """Keep the latest start of each break near enough to the earliest before it."""
    for i in range(len(lengths) - 1):
        excess = highs[i + 1] - (lows[i] + lengths[i]) - work_max
        if excess > 0:
            spare, room = highs[i] - lows[i], highs[i + 1] - lows[i + 1]
            later = min(spare, max(excess // 2, excess - room))
            lows[i] += later
            highs[i + 1] -= min(room, excess - later)
