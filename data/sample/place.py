"""Where people live: villages with a centre and a spread."""

from math import cos, radians
from random import Random
from typing import NamedTuple

KM_PER_DEGREE = 111.2


class Village(NamedTuple):
    """A built-up place (or a stretch of countryside) that clients live around."""

    name: str
    lat: float
    lon: float
    spread_km: float
    """Standard deviation of a home's distance from the centre, each way."""


def scatter(rng: Random, village: Village) -> tuple[float, float]:
    """Return a home's latitude and longitude, at most 2.5 spreads away each way."""
    limit = 2.5 * village.spread_km
    north, east = (
        max(-limit, min(limit, rng.gauss(0, village.spread_km))) for _ in range(2)
    )
    lat = village.lat + north / KM_PER_DEGREE
    lon = village.lon + east / (KM_PER_DEGREE * cos(radians(village.lat)))
    return round(lat, 5), round(lon, 5)
