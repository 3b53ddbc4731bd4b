"""A unit's area and its routes, drawn from coordinates alone."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import cos, floor, hypot, log10, radians

from data.palette import DASHES, ROUTES
from data.report.day_tours import UnitDay
from scheduler.domain.plan_view import PlanView
from scheduler.domain.travel import EARTH_RADIUS_KM, great_circle_km

WIDTH = 640
_LEAST_HEIGHT, _MOST_HEIGHT = 280, 480
_MARGIN = 28
_BADGE = 19
"""How far apart the middles of two routes' numbers are, where there is room."""
_LEAST_KM = 0.5
"""Places closer than this are not blown up further."""


@dataclass(frozen=True)
class Spot:
    """A place on the map."""

    id: str
    x: float
    y: float


@dataclass(frozen=True)
class MapRoute:
    """One person's way through the day, as SVG path data with numbered stops."""

    number: int
    name: str
    path: str
    badge: Spot
    """Where on its way the route's number stands."""
    labels: tuple[Spot, ...]
    """The ids are the stops' places in the order of the day: ``1`` or ``2, 7``."""

    @property
    def colour(self) -> int:
        """The line's colour, by its place in the palette."""
        return self.number % len(ROUTES)

    @property
    def dash(self) -> int:
        """How the line is broken, by its place in the palette."""
        return self.number % len(DASHES)


@dataclass(frozen=True)
class Scale:
    """The scale bar."""

    km: float
    length: float


class UnitMap:
    """The map of one unit: the same frame every day."""

    def __init__(self, view: PlanView, unit: str) -> None:
        problem = view.problem
        at = problem.unit[unit]
        visited = {v.client for v in problem.visits if v.unit == unit}
        clients = [c for c in problem.clients if c.id in visited]
        self.unit = unit
        self._frame = _Frame([(at.lat, at.lon), *((c.lat, c.lon) for c in clients)])
        self.centre = self._spot(unit, at.lat, at.lon)
        self.clients = tuple(self._spot(c.id, c.lat, c.lon) for c in clients)
        places = view.travel.places
        self._places = {id_: self._spot(id_, *at) for id_, at in places.items()}
        self.height = self._frame.height
        self.scale = self._frame.scale

    def _spot(self, id_: str, lat: float, lon: float) -> Spot:
        return Spot(id_, *self._frame.point(lat, lon))

    def routes(self, day: UnitDay) -> Iterator[MapRoute]:
        """Return the routes of the people who make visits."""
        taken: list[Spot] = []
        for tour in day.tours:
            legs = [self._known(leg) for leg in tour.legs]
            if any(legs):
                taken.append(_badge(tour.number, legs, taken))
                yield MapRoute(
                    number=tour.number,
                    name=tour.name,
                    path="".join(_path(leg) for leg in legs),
                    badge=taken[-1],
                    labels=tuple(self._labels(stop.client for stop in tour.stops)),
                )

    def _labels(self, clients: Iterable[str]) -> Iterator[Spot]:
        """Yield numbered stops; a place passed twice has both numbers."""
        passed: dict[str, list[str]] = defaultdict(list)
        for number, client in enumerate(clients, start=1):
            passed[client].append(str(number))
        for spot in self._known(passed):
            yield Spot(", ".join(passed[spot.id]), spot.x, spot.y)

    def _known(self, ids: Iterable[str]) -> list[Spot]:
        return [self._places[id_] for id_ in ids if id_ in self._places]


def _path(spots: Sequence[Spot]) -> str:
    return "".join(f"{'L' if n else 'M'}{s.x:g} {s.y:g}" for n, s in enumerate(spots))


def _badge(number: int, legs: Sequence[Sequence[Spot]], taken: Sequence[Spot]) -> Spot:
    """Put a route's number in the middle of its longest move that has room for it."""

    def room(spot: Spot) -> float:
        apart = (hypot(spot.x - other.x, spot.y - other.y) for other in taken)
        return min(_BADGE, *apart, _BADGE)

    moves = [move for leg in legs for move in pairwise(leg)]
    moves.sort(key=lambda move: -hypot(move[1].x - move[0].x, move[1].y - move[0].y))
    middles = [_middle(number, *move) for move in moves] or [legs[0][0]]
    return max(middles, key=room)


def _middle(number: int, start: Spot, end: Spot) -> Spot:
    x, y = (start.x + end.x) / 2, (start.y + end.y) / 2
    return Spot(str(number), round(x, 1), round(y, 1))


class _Frame:
    """Fits places into the picture, north up, the same scale both ways."""

    def __init__(self, places: Sequence[tuple[float, float]]) -> None:
        lats, lons = [p[0] for p in places], [p[1] for p in places]
        self._north, self._west = max(lats), min(lons)
        middle = (max(lats) + min(lats)) / 2
        self._squeeze = cos(radians(middle))
        across = (max(lons) - min(lons)) * self._squeeze
        down = max(lats) - min(lats)
        inner, room = WIDTH - 2 * _MARGIN, _MOST_HEIGHT - 2 * _MARGIN
        least = _LEAST_KM / (EARTH_RADIUS_KM * radians(1))
        self._unit = min(inner / max(across, least), room / max(down, least))
        self.height = max(_LEAST_HEIGHT, round(down * self._unit) + 2 * _MARGIN)
        self._left = (WIDTH - across * self._unit) / 2
        self._top = (self.height - down * self._unit) / 2
        km = great_circle_km(middle, 0, middle, 1)
        self.scale = _scale(self._unit / km * self._squeeze)

    def point(self, lat: float, lon: float) -> tuple[float, float]:
        x = self._left + (lon - self._west) * self._squeeze * self._unit
        y = self._top + (self._north - lat) * self._unit
        return round(x, 1), round(y, 1)


def _scale(per_km: float) -> Scale:
    """Return the longest round bar that takes at most a quarter of the width."""
    most = WIDTH / 4 / per_km
    power = 10.0 ** floor(log10(most))
    step = max(n for n in (1, 2, 5) if n * power <= most)
    km = step * power
    return Scale(km, round(km * per_km, 1))
