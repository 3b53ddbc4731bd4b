"""Frontiers of a study, as curves to draw and tables to read."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from api.http.studies.difference_view import DifferenceView
from api.http.studies.frontier_views import CurveView, FrontierView, StaffingView
from data.both_languages import Both, both, same
from data.comparison.quantity_rows import signed
from data.words.compared_words import shown, written_value


@dataclass(frozen=True)
class DrawnCurve:
    """One quantity along a range."""

    key: str
    points: str
    """JSON, for whoever draws it."""


@dataclass(frozen=True)
class StaffingRow:
    """One staffing of a table."""

    name: Both
    is_base: bool
    cells: tuple[tuple[Both, Both | None], ...]
    """What each curve says of it, with half of its interval."""
    bound: Both


@dataclass(frozen=True)
class StepRow:
    """From one staffing to the next."""

    before: Both
    after: Both
    cells: tuple[tuple[Both, Both | None], ...]
    """Cost, and cost with points."""
    pays: str


@dataclass(frozen=True)
class DrawnFrontier:
    """A range as it is shown."""

    name: str
    curves: tuple[DrawnCurve, ...]
    keys: tuple[str, ...]
    rows: tuple[StaffingRow, ...]
    steps: tuple[StepRow, ...]


def drawn_frontier(found: FrontierView, names: Mapping[str, Both]) -> DrawnFrontier:
    """Return what is shown of a frontier."""
    return DrawnFrontier(
        name=found.name,
        curves=tuple(_curves(found)),
        keys=tuple(curve.key for curve in found.curves),
        rows=tuple(
            StaffingRow(
                name=_named(staffing.world, names),
                is_base=staffing.is_base,
                cells=tuple(_cell(curve, number) for curve in found.curves),
                bound=shown(staffing.bound, "points"),
            )
            for number, staffing in enumerate(found.staffings)
        ),
        steps=tuple(_steps(found, names)),
    )


def _curves(found: FrontierView) -> Iterator[DrawnCurve]:
    """Yield what can be drawn: quantities that every staffing has."""
    for curve in found.curves:
        values = [value for value in curve.values if value is not None]
        if len(values) == len(curve.values):
            yield DrawnCurve(curve.key, _points(curve, values, found.staffings))


def _points(
    curve: CurveView, values: Sequence[float], staffings: Sequence[StaffingView]
) -> str:
    widths = [width or 0.0 for width in curve.half_widths]
    pairs = list(zip(values, widths, strict=True))
    bounds = [staffing.bound for staffing in staffings]
    is_bounded = curve.key == "objective" and None not in bounds
    told = {
        "places": [staffing.place for staffing in staffings],
        "marks": [staffing.mark.replace("-", "−") for staffing in staffings],
        "values": values,
        "low": [max(0.0, value - width) for value, width in pairs],
        "high": [value + width for value, width in pairs],
        "bound": bounds if is_bounded else None,
        "base": next((n for n, s in enumerate(staffings) if s.is_base), None),
    }
    return json.dumps(told)


def _cell(curve: CurveView, number: int) -> tuple[Both, Both | None]:
    width = curve.half_widths[number]
    told = written_value(width, curve.unit) if width else None
    return shown(curve.values[number], curve.unit), told


def _steps(found: FrontierView, names: Mapping[str, Both]) -> Iterator[StepRow]:
    as_is = {
        s.world: both("comparison.frontier.key.base")
        for s in found.staffings
        if s.is_base
    }
    named = {**names, **as_is}
    for step in found.steps:
        cells = _change(step.cost, "kr"), _change(step.weighed, "points")
        before, after = (_named(name, named) for name in (step.before, step.after))
        yield StepRow(before, after, cells, step.pays)


def _change(found: DifferenceView | None, unit: str) -> tuple[Both, Both | None]:
    if found is None:
        return shown(None, unit), None
    width = found.half_width
    return signed(found.mean, unit), written_value(width, unit) if width else None


def _named(world: str, names: Mapping[str, Both]) -> Both:
    return names.get(world) or same(world)
