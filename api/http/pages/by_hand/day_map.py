"""Where a day's tours go, for the map that a browser draws."""

from collections.abc import Iterator, Sequence
from typing import Any

from data.palette import DASHES, ROUTES
from data.report.day_tours import DayTour, UnitDay
from scheduler.domain.plan_view import PlanView

Spot = tuple[float, float]
"""Latitude and longitude."""


def map_of(view: PlanView, board: Sequence[UnitDay]) -> dict[str, Any]:
    """Return units, routes and open visits of a day, with their places."""
    places = view.travel.places
    shown = {unit.unit for unit in board}
    units = [unit for unit in view.problem.units if unit.id in shown]
    client = view.problem.client
    return {
        "units": [{"name": u.name, "at": (u.lat, u.lon)} for u in units],
        "routes": [
            _route(tour, places) for unit in board for tour in unit.tours if tour.legs
        ],
        "open": [
            {
                "visit": each.visit,
                "staff_no": each.staff_no,
                "name": f"{each.window} {each.client_name}",
                "at": (client[each.client].lat, client[each.client].lon),
            }
            for unit in board
            for each in unit.open
        ],
    }


def _route(tour: DayTour, places: Any) -> dict[str, Any]:
    return {
        "who": tour.employee,
        "name": f"{tour.number} {tour.name}",
        "colour": ROUTES[tour.number % len(ROUTES)],
        "dash": DASHES[tour.number % len(DASHES)],
        "legs": [[places[p] for p in leg if p in places] for leg in tour.legs],
        "stops": list(_stops(tour, places)),
    }


def _stops(tour: DayTour, places: Any) -> Iterator[dict[str, Any]]:
    for number, stop in enumerate(tour.stops, start=1):
        if stop.client in places:
            name = f"{number}. {stop.clock} {stop.client_name}"
            yield {"name": name, "at": places[stop.client]}
