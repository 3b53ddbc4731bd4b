"""How long a move takes: measured rows first, then distance, road factor and speed."""

from functools import cached_property
from math import asin, ceil, cos, radians, sin, sqrt

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


class Travel:
    """Moves between the places (units and clients) of one problem."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self._known: dict[TravelRow, int] = dict(problem.travel_rows)

    @cached_property
    def places(self) -> dict[str, tuple[float, float]]:
        """Latitude and longitude of every unit and client."""
        problem = self.problem
        units = {u.id: (u.lat, u.lon) for u in problem.units}
        return units | {c.id: (c.lat, c.lon) for c in problem.clients}

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

    def _estimate(self, from_id: str, to_id: str, mode: Transport) -> int:
        model = self.problem.travel_model
        speed = {
            Transport.CAR: model.car_kmh,
            Transport.BIKE: model.bike_kmh,
            Transport.WALK: model.walk_kmh,
        }[mode]
        km = self.kilometres(from_id, to_id)
        return ceil(km / speed * 60 + model.handling_minutes)
