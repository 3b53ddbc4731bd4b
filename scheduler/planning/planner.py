"""The pipeline: tours without names, people to tours, visits to people, improvement."""

from collections.abc import Callable, Sequence

from scheduler.context.candidate_shifts import possible_options
from scheduler.context.planning_context import PlanningContext
from scheduler.context.search_budget import Budget
from scheduler.domain.plan import Plan
from scheduler.domain.problem import Problem
from scheduler.pay.price import DutyPrices
from scheduler.planning.first_roster import cover_tours, settle_people
from scheduler.planning.improve import improve
from scheduler.planning.result import Limits, Progress, Result
from scheduler.planning.run import Run
from scheduler.planning.visit_search import FRESH, GENTLE, calm, visits_to_people
from scheduler.planning.warm_start import draft_of
from scheduler.roster.solver import RosterSolver
from scheduler.rules.rule import Rule
from scheduler.rules.stated import weights_of
from scheduler.tours.draft import Draft
from scheduler.tours.engine import Heat, run_islands
from scheduler.tours.nameless import (
    nameless_engine,
    pools_of,
    raise_duties,
    tours_of,
)


def plan(  # noqa: PLR0913
    problem: Problem,
    rules: Sequence[Rule],
    limits: Limits,
    *,
    on_progress: Callable[[Progress], None] = lambda _: None,
    stop: Callable[[], bool] = lambda: False,
    warm_start: Plan | None = None,
) -> Result:
    """Plan ``problem`` under ``rules``; the best plan when time is up or ``stop`` asks.

    ``warm_start`` is a plan to begin from; what no longer fits in it is dropped.
    Every plan is audited before it leaves.
    """
    run = Run(problem, rules, limits, on_progress, stop)
    with run.bounding():
        prices = DutyPrices(problem)
        context = PlanningContext(problem, rules, weights_of(rules), prices)
        solver = RosterSolver(context, prices, possible_options(context))
        if warm_start is not None:
            draft = draft_of(context, solver, warm_start)
        else:
            draft = first_draft(run, context, solver)
        move_visits(run, context, draft, run.budget("visits"), FRESH)
        if run.deepens:
            improve(run, solver, until_covered=True)
        if (budget := run.deeper()) and run.best is not None and run.is_covered:
            move_visits(run, context, run.best[2], budget, GENTLE)
        improve(run, solver)
        if run.best is not None and not run.should_stop():
            move_visits(run, context, run.best[2], run.last(), calm(run))
    return run.result()


def move_visits(
    run: Run, context: PlanningContext, draft: Draft, budget: Budget, heat: Heat
) -> None:
    """Consider the draft with its visits moved."""
    run.enter("visits")
    run.consider(context, visits_to_people(run, context, draft, budget, heat))


def first_draft(run: Run, context: PlanningContext, solver: RosterSolver) -> Draft:
    """Make tours without names and find people for them.

    Where people run short, tours are laid again with duties of that day dearer, so that
    fewer and longer ones carry the same visits.
    """
    run.enter("tours")
    pools = pools_of(context.problem, solver.options)
    made = [
        nameless_engine(context, pools, solver.hourly_price, seed)
        for seed in run.seeds()
    ]
    engines, routes = [engine for engine, _ in made], made[0][1]
    for engine in engines:
        engine.insert_open()
    heats = (Heat(30_000.0, 300.0), Heat(15_000.0, 300.0))
    for turn, (heat, share) in enumerate(zip(heats, (0.6, 0.4), strict=True)):
        run.enter("tours")
        budget = run.budget("tours", share)
        best = run_islands(engines, budget, heat, run.should_stop)
        tours = tours_of(best, routes)
        run.enter("people")
        found = cover_tours(run, solver, tours, 0.35 + 0.3 * turn)
        if not found.missing:
            break
        for engine in engines:
            raise_duties(engine, routes, found.missing)
    return settle_people(solver, pools, tours, best, found.works)
