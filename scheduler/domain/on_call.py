"""When somebody is on call in a shift, and what of it is work or presence."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from scheduler.domain.clock import WallClock
from scheduler.domain.problem import ShiftType
from scheduler.domain.spans import worked_spans
from scheduler.domain.values import Instant, OnCall, Span


class OnCallSpan(NamedTuple):
    """A stretch of a shift that somebody is on call."""

    kind: OnCall
    start: Instant
    end: Instant

    @property
    def minutes(self) -> int:
        """How long it is."""
        return self.end - self.start


def on_call_spans(
    clock: WallClock, type_: ShiftType, day: date, parts: Sequence[Span]
) -> tuple[OnCallSpan, ...]:
    """Return when somebody is on call who works a shift type in these parts."""
    return tuple(
        OnCallSpan(rule.on_call, first, last)
        for rule in type_.on_call
        for start, end in parts
        for first in [max(start, clock.at(day, rule.earliest))]
        for last in [min(end, clock.at(day, rule.latest))]
        if rule.on_call is not None and first < last
    )


def without(
    parts: Sequence[Span], on_call: Sequence[OnCallSpan], *kinds: OnCall
) -> tuple[Span, ...]:
    """Return what is left of the parts without the time on call of these kinds."""
    if not on_call:
        return tuple(parts)
    out = [(span.start, span.end) for span in on_call if span.kind in kinds]
    return tuple(worked_spans(parts, out))
