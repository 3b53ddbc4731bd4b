"""Tours without names: which shifts a day needs, and which visits go together."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from math import ceil

import numpy as np

from scheduler.breaks.windows import break_windows
from scheduler.context.planning_context import MODES, PlanningContext
from scheduler.context.visit_links import Links
from scheduler.domain.problem import Employee, Problem, ShiftType
from scheduler.domain.shift_option import ShiftOption
from scheduler.domain.values import ShiftKind, Transport
from scheduler.tours.build import RouteSpec, blank, build
from scheduler.tours.engine import Engine
from scheduler.tours.kernels.calls import drivable
from scheduler.tours.kernels.model import State, tied

DUTY = 120_000
"""Öre for a tour besides half its hours: what people run short of is duties, not hours,
so few long tours serve better than many short ones."""

MOST_COPIES = 14
"""Tours of one shift type, unit and day that the engine may choose among."""


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


Pools = Mapping[ShiftOption, Sequence[int]]
"""Who (employee indices) could work each option."""


def nameless_engine(
    context: PlanningContext,
    pools: Pools,
    price: Callable[[ShiftOption], int],
    seed: int,
    only: frozenset[int] | None = None,
) -> tuple[Engine, list[RouteSpec]]:
    """Return an engine over labelled tours, with nothing inserted yet.

    ``only`` these tasks are to be planned, when given; locked ones never are.
    """
    routes = _routes(context, pools, price, only)
    free = frozenset(range(len(context.tasks)) if only is None else only)
    model = build(context, routes, named=False, only=free - context.locked_tasks)
    return Engine(model, blank(context, model, seed, named=False)), routes


def _routes(
    context: PlanningContext,
    pools: Pools,
    price: Callable[[ShiftOption], int],
    only: frozenset[int] | None,
) -> list[RouteSpec]:
    labels: dict[tuple[str, str, int], int] = {}
    routes: list[RouteSpec] = []
    work = _work_by_day(context, only)
    types, staff = context.problem.shift_type, context.problem.employees
    sorts = _staff_sorts(context, pools)
    for option, people in pools.items():
        if option.kind is ShiftKind.RESOURCE:
            continue
        minutes = work.get((option.unit, option.date), 0)
        type_ = types[option.shift]
        copies = _copies(type_, option, minutes, len(people))
        windows = break_windows(context.view.clock, type_, option, context.breaks)
        for copy in range(copies):
            key = (option.unit, option.shift, copy)
            like = sorts[option.unit, option.shift].pick(copy)
            pool = tuple(n for n in people if like.replaced_by(staff[n]))
            routes += [
                RouteSpec(
                    crew=labels.setdefault(key, len(labels)),
                    option=option,
                    part=part,
                    breaks=tuple(windows[part]),
                    mode=like.mode,
                    open_cost=_open_cost(option, price(option)),
                    pool=pool,
                    like=like.people,
                )
                for part in range(len(option.parts))
                if pool
            ]
    return routes


def _open_cost(option: ShiftOption, price: int) -> int:
    """Return öre for one part of a tour; weekends have half the people."""
    duty = 2 * DUTY if option.date.weekday() >= 5 else DUTY
    return (duty + price // 2) // len(option.parts)


def _copies(type_: ShiftType, option: ShiftOption, minutes: int, people: int) -> int:
    """Return how many such tours a day with so many visit minutes could use."""
    if minutes == 0:
        return 0
    most = ceil(minutes / max(1, option.paid_minutes) / 0.5) + 1
    limit = max(1, people // 2)
    if type_.max_per_day is not None:
        limit = min(limit, type_.max_per_day)
    return min(limit, most, MOST_COPIES)


def _work_by_day(
    context: PlanningContext, only: frozenset[int] | None
) -> dict[tuple[str, date], int]:
    """Minutes at clients, by unit and the dates on which a duty could reach them."""
    found: dict[tuple[str, date], int] = defaultdict(int)
    clock = context.view.clock
    for n, task in enumerate(context.tasks):
        if only is not None and n not in only:
            continue
        visit = task.visit
        days = {visit.date, clock.day(visit.earliest), clock.day(visit.earliest - 720)}
        for day in days:
            found[visit.unit, day] += visit.minutes
    return found


_FASTER = {
    Transport.WALK: frozenset(Transport),
    Transport.BIKE: frozenset({Transport.BIKE, Transport.CAR}),
    Transport.CAR: frozenset({Transport.CAR}),
}
"""Whoever moves so can also drive a tour laid out for the key."""


@dataclass(frozen=True)
class PersonSort:
    """The sort of person a nameless tour is laid out for."""

    mode: Transport
    skills: frozenset[str]
    people: tuple[int, ...]
    """Those of the unit who are of this sort."""

    def replaced_by(self, employee: Employee) -> bool:
        """Whether somebody is at least as fast and able."""
        fast = employee.transport in _FASTER[self.mode]
        return fast and self.skills <= employee.skills


@dataclass(frozen=True)
class StaffSorts:
    """A unit's people by sort, the slowest and least able first."""

    sorts: tuple[PersonSort, ...]

    def pick(self, copy: int) -> PersonSort:
        """Return the sort that a copy is laid out for.

        Copies walk through the people in steps of the golden section, so that any
        first few of them have about the mix of the staff.
        """
        heads = sum(len(s.people) for s in self.sorts)
        at = (0.5 + copy * 0.618034) % 1 * heads
        for sort in self.sorts:
            at -= len(sort.people)
            if at < 0:
                return sort
        return self.sorts[-1]


def _staff_sorts(
    context: PlanningContext, pools: Pools
) -> dict[tuple[str, str], StaffSorts]:
    """Return for each unit and shift type the sorts of its own people who work it.

    Where a unit has no people of its own, those who may come from others count.
    """
    everybody: dict[tuple[str, str], set[int]] = defaultdict(set)
    for option, people in pools.items():
        everybody[option.unit, option.shift].update(people)
    staff = context.problem.employees
    found = {}
    for (unit, shift), anybody in everybody.items():
        own = [n for n in anybody if staff[n].unit == unit] or list(anybody)
        groups: dict[tuple[Transport, frozenset[str]], list[int]] = defaultdict(list)
        for n in sorted(own):
            groups[staff[n].transport, staff[n].skills].append(n)
        sorts = [PersonSort(m, skills, tuple(g)) for (m, skills), g in groups.items()]
        sorts.sort(key=lambda s: (-len(_FASTER[s.mode]), len(s.skills), s.people))
        found[unit, shift] = StaffSorts(tuple(sorts))
    return found


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
    engine: Engine,
    routes: Sequence[RouteSpec],
    missing: Mapping[tuple[str, date], int],
) -> None:
    """Make duties dearer on the units' days that had too few people."""
    for r, route in enumerate(routes):
        if missing.get((route.option.unit, route.option.date)):
            engine.model.routes["open_cost"][r] += 2 * DUTY // len(route.option.parts)
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
