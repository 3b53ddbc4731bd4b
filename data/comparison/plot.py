"""Small charts as shapes that a template draws: scales, bars, lines, labels."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import floor, log10
from typing import NamedTuple

from data.both_languages import Both, number, same

WIDTH, HEIGHT = 380.0, 170.0
LEFT, RIGHT, TOP, BOTTOM = 62.0, 8.0, 10.0, 22.0
_STEPS = (1.0, 2.0, 2.5, 5.0, 10.0)


class Block(NamedTuple):
    """A rectangle."""

    x: float
    y: float
    width: float
    height: float
    kind: str


class Line(NamedTuple):
    """A line or an area as path data."""

    path: str
    kind: str


class Label(NamedTuple):
    """A text; ``anchor`` is ``start``, ``middle`` or ``end``."""

    x: float
    y: float
    text: Both
    anchor: str = "middle"


class Dot(NamedTuple):
    """A round mark."""

    x: float
    y: float
    kind: str


@dataclass(frozen=True)
class Chart:
    """Shapes from back to front."""

    title: Both
    rules: tuple[float, ...]
    """Heights of the lines behind."""
    blocks: tuple[Block, ...] = ()
    lines: tuple[Line, ...] = ()
    dots: tuple[Dot, ...] = ()
    labels: tuple[Label, ...] = ()
    width: float = WIDTH
    height: float = HEIGHT
    left: float = LEFT
    """Where the lines behind begin."""


@dataclass(frozen=True)
class AxisScale:
    """Places values between two ends of an axis."""

    low: float
    high: float
    start: float
    end: float

    def __call__(self, value: float) -> float:
        """Return where a value stands."""
        share = (value - self.low) / (self.high - self.low or 1)
        return round(self.start + share * (self.end - self.start), 2)

    @property
    def ticks(self) -> tuple[float, ...]:
        """Round values, three to six of them."""
        step = nice_step(self.high - self.low)
        first = -floor(-self.low / step + 1e-9)
        last = floor(self.high / step + 1e-9)
        return tuple(round(n * step, 10) for n in range(first, last + 1))


def upright(low: float, high: float) -> AxisScale:
    """Return the scale of heights, both ends inside."""
    return AxisScale(low, high if high > low else low + 1, HEIGHT - BOTTOM, TOP)


def across(low: float, high: float) -> AxisScale:
    """Return the scale of a chart's width."""
    return AxisScale(low, high if high > low else low + 1, LEFT, WIDTH - RIGHT)


def nice_step(length: float) -> float:
    """Return a round step that divides a length into three to six parts."""
    if length <= 0:
        return 1.0
    size = 10.0 ** floor(log10(length / 5))
    return next(size * step for step in _STEPS if length / (size * step) <= 5 + 1e-9)


def height_labels(scale: AxisScale) -> Iterator[Label]:
    """Yield what stands beside the lines behind."""
    decimals = _decimals(scale.ticks)
    for tick in scale.ticks:
        text = number(tick, decimals)
        yield Label(LEFT - 6, scale(tick) + 4, text, "end")


def _decimals(ticks: Sequence[float]) -> int:
    """Return how many it takes to write all of them as they are."""
    return next(n for n in range(11) if all(round(tick, n) == tick for tick in ticks))


def foot_labels(places: Sequence[tuple[float, str]]) -> Iterator[Label]:
    """Yield what stands below the chart."""
    for x, text in places:
        yield Label(x, HEIGHT - 6, same(text))


def path_through(points: Sequence[tuple[float, float]]) -> str:
    """Return a line from point to point."""
    return "M" + "L".join(f"{x:g} {y:g}" for x, y in points)


def steps_through(edges: Sequence[float], heights: Sequence[float]) -> str:
    """Return a line that is level between edges, one more of those than of heights."""
    parts = [f"M{edges[0]:g} {heights[0]:g}"]
    for edge, height in zip(edges[1:], [*heights[1:], heights[-1]], strict=True):
        parts.append(f"H{edge:g}V{height:g}")
    return "".join(parts)
