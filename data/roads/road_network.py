"""The roads around some places, and how long the ways between these take."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from math import ceil, cos, radians
from pathlib import Path

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_array
from scipy.sparse.csgraph import connected_components, dijkstra
from scipy.spatial import KDTree

from data.roads.road_clip import KM_A_DEGREE, Spot
from data.roads.road_speeds import CLOSED, WaySpeed, way_speed
from data.roads.road_times import Numbers, RoadTimes, without_roads
from scheduler.domain.problem import TravelModel
from scheduler.domain.travel import great_circle_km
from scheduler.domain.values import Transport

_LONGEST = 0.05
"""Kilometres of road without a point at which one may begin."""
_AT_ONCE = 16
"""Places from which ways are searched together; a row each of all points."""


@dataclass
class RoadNetwork:
    """Points of roads that one mode of travel can use, and the links between them."""

    spots: list[Spot] = field(default_factory=list)
    links: dict[tuple[int, int], float] = field(default_factory=dict)
    """Seconds from a point to the next."""
    _at: dict[int, int] = field(default_factory=dict)

    def point(self, node: int, spot: Spot) -> int:
        """Return the number of a node of the map."""
        if node not in self._at:
            self._at[node] = self._new(spot)
        return self._at[node]

    def _new(self, spot: Spot) -> int:
        self.spots.append(spot)
        return len(self.spots) - 1

    def join(self, start: int, end: int, speed: WaySpeed) -> None:
        """Link two points by a stretch of road."""
        here, there = self.spots[start], self.spots[end]
        km = great_circle_km(*here, *there)
        pieces = max(1, ceil(km / _LONGEST))
        points = [
            start,
            *(self._new(_between(here, there, n / pieces)) for n in range(1, pieces)),
            end,
        ]
        for one, next_ in pairwise(points):
            for pair, kmh in (
                ((one, next_), speed.along),
                ((next_, one), speed.against),
            ):
                if kmh:
                    seconds = max(km / pieces / kmh * 3600, 1e-3)
                    self.links[pair] = min(seconds, self.links.get(pair, np.inf))

    def add(self, nodes: Sequence[tuple[int, Spot]], speed: WaySpeed) -> None:
        """Add a way from node to node, as far as it is open."""
        if speed != CLOSED:
            points = [self.point(node, spot) for node, spot in nodes]
            for start, end in pairwise(points):
                self.join(start, end, speed)

    def times(self, places: Sequence[Spot]) -> RoadTimes:
        """Return how long it takes from each place to each, by the nearest roads."""
        if not self.links:
            return without_roads(len(places))
        graph = self._graph()
        points, away = self._nearest(graph, places)
        rows = [
            dijkstra(graph, indices=points[at : at + _AT_ONCE])[:, points]
            for at in range(0, len(points), _AT_ONCE)
        ]
        return RoadTimes(np.vstack(rows), away)

    def nearest(self, places: Sequence[Spot]) -> tuple[npt.NDArray[np.intp], Numbers]:
        """Return the nearest point to each place, and how many km away it is.

        Only points that can be reached from most others, and lead there.
        """
        return self._nearest(self._graph(), places)

    def _nearest(
        self, graph: csr_array, places: Sequence[Spot]
    ) -> tuple[npt.NDArray[np.intp], Numbers]:
        _, part = connected_components(graph, connection="strong")
        usable = np.flatnonzero(part == np.bincount(part).argmax())
        tree = KDTree(_flat([self.spots[n] for n in usable], self.spots[0][0]))
        km, at = tree.query(_flat(places, self.spots[0][0]))
        return usable[at], km

    def _graph(self) -> csr_array:
        size = len(self.spots)
        starts, ends = zip(*self.links, strict=True)
        return csr_array(
            (list(self.links.values()), (starts, ends)), shape=(size, size)
        )


def _between(here: Spot, there: Spot, share: float) -> Spot:
    lat, lon = ((1 - share) * a + share * b for a, b in zip(here, there, strict=True))
    return lat, lon


def _flat(spots: Sequence[Spot], lat: float) -> Numbers:
    """Return places as kilometres on a plane that touches the earth near ``lat``."""
    by_axis = (KM_A_DEGREE, KM_A_DEGREE * cos(radians(lat)))
    return np.asarray(spots, dtype=np.float64) * by_axis


def read_networks(
    clip: Path, modes: Sequence[Transport], model: TravelModel
) -> dict[Transport, RoadNetwork]:
    """Return the roads that ``clip_roads`` has written, for each mode.

    Turn restrictions, traffic lights and the time of day are not looked at.
    """
    import osmium  # an extra: whoever has no extract does without

    found = {mode: RoadNetwork() for mode in modes}
    roads = osmium.FileProcessor(str(clip)).with_locations()
    for way in roads.with_filter(osmium.filter.KeyFilter("highway")):
        if way.is_way():
            tags = dict(way.tags)
            nodes = [(n.ref, (n.lat, n.lon)) for n in way.nodes if n.location.valid()]
            for mode, network in found.items():
                network.add(nodes, way_speed(tags, mode, model))
    return found
