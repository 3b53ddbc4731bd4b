"""How long a move takes: measured rows first, then distance, road factor and speed."""

from functools import cached_property
from math import asin, ceil, cos, radians, sin, sqrt

import numpy as np
from numpy.typing import NDArray

from scheduler.domain.problem import Problem, TravelRow
from scheduler.domain.values import Transport

EARTH_RADIUS_KM = 6371.0088


def great_circle_km(lat1: float, lon1: float, lat2: float, lon2: float) -> float:
    """Return the haversine distance on a sphere of the mean earth radius."""
    a = (
        sin(radians(lat2 - lat1) / 2) ** 2
        + cos(radians(lat1)) * cos(radians(lat2)) * sin(radians(lon2 - lon1) / 2) ** 2
    )
    return 2 * EARTH_RADIUS_KM * asin(min(1.0, sqrt(a)))


def by_any_place(table: NDArray[np.int32]) -> NDArray[np.int32]:
    """Return [from, to] the shortest ways, by whatever places lie between."""
    least = table.copy()
    for k in range(len(least)):
        np.minimum(least, least[:, k, None] + least[None, k], out=least)
    return least


class Travel:
    """Moves between the places (units and clients) of one problem."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self._known: dict[TravelRow, int] = dict(problem.travel_rows)
        self._least: dict[Transport, NDArray[np.int32]] = {}

    @cached_property
    def places(self) -> dict[str, tuple[float, float]]:
        """Latitude and longitude of every unit and client."""
        problem = self.problem
        units = {u.id: (u.lat, u.lon) for u in problem.units}
        return units | {c.id: (c.lat, c.lon) for c in problem.clients}

    @cached_property
    def index(self) -> dict[str, int]:
        """Number of every unit and client."""
        return {id_: n for n, id_ in enumerate(self.places)}

    def kilometres(self, from_id: str, to_id: str) -> float:
        """Return the estimated road distance, km."""
        here, there = self.places[from_id], self.places[to_id]
        return great_circle_km(*here, *there) * self.problem.travel_model.detour

    def minutes(self, from_id: str, to_id: str, mode: Transport) -> int:
        """Return the whole minutes of the move, handling included."""
        if from_id == to_id:
            return 0
        key = TravelRow(from_id, to_id, mode.value)
        if key not in self._known:
            self._known[key] = self._estimate(from_id, to_id, mode)
        return self._known[key]

    def least_minutes(self, from_id: str, to_id: str, mode: Transport) -> int:
        """Return the minutes of the move at least, by whatever other places.

        Rows need not be shortest: a lake in between, or 999 where nobody drives.
        """
        if not self.problem.travel_rows:
            return self.minutes(from_id, to_id, mode)
        if mode not in self._least:
            self._least[mode] = by_any_place(self.table(mode))
        return int(self._least[mode][self.index[from_id], self.index[to_id]])

    def table(self, mode: Transport) -> NDArray[np.int32]:
        """Return [from, to] minutes between all places."""
        rows = [[self.minutes(a, b, mode) for b in self.index] for a in self.index]
        return np.array(rows, np.int32).reshape(len(self.index), len(self.index))

    def _estimate(self, from_id: str, to_id: str, mode: Transport) -> int:
        model = self.problem.travel_model
        speed = {
            Transport.CAR: model.car_kmh,
            Transport.BIKE: model.bike_kmh,
            Transport.WALK: model.walk_kmh,
        }[mode]
        km = self.kilometres(from_id, to_id)
        return ceil(km / speed * 60 + model.handling_minutes)
