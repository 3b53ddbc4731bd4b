"""Judge of a solution: every constraint checked, the cost counted, no solver trusted.

The semantics are those of the page that describes the instances; the published
validator compares a start with itself and accepts unsynchronised services.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from typing import Any

from benchmarks.routing.runs.claims import ClaimedRoute, ClaimedStop, routes_of
from benchmarks.routing.runs.demands import OFFICE, Demands, Gap, Key, demands_of

NOISE = Decimal("1e-6")
"""Minutes that a time may be off: the float noise of other people's files."""


@dataclass(frozen=True)
class Score:
    """The verdict; without violations there is a cost."""

    violations: tuple[str, ...]
    travel: float
    lateness: float
    largest_lateness: float
    cost: float | None


def score(raw: Mapping[str, Any], solution: object) -> Score:
    """Score a solution against the instance, both as they are written in their files.

    ``raw`` must be a sound instance; of ``solution`` nothing is taken for granted.
    """
    demands = demands_of(raw)
    routes, faults = routes_of(solution)
    faults += _unknown(routes, demands)
    routes = [_known(route, demands) for route in routes]
    violations = (
        *faults,
        *_staff(routes, demands),
        *_amounts(routes, demands),
        *(fault for route in routes for fault in _times(route, demands)),
        *_gaps(routes, demands),
    )
    return _counted(routes, demands, violations)


def _counted(
    routes: Sequence[ClaimedRoute], demands: Demands, violations: tuple[str, ...]
) -> Score:
    travel = sum((_driven(route, demands) for route in routes), Decimal())
    late = [
        max(stop.start - demands.work[stop.key].latest, Decimal())
        for route in routes
        for stop in route.stops
    ]
    total, largest = sum(late, Decimal()), max(late, default=Decimal())
    cost = (travel + total + largest) / 3 if demands.return_by is None else travel
    return Score(
        violations,
        float(travel),
        float(total),
        float(largest),
        None if violations else float(cost),
    )


def _driven(route: ClaimedRoute, demands: Demands) -> Decimal:
    places = [OFFICE, *(demands.work[stop.key].place for stop in route.stops), OFFICE]
    return sum((demands.travel[a][b] for a, b in pairwise(places)), Decimal())


def _unknown(routes: Sequence[ClaimedRoute], demands: Demands) -> Iterator[str]:
    for route in routes:
        for stop in route.stops:
            if stop.key not in demands.work:
                yield f"{route.caregiver}: {_name(stop.key)} is not asked for"


def _known(route: ClaimedRoute, demands: Demands) -> ClaimedRoute:
    stops = tuple(stop for stop in route.stops if stop.key in demands.work)
    return ClaimedRoute(route.caregiver, stops)


def _staff(routes: Sequence[ClaimedRoute], demands: Demands) -> Iterator[str]:
    used = sum(1 for route in routes if route.stops)
    if used > demands.most_routes:
        yield f"{used} routes, and only {demands.most_routes} people"
    for caregiver, times in Counter(route.caregiver for route in routes).items():
        if times > 1:
            yield f"{caregiver}: has {times} routes"
    if demands.abilities is not None:
        for route in routes:
            yield from _abilities(route, demands.abilities)


def _abilities(
    route: ClaimedRoute, abilities: Mapping[str, frozenset[str]]
) -> Iterator[str]:
    if route.caregiver not in abilities:
        yield f"{route.caregiver}: there is no such caregiver"
        return
    for stop in route.stops:
        if stop.key[1] not in abilities[route.caregiver]:
            yield f"{route.caregiver}: is not able to do {_name(stop.key)}"


def _amounts(routes: Sequence[ClaimedRoute], demands: Demands) -> Iterator[str]:
    done = Counter(stop.key for route in routes for stop in route.stops)
    for key in demands.work:
        if done[key] != 1:
            yield f"{_name(key)}: is done {done[key]} times, not once"


def _times(route: ClaimedRoute, demands: Demands) -> Iterator[str]:
    place, free = OFFICE, Decimal()
    for stop in route.stops:
        work = demands.work[stop.key]
        name = f"{route.caregiver}: {_name(stop.key)}"
        there = free + demands.travel[place][work.place]
        if stop.start < there - NOISE:
            yield f"{name} starts at {stop.start}, before one can be there at {there}"
        yield from (f"{name} {fault}" for fault in _window(stop, demands))
        if abs(stop.departure - stop.start - work.duration) > NOISE:
            yield (
                f"{name} takes {stop.departure - stop.start} minutes,"
                f" not {work.duration}"
            )
        place, free = work.place, stop.departure
    back = free + demands.travel[place][OFFICE]
    if demands.return_by is not None and back > demands.return_by + NOISE:
        yield f"{route.caregiver}: is back at {back}, after {demands.return_by}"


def _window(stop: ClaimedStop, demands: Demands) -> Iterator[str]:
    work = demands.work[stop.key]
    if stop.start < work.earliest - NOISE:
        yield f"starts at {stop.start}, before its window at {work.earliest}"
    if demands.return_by is not None and stop.start > work.latest + NOISE:
        yield f"starts at {stop.start}, after its window at {work.latest}"


def _gaps(routes: Sequence[ClaimedRoute], demands: Demands) -> Iterator[str]:
    done = {
        stop.key: (number, stop.start)
        for number, route in enumerate(routes)
        for stop in route.stops
    }
    for gap in demands.gaps:
        if gap.first in done and gap.second in done:
            yield from _gap(gap, done[gap.first], done[gap.second])


def _gap(
    gap: Gap, first: tuple[int, Decimal], second: tuple[int, Decimal]
) -> Iterator[str]:
    names = f"{_name(gap.first)} and {_name(gap.second)}"
    if first[0] == second[0]:
        yield f"{names}: are done by one and the same person"
    apart = second[1] - first[1]
    if not gap.least - NOISE <= apart <= gap.most + NOISE:
        yield f"{names}: start {apart} minutes apart, not {gap.least} to {gap.most}"


def _name(key: Key) -> str:
    patient, service = key
    return f"patient {patient} service {service}" if service else f"visit {patient}"
