"""Where people live: villages with a centre and a spread."""

from math import ceil, cos, radians
from random import Random
from typing import NamedTuple

from scheduler.domain.problem import Problem, TravelRow
from scheduler.domain.travel import Travel
from scheduler.domain.values import Transport

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


def measured(problem: Problem, unit: str, route: str) -> dict[TravelRow, int]:
    """Return car moves between a unit and a route's clients on a winding road.

    They take a tenth longer than distance and speed would say.
    """
    travel, car = Travel(problem), Transport.CAR
    homes = [c.id for c in problem.clients if c.route == route]
    moves = [(unit, home) for home in homes] + [(home, unit) for home in homes]
    return {
        TravelRow(here, there, car.value): ceil(travel.minutes(here, there, car) * 1.1)
        for here, there in moves
    }
