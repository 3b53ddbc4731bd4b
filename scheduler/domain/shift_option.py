"""A shift that somebody could work, before anybody does."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from scheduler.domain.clock import WallClock
from scheduler.domain.duty_times import DutyTimes
from scheduler.domain.on_call import OnCallSpan, on_call_spans
from scheduler.domain.problem import ShiftType
from scheduler.domain.values import ShiftKind, Span


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
    """Minutes beside the shift: somebody comes early, stays on, or both."""
    early: int = 0
    """Those of them before the shift."""
    rests: tuple[Span, ...] = ()
    """Breaks in the overtime, as they are locked; nobody is paid for them."""
    on_call: tuple[OnCallSpan, ...] = ()

    def __hash__(self) -> int:
        """Return what searches look it up by, millions of times."""
        return self._hash

    @cached_property
    def _hash(self) -> int:
        return hash((self.date, self.shift, self.unit, self.parts, self.early))

    def __getstate__(self) -> dict[str, object]:
        """Leave out what is another in another process."""
        return {name: self.__dict__[name] for name in self.__dataclass_fields__}

    @property
    def overtime_worked(self) -> int:
        """Minutes beside the shift that are worked and paid."""
        return self.overtime - _minutes(self.rests)

    @property
    def overtime_spans(self) -> tuple[Span, ...]:
        """When the overtime is: before the shift, after it, or both."""
        begins, ends = self.start + self.early, self.end - self.overtime + self.early
        spans = (self.start, begins), (ends, self.end)
        return tuple((start, end) for start, end in spans if start < end)

    @cached_property
    def without_overtime(self) -> "ShiftOption":
        """The shift as its type has it."""
        if not self.overtime:
            return self
        worked = replace(
            self, paid_minutes=self.paid_minutes + _minutes(self.rests), rests=()
        )
        return worked.prolonged(self.early - self.overtime, early=-self.early)

    def prolonged(
        self, minutes: int, *, early: int = 0, rests: Sequence[Span] = ()
    ) -> "ShiftOption":
        """Return the shift with so many minutes of overtime after it, and before it.

        ``rests`` are breaks in the overtime.
        """
        (start, end), *others = self.parts
        *others, (begins, ends) = (start - early, end), *others
        return replace(
            self,
            parts=(*others, (begins, ends + minutes)),
            paid_minutes=self.paid_minutes + minutes + early - _minutes(rests),
            overtime=self.overtime + minutes + early,
            early=self.early + early,
            rests=(*self.rests, *rests),
        )


def _minutes(spans: Sequence[Span]) -> int:
    return sum(end - start for start, end in spans)


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
