"""What two schedules of one person are compared by."""

from collections.abc import Callable, Sequence
from enum import StrEnum
from fractions import Fraction
from typing import NamedTuple

from data.both_languages import Both, duration, number, same
from data.tallies.line_tally import LineTally

WEEKS = 28
"""Days that counts are told for where the two plans are not equally long."""


class Better(StrEnum):
    """Which way is better for whoever works it, as unions argue."""

    LESS = "less"
    MORE = "more"
    NEITHER = "neither"


class LineMeasure(NamedTuple):
    """One quantity of a line, named by ``negotiation.measure.<key>``."""

    key: str
    better: Better
    read: Callable[[LineTally], int | None]
    is_time: bool = False
    """In minutes."""
    adds_up: bool = True
    """Whether a longer period has more of it, and people's can be added."""

    def written(self, value: Fraction | None) -> Both:
        """Write a value."""
        if value is None:
            return same("–")
        if self.is_time:
            return duration(float(value))
        return number(float(value), 0 if value.denominator == 1 else 1)


MEASURES: Sequence[LineMeasure] = (
    LineMeasure("worked", Better.NEITHER, lambda t: t.worked, is_time=True),
    LineMeasure("duties", Better.NEITHER, lambda t: t.duties),
    LineMeasure("weekends", Better.LESS, lambda t: t.weekends),
    LineMeasure("evenings", Better.LESS, lambda t: t.evenings),
    LineMeasure("nights", Better.LESS, lambda t: t.nights),
    LineMeasure("split", Better.LESS, lambda t: t.split),
    LineMeasure("short_rests", Better.LESS, lambda t: t.short_rests),
    LineMeasure(
        "shortest_rest",
        Better.MORE,
        lambda t: t.shortest_rest,
        is_time=True,
        adds_up=False,
    ),
    LineMeasure("stretch", Better.LESS, lambda t: t.stretch, adds_up=False),
    LineMeasure("free_days", Better.MORE, lambda t: t.free_days),
    LineMeasure("granted", Better.MORE, lambda t: t.granted),
    LineMeasure("extra", Better.LESS, lambda t: t.extra, is_time=True),
    LineMeasure("overtime", Better.LESS, lambda t: t.overtime, is_time=True),
    LineMeasure("resources", Better.NEITHER, lambda t: t.resources),
)


class Pair(NamedTuple):
    """One measure before and after; ``None`` where there is no value."""

    measure: LineMeasure
    old: Fraction | None
    new: Fraction | None

    @property
    def change(self) -> Fraction | None:
        """What the new one has more."""
        if self.old is None or self.new is None:
            return None
        return self.new - self.old

    @property
    def is_better(self) -> bool | None:
        """Whether the change is for the better; ``None``: no change, or neither."""
        if not self.change or self.measure.better is Better.NEITHER:
            return None
        return (self.change > 0) == (self.measure.better is Better.MORE)

    @property
    def told(self) -> tuple[Both, Both, Both]:
        """Old, new and change in words; a change has its sign."""
        change = self.measure.written(self.change)
        if self.change is not None and self.change > 0:
            change = Both(f"+{change.sv}", f"+{change.en}")
        return self.measure.written(self.old), self.measure.written(self.new), change


def value_of(
    measure: LineMeasure, tally: LineTally | None, days: int | None
) -> Fraction | None:
    """Return a measure of a line; ``days``: of how many, if told for four weeks."""
    found = None if tally is None else measure.read(tally)
    if found is None:
        return None
    scaled = days is not None and measure.adds_up
    return (
        Fraction(found) * Fraction(WEEKS, days or WEEKS) if scaled else Fraction(found)
    )
