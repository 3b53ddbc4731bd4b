"""A shift that somebody could work, before anybody does."""

from dataclasses import dataclass
from datetime import date

from scheduler.domain.clock import WallClock
from scheduler.domain.problem import ShiftType
from scheduler.domain.values import Instant, ShiftKind, Span


@dataclass(frozen=True)
class ShiftOption:
    """A shift that somebody could work: a shift type, on a day, in a unit."""

    date: date
    shift: str
    unit: str
    kind: ShiftKind
    parts: tuple[Span, ...]
    paid_minutes: int
    """Elapsed minutes less the unpaid breaks."""

    @property
    def start(self) -> Instant:
        """When the first part begins."""
        return self.parts[0][0]

    @property
    def end(self) -> Instant:
        """When the last part ends."""
        return self.parts[-1][1]


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
        paid_minutes=length - sum(b.minutes for b in type_.breaks),
    )
