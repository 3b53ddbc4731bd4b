"""The first draft: tours without names, then people who cover them."""

from functools import partial

import numpy as np

from scheduler.context.planning_context import PlanningContext
from scheduler.context.search_budget import Budget
from scheduler.lines.engine import CoveringLines
from scheduler.planning.first_roster import cover_tours, settle_people
from scheduler.planning.run import Run
from scheduler.tours.alike_dates import AlikeDates
from scheduler.tours.draft import Draft
from scheduler.tours.engine import Engine, Heat
from scheduler.tours.kernels.model import Flags
from scheduler.tours.laying import lay
from scheduler.tours.nameless import (
    another,
    nameless_engine,
    pools_of,
    raise_duties,
    tours_of,
)
from scheduler.tours.person_sorts import Pools
from scheduler.tours.route_spec import RouteSpec

FIRST = 0.5
"""Share of the two phases' time that the first round takes; the rest is for the others,
which change what is there."""

HOT, AGAIN = Heat(80_000.0, 6_000.0), Heat(15_000.0, 300.0)
"""How hot tours are laid at first, and then."""


class DraftMaker:
    """Lays tours without names and finds people for them.

    Raises
    ------
    StoppedError
        Somebody stopped it: there are tours that nobody was sought for.
    """

    def __init__(self, run: Run) -> None:
        run.go_on()
        run.enter("tours")
        self._run, self._seeds = run, run.time.seeds()
        self._pools = pools_of(run.context.problem, run.solver.shifts)
        self._engines, self._routes = _engines(run, self._pools, self._seeds)
        self._dates = AlikeDates(run.context, self._routes)
        self._found: CoveringLines | None = None

    def draft(self) -> Draft:
        """Lay tours and find people for them.

        Where people run short, tours are laid again with duties of that day dearer, so
        that fewer and longer ones carry the same visits; where only people of some sort
        do, duties of theirs are dearer, so that fewer carry the visits that only they
        can make.
        """
        time = self._run.time
        tours, people = time.phase("tours"), time.phase("people")
        rounds = time.rounds - 1
        rest = (1 - FIRST) / max(1, rounds)
        self._lay(tours.part(FIRST), HOT)
        found = self._cover(people.part(FIRST))
        for _ in range(rounds):
            if not found.short:
                break
            self._raise_duties(found)
            short = _where_short(self._run.context, found)
            self._lay(tours.part(rest), AGAIN, short)
            found = self._cover(people.part(rest))
        return self._settled(found)

    def _lay(self, budget: Budget, heat: Heat, only: Flags | None = None) -> None:
        """Lay all tours, or ``only`` those of some tasks."""
        run = self._run
        run.enter("tours")
        self._best = lay(
            self._engines, self._dates, budget, heat, run.should_stop, only
        )
        self._tours = tours_of(self._best, self._routes)
        run.go_on()

    def _cover(self, budget: Budget) -> CoveringLines:
        """Find lines that cover the tours, from those that did before."""
        self._run.enter("people")
        self._found = cover_tours(
            self._run, self._tours, budget, self._seeds, self._found
        )
        self._run.go_on()
        return self._found

    def _raise_duties(self, people: CoveringLines) -> None:
        lacking = partial(_lack, self._run.context, people)
        raise_duties(self._engines, self._routes, lacking)

    def _settled(self, people: CoveringLines) -> Draft:
        run = self._run
        draft = settle_people(
            run.solver, self._pools, self._tours, self._best, people.works
        )
        run.go_on()
        return draft


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


def _engines(
    run: Run, pools: Pools, seeds: range
) -> tuple[list[Engine], list[RouteSpec]]:
    """Return an engine for each island, everything inserted, and their routes."""
    run.go_on()
    seed, *others = seeds
    price = run.solver.contract_price
    engine, routes = nameless_engine(run.context, pools, price, seed)
    engines = [engine]
    for other in others:
        run.go_on()
        engines.append(another(run.context, engine, other))
    for each in engines:
        run.go_on()
        each.insert_open()
    return engines, routes


def _lack(context: PlanningContext, found: CoveringLines, route: RouteSpec) -> bool:
    """Say whether people, or those a route is laid out for, were short that day."""
    place = route.option.unit, route.option.date
    like = context.problem.employees[route.like[0]]
    return place in found.missing or any(
        (unit, date) == place and sort.fits(like) for unit, date, sort in found.misfits
    )
