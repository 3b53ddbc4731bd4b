"""Where the unpaid breaks of one shift may lie."""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import pairwise, product

from scheduler.domain.clock import WallClock
from scheduler.domain.problem import BreakRule, ShiftType
from scheduler.domain.shift_option import ShiftOption
from scheduler.domain.values import Instant
from scheduler.rules.break_terms import BreakTerms

GRIDS = (15, 30, 60)
"""Minutes between the starts that are tried, finest first."""

MOST_PATTERNS = 48
"""Above so many patterns a coarser grid is taken."""

Break = tuple[Instant, Instant]
Pattern = tuple[Break, ...]
"""All breaks of one shift, earliest first."""


@lru_cache(maxsize=4096)
def break_patterns(
    clock: WallClock,
    type_: ShiftType,
    option: ShiftOption,
    terms: BreakTerms,
    beside: tuple[Instant, ...] = (),
) -> tuple[Pattern, ...]:
    """Return the ways to lay the breaks of a shift that leave no work block too long.

    Breaks begin on a grid, or begin or end at the moments of ``beside``. Where every
    way leaves a work block too long, those are returned that leave the shortest.
    """
    for grid in GRIDS:
        known = _ways(clock, type_, option, grid, beside)
        found = _legal(known, option, terms.longest_work(type_), terms)
        if len(found) <= MOST_PATTERNS:
            break
    return found


def _ways(
    clock: WallClock,
    type_: ShiftType,
    option: ShiftOption,
    grid: int,
    beside: Sequence[Instant],
) -> Sequence[Pattern]:
    """Return the ways in which breaks do not overlap, or one where all do.

    Breaks that are locked in overtime lie in each of them.
    """
    each = [_starts(clock, rule, option, grid, beside) for rule in type_.breaks]
    ways = [tuple(sorted((*way, *option.rests))) for way in product(*each)]
    apart = [way for way in ways if all(a[1] <= b[0] for a, b in pairwise(way))]
    return tuple(dict.fromkeys(apart or ways[:1]))


def _legal(
    ways: Sequence[Pattern], option: ShiftOption, work_max: int, terms: BreakTerms
) -> tuple[Pattern, ...]:
    longest = {
        way: longest_block(
            option.parts, [b for b in way if terms.interrupts(b[1] - b[0])]
        )
        for way in ways
    }
    limit = max(work_max, min(longest.values()))
    return tuple(way for way in ways if longest[way] <= limit)


def _starts(
    clock: WallClock,
    rule: BreakRule,
    option: ShiftOption,
    grid: int,
    beside: Sequence[Instant],
) -> Sequence[Break]:
    """Return the breaks of one rule that lie inside a part of the shift.

    An interval that no part has room for gives a break in the middle of the longest.
    """
    first = clock.at(option.date, rule.earliest)
    minutes = rule.minutes_on(clock, option.date)
    last = clock.at(option.date, rule.latest) - minutes
    edges = (edge for t in beside for edge in (t, t - minutes))
    wanted = (edge for edge in edges if first <= edge <= last)
    starts = dict.fromkeys((*range(first, last, grid), last, *wanted))
    breaks = [(start, start + minutes) for start in starts]
    inside = [b for b in breaks if _inside(b, option.parts)]
    if inside:
        return inside
    start, end = max(option.parts, key=lambda part: part[1] - part[0])
    middle = start + max(0, end - start - minutes) // 2
    return [(middle, min(end, middle + minutes))]


def _inside(taken: Break, parts: Iterable[tuple[Instant, Instant]]) -> bool:
    return any(start <= taken[0] and taken[1] <= end for start, end in parts)


def longest_block(
    parts: Iterable[tuple[Instant, Instant]], breaks: Iterable[Break]
) -> int:
    """Return the minutes of the longest uninterrupted work."""
    taken = sorted(breaks)
    found = 0
    for start, end in parts:
        begun = start
        for break_start, break_end in taken:
            if start <= break_start and break_end <= end:
                found = max(found, break_start - begun)
                begun = break_end
        found = max(found, end - begun)
    return found
