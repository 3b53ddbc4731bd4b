"""Tours without names: which shifts a day needs, and which visits go together."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from scheduler.context.planning_context import MODES, PlanningContext
from scheduler.context.visit_links import Links
from scheduler.domain.problem import Problem
from scheduler.domain.shift_option import ShiftOption
from scheduler.domain.values import ShiftKind, Transport
from scheduler.tours.build import blank, build
from scheduler.tours.engine import Engine
from scheduler.tours.kernels.calls import drivable
from scheduler.tours.kernels.model import State, tied
from scheduler.tours.person_sorts import Pools, person_sorts
from scheduler.tours.route_spec import RouteSpec
from scheduler.tours.tour_counts import tour_counts

DUTY = 60_000
"""Öre for a tour besides what its hours add to pay, twice that on weekends, when half
of the people are there: few long tours serve better than many short ones. Contracts are
to be filled anyhow, so ordinary hours cost nothing."""

LACKING = 240_000
"""Öre by which a tour is dearer on a day that lacks people for such tours."""


@dataclass(frozen=True)
class NamelessTour:
    """Visits that fit one option, whoever drives them."""

    option: ShiftOption
    parts: tuple[tuple[int, ...], ...]
    """Tasks in order, for each part of the shift."""
    modes: frozenset[Transport]
    """Means of transport that are fast enough."""

    @property
    def stops(self) -> tuple[int, ...]:
        """All tasks."""
        return tuple(task for part in self.parts for task in part)


def nameless_engine(
    context: PlanningContext,
    pools: Pools,
    price: Callable[[ShiftOption], int],
    seed: int,
    only: frozenset[int] | None = None,
) -> tuple[Engine, list[RouteSpec]]:
    """Return an engine over labelled tours, with nothing inserted yet.

    ``price`` is the öre that working an option adds to pay. ``only`` these tasks are
    to be planned, when given; locked ones never are.
    """
    routes = _routes(context, pools, price, only)
    free = frozenset(range(len(context.tasks)) if only is None else only)
    model = build(context, routes, named=False, only=free - context.locked_tasks)
    return Engine(model, blank(context, model, seed, named=False)), routes


def another(context: PlanningContext, engine: Engine, seed: int) -> Engine:
    """Return an engine over the same tours and prices, with nothing inserted yet.

    Large moves write to the table of routes for a moment, so each engine has its own.
    """
    model = engine.model._replace(routes=engine.model.routes.copy())
    return Engine(model, blank(context, model, seed, named=False))


def _routes(
    context: PlanningContext,
    pools: Pools,
    price: Callable[[ShiftOption], int],
    only: frozenset[int] | None,
) -> list[RouteSpec]:
    labels: dict[tuple[str, str, int, int], int] = {}
    routes: list[RouteSpec] = []
    sorts = person_sorts(context, pools)
    counts = tour_counts(context, pools, sorts, only)
    staff = context.problem.employees
    for option, people in pools.items():
        if option.kind is ShiftKind.RESOURCE:
            continue
        windows = context.break_windows_of(option)
        cost = _open_cost(option, price(option))
        for n, like in enumerate(sorts[option.unit, option.shift]):
            pool = tuple(n for n in people if like.replaced_by(staff[n]))
            routes += [
                RouteSpec(
                    crew=labels.setdefault(
                        (option.unit, option.shift, n, copy), len(labels)
                    ),
                    option=option,
                    part=part,
                    breaks=tuple(windows[part]),
                    mode=like.mode,
                    open_cost=cost,
                    pool=pool,
                    like=like.people,
                )
                for copy in range(counts[option][n])
                for part in range(len(option.parts))
            ]
    return routes


def _open_cost(option: ShiftOption, price: int) -> int:
    """Return öre for one part of a tour."""
    duty = 2 * DUTY if option.date.weekday() >= 5 else DUTY
    return (duty + price) // len(option.parts)


def hold_to(engine: Engine, links: Links, others: State) -> None:
    """Tie visits to those that ``others`` make: these are not to begin at other times.

    Visits may begin as early there as here.
    """
    rows, lows = engine.model.tasks, engine.state.tasks["wlow"]
    made, begins = others.tasks["route"] >= 0, others.tasks["begins"]
    for task, mine in links.items():
        for other, gap in mine.items():
            if made[other]:
                rows["soonest"][task] = max(rows["soonest"][task], begins[other] + gap)
            if made[task]:
                rows["latest"][other] = min(rows["latest"][other], begins[task] - gap)
    lows[:] = others.tasks["wlow"]
    held = tied(rows)
    lows[held] = np.maximum(lows, rows["soonest"])[held]
    engine.count()


def raise_duties(
    engines: Sequence[Engine],
    routes: Sequence[RouteSpec],
    lacking: Callable[[RouteSpec], bool],
) -> None:
    """Make the duties dearer for which people were ``lacking``."""
    dearer = [
        LACKING // len(route.option.parts) if lacking(route) else 0 for route in routes
    ]
    for engine in engines:
        engine.model.routes["open_cost"] += dearer
        engine.count()


def tours_of(engine: Engine, routes: Sequence[RouteSpec]) -> list[NamelessTour]:
    """Return the tours that have visits; the parts of a split shift are one tour."""
    found: dict[tuple[ShiftOption, int], list[int]] = defaultdict(list)
    for r, route in enumerate(routes):
        found[route.option, route.crew].append(r)
    lengths = engine.state.routes["length"]
    return [
        tour_on(engine, option, parts)
        for (option, _), parts in found.items()
        if any(lengths[r] for r in parts)
    ]


def tour_on(engine: Engine, option: ShiftOption, parts: Sequence[int]) -> NamelessTour:
    """Return the tour that the routes of the parts of one duty are."""
    lengths = engine.state.routes["length"]
    return NamelessTour(
        option,
        tuple(tuple(engine.state.stops[r, : lengths[r]].tolist()) for r in parts),
        frozenset.intersection(*(modes_of(engine, r) for r in parts)),
    )


def modes_of(engine: Engine, r: int) -> frozenset[Transport]:
    """Return the means of transport with which a route's order can be driven."""
    model, state = engine.model, engine.state
    row, own = model.routes[r], int(model.routes[r]["mode"])
    found = set()
    for n, mode in enumerate(MODES):
        row["mode"] = n
        if drivable(model, state, engine.room, r):
            found.add(mode)
    row["mode"] = own
    return frozenset(found)


def pools_of(problem: Problem, options: Mapping[str, Sequence[ShiftOption]]) -> Pools:
    """Return who (employee indices) could work each option."""
    pools: dict[ShiftOption, list[int]] = defaultdict(list)
    for n, employee in enumerate(problem.employees):
        for option in options[employee.id]:
            pools[option].append(n)
    return pools
