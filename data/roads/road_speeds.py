"""Which ways people take by car, by bicycle and on foot, and how fast.

The speeds are our own assumptions, what one keeps up between junctions; OpenStreetMap
says which ways there are and what is allowed on them.
"""

import re
from collections.abc import Mapping
from typing import NamedTuple

from scheduler.domain.problem import TravelModel
from scheduler.domain.values import Transport

CAR_KMH: Mapping[str, float] = {
    "motorway": 100,
    "motorway_link": 60,
    "trunk": 85,
    "trunk_link": 50,
    "primary": 70,
    "primary_link": 50,
    "secondary": 60,
    "secondary_link": 45,
    "tertiary": 50,
    "tertiary_link": 40,
    "unclassified": 40,
    "residential": 30,
    "living_street": 10,
    "service": 15,
    "track": 15,
}
"""By the class of a road, where no limit is signed."""
FLOW = 0.85
"""How much of a signed limit one keeps up."""

_MOTOR_ONLY = {"motorway", "motorway_link"}
_FAST = _MOTOR_ONLY | {"trunk", "trunk_link"}
_PATHS = {"path", "cycleway", "footway", "pedestrian", "bridleway", "steps"}
_ON_FOOT = {"footway", "pedestrian", "steps", "bridleway"}
_WHO: Mapping[Transport, tuple[str, ...]] = {
    Transport.CAR: ("motorcar", "motor_vehicle", "vehicle", "access"),
    Transport.BIKE: ("bicycle", "vehicle", "access"),
    Transport.WALK: ("foot", "access"),
}
"""The tags that say who may use a way; the first that there is decides."""
_CLOSED = {"no", "agricultural", "forestry", "emergency", "military"}
_OPEN = {"yes", "designated", "permissive", "official"}
_LIMITS = {"SE:urban": 50.0, "SE:rural": 70.0, "SE:motorway": 110.0, "walk": 7.0}
_MPH = 1.609344
_LIMIT = re.compile(r"([0-9]+(?:\.[0-9]+)?) ?(mph)?")


class WaySpeed(NamedTuple):
    """Kilometres an hour along a way and against it; 0 where it is closed."""

    along: float
    against: float


CLOSED = WaySpeed(0, 0)


def way_speed(tags: Mapping[str, str], mode: Transport, model: TravelModel) -> WaySpeed:
    """Return how fast a way is taken; people on duty use private roads, too."""
    road = tags.get("highway", "")
    if not _may_use(road, tags, mode):
        return CLOSED
    if mode is Transport.WALK:
        return WaySpeed(model.walk_kmh, model.walk_kmh)
    if mode is Transport.BIKE:
        kmh = model.bike_kmh
        both = tags.get("oneway:bicycle") == "no" or _is_opposite(tags)
        return WaySpeed(kmh, kmh) if both else _one_way(tags, road, kmh)
    return _one_way(tags, road, _car_kmh(road, tags))


def _may_use(road: str, tags: Mapping[str, str], mode: Transport) -> bool:
    said = next((tags[key] for key in _WHO[mode] if key in tags), None)
    if said in _CLOSED:
        return False
    if mode is Transport.CAR:
        return road in CAR_KMH
    if road not in CAR_KMH and road not in _PATHS:
        return False
    own = tags.get(_WHO[mode][0])
    if mode is Transport.BIKE and road in _ON_FOOT:
        return road != "steps" and own in _OPEN
    return road not in _FAST or (own in _OPEN and road not in _MOTOR_ONLY)


def _is_opposite(tags: Mapping[str, str]) -> bool:
    return tags.get("cycleway", "").startswith("opposite")


def _one_way(tags: Mapping[str, str], road: str, kmh: float) -> WaySpeed:
    said = tags.get("oneway")
    if said in ("-1", "reverse"):
        return WaySpeed(0, kmh)
    implied = road in _MOTOR_ONLY or tags.get("junction") in ("roundabout", "circular")
    if said in ("yes", "1", "true") or (said is None and implied):
        return WaySpeed(kmh, 0)
    return WaySpeed(kmh, kmh)


def _car_kmh(road: str, tags: Mapping[str, str]) -> float:
    limit = _limit(tags.get("maxspeed", ""))
    return CAR_KMH[road] if limit is None else limit * FLOW


def _limit(text: str) -> float | None:
    if text in _LIMITS:
        return _LIMITS[text]
    found = _LIMIT.fullmatch(text)
    if found is None or float(found[1]) == 0:
        return None
    return float(found[1]) * (_MPH if found[2] else 1)
