"""The moves of a dataset that somebody could make, with their minutes by road."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from math import ceil, isfinite
from typing import NamedTuple

from data.roads.road_clip import Spot
from data.roads.road_times import RoadTimes
from scheduler.domain.problem import Problem, TravelRow
from scheduler.domain.travel import Travel
from scheduler.domain.values import Transport

_SLACK = 1e-6
"""Minutes that reckoning may be off by."""
Groups = Mapping[Transport, Sequence[frozenset[str]]]
"""Places between which somebody moves in one tour, by how."""


class RoadMoves(NamedTuple):
    """What ``travel.csv`` gets."""

    minutes: Mapping[TravelRow, int]
    unreached: int
    """Moves for which there is no road; they stay estimated."""
    away: Mapping[Transport, Mapping[str, float]]
    """Kilometres from each place to the nearest road that a mode can use."""


def tour_places(problem: Problem) -> Groups:
    """Return the places of each unit's tours, by the modes of those who drive them."""
    lent = {unit.id: {unit.id, *unit.lends_to} for unit in problem.units}
    modes: dict[str, set[Transport]] = defaultdict(set)
    for employee in problem.employees:
        for unit in lent.get(employee.unit, ()):
            modes[unit].add(employee.transport)
    places: dict[str, set[str]] = {unit.id: {unit.id} for unit in problem.units}
    for client in problem.clients:
        places[client.unit].add(client.id)
    for visit in problem.visits:
        places[visit.unit].add(visit.client)
    found: dict[Transport, list[frozenset[str]]] = defaultdict(list)
    for unit, mine in places.items():
        for mode in sorted(modes[unit]):
            found[mode].append(frozenset(mine))
    return found


def road_moves(
    problem: Problem,
    groups: Groups,
    times: Callable[[Transport, Sequence[Spot]], RoadTimes],
) -> RoadMoves:
    """Return the minutes of every move, handling included and rounded up.

    Parameters
    ----------
    problem
        The dataset.
    groups
        What ``tour_places`` returns of it.
    times
        What tells how long it takes from each place to each, by a mode.
    """
    spots, handling = Travel(problem).places, problem.travel_model.handling_minutes
    found: dict[TravelRow, int] = {}
    away: dict[Transport, Mapping[str, float]] = {}
    unreached = 0
    for mode, sets in groups.items():
        names = sorted(frozenset[str]().union(*sets))
        told = times(mode, [spots[name] for name in names])
        away[mode] = dict(zip(names, map(float, told.away), strict=True))
        for start, row in zip(names, told.seconds, strict=True):
            mine = frozenset[str]().union(*(s for s in sets if start in s))
            for end, time in zip(names, row, strict=True):
                if end == start or end not in mine:
                    continue
                if not isfinite(time):
                    unreached += 1
                    continue
                minutes = ceil(time / 60 + handling - _SLACK)
                found[TravelRow(start, end, mode.value)] = minutes
    return RoadMoves(found, unreached, away)
