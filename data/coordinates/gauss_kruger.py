"""From metres in a grid to degrees: the inverse Gauss-Krüger projection.

As Lantmäteriet publishes it ("Gauss Conformal Projection (Transverse Mercator),
Krüger's Formulas"); its names are kept. A library for this (pyproj) takes more than
30 MB for these two series.
"""

from math import asin, atan, cos, cosh, degrees, radians, sin, sinh
from typing import NamedTuple

_AXIS = 6_378_137.0
_FLATTENING = 1 / 298.257222101
"""Of GRS 80; SWEREF 99 and WGS 84 agree within a metre."""


class GridSpot(NamedTuple):
    """Latitude and longitude in degrees."""

    lat: float
    lon: float


class Grid(NamedTuple):
    """How a grid is laid over the earth."""

    meridian: float
    """The central one, in degrees."""
    scale: float = 1.0
    false_north: float = 0.0
    false_east: float = 150_000.0

    def spot(self, north: float, east: float) -> GridSpot:
        """Return where so many metres north and east are."""
        lengths = self.scale * _radius()
        xi = (north - self.false_north) / lengths
        eta = (east - self.false_east) / lengths
        bent = list(enumerate(_deltas(), 1))
        xi_ = xi - sum(d * sin(2 * i * xi) * cosh(2 * i * eta) for i, d in bent)
        eta_ = eta - sum(d * cos(2 * i * xi) * sinh(2 * i * eta) for i, d in bent)
        phi = _geodetic(asin(sin(xi_) / cosh(eta_)))
        lon = radians(self.meridian) + atan(sinh(eta_) / cos(xi_))
        return GridSpot(degrees(phi), degrees(lon))


def _radius() -> float:
    """Return that of the circle as long as a meridian."""
    n = _FLATTENING / (2 - _FLATTENING)
    return _AXIS / (1 + n) * (1 + n**2 / 4 + n**4 / 64)


def _deltas() -> tuple[float, ...]:
    n = _FLATTENING / (2 - _FLATTENING)
    return (
        n / 2 - 2 * n**2 / 3 + 37 * n**3 / 96 - n**4 / 360,
        n**2 / 48 + n**3 / 15 - 437 * n**4 / 1440,
        17 * n**3 / 480 - 37 * n**4 / 840,
        4397 * n**4 / 161_280,
    )


def _geodetic(phi: float) -> float:
    """Return the latitude on the ellipsoid, from that on the sphere."""
    e2 = _FLATTENING * (2 - _FLATTENING)
    series = (
        e2 + e2**2 + e2**3 + e2**4,
        -(7 * e2**2 + 17 * e2**3 + 30 * e2**4) / 6,
        (224 * e2**3 + 889 * e2**4) / 120,
        -4279 * e2**4 / 1260,
    )
    bent = sum(part * sin(phi) ** (2 * i) for i, part in enumerate(series))
    return phi + sin(phi) * cos(phi) * bent
