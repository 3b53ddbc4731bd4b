"""The curves over base staffing, drawn."""

from collections.abc import Sequence

from data.both_languages import both, same
from data.comparison.frontier import QUANTITIES, Curve, Frontier
from data.comparison.plot import (
    HEIGHT,
    AxisScale,
    Chart,
    Dot,
    Label,
    Line,
    across,
    height_labels,
    path_through,
    upright,
)

_ROOM = 0.08
"""Of the range, above and below the curve."""


def frontier_charts(frontier: Frontier) -> tuple[Chart, ...]:
    """Draw each quantity that all staffings have."""
    curves = (frontier.curve(key, unit) for key, unit in QUANTITIES)
    return tuple(_chart(frontier, c) for c in curves if None not in c.values)


def _chart(frontier: Frontier, curve: Curve) -> Chart:
    values = [value or 0.0 for value in curve.values]
    widths = [width or 0.0 for width in curve.widths]
    low = [max(0.0, v - w) for v, w in zip(values, widths, strict=True)]
    high = [v + w for v, w in zip(values, widths, strict=True)]
    bounds = _bounds(frontier) if curve.key == "objective" else []
    scale = _scale(min([*low, *bounds]), max([*high, *bounds]))
    xs = _places(frontier)

    def points(ys: Sequence[float]) -> list[tuple[float, float]]:
        return [(x, scale(y)) for x, y in zip(xs, ys, strict=True)]

    band = path_through([*points(high), *reversed(points(low))]) + "Z"
    lines = [Line(band, "band"), Line(path_through(points(values)), "other")]
    if bounds:
        lines.append(Line(path_through(points(bounds)), "bound"))
    dots = [
        Dot(x, y, "base" if point is frontier.base else "other")
        for (x, y), point in zip(points(values), frontier.points, strict=True)
    ]
    return Chart(
        title=both(f"comparison.curve.{curve.key}"),
        rules=tuple(map(scale, scale.ticks)),
        lines=tuple(lines),
        dots=tuple(dots),
        labels=(*height_labels(scale), *_feet(frontier, xs)),
    )


def _places(frontier: Frontier) -> list[float]:
    places = [point.place for point in frontier.points]
    room = across(min(places), max(places))
    return [room(place) for place in places]


def _scale(low: float, high: float) -> AxisScale:
    """Return a scale with room around, but none below zero."""
    room = _ROOM * (high - low) or 1.0
    return upright(max(0.0, low - room), high + room)


def _bounds(frontier: Frontier) -> list[float]:
    """Return the bounds, if every staffing has one."""
    found = [p.bound for p in frontier.points if p.bound is not None]
    return found if len(found) == len(frontier.points) else []


def _feet(frontier: Frontier, xs: Sequence[float]) -> list[Label]:
    pairs = zip(xs, frontier.points, strict=True)
    return [
        Label(x, HEIGHT - 6, same(point.mark.replace("-", "−"))) for x, point in pairs
    ]
