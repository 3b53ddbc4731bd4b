"""The first draft: tours without names, then people who cover them."""

from collections.abc import Sequence
from functools import partial

import numpy as np

from scheduler.context.planning_context import PlanningContext
from scheduler.lines.engine import CoveringLines
from scheduler.planning.first_roster import cover_tours, settle_people
from scheduler.planning.run import Run
from scheduler.tours.build import RouteSpec
from scheduler.tours.draft import Draft
from scheduler.tours.engine import Engine, Heat, run_islands
from scheduler.tours.kernels.model import Flags
from scheduler.tours.nameless import (
    NamelessTour,
    nameless_engine,
    pools_of,
    raise_duties,
    tours_of,
)
from scheduler.tours.person_sorts import Pools

FIRST = 0.5
"""Share of the two phases' time that the first round takes; the rest is for the others,
which change what is there."""

HOT, AGAIN = Heat(30_000.0, 300.0), Heat(15_000.0, 300.0)
"""How hot tours are laid at first, and then."""


def first_draft(run: Run) -> Draft:
    """Make tours without names and find people for them.

    Where people run short, tours are laid again with duties of that day dearer, so that
    fewer and longer ones carry the same visits; where only people of some sort do,
    duties of theirs are dearer, so that fewer carry the visits that only they can make.

    Raises
    ------
    StoppedError
        Somebody stopped it: there are tours that nobody was sought for.
    """
    run.go_on()
    run.enter("tours")
    context, solver = run.context, run.solver
    pools = pools_of(context.problem, solver.shifts)
    engines, routes = _engines(run, pools)
    best, tours, found = _round(run, engines, routes)
    for _ in range(run.time.rounds - 1):
        if not found.short:
            break
        for engine in engines:
            raise_duties(engine, routes, partial(_lack, context, found))
        best, tours, found = _round(run, engines, routes, found)
    draft = settle_people(solver, pools, tours, best, found.works)
    run.go_on()
    return draft


def _round(
    run: Run,
    engines: Sequence[Engine],
    routes: Sequence[RouteSpec],
    before: CoveringLines | None = None,
) -> tuple[Engine, list[NamelessTour], CoveringLines]:
    """Lay tours, all or where people were short ``before``, and find lines for them."""
    run.enter("tours")
    share, heat, only = FIRST, HOT, None
    if before is not None:
        share, heat = (1 - FIRST) / (run.time.rounds - 1), AGAIN
        only = _where_short(run.context, before)
    budget = run.time.phase("tours", share)
    best = run_islands(engines, budget, heat, run.should_stop, only)
    run.go_on()
    tours = tours_of(best, routes)
    run.enter("people")
    found = cover_tours(run, tours, share, before)
    run.go_on()
    return best, tours, found


def _where_short(context: PlanningContext, found: CoveringLines) -> Flags:
    """Return [task] whether its unit had not enough people that day."""
    short = {(unit, day) for unit, day, _ in found.misfits} | set(found.missing)
    return np.array([(t.visit.unit, t.visit.date) in short for t in context.tasks])


def is_whole(run: Run, draft: Draft) -> bool:
    """Say whether a first draft has anything in it.

    It has nothing where time was up before anybody was found; that is no plan, however
    legal.
    """
    late = not run.time.is_exact and run.time.left < 0
    return bool(draft.works) or not late


def _engines(run: Run, pools: Pools) -> tuple[list[Engine], list[RouteSpec]]:
    """Return an engine for each island, everything inserted, and their routes."""
    engines: list[Engine] = []
    routes: list[RouteSpec] = []
    for seed in run.time.seeds():
        run.go_on()
        engine, routes = nameless_engine(
            run.context, pools, run.solver.hourly_price, seed
        )
        run.go_on()
        engine.insert_open()
        engines.append(engine)
    return engines, routes


def _lack(context: PlanningContext, found: CoveringLines, route: RouteSpec) -> bool:
    """Say whether people, or those a route is laid out for, were short that day."""
    place = route.option.unit, route.option.date
    like = context.problem.employees[route.like[0]]
    return place in found.missing or any(
        (unit, date) == place and sort.fits(like) for unit, date, sort in found.misfits
    )
