"""A route that an engine may drive."""

from dataclasses import dataclass

from scheduler.breaks.windows import BreakWindow
from scheduler.domain.shift_option import ShiftOption
from scheduler.domain.values import Instant, Transport


@dataclass(frozen=True)
class RouteSpec:
    """One part of a duty, or of a tour that has no name yet."""

    crew: int
    option: ShiftOption
    part: int
    breaks: tuple[BreakWindow, ...]
    mode: Transport
    open_cost: int = 0
    pool: tuple[int, ...] = ()
    """Employees (indices) who could work it; empty when the crew is a person."""
    like: tuple[int, ...] = ()
    """Employees (indices) for whose sort it is laid out; the crew has their permits."""

    @property
    def start(self) -> Instant:
        """When the route may leave the unit."""
        return self.option.parts[self.part][0]

    @property
    def end(self) -> Instant:
        """When it must be back."""
        return self.option.parts[self.part][1]
