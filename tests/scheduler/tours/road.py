"""A road of places a known number of minutes apart, and one route along it."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from scheduler.context.planning_context import PlanningContext
from scheduler.domain.problem import TravelRow, Visit
from scheduler.domain.shift_option import ShiftOption
from scheduler.domain.values import ShiftKind, Transport
from scheduler.rules.tour_weights import TourWeights
from scheduler.tours.build import blank, build
from scheduler.tours.kernels.calls import prime
from scheduler.tours.kernels.decode import INFEASIBLE, timetable
from scheduler.tours.kernels.model import (
    MOST_BREAKS,
    MOST_STOPS,
    Model,
    State,
    scratch,
    steps_table,
)
from scheduler.tours.route_spec import RouteSpec
from tests.build import MONDAY, UNIT, at, client, clock, problem, visit

MIDNIGHT = at("2026-12-21 00:00")
TRAVEL = 100
"""Öre a minute."""
Break = tuple[str, str, int]
"""Earliest and latest start, minutes."""


def stop(client: str, start: str, latest: str | None = None, **given: object) -> Visit:
    """Build a visit of half an hour on Monday."""
    earliest = _moment(start)
    usual: dict[str, object] = {
        "id": f"{client} {start}",
        "client": client,
        "latest": earliest + 60 if latest is None else _moment(latest),
    }
    return visit(start=f"{MONDAY} {start}").model_copy(update=usual | given)


def rows(minutes: dict[tuple[str, str], int]) -> dict[TravelRow, int]:
    """Measure these moves, both ways."""
    ways = [(a, b, m) for (a, b), m in minutes.items()]
    ways += [(b, a, m) for a, b, m in ways]
    return {TravelRow(a, b, "car"): m for a, b, m in ways}


def option(start: str, end: str) -> ShiftOption:
    """Build a shift on Monday."""
    return ShiftOption(
        MONDAY, "day", UNIT, ShiftKind.DAY, ((_moment(start), _moment(end)),), 480
    )


def _moment(text: str) -> int:
    return MIDNIGHT + clock(text)


class Drive(NamedTuple):
    """A route with its stops, as timed."""

    cost: int | None
    """None when the route is not legal."""
    starts: list[int]
    """As kept while searching, minutes after midnight."""
    reached: int | None
    begins: list[int]
    break_begins: list[int]
    """By ``timetable``, minutes after midnight."""


def drive(
    stops: Sequence[Visit],
    minutes: dict[tuple[str, str], int],
    span: str = "07:00-16:00",
    breaks: Sequence[Break] = (),
    **given: int | str,
) -> Drive:
    """Time one route along these stops, in their order.

    ``given`` are prices, or the place it starts from (``start``) or ends at (``end``).
    """
    along = sorted({place for way in minutes for place in way} - {UNIT})
    made = problem(
        visits=tuple(stops),
        clients=tuple(client(id_) for id_ in along),
        travel_rows=rows(minutes),
    )
    places = {k: str(given.pop(k)) for k in ("start", "end") if k in given}
    prices = TourWeights(travel_minute=TRAVEL, person_each=0, person_above=0)
    first, last = span.split("-")
    windows = tuple((_moment(a), _moment(b), m) for a, b, m in breaks)
    route = RouteSpec(0, option(first, last), 0, windows, Transport.CAR)
    context = PlanningContext(made, (), prices.model_copy(update=given))
    model = build(context, [route], named=True)
    for which, place in places.items():
        model.routes[f"{which}_place"] = context.places[place]
    return timed(context, model, blank(context, model, 0, named=True), len(stops))


def timed(context: PlanningContext, model: Model, state: State, n: int) -> Drive:
    """Time the first ``n`` tasks as stops of route 0, in both ways."""
    shift = MIDNIGHT - context.zero
    state.stops[0, :n] = np.arange(n)
    state.routes["length"][0] = n
    legal = prime(model, state, scratch())
    begins = np.zeros(MOST_STOPS, np.int64)
    break_begins = np.zeros(MOST_BREAKS, np.int64)
    reached = int(timetable(model, state, 0, steps_table(), begins, break_begins))
    many = int(model.routes["breaks"][0])
    return Drive(
        int(state.x["total"][0]) if legal else None,
        [int(t) - shift for t in state.tasks["begins"][:n]],
        None if reached == INFEASIBLE else reached - shift,
        [int(t) - shift for t in begins[:n]],
        [int(t) - shift for t in break_begins[:many]],
    )
