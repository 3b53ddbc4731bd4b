"""What a solution file claims, for the scorer; a malformed one is told, not raised."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import TypeGuard

from benchmarks.routing.runs.demands import Key, decimal

LONGEST = 1e9
"""Minutes from which on a number is no time."""


@dataclass(frozen=True)
class ClaimedStop:
    """One service as it is claimed to be done."""

    key: Key
    start: Decimal
    departure: Decimal


@dataclass(frozen=True)
class ClaimedRoute:
    """One caregiver's services in order."""

    caregiver: str
    stops: tuple[ClaimedStop, ...]


def routes_of(solution: object) -> tuple[list[ClaimedRoute], list[str]]:
    """Return the routes that can be understood, and what cannot."""
    faults: list[str] = []
    routes = solution.get("routes") if isinstance(solution, Mapping) else None
    if not isinstance(routes, list):
        return [], ["the solution has no list of routes"]
    return [_route(n, route, faults) for n, route in enumerate(routes, 1)], faults


def _route(number: int, route: object, faults: list[str]) -> ClaimedRoute:
    known = route if isinstance(route, Mapping) else {}
    locations = known.get("locations")
    if "caregiver_id" not in known or not isinstance(locations, list):
        faults.append(f"route {number}: caregiver_id or list of locations is missing")
        locations = []
    caregiver = str(known.get("caregiver_id", f"route {number}"))
    stops = [_stop(caregiver, location, faults) for location in locations]
    return ClaimedRoute(caregiver, tuple(stop for stop in stops if stop))


def _stop(caregiver: str, location: object, faults: list[str]) -> ClaimedStop | None:
    known = location if isinstance(location, Mapping) else {}
    patient = known.get("patient", known.get("patient_id"))
    start, departure = known.get("arrival_time"), known.get("departure_time")
    if patient is None or not (_is_time(start) and _is_time(departure)):
        faults.append(f"{caregiver}: a location cannot be understood: {location}")
        return None
    service = known.get("service", known.get("service_id")) or ""
    key = (str(patient), str(service))
    return ClaimedStop(key, decimal(start), decimal(departure))


def _is_time(value: object) -> TypeGuard[float]:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return False
    return abs(value) < LONGEST  # not so for NaN
