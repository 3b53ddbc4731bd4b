"""When a shift is, and what of it is work, presence or time on call."""

from dataclasses import replace
from typing import Self

from scheduler.domain.on_call import OnCallSpan, without
from scheduler.domain.values import Instant, OnCall, Span


class DutyTimes:
    """What the parts say, alike of a shift that is worked and of one that could be."""

    __slots__ = ()
    parts: tuple[Span, ...]
    on_call: tuple[OnCallSpan, ...]

    @property
    def start(self) -> Instant:
        """When the first part begins."""
        return self.parts[0][0]

    @property
    def end(self) -> Instant:
        """When the last part ends."""
        return self.parts[-1][1]

    @property
    def has_jour(self) -> bool:
        """Whether somebody is on call at the workplace in it."""
        return self.jour_minutes > 0

    @property
    def jour_minutes(self) -> int:
        """How long that is."""
        return sum(s.minutes for s in self.on_call if s.kind is OnCall.JOUR)

    @property
    def worked(self) -> tuple[Span, ...]:
        """The parts without the time on call."""
        return without(self.parts, self.on_call, *OnCall)

    @property
    def presence(self) -> tuple[Self, ...]:
        """The shift as far as it is spent at the workplace; nothing where none is."""
        if not any(span.kind is OnCall.BEREDSKAP for span in self.on_call):
            return (self,)
        here = without(self.parts, self.on_call, OnCall.BEREDSKAP)
        jour = tuple(span for span in self.on_call if span.kind is OnCall.JOUR)
        if not here:
            return ()
        return (replace(self, parts=here, on_call=jour),)  # type: ignore[type-var]
