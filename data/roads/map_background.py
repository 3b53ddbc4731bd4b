"""What lies behind the routes on a map: roads, lakes and municipal borders."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

from data.cell_place import CellPlace
from data.faults import BadInput
from data.roads.road_clip import KM_A_DEGREE, Spot, box_around, is_inside

Line = tuple[Spot, ...]

MAIN = frozenset({"motorway", "trunk", "primary", "secondary"})
SMALL = frozenset({"tertiary", "unclassified", "residential", "living_street"})
MUNICIPALITY = "7"
"""Administrative level of a Swedish municipality in OpenStreetMap."""
_STEP = 0.02 / KM_A_DEGREE
"""Degrees between two points of a line that are both kept: some 20 m."""


class MapBackground(NamedTuple):
    """Lines to draw, each from point to point."""

    outline: tuple[Line, ...]
    """The borders of municipalities."""
    water: tuple[Line, ...]
    """The shores of lakes."""
    main: tuple[Line, ...]
    """Roads that lead somewhere."""
    small: tuple[Line, ...]
    """Streets and small roads."""


def read_background(path: Path, places: Sequence[Spot]) -> MapBackground:
    """Return what an extract has around some places.

    The extract is read as a stream, twice: borders are told after their lines.

    Raises
    ------
    BadInput
        It is no such extract.
    """
    import osmium  # an extra: whoever has no extract does without

    found: dict[str, list[Line]] = {name: [] for name in MapBackground._fields}
    box = box_around(places)
    try:
        borders = _borders(path)
        ways = osmium.FileProcessor(str(path)).with_locations()
        keys = osmium.filter.KeyFilter("highway", "natural", "boundary")
        for way in ways.with_filter(keys):
            kind = _kind(way, borders) if way.is_way() else None
            if kind is None:
                continue
            line = _thinned([(n.lat, n.lon) for n in way.nodes if n.location.valid()])
            if any(is_inside(spot, box) for spot in line):
                found[kind].append(line)
    except RuntimeError as error:  # all that the library says of a damaged file
        fault = CellPlace(str(path)).fault("roads_unreadable")
        raise BadInput([fault]) from error
    return MapBackground(**{name: tuple(lines) for name, lines in found.items()})


def _borders(path: Path) -> frozenset[int]:
    """Return the lines that municipalities' borders consist of, by number."""
    import osmium

    relations = osmium.FileProcessor(str(path), osmium.osm.RELATION)
    return frozenset(
        member.ref
        for relation in relations
        if relation.tags.get("boundary") == "administrative"
        and relation.tags.get("admin_level") == MUNICIPALITY
        for member in relation.members
        if member.type == "w"
    )


def _kind(way: Any, borders: frozenset[int]) -> str | None:
    """Return which kind of line a way is, or nothing if it is not drawn."""
    if way.id in borders:
        return "outline"
    road = way.tags.get("highway")
    if road in MAIN:
        return "main"
    if road in SMALL:
        return "small"
    return "water" if way.tags.get("natural") == "water" else None


def _thinned(spots: Sequence[Spot]) -> Line:
    """Return a line without the points that nobody would see."""
    return tuple(_rounded(spot) for spot in _kept(spots))


def _kept(spots: Sequence[Spot]) -> Iterator[Spot]:
    last: Spot | None = None
    for spot, following in pairwise([*spots, None]):
        is_end = last is None or following is None
        if spot is not None and (is_end or _apart(last, spot)):
            yield spot
            last = spot


def _apart(here: Spot | None, there: Spot) -> bool:
    return here is not None and (
        abs(here[0] - there[0]) + abs(here[1] - there[1]) >= _STEP
    )


def _rounded(spot: Spot) -> Spot:
    return round(spot[0], 5), round(spot[1], 5)
