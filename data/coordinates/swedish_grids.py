"""Which Swedish grid a pair of numbers is in, by its heading or its size."""

import re

from data.columns import UnreadableCellError
from data.coordinates.gauss_kruger import Grid, GridSpot

_TM = Grid(15.0, 0.9996, 0.0, 500_000.0)
_RT90 = Grid(15 + 48 / 60 + 22.624306 / 3600, 1.00000561024, -667.711, 1_500_064.274)
"""RT 90 2.5 gon V straight from SWEREF 99, as Lantmäteriet publishes it."""
_ZONES = {
    f"{meridian // 100}{meridian % 100:02}": Grid(meridian // 100 + meridian % 100 / 60)
    for meridian in (
        *(1200, 1330, 1415, 1500, 1545, 1630),
        *(1715, 1800, 1845, 2015, 2145, 2315),
    )
}
"""The local zones of SWEREF 99, by their central meridian in degrees and minutes."""
_EPSG_ZONES = {
    3007: "1200",
    3008: "1330",
    3009: "1500",
    3010: "1630",
    3011: "1800",
    3012: "1415",
    3013: "1545",
    3014: "1715",
    3015: "1845",
    3016: "2015",
    3017: "2145",
    3018: "2315",
}
_EPSG_TM, _EPSG_RT90 = 3006, 3021
_NO_SIGN = re.compile(r"[\W_]+")
_SWEREF = re.compile(r"(?:sweref99|sweref)(tm|\d{4}|)")
_RT = re.compile(r"rt90(\d+(?:gon)?[vwoöe]?|)")
_EPSG = re.compile(r"epsg(\d{4})")
_NATIONAL_RT = ("", "25gonv", "25gonw", "25v", "25w")

_NAMED = re.compile(
    r"(?<![^\W_])(?:epsg[\W_]*\d{4}|wgs[\W_]*84|sweref[\W_]*(?:99)?[\W_]*(?:tm|\d\d[\W_]*\d\d)?"
    r"|rt[\W_]*90(?:[\W_]*\d(?:[,.]\d)?[\W_]*gon[\W_]*[vwoöe]?(?![^\W_]))?)",
    re.IGNORECASE,
)
"""The name of a grid among other words of a heading."""

_NORTHS = range(6_050_000, 7_750_000)
_LOCAL_EASTS = range(-60_000, 310_000)
_TM_EASTS = range(260_000, 930_000)
_RT_EASTS = range(1_200_000, 1_900_000)
_SOUTH_OF_WIDE_ZONES = 6_700_000
"""Farther north a local zone can reach as far east as SWEREF 99 TM is in Bohuslän."""
_SWEDISH_LATS = 55, 69.5
_SWEDISH_LONS = 10.5, 24.5
_DECIMALS = 6


def spot_of(first: float, second: float, heading: str = "") -> GridSpot:
    """Return where two coordinates are, whichever of them is north.

    Degrees stay as they are, latitude first, unless only the other order is a place
    in Sweden. ``heading`` may name the grid.

    Raises
    ------
    UnreadableCellError
        They are nowhere, not where the named grid is, or could be in several grids.
    """
    if abs(first) <= 90 and abs(second) <= 180:
        turned = _is_in_sweden(second, first)
        return GridSpot(second, first) if turned else GridSpot(first, second)
    north, east = max(first, second), min(first, second)
    if int(north) not in _NORTHS:
        raise UnreadableCellError("import_position")
    lat, lon = _grid(north, east, heading).spot(north, east)
    if not _is_in_sweden(lat, lon):
        raise UnreadableCellError("import_grid_elsewhere")
    return GridSpot(round(lat, _DECIMALS), round(lon, _DECIMALS))


def without_grid(heading: str) -> str:
    """Return a heading without the name of a grid: what is left says north or east."""
    return _NAMED.sub(" ", heading)


def _grid(north: float, east: float, heading: str) -> Grid:
    word = _NO_SIGN.sub("", heading.casefold())
    if code := _EPSG.search(word):
        return _numbered(int(code[1]), east)
    zone = found[1] if (found := _SWEREF.search(word)) else ""
    rt = _RT.search(word)
    if zone in _ZONES:
        return _within(_ZONES[zone], east, _LOCAL_EASTS)
    if zone == "tm":
        return _within(_TM, east, _TM_EASTS)
    if rt and rt[1] in _NATIONAL_RT:
        return _within(_RT90, east, _RT_EASTS)
    is_tm = int(east) in _TM_EASTS and (
        north < _SOUTH_OF_WIDE_ZONES or int(east) not in _LOCAL_EASTS
    )
    if is_tm and not zone and not rt:
        return _TM
    raise UnreadableCellError("import_grid_unclear")


def _numbered(code: int, east: float) -> Grid:
    """Return the grid that has a number in EPSG's register."""
    if code in _EPSG_ZONES:
        return _within(_ZONES[_EPSG_ZONES[code]], east, _LOCAL_EASTS)
    if code == _EPSG_TM:
        return _within(_TM, east, _TM_EASTS)
    if code == _EPSG_RT90:
        return _within(_RT90, east, _RT_EASTS)
    raise UnreadableCellError("import_grid_unclear")


def _within(grid: Grid, east: float, easts: range) -> Grid:
    if int(east) not in easts:
        raise UnreadableCellError("import_grid_elsewhere")
    return grid


def _is_in_sweden(lat: float, lon: float) -> bool:
    (south, north), (west, east) = _SWEDISH_LATS, _SWEDISH_LONS
    return south <= lat <= north and west <= lon <= east
