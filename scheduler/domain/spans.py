"""Spans of time: what is left of them, and what they cover together."""

from collections.abc import Iterable, Iterator, Sequence

from scheduler.domain.values import Span


def worked_spans(parts: Sequence[Span], breaks: Sequence[Span]) -> Iterator[Span]:
    """Yield what is left of the parts when the breaks are taken out."""
    real = sorted(b for b in breaks if b[0] < b[1])
    for start, end in parts:
        now = start
        for begins, ends in real:
            if now < begins < end:
                yield now, begins
            if begins < end:
                now = max(now, ends)
        if now < end:
            yield now, end


def covered(spans: Iterable[Span]) -> list[Span]:
    """Return what spans cover together, earliest first; none touches the next."""
    found: list[Span] = []
    for start, end in sorted(spans):
        if found and start <= found[-1][1]:
            found[-1] = found[-1][0], max(end, found[-1][1])
        else:
            found.append((start, end))
    return found
