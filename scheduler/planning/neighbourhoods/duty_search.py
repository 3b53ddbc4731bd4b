"""Ruin and recreate duties: free some people's days, and let CP-SAT man them anew."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from random import Random

from scheduler.context.planning_context import PlanningContext
from scheduler.planning.neighbourhoods.choices import (
    DAYS,
    FEW_DAYS,
    Trouble,
    choose_days,
    choose_people,
    choose_units,
    partners,
)
from scheduler.planning.neighbourhoods.held_tours import (
    HeldTour,
    changed_by,
    held_tours,
    open_must_tasks,
    settled_meetings,
)
from scheduler.planning.run import Run
from scheduler.roster.neighbourhood import Neighbourhood, reroster
from scheduler.roster.solver import SolverEffort
from scheduler.tours.draft import Draft

TRIES = 3
"""Neighbourhoods that an iteration tries at least while must-visits are open."""

LEAST_SOLVE = 1.5
"""Seconds below which a neighbourhood of duties is not tried."""

LEAST_UNITS = 0.1
"""The same in CP-SAT's own units: the whole of a small problem takes about as much."""


def change_duties(run: Run, draft: Draft, random: Random) -> Draft:
    """Change duties, once or as often as there is time for in an iteration.

    While must-visits are open, only what leaves fewer is built upon; where nothing
    does, visits are moved on the last roster that was tried.
    """
    half = run.time.half_iteration(covered=run.is_covered)
    end, first = run.time.seconds + half, draft
    while True:
        left = end - run.time.seconds
        seconds = left if run.is_covered else min(left, half / TRIES)
        last = rerostered(run, draft, random, seconds) or draft
        waiting = len(open_must_tasks(run.context, last))
        if run.is_covered or waiting < len(open_must_tasks(run.context, draft)):
            draft = last
        out_of_time = end - run.time.seconds < LEAST_SOLVE
        if run.time.is_exact or run.should_stop() or out_of_time:
            return last if draft is first else draft
        if not run.is_covered and not waiting:
            return draft


def rerostered(run: Run, draft: Draft, random: Random, seconds: float) -> Draft | None:
    """Return the draft with some shifts and tours changed; None if that is no gain.

    While must-visits are open, any change will do: a dearer roster may have room for a
    visit for which the cheapest has none.
    """
    units = _units(run.context, draft, random)
    held = held_tours(run, draft, units, random)
    trouble = _trouble(run, held)
    around = _around(run.context, draft, held, units, trouble, random)
    changed = reroster(
        run.solver,
        around,
        draft.works,
        solver_effort(run, seconds, random),
        run.should_stop,
        freely=not run.is_covered,
    )
    return None if changed is None else changed_by(changed, draft, around, held)


def solver_effort(run: Run, seconds: float, random: Random) -> SolverEffort:
    """Return how long one neighbourhood is worked on."""
    seed, effort = random.randrange(1 << 30), run.time.limits.effort
    if effort is None:
        return SolverEffort(max(LEAST_SOLVE, seconds), seed=seed)
    return SolverEffort(0, max(LEAST_UNITS, effort / 100), seed)


def _units(context: PlanningContext, draft: Draft, random: Random) -> frozenset[str]:
    employees = context.problem.employees
    waiting = open_must_tasks(context, draft)
    home = {e.id: e.unit for e in employees}
    duties = [(home[who], option.unit) for who, option in draft.works]
    if waiting:
        duties = [pair for task in waiting for pair in _able(context, draft, task)]
    return choose_units(
        [context.tasks[t].visit.unit for t in waiting],
        [e.unit for e in employees],
        lambda unit: partners(duties, unit),
        random,
    )


def _able(
    context: PlanningContext, draft: Draft, task: int
) -> Iterator[tuple[str, str]]:
    """Yield the unit of a visit and that in which who could make it works that day."""
    visit, problem = context.tasks[task].visit, context.problem
    may = context.permitted[context.visit_of_task[task]]
    for who, option in draft.works:
        home = problem.employee[who].unit
        comes = visit.unit == home or visit.unit in problem.unit[home].lends_to
        if option.date == visit.date and comes and may[context.employee_index[who]]:
            yield visit.unit, option.unit


def _trouble(run: Run, held: Sequence[HeldTour]) -> Trouble:
    """Return what nobody drives and who could, and the hard breaches of the best."""
    fresh = [h for h in held if h.holder is None]
    broken = [b for b in run.best.audit.breaches if b.hard] if run.best else []
    return Trouble(
        [h.date for h in fresh] + [b.date for b in broken if b.date is not None],
        [h.takers for h in fresh]
        + [frozenset([b.employee]) for b in broken if b.employee is not None],
    )


def _around(  # noqa: PLR0913
    context: PlanningContext,
    draft: Draft,
    held: Sequence[HeldTour],
    units: frozenset[str],
    trouble: Trouble,
    random: Random,
) -> Neighbourhood:
    """Return what CP-SAT may change: tours on free days, and who could drive them.

    The others stay, and who drives them: their clients have met that person already.
    """
    problem = context.problem
    holders = [h.holder for h in held if h.holder is not None]
    people = choose_people(problem, units, holders, trouble, random)
    lengths = DAYS if len(units) == 1 else FEW_DAYS
    free = choose_days(sorted(people), problem.dates, trouble, lengths, random)
    moving = [h for h in held if h.holder is None or free(h.holder, h.date)]
    moves = {h.tour.id for h in moving}
    kept = [h for h in held if not h.is_wider or h.tour.id in moves]
    return Neighbourhood(
        units=units,
        people=people,
        free=free,
        tours=[
            h.tour if h.tour.id in moves else replace(h.tour, clients=frozenset())
            for h in kept
        ],
        takers={
            h.tour.id: frozenset(
                who for who in h.takers & people if who == h.holder or free(who, h.date)
            )
            for h in kept
        },
        holders={h.tour.id: h.holder for h in kept if h.holder and not h.is_wider},
        settled=settled_meetings(context, draft, moving),
    )
