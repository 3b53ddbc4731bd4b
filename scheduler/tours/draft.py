"""A plan in the making: who works what, which stops each duty has, and when."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise

import numpy as np

from scheduler.breaks.windows import BreakWindow
from scheduler.context.planning_context import PlanningContext
from scheduler.domain.problem import Problem
from scheduler.domain.shift_option import ShiftOption
from scheduler.domain.values import PayClass, Span
from scheduler.roster.variables import Tour
from scheduler.tours.build import blank, build, route_table
from scheduler.tours.engine import Engine
from scheduler.tours.headcount_reserve import reserved
from scheduler.tours.kernels.calls import change
from scheduler.tours.kernels.model import (
    Ints,
    Model,
    Records,
    Scratch,
    State,
    scratch,
)
from scheduler.tours.kernels.trial import FILL, ILLEGAL
from scheduler.tours.route_spec import RouteSpec

WorkedOption = tuple[str, ShiftOption]
"""A person on an option."""

Stops = Mapping[tuple[str, date, int], tuple[int, ...]]
"""Tasks in order, by employee, planning day and part (0 or 1)."""


@dataclass(frozen=True)
class Draft:
    """Everything that decides a plan."""

    works: Mapping[WorkedOption, bool]
    """True where the shift is worked above the contract."""
    stops: Stops = field(default_factory=dict)
    lows: Ints | None = None
    """[task] how early its visit may begin, engine's minutes; as usual if None."""


def changed_dates(before: Draft, after: Draft) -> list[date]:
    """Return the dates on which somebody's stops differ, in order."""
    changed = before.stops.items() ^ after.stops.items()
    return sorted({day for (_, day, _), _ in changed})


@dataclass(frozen=True)
class NamedEngine:
    """An engine whose crews are persons, and what its routes stand for."""

    engine: Engine
    routes: Sequence[RouteSpec]
    works: Mapping[WorkedOption, bool]
    people: Sequence[str]
    """Employee ids by crew."""
    hourly: frozenset[str]

    def draft(self) -> Draft:
        """Return what the engine has now."""
        stops = self.stops
        return Draft(self._worth_keeping(stops), stops, self.engine.lows)

    @property
    def stops(self) -> Stops:
        """The stops that the engine has now."""
        state, people = self.engine.state, self.people
        return {
            (people[route.crew], route.option.date, route.part): tuple(
                state.stops[r, : state.routes["length"][r]].tolist()
            )
            for r, route in enumerate(self.routes)
            if state.routes["length"][r]
        }

    def _worth_keeping(self, stops: Stops) -> dict[WorkedOption, bool]:
        """Return the duties less those for pay of their own that have nothing to do.

        Those of hourly staff, and above the contract of others.
        """
        driving = {(who, day) for who, day, _ in stops}
        idle = {
            (self.people[route.crew], route.option)
            for route in self.routes
            if route.open_cost
            and self._is_paid_apart(route)
            and (self.people[route.crew], route.option.date) not in driving
        }
        return {work: above for work, above in self.works.items() if work not in idle}

    def _is_paid_apart(self, route: RouteSpec) -> bool:
        """Say whether the duty is paid for by the hour, not by the month."""
        who = self.people[route.crew]
        return who in self.hourly or self.works.get((who, route.option), False)


def named_engine(
    context: PlanningContext, draft: Draft, seed: int, *, saving: bool = False
) -> NamedEngine:
    """Return an engine that holds the draft's stops; what no longer fits is open.

    ``saving``: duties of monthly staff that are left without visits are going to be
    dropped too, where nothing holds them.
    """
    routes = list(_routes(context, draft, saving=saving))
    return engine_on(context, draft, routes, seed)


def engine_on(
    context: PlanningContext, draft: Draft, routes: Sequence[RouteSpec], seed: int
) -> NamedEngine:
    """Return an engine of these routes that holds the draft's stops.

    Where a person has several duties on a day, side by side, the first has the stops.
    """
    model = build(context, routes, named=True)
    state = blank(context, model, seed, named=True)
    if draft.lows is not None:
        state.tasks["wlow"] = draft.lows
    employees = context.problem.employees
    people = [e.id for e in employees]
    hourly = frozenset(e.id for e in employees if not e.is_monthly)
    index: dict[tuple[str, date, int], int] = {}
    for n, r in enumerate(routes):
        index.setdefault((people[r.crew], r.option.date, r.part), n)
    room = scratch()
    for key, stops in _with_locks(context, draft.stops).items():
        if key in index:
            _fill(context, model, state, index[key], stops, room)
    return NamedEngine(Engine(model, state), routes, draft.works, people, hourly)


def _fill(  # noqa: PLR0913
    context: PlanningContext,
    model: Model,
    state: State,
    r: int,
    stops: Sequence[int],
    room: Scratch,
) -> None:
    """Put stops on a route; only the locked ones where all do not fit."""
    for chosen in (stops, [t for t in stops if t in context.locked_tasks]):
        n = len(chosen)
        room.a[:n] = chosen
        if change(model, state, room, int(FILL), r, n, -1) < ILLEGAL:
            room.n[:] = 0
            return


def _with_locks(context: PlanningContext, stops: Stops) -> Stops:
    """Put locked visits on the routes of whom they are locked to, in time order."""
    locked = context.problem.locked_visits
    if not locked:
        return stops
    pinned = {context.task_index[r.visit, r.staff_no]: r for r in locked}
    found = {k: [t for t in s if t not in pinned] for k, s in stops.items()}
    for key, (start, end) in _locked_parts(context.problem).items():
        mine = [
            task
            for task, visit in sorted(pinned.items(), key=lambda item: item[1].start)
            if visit.employee == key[0] and start <= visit.start < end
        ]
        rest = found.get(key, [])
        if not set(mine) <= set(stops.get(key, ())):
            found[key] = sorted(
                [*mine, *rest],
                key=lambda t: (
                    pinned[t].start if t in pinned else context.tasks[t].visit.earliest
                ),
            )
        elif mine:
            found[key] = list(stops[key])
    return {k: tuple(s) for k, s in found.items()}


def _locked_parts(problem: Problem) -> dict[tuple[str, date, int], Span]:
    """Return from when to when each part of a locked duty is, with its overtime."""
    found: dict[tuple[str, date, int], Span] = {}
    rows = problem.locked_shifts
    begins = {(row.employee, row.date): row.start for row in rows if row.part == 1}
    for row in sorted(rows, key=lambda row: row.start):
        parts = len(problem.shift_type[row.shift].spans)
        is_early = row.start < begins.get((row.employee, row.date), row.start)
        key = row.employee, row.date, 0 if is_early else min(row.part, parts) - 1
        start, _ = found.get(key, (row.start, row.end))
        found[key] = start, row.end
    return found


def _routes(context: PlanningContext, draft: Draft, *, saving: bool) -> list[RouteSpec]:
    """Return a route for each part of the duties that may drive visits."""
    told = context.problem.published_shifts if saving else ()
    rows = (*context.problem.locked_shifts, *told)
    held = {(row.employee, row.date) for row in rows}
    routes = []
    for who, option in driving_duties(context, draft):
        paid_as = context.problem.employee[who].pay_class(
            above=draft.works[who, option]
        )
        is_owed = paid_as is PayClass.ORDINARY and not saving
        stays = (who, option.date) in held or is_owed
        cost = 0 if stays else _to_save(context, who, option, paid_as)
        routes += routes_of(context, who, option, cost)
    return routes


def driving_duties(context: PlanningContext, draft: Draft) -> list[WorkedOption]:
    """Return the duties that may drive visits.

    The others are where nobody is visited, or needed so that the least headcount is
    met.
    """
    many = Counter[tuple[str, date]]()
    for (who, day, _), stops in draft.stops.items():
        many[who, day] += len(stops)
    duties = {work: many[work[0], work[1].date] for work in draft.works}
    kept = reserved(context.problem, duties, context.staffing)
    visited = {v.unit for v in context.problem.visits}
    return [d for d in draft.works if d[1].unit in visited and d not in kept]


def routes_of(
    context: PlanningContext, who: str, option: ShiftOption, cost: int = 0
) -> list[RouteSpec]:
    """Return a route for each part of a duty, which costs so much (öre) if driven."""
    crew = context.employee_index[who]
    mode = context.problem.employees[crew].transport
    windows = windows_of_duty(context, who, option)
    return [
        RouteSpec(crew, option, part, tuple(windows[part]), mode, cost // len(windows))
        for part in range(len(option.parts))
    ]


def _to_save(
    context: PlanningContext, who: str, option: ShiftOption, paid_as: PayClass
) -> int:
    """Return öre that are saved when the duty has no visit and is dropped.

    Of monthly staff that is what a shift adds to their pay, at night or on Sundays:
    they work another instead. Where heads are counted a duty has other uses.
    """
    asked = context.staffing.needs_of(context.problem)
    heads = any(need.unit == option.unit for need in asked)
    if heads or context.prices is None:
        return 0
    employee = context.problem.employee[who]
    return context.prices.for_option(employee, option, paid_as)


def windows_of_duty(
    context: PlanningContext, who: str, option: ShiftOption
) -> Sequence[Sequence[BreakWindow]]:
    """Return when each part's breaks may begin; as locked, where they are locked."""
    locked = context.locked_breaks.get((who, option.date))
    if locked:
        return [
            [(s, s, e - s) for s, e in locked if start <= s < end]
            for start, end in option.parts
        ]
    return context.break_windows_of(option)


def row_on(
    context: PlanningContext, named: NamedEngine, r: int, option: ShiftOption
) -> Records:
    """Return the engine's row of a route if it were on another shift, in one part."""
    route = named.routes[r]
    (windows,) = windows_of_duty(context, named.people[route.crew], option)
    spec = RouteSpec(route.crew, option, 0, tuple(windows), route.mode)
    row: Records = route_table(context, [spec])[0]
    return row


def tour_of(
    context: PlanningContext, id_: int, option: ShiftOption, tasks: Sequence[int]
) -> Tour:
    """Return a tour with its clients filled in, and how long the way by them is."""
    clients = [context.tasks[t].visit.client for t in tasks]
    travel, way = context.view.travel, pairwise([option.unit, *clients, option.unit])
    return Tour(
        id=id_,
        option=option,
        tasks=tuple(tasks),
        clients=frozenset(clients),
        kilometres=(
            sum(travel.kilometres(*leg) for leg in way)
            if context.problem.vehicles
            else 0.0
        ),
    )


def open_of(context: PlanningContext, draft: Draft) -> Ints:
    """Return the tasks that the draft leaves open."""
    taken = np.zeros(len(context.tasks), np.bool_)
    for stops in draft.stops.values():
        taken[list(stops)] = True
    return np.flatnonzero(~taken)


def final_engine(context: PlanningContext, draft: Draft) -> NamedEngine:
    """Return an engine with what fits of a draft; no half of a double visit does."""
    fitting = named_engine(context, draft, seed=0).draft()
    return named_engine(context, _without_halves(context, fitting), seed=0)


def _without_halves(context: PlanningContext, draft: Draft) -> Draft:
    """Take out the one person of a double visit whose other place is open."""
    missing = {context.tasks[t].visit.id for t in open_of(context, draft)}
    stops = {
        key: tuple(t for t in mine if context.tasks[t].visit.id not in missing)
        for key, mine in draft.stops.items()
    }
    return Draft(draft.works, {k: s for k, s in stops.items() if s}, draft.lows)
