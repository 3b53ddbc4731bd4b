"""A shift that somebody could work, before anybody does."""

from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from scheduler.domain.clock import WallClock
from scheduler.domain.duty_times import DutyTimes
from scheduler.domain.on_call import OnCallSpan, on_call_spans
from scheduler.domain.problem import ShiftType
from scheduler.domain.values import Instant, ShiftKind, Span


@dataclass(frozen=True)
class ShiftOption(DutyTimes):
    """A shift that somebody could work: a shift type, on a day, in a unit."""

    date: date
    shift: str
    unit: str
    kind: ShiftKind
    parts: tuple[Span, ...]
    paid_minutes: int
    """Elapsed minutes less the unpaid breaks."""
    overtime: int = 0
    """Minutes at the end that somebody stays on after the shift."""
    on_call: tuple[OnCallSpan, ...] = ()

    @property
    def shift_end(self) -> Instant:
        """When the shift itself ends, and overtime after it begins."""
        return self.end - self.overtime

    @cached_property
    def without_overtime(self) -> "ShiftOption":
        """The shift as its type has it."""
        if not self.overtime:
            return self
        *before, (start, _) = self.parts
        return replace(
            self,
            parts=(*before, (start, self.shift_end)),
            paid_minutes=self.paid_minutes - self.overtime,
            overtime=0,
        )

    def prolonged(self, minutes: int) -> "ShiftOption":
        """Return the shift with so many minutes of overtime after it."""
        *before, (start, end) = self.parts
        return replace(
            self,
            parts=(*before, (start, end + minutes)),
            paid_minutes=self.paid_minutes + minutes,
            overtime=self.overtime + minutes,
        )


def option_of(clock: WallClock, type_: ShiftType, day: date, unit: str) -> ShiftOption:
    """Return the option of a shift type on a date, in elapsed time."""
    at = clock.at
    parts = tuple((at(day, s), at(day, e)) for s, e in type_.spans)
    length = sum(e - s for s, e in parts)
    return ShiftOption(
        date=day,
        shift=type_.id,
        unit=unit,
        kind=type_.kind,
        parts=parts,
        paid_minutes=length - sum(b.minutes_on(clock, day) for b in type_.breaks),
        on_call=on_call_spans(clock, type_, day, parts),
    )
