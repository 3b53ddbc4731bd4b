"""The tours that a neighbourhood deals with, and who drives each now."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from random import Random
from typing import NamedTuple

import numpy as np

from scheduler.context.planning_context import PlanningContext
from scheduler.context.search_budget import Budget
from scheduler.domain.problem import DoneVisit
from scheduler.handovers.holdings import driven_tours
from scheduler.handovers.takers import takers_of
from scheduler.planning.neighbourhoods.wider_tours import Widener
from scheduler.planning.run import Run
from scheduler.roster.neighbourhood import Neighbourhood
from scheduler.roster.solver import Assignment
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
    hold_to,
    nameless_engine,
    pools_of,
    tours_of,
)
from scheduler.tours.person_sorts import Pools

RELAID = 3
"""Times that tours of an open visit's day are laid anew with it: those that are there
may have room for it only together."""


@dataclass(frozen=True)
class HeldTour:
    """A tour with its parts, and who drives it now (nobody: it is new)."""

    tour: Tour
    parts: tuple[tuple[int, ...], ...]
    holder: str | None
    takers: frozenset[str]
    is_wider: bool
    """Whether it has more visits, on another shift, than its holder drives now."""

    @property
    def date(self) -> date:
        """The planning day."""
        return self.tour.option.date


class _Laid(NamedTuple):
    """A tour as an engine has it, and who drives it now."""

    tour: NamelessTour
    holder: str | None = None
    is_wider: bool = False


def held_tours(
    run: Run, draft: Draft, units: frozenset[str], random: Random
) -> list[HeldTour]:
    """Return the units' tours as they are driven, and others with what is open."""
    context, solver = run.context, run.solver
    pools = pools_of(context.problem, solver.options)
    named = named_engine(context, draft, seed=0)
    waiting = frozenset(
        task
        for task in open_must_tasks(context, draft)
        if context.tasks[task].visit.unit in units
    )
    laid = [*_driven(units, named)]
    if waiting:
        laid += [_Laid(t) for t in packed(run, pools, waiting, named, random)]
        for _ in range(RELAID):
            more = waiting | _beside(context, draft, units, waiting, random)
            laid += [_Laid(t) for t in packed(run, pools, more, named, random)]
        widener = Widener(context, named, pools, solver.hourly_price)
        wider = widener.tours(sorted(waiting), random)
        laid += [_Laid(tour, who, is_wider=True) for who, tour in wider]
    return [_held(context, n, each, pools) for n, each in enumerate(laid)]


def loose_tours(run: Run, draft: Draft, random: Random) -> list[NamelessTour]:
    """Return tours of the open must-visits, which nobody drives.

    One is drawn, and those that everybody may make who may make it are packed without
    the others: in one tour with a visit for few they would all wait for these few.
    """
    context = run.context
    waiting = np.array(open_must_tasks(context, draft), np.int64)
    if not waiting.size:
        return []
    may = context.permitted[context.visit_of_task[waiting]]
    alike = (may >= may[random.randrange(len(may))]).all(axis=1)
    pools = pools_of(context.problem, run.solver.shifts)
    named = named_engine(context, draft, 0)
    groups = [frozenset(mine.tolist()) for mine in (waiting[alike], waiting[~alike])]
    return [t for g in groups if g for t in packed(run, pools, g, named, random)]


def open_must_tasks(context: PlanningContext, draft: Draft) -> list[int]:
    """Return the places at must-visits that nobody takes."""
    open_tasks: list[int] = open_of(context, draft).tolist()
    return [task for task in open_tasks if context.tasks[task].visit.is_must]


def _driven(units: frozenset[str], named: NamedEngine) -> Iterator[_Laid]:
    for who, tour, _ in driven_tours(named):
        if tour.option.unit in units:
            yield _Laid(tour, named.people[who])


def _beside(
    context: PlanningContext,
    draft: Draft,
    units: frozenset[str],
    waiting: frozenset[int],
    random: Random,
) -> frozenset[int]:
    """Return the visits of some of the tours on the day of an open visit."""
    day = context.tasks[random.choice(sorted(waiting))].visit.date
    near = [
        stops
        for (_, date_, _), stops in draft.stops.items()
        if date_ == day and stops and context.tasks[stops[0]].visit.unit in units
    ]
    chosen = random.sample(near, random.randint(0, len(near)))
    return frozenset(task for stops in chosen for task in stops)


def packed(
    run: Run,
    pools: Pools,
    waiting: frozenset[int],
    named: NamedEngine,
    random: Random,
) -> list[NamelessTour]:
    """Pack open visits into tours of their own."""
    context = run.context
    units = {context.tasks[t].visit.unit for t in waiting}
    near = {option: who for option, who in pools.items() if option.unit in units}
    seed, price = random.randrange(1 << 20), run.solver.contract_price
    engine, routes = nameless_engine(context, near, price, seed, waiting)
    hold_to(engine, context.links, named.engine.state)
    engine.insert_open()
    engine.run(Budget(steps=20_000), Heat(30_000.0, 1_000.0), run.should_stop)
    return tours_of(engine, routes)


def new_tours(
    context: PlanningContext, tours: Iterable[NamelessTour], pools: Pools
) -> list[HeldTour]:
    """Return tours that nobody drives yet."""
    return [_held(context, n, _Laid(t), pools) for n, t in enumerate(tours)]


def _held(context: PlanningContext, id_: int, laid: _Laid, pools: Pools) -> HeldTour:
    t, who, is_wider = laid
    tour = tour_of(context, id_, t.option, t.stops)
    takers = takers_of(context, tour, pools[t.option], t.modes)
    if who is not None:
        takers |= {who}
    return HeldTour(tour, t.parts, who, takers, is_wider)


def settled_meetings(
    context: PlanningContext, draft: Draft, moving: Iterable[HeldTour]
) -> tuple[DoneVisit, ...]:
    """Return the meetings of the draft that no tour in question decides."""
    in_question = {task for h in moving for task in h.tour.tasks}
    met = {
        (visit.client, who, visit.date)
        for (who, _, _), stops in draft.stops.items()
        for task in stops
        if task not in in_question
        for visit in [context.tasks[task].visit]
    }
    return tuple(
        DoneVisit(client=client, employee=who, date=day)
        for client, who, day in sorted(met)
    )


def changed_by(
    changed: Assignment,
    draft: Draft,
    around: Neighbourhood,
    held: Sequence[HeldTour],
) -> Draft:
    """Return the draft as CP-SAT has left a neighbourhood of it."""
    works = {k: v for k, v in draft.works.items() if k[0] not in around.people}
    works.update(changed.works)
    return Draft(works, stops_after(draft, held, changed), draft.lows)


def stops_after(draft: Draft, held: Sequence[HeldTour], changed: Assignment) -> Stops:
    """Return who makes which visits when the held tours are driven by others."""
    days = {(h.holder, h.date) for h in held}
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
                    stops[who, h.date, part] = tasks
    return stops
