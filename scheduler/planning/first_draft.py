"""The first draft: tours without names, then people who cover them."""

from functools import partial

from scheduler.context.planning_context import PlanningContext
from scheduler.lines.engine import CoveringLines
from scheduler.planning.first_roster import cover_tours, settle_people
from scheduler.planning.run import Run
from scheduler.tours.build import RouteSpec
from scheduler.tours.draft import Draft
from scheduler.tours.engine import Heat, run_islands
from scheduler.tours.nameless import (
    nameless_engine,
    pools_of,
    raise_duties,
    tours_of,
)

ATTEMPTS = (
    (Heat(30_000.0, 300.0), 0.6, 0.35),
    (Heat(15_000.0, 300.0), 0.4, 0.65),
)
"""How hot tours are laid, and the shares of the two phases' time that it takes."""


def first_draft(run: Run) -> Draft:
    """Make tours without names and find people for them.

    Where people run short, tours are laid again with duties of that day dearer, so that
    fewer and longer ones carry the same visits; where only people of some sort do,
    duties of theirs are dearer, so that fewer carry the visits that only they can make.
    """
    run.enter("tours")
    context, solver = run.context, run.solver
    pools = pools_of(context.problem, solver.shifts)
    made = [
        nameless_engine(context, pools, solver.hourly_price, seed)
        for seed in run.time.seeds()
    ]
    engines, routes = [engine for engine, _ in made], made[0][1]
    for engine in engines:
        engine.insert_open()
    for heat, of_tours, of_people in ATTEMPTS:
        run.enter("tours")
        budget = run.time.phase("tours", of_tours)
        best = run_islands(engines, budget, heat, run.should_stop)
        tours = tours_of(best, routes)
        run.enter("people")
        found = cover_tours(run, tours, of_people)
        if not found.missing and not found.misfits:
            break
        for engine in engines:
            raise_duties(engine, routes, partial(_lack, context, found))
    return settle_people(solver, pools, tours, best, found.works)


def is_whole(run: Run, draft: Draft) -> bool:
    """Say whether a first draft was made to its end.

    Stopped before, it has tours that nobody was sought for. It has nothing at all where
    time was up before anybody was found; that is no plan, however legal.
    """
    late = not run.time.is_exact and run.time.left < 0
    return not (run.should_stop() or (late and not draft.works))


def _lack(context: PlanningContext, found: CoveringLines, route: RouteSpec) -> bool:
    """Say whether people, or those a route is laid out for, were short that day."""
    place = route.option.unit, route.option.date
    like = context.problem.employees[route.like[0]]
    return place in found.missing or any(
        (unit, date) == place and sort.fits(like) for unit, date, sort in found.misfits
    )
