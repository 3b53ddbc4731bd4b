"""Which of many possible shifts cannot be worked together, found by sweeping time.

For ``post`` only: the checkers measure finished plans in their own way.
"""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from itertools import pairwise

from scheduler.domain.values import Instant, Span


def cliques(spans: Sequence[Span]) -> list[list[int]]:
    """Return the maximal sets of spans that all overlap each other, as indices.

    Intervals that overlap in pairs share a moment, so these sets say everything
    there is to say about pairs; singletons are left out.
    """
    order = sorted(range(len(spans)), key=lambda i: spans[i])
    found: list[list[int]] = []
    running: list[int] = []
    grown = False
    for i in order:
        still = [j for j in running if spans[j][1] > spans[i][0]]
        if grown and len(still) < len(running):
            found.append(running)
        running, grown = [*still, i], True
    found.append(running)
    return [clique for clique in found if len(clique) > 1]


def overlapping(spans: Sequence[Span], lo: Instant, hi: Instant) -> list[int]:
    """Return the indices of the spans with a moment in [lo, hi)."""
    return [i for i, (start, end) in enumerate(spans) if start < hi and end > lo]


def rest_choices(
    blocks: Sequence[Sequence[Span]],
    within: Span,
    minutes: int,
    busy: Sequence[Span] = (),
) -> list[list[int]]:
    """Return the ways to rest: for each, the indices of the blocks it rules out.

    A rest of ``minutes`` in a row inside ``within``, clear of ``busy``, may as well
    start where something ends. A rest that rules out no less than another is left
    out; no way at all gives an empty list.

    Parameters
    ----------
    blocks
        What could be worked, each as the parts in which it is worked.
    """
    parts = sorted((s, e, i) for i, block in enumerate(blocks) for s, e in block)
    starts = [start for start, _, _ in parts]
    longest = max((e - s for s, e, _ in parts), default=0)

    def ruled_out(rest: Instant) -> list[int]:
        first = bisect_left(starts, rest - longest)
        last = bisect_left(starts, rest + minutes)
        return list(dict.fromkeys(i for _, e, i in parts[first:last] if e > rest))

    ends = [*(e for _, e, _ in parts), *(e for _, e in busy)]
    clear = _clear(ends, within, minutes, busy)
    return [ruled_out(rest) for rest in _best(clear, starts, minutes)]


def _clear(
    ends: Iterable[Instant], within: Span, minutes: int, busy: Sequence[Span]
) -> list[Instant]:
    """Return where a rest could start, earliest first."""
    lo, hi = within
    last = hi - minutes
    rests = {e for e in ends if lo < e <= last} | ({lo} if lo <= last else set())
    return sorted(
        rest
        for rest in rests
        if not any(s < rest + minutes and e > rest for s, e in busy)
    )


def _best(
    rests: Sequence[Instant], starts: Sequence[Instant], minutes: int
) -> list[Instant]:
    """Drop a rest when a later one only escapes blocks and meets no new one."""
    kept = [
        rest
        for rest, later in pairwise(rests)
        if bisect_left(starts, rest + minutes) < bisect_left(starts, later + minutes)
    ]
    return [*kept, *rests[-1:]]
