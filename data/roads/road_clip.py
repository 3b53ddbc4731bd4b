"""The roads around some places, cut out of a map extract."""

from collections.abc import Sequence
from importlib.util import find_spec
from math import cos, radians
from pathlib import Path

from data.cell_place import CellPlace
from data.faults import BadInput
from scheduler.domain.travel import EARTH_RADIUS_KM

Spot = tuple[float, float]
"""Latitude and longitude."""

MARGIN_KM = 5.0
"""How far around the places roads are kept."""
KM_A_DEGREE = EARTH_RADIUS_KM * radians(1)


def check_extract(path: Path | None) -> None:
    """Refuse an extract that cannot be read at all.

    Raises
    ------
    BadInput
        The extra for it is not installed, or there is no such file.
    """
    if path is None:
        return
    if find_spec("osmium") is None:
        raise BadInput([CellPlace("--osm").fault("no_osmium")])
    if not path.is_file():
        raise BadInput([CellPlace(str(path)).fault("no_file")])


def clip_roads(path: Path, places: Sequence[Spot], clip: Path) -> Path:
    """Write the roads that come near the places, with their nodes and restrictions.

    The extract is read as a stream.

    Raises
    ------
    BadInput
        It is no such extract.
    """
    import osmium  # an extra: whoever has no extract does without

    place = CellPlace(str(path))
    if not path.is_file():
        raise BadInput([place.fault("no_file")])
    box, kept = box_around(places), set[int]()
    try:
        next(iter(osmium.FileProcessor(str(path))), None)  # damaged from the start?
        found = osmium.FileProcessor(str(path)).with_locations()
        keys = osmium.filter.KeyFilter("highway", "restriction")
        with osmium.BackReferenceWriter(
            str(clip), ref_src=str(path), overwrite=True, remove_tags=False
        ) as writer:
            for thing in found.with_filter(keys):
                if thing.is_way():
                    spots = (n.location for n in thing.nodes)
                    if any(s.valid() and is_inside((s.lat, s.lon), box) for s in spots):
                        kept.add(thing.id)
                        writer.add(thing)
                elif thing.is_relation():
                    ways = {m.ref for m in thing.members if m.type == "w"}
                    if ways <= kept:
                        writer.add(thing)
    except RuntimeError as error:  # all that the library says of a damaged file
        raise BadInput([place.fault("roads_unreadable")]) from error
    return clip


def box_around(places: Sequence[Spot]) -> tuple[Spot, Spot]:
    """Return the corners of what lies within the margin around places."""
    lats, lons = zip(*places, strict=True)
    up = MARGIN_KM / KM_A_DEGREE
    aside = up / cos(radians(max(abs(lat) for lat in lats)))
    south_west = min(lats) - up, min(lons) - aside
    return south_west, (max(lats) + up, max(lons) + aside)


def is_inside(spot: Spot, box: tuple[Spot, Spot]) -> bool:
    """Whether a place lies between two corners."""
    low, high = box
    return all(a <= b <= c for a, b, c in zip(low, spot, high, strict=True))
