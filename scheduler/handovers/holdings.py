"""From a draft to the tables of the search that lets duties change hands."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from scheduler.context.planning_context import PlanningContext
from scheduler.domain.problem import Problem
from scheduler.domain.shift_option import ShiftOption
from scheduler.domain.values import ShiftKind
from scheduler.handovers.kernels.handover_steps import IDLE, Holdings
from scheduler.handovers.takers import takers_of
from scheduler.lines.build import LineTable
from scheduler.lines.kernels.arrays import Longs
from scheduler.lines.kernels.manning import OFF
from scheduler.tours.draft import Draft, NamedEngine, WorkedOption, row_on, tour_of
from scheduler.tours.kernels.calls import drivable
from scheduler.tours.nameless import NamelessTour, tour_on

UNLIMITED = 1 << 40
"""How many may work a shift type on a day that has no ``max_per_day``."""

NOBODY = -1
"""Instead of a person, where a tour has none."""


class DrivenTour(NamedTuple):
    """A tour, who drives it now (or ``NOBODY``), and on which routes of the engine."""

    who: int
    tour: NamelessTour
    routes: Sequence[int] = ()


def driven_tours(named: NamedEngine) -> list[DrivenTour]:
    """Return the tours of a draft that have visits."""
    routes: dict[tuple[int, ShiftOption], list[int]] = defaultdict(list)
    for r, route in enumerate(named.routes):
        routes[route.crew, route.option].append(r)
    lengths = named.engine.state.routes["length"]
    return [
        DrivenTour(who, tour_on(named.engine, option, mine), mine)
        for (who, option), mine in routes.items()
        if any(lengths[r] for r in mine)
    ]


def nothing_held(table: LineTable, works: Longs) -> Holdings:
    """Return the tables for people who drive nothing."""
    types = table.context.problem.shift_type
    most = [types[shift].max_per_day for shift, _ in table.kinds.names]
    units, terms = len(table.context.problem.units), table.context.staffing
    return Holdings(
        tour=np.full(works.shape, IDLE, np.int64),
        span=np.zeros((0, 2), np.int64),
        tasks=np.zeros(0, np.int64),
        takes=np.zeros((0, len(works)), np.uint8),
        fits=np.zeros((0, len(most)), np.uint8),
        still=np.zeros(works.shape, np.uint8),
        most=np.array([UNLIMITED if m is None else m for m in most], np.int64),
        held=np.zeros(0, np.int64),
        driver=np.zeros(0, np.int64),
        open_price=np.zeros(0, np.int64),
        spare=spare_units(table),
        idle=np.zeros((works.shape[1], units), np.int64),
        crowd=np.array([terms.spare_free, terms.spare_growth], np.int64),
        loose=np.zeros((0, 3), np.int64),
        edits=np.zeros((6 * works.shape[1], 5), np.int64),
        costs=np.zeros(6 * works.shape[1], np.int64),
    )


def spare_units(table: LineTable) -> Longs:
    """Return [day, kind] the unit in which nobody asks for heads then, or -1."""
    problem, kinds = table.context.problem, table.kinds
    units = [unit.id for unit in problem.units]
    spare = np.full(kinds.shape, -1, np.int64)
    for place, option in kinds.option.items():
        if option.kind is ShiftKind.RESOURCE or not _is_needed(problem, option):
            spare[place] = units.index(option.unit)
    return spare


def _is_needed(problem: Problem, option: ShiftOption) -> bool:
    """Say whether somebody on a shift is there for something else than visits."""
    return bool(option.on_call) or any(
        need.unit == option.unit and start < need.end and need.start < end
        for need in problem.staffing
        for start, end in option.parts
    )


def holdings(
    table: LineTable, draft: Draft, named: NamedEngine, driven: Sequence[DrivenTour]
) -> tuple[Holdings, Longs]:
    """Return who drives what, and [person, day] the kinds of shift worked.

    The engine's tasks are told their tour's number instead of their route's.
    """
    fits = [_fits(table, named, each) for each in driven]
    takes = [_takes(table.context, each) for each in driven]
    works, still = worked_kinds(table, draft.works)
    empty = nothing_held(table, works)
    tasks = [np.array(each.tour.stops, np.int64) for each in driven]
    lengths = [len(mine) for mine in tasks]
    ends = np.cumsum([0, *lengths])
    flat = np.concatenate([empty.tasks, *tasks])
    named.engine.state.tasks["route"][flat] = np.repeat(range(len(driven)), lengths)
    opens = named.engine.model.tasks["open_price"]
    return empty._replace(
        tour=_who_drives(table, empty.tour, driven),
        span=np.stack((ends[:-1], ends[1:]), axis=1).astype(np.int64),
        tasks=flat,
        takes=np.array(takes, np.uint8).reshape(len(driven), len(works)),
        fits=np.array(fits, np.uint8).reshape(len(driven), empty.fits.shape[1]),
        still=still,
        held=np.zeros(len(driven), np.int64),
        driver=np.zeros(len(driven), np.int64),
        open_price=np.array([opens[mine].sum() for mine in tasks], np.int64),
        loose=_loose(table, driven),
    ), works


def _who_drives(table: LineTable, tour: Longs, driven: Sequence[DrivenTour]) -> Longs:
    for n, (who, mine, _) in enumerate(driven):
        if who != NOBODY:
            tour[who, table.kinds.place[mine.option.without_overtime][0]] = n
    return tour


def _loose(table: LineTable, driven: Sequence[DrivenTour]) -> Longs:
    """Return [n, 3] tours that nobody drives, their days and kinds of shift."""
    places = [
        (n, *table.kinds.place[mine.option])
        for n, (who, mine, _) in enumerate(driven)
        if who == NOBODY
    ]
    return np.array(places, np.int64).reshape(-1, 3)


def is_known(table: LineTable, option: ShiftOption) -> bool:
    """Say whether lines may hold a duty; locked overtime is of no shift by itself."""
    return option.without_overtime in table.kinds.place


def worked_kinds(
    table: LineTable, duties: Mapping[WorkedOption, bool]
) -> tuple[Longs, NDArray[np.uint8]]:
    """Return [person, day] the kinds worked, and whose days are left as they are.

    Lines are priced as ordinary work: whoever has other hours keeps all duties.
    """
    context = table.context
    works = np.full(table.arrays.may.shape[:2], OFF, np.int64)
    still = np.zeros(works.shape, np.uint8)
    for (who, option), above in duties.items():
        e = context.employee_index[who]
        if above or option.overtime:
            still[e] = 1
        if is_known(table, option):
            d, k = table.kinds.place[option.without_overtime]
            works[e, d] = k
    return works, still


def _takes(context: PlanningContext, driven: DrivenTour) -> list[bool]:
    """Return [person] who could drive a tour, the shift apart."""
    people, tour = context.problem.employees, driven.tour
    as_tour = tour_of(context, 0, tour.option, tour.stops)
    able = takers_of(context, as_tour, range(len(people)), tour.modes)
    return [e.id in able or n == driven.who for n, e in enumerate(people)]


def _fits(table: LineTable, named: NamedEngine, driven: DrivenTour) -> list[bool]:
    """Return [kind] on which shifts of the day and unit a tour can be driven."""
    option = driven.tour.option
    d, own = table.kinds.place[option.without_overtime]
    others = [table.kinds.option.get((d, k)) for k in range(len(table.kinds.names))]
    return [
        k == own or (other is not None and _is_drivable(table, named, driven, other))
        for k, other in enumerate(others)
    ]


def _is_drivable(
    table: LineTable, named: NamedEngine, driven: DrivenTour, other: ShiftOption
) -> bool:
    """Say whether another shift has room for a tour; one in two parts has none."""
    now = driven.tour.option
    if driven.who == NOBODY:
        return False
    if other.unit != now.unit or other.kind is ShiftKind.RESOURCE:
        return False
    if len(now.parts) > 1 or len(other.parts) > 1:
        return False
    (r,), engine = driven.routes, named.engine
    was = engine.model.routes[r].copy()
    engine.model.routes[r] = row_on(table.context, named, r, other)
    fits = drivable(engine.model, engine.state, engine.room, r)
    engine.model.routes[r] = was
    return fits
