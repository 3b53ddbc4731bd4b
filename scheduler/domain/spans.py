"""What is left of time when something is taken out of it."""

from collections.abc import Iterator, Sequence

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
