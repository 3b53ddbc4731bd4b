"""Ranges of base staffing: the same preset with one value after another."""

from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import NamedTuple

from data.cell_place import CellPlace
from data.faults import BadInput
from data.scenario.presets.base_rows import BaseRows
from data.scenario.presets.preset import Preset
from data.scenario.presets.preset_text import find_presets


class RangePoint(NamedTuple):
    """One value of a range."""

    place: float
    """Where it stands on the axis."""
    mark: str
    """What stands below it."""
    preset: Preset


class FrontierRange(NamedTuple):
    """What is varied, and its values."""

    name: str
    points: tuple[RangePoint, ...]
    base: float | None
    """Where the base stands; ``None`` where it is no value of the range."""
    base_mark: str


class _RangeAxis(NamedTuple):
    usual: str
    place: Callable[[str], float]
    base: float | None


_RANGES: Mapping[str, _RangeAxis] = {
    "posts": _RangeAxis("-2,-1,1,2,3,4", float, 0.0),
    "degrees": _RangeAxis("-10,-5,5,10", float, 0.0),
    "staffing": _RangeAxis("-10,-5,5,10,15,20", float, 0.0),
    "weekends": _RangeAxis("1/2,2/5,1/3", lambda text: float(Fraction(text)), None),
}


def find_frontier(text: str, document: Mapping[str, object]) -> FrontierRange:
    """Return the range that a text asks for: ``posts``, or ``posts:-1,1,2``.

    A value that changes nothing about the dataset is where the base stands.

    Raises
    ------
    BadInput
        With every fault of the text.
    """
    name, _, given = text.partition(":")
    axis = _RANGES.get(name)
    if axis is None:
        names = ", ".join(_RANGES)
        fault = CellPlace(text).fault("frontier_name", None, name, names=names)
        raise BadInput([fault])
    values = [v.strip() for v in (given or axis.usual).split(",") if v.strip()]
    presets = find_presets(f"{name}:{value}" for value in values)
    rows = BaseRows(document)
    points, base, mark = list[RangePoint](), axis.base, "0"
    for value, preset in zip(values, presets, strict=True):
        if preset.changes(rows).is_empty:
            base, mark = axis.place(value), value
        else:
            points.append(RangePoint(axis.place(value), value, preset))
    if len(points) + (base is not None) < 2:
        raise BadInput([CellPlace(text).fault("frontier_points", None, text)])
    return FrontierRange(name, tuple(points), base, mark)
