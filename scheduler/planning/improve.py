"""Improve until time is up: free some people over some days, then move visits again."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random

from scheduler.context.planning_context import PlanningContext
from scheduler.context.search_budget import Budget
from scheduler.domain.problem import DoneVisit
from scheduler.planning.first_roster import takers_of
from scheduler.planning.run import Run
from scheduler.planning.visit_search import calm, visits_to_people
from scheduler.planning.wider_tours import Widener, WiderTour
from scheduler.roster.neighbourhood import Neighbourhood, reroster
from scheduler.roster.solver import Assignment, RosterSolver, SolverEffort
from scheduler.roster.variables import Tour
from scheduler.tours.draft import (
    Draft,
    NamedEngine,
    Stops,
    named_engine,
    open_of,
    tour_of,
)
from scheduler.tours.engine import Heat
from scheduler.tours.nameless import (
    NamelessTour,
    Pools,
    hold_to,
    nameless_engine,
    pools_of,
    tours_of,
)

HALF_ROUND = 0.036
"""Share of the time limit that changing duties takes in a round, about, and then moving
visits."""

TRIES = 3
"""Neighbourhoods that a round tries at least while must-visits are open."""

ALONE = 0.5
"""How often a unit that shares people with others is changed without them."""

DAYS, FEW_DAYS = (5, 7, 9), (2, 3, 4)
"""In a row that are free for everybody of a unit, or of two."""

LEAST_SOLVE = 0.5
"""Seconds below which a neighbourhood of duties is not tried."""


def improve(run: Run, solver: RosterSolver, *, until_covered: bool = False) -> None:
    """Try neighbourhood after neighbourhood; keep what makes the plan cheaper.

    ``until_covered``: end when no must-visit is open any more.
    """
    run.enter("improve")
    random = Random(run.limits.seed + until_covered)
    turn = 0
    while run.best is not None and run.goes_on(turn):
        if until_covered and run.is_covered:
            break
        draft = _duties_changed(run, solver, run.best[2], random)
        if run.should_stop():
            break
        budget, heat = run.moving(_half_round(run)), calm(run)
        draft = visits_to_people(run, solver.context, draft, budget, heat, turn)
        run.consider(solver.context, draft)
        turn += 1


def _half_round(run: Run) -> float:
    """Return the seconds that a round has for duties, and again for visits."""
    return min(HALF_ROUND * (run.limits.seconds or 0.0), run.left_to_improve)


def _duties_changed(
    run: Run, solver: RosterSolver, draft: Draft, random: Random
) -> Draft:
    """Change duties, once or as often as there is time for in a round.

    While must-visits are open, only what leaves fewer is built upon; where nothing
    does, visits are moved on the last roster that was tried.
    """
    end, first = run.seconds + _half_round(run), draft
    while True:
        left = end - run.seconds
        seconds = left if run.is_covered else min(left, _half_round(run) / TRIES)
        last = _rerostered(run, solver, draft, random, seconds) or draft
        waiting = _must_open(solver.context, last)
        if run.is_covered or waiting < _must_open(solver.context, draft):
            draft = last
        if run.exact or run.should_stop() or end - run.seconds < LEAST_SOLVE:
            return last if draft is first else draft
        if not run.is_covered and not waiting:
            return draft


def _must_open(context: PlanningContext, draft: Draft) -> int:
    """Return how many places at must-visits nobody takes."""
    return sum(context.tasks[t].visit.is_must for t in open_of(context, draft))


@dataclass(frozen=True)
class _HeldTour:
    """A tour with its parts, and who drives it now (nobody: it is new)."""

    tour: Tour
    parts: tuple[tuple[int, ...], ...]
    holder: str | None
    takers: frozenset[str]
    wider: bool = False
    """Whether it has more visits, on another shift, than its holder drives now."""


def _rerostered(
    run: Run, solver: RosterSolver, draft: Draft, random: Random, seconds: float
) -> Draft | None:
    """Return the draft with some shifts and tours changed; None if that is no gain.

    While must-visits are open, any change will do: a dearer roster may have room for a
    visit for which the cheapest has none.
    """
    units = _some_units(solver.context, draft, random)
    held = _held_tours(run, solver, draft, units, random)
    around = _around(solver, draft, held, units, random)
    changed = reroster(
        solver,
        around,
        draft.works,
        _effort(run, seconds, random),
        run.should_stop,
        freely=not run.is_covered,
    )
    if changed is None:
        return None
    works = {k: v for k, v in draft.works.items() if k[0] not in around.people}
    works.update(changed.works)
    return Draft(works, _stops(draft, held, changed), draft.lows)


def _effort(run: Run, seconds: float, random: Random) -> SolverEffort:
    """Return how long one neighbourhood is worked on."""
    seed = random.randrange(1 << 30)
    if run.limits.effort is None:
        return SolverEffort(max(LEAST_SOLVE, seconds), seed=seed)
    return SolverEffort(0, run.limits.effort / 100, seed)


def _stops(draft: Draft, held: Sequence[_HeldTour], changed: Assignment) -> Stops:
    """Return who makes which visits when the held tours are driven by others."""
    days = {(h.holder, h.tour.option.date) for h in held}
    stops = {
        (who, day, part): tasks
        for (who, day, part), tasks in draft.stops.items()
        if (who, day) not in days
    }
    for h in held:
        if h.tour.id in changed.takes:
            who = changed.takes[h.tour.id]
            for part, tasks in enumerate(h.parts):
                if tasks:
                    stops[who, h.tour.option.date, part] = tasks
    return stops


def _some_units(
    context: PlanningContext, draft: Draft, random: Random
) -> frozenset[str]:
    """Return a unit, one with must-visits open or else by its staff; maybe two.

    Two that have each other's people can give them back only together.
    """
    waiting: list[str] = [
        context.tasks[t].visit.unit
        for t in open_of(context, draft)
        if context.tasks[t].visit.is_must
    ]
    unit = random.choice(waiting or [e.unit for e in context.problem.employees])
    partners = _partners(context, draft, unit)
    if waiting or not partners or random.random() < ALONE:
        return frozenset([unit])
    return frozenset([unit, random.choice(partners)])


def _partners(context: PlanningContext, draft: Draft, unit: str) -> list[str]:
    """Return the other unit of each duty that is away from ``unit`` or lent to it."""
    home = {e.id: e.unit for e in context.problem.employees}
    away = [(home[who], option.unit) for who, option in draft.works]
    return [b if a == unit else a for a, b in away if a != b and unit in (a, b)]


def _held_tours(
    run: Run, solver: RosterSolver, draft: Draft, units: frozenset[str], random: Random
) -> list[_HeldTour]:
    """Return the units' tours as they are driven, and new ones for what is open."""
    context = solver.context
    pools = pools_of(context.problem, solver.options)
    named = named_engine(context, draft, seed=0)
    found: list[_HeldTour] = []
    holders = {(named.people[r.crew], r.option): None for r in named.routes}
    tours = tours_of(named.engine, named.routes)
    lookup = {t.stops: t for t in tours}
    for who, option in holders:
        parts = tuple(
            draft.stops.get((who, option.date, p), ()) for p in range(len(option.parts))
        )
        flat = tuple(t for part in parts for t in part)
        if option.unit in units and flat in lookup:
            found.append(_hold(context, len(found), lookup[flat], pools, who))
    waiting = _waiting(context, draft, units)
    for t in _tours_of_open(run, solver, waiting, named, random):
        found.append(_hold(context, len(found), t, pools, None))
    for who, t in _wider(solver, named, pools, waiting, random):
        wider = _hold(context, len(found), t, pools, who)
        found.append(replace(wider, wider=True))
    return found


def _wider(
    solver: RosterSolver,
    named: NamedEngine,
    pools: Pools,
    waiting: frozenset[int],
    random: Random,
) -> list[WiderTour]:
    """Put open visits into tours that are driven already, on other shifts."""
    if not waiting:
        return []
    widener = Widener(solver.context, named, pools, solver.hourly_price)
    return widener.tours(sorted(waiting), random)


def _hold(
    context: PlanningContext, id_: int, t: NamelessTour, pools: Pools, who: str | None
) -> _HeldTour:
    tour = tour_of(context, id_, t.option, t.stops)
    takers = takers_of(context, tour, pools[t.option], t.modes)
    if who is not None:
        takers |= {who}
    return _HeldTour(tour, t.parts, who, takers)


def _waiting(
    context: PlanningContext, draft: Draft, units: frozenset[str]
) -> frozenset[int]:
    """Return the units' must-visits that nobody takes."""
    visits = ((int(t), context.tasks[t].visit) for t in open_of(context, draft))
    return frozenset(t for t, v in visits if v.unit in units and v.is_must)


def _tours_of_open(
    run: Run,
    solver: RosterSolver,
    waiting: frozenset[int],
    named: NamedEngine,
    random: Random,
) -> list[NamelessTour]:
    """Pack open visits of one unit into tours of their own."""
    if not waiting:
        return []
    context = solver.context
    units = {context.tasks[t].visit.unit for t in waiting}
    options = pools_of(context.problem, solver.options)
    pools = {o: who for o, who in options.items() if o.unit in units}
    seed = random.randrange(1 << 20)
    engine, routes = nameless_engine(context, pools, solver.hourly_price, seed, waiting)
    hold_to(engine, context.links, named.engine.state)
    engine.insert_open()
    engine.run(Budget(steps=20_000), Heat(30_000.0, 1_000.0), run.should_stop)
    return tours_of(engine, routes)


def _around(
    solver: RosterSolver,
    draft: Draft,
    held: Sequence[_HeldTour],
    units: frozenset[str],
    random: Random,
) -> Neighbourhood:
    """Choose whose days are free: a few people always, or everybody for some days."""
    problem = solver.context.problem
    people = {e.id for e in problem.employees if e.unit in units}
    people |= {h.holder for h in held if h.holder is not None}
    guests = [
        e.id
        for e in problem.employees
        if e.id not in people and units.intersection(problem.unit[e.unit].lends_to)
    ]
    people |= set(random.sample(guests, min(3, len(guests))))
    fresh = [h.tour.option.date for h in held if h.holder is None]
    lengths = DAYS if len(units) == 1 else FEW_DAYS
    free = _free(solver.context, sorted(people), fresh, lengths, random)
    takers = {
        h.tour.id: frozenset(
            who
            for who in h.takers & people
            if who == h.holder or free(who, h.tour.option.date)
        )
        for h in held
    }
    moving = [h for h in held if h.holder is None or free(h.holder, h.tour.option.date)]
    moves = {h.tour.id for h in moving}
    held = [h for h in held if not h.wider or h.tour.id in moves]
    return Neighbourhood(
        units=units,
        people=frozenset(people),
        free=free,
        tours=[
            h.tour if h.tour.id in moves else replace(h.tour, clients=frozenset())
            for h in held
        ],
        takers=takers,
        holders={h.tour.id: h.holder for h in held if h.holder and not h.wider},
        settled=_settled(solver.context, draft, moving),
    )


def _settled(
    context: PlanningContext, draft: Draft, moving: Sequence[_HeldTour]
) -> tuple[DoneVisit, ...]:
    """Return the meetings of the draft that no tour in question decides."""
    open_ = {task for h in moving for task in h.tour.tasks}
    met = {
        (visit.client, who, visit.date)
        for (who, _, _), stops in draft.stops.items()
        for task in stops
        if task not in open_
        for visit in [context.tasks[task].visit]
    }
    return tuple(
        DoneVisit(client=client, employee=who, date=day)
        for client, who, day in sorted(met)
    )


def _free(
    context: PlanningContext,
    people: Sequence[str],
    fresh: Sequence[date],
    lengths: Sequence[int],
    random: Random,
) -> Callable[[str, date], bool]:
    problem = context.problem
    if random.random() < 0.5 or (fresh and random.random() < 0.5):
        length = min(problem.days, random.choice(lengths))
        middle = random.choice(fresh) if fresh else random.choice(problem.dates)
        first = middle - timedelta(days=length // 2)
        return lambda _who, day: first <= day < first + timedelta(days=length)
    some = frozenset(random.sample(people, min(len(people), random.choice((4, 6, 8)))))
    return lambda who, _day: who in some
