"""Lay dates anew: who works them, on which shifts, and who makes which visits."""

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from random import Random

import numpy as np

from scheduler.context.planning_context import PlanningContext
from scheduler.context.search_budget import Budget
from scheduler.domain.shift_option import ShiftOption
from scheduler.lines.build import LineTables
from scheduler.relaying.day_offers import (
    FEW,
    MANY,
    NOBODY,
    DayOf,
    DayOffer,
    DayOffers,
    Width,
)
from scheduler.relaying.sparing import DutySparing, OneDate
from scheduler.tours.draft import (
    Draft,
    NamedEngine,
    WorkedOption,
    engine_on,
    routes_of,
)
from scheduler.tours.engine import Engine, Heat, run_islands
from scheduler.tours.kernels.model import Flags, copy_state
from scheduler.tours.route_spec import RouteSpec
from scheduler.tours.shares import Share


class DateSearch:
    """The searches of one run for dates that cost less."""

    def __init__(self, context: PlanningContext, lines: LineTables) -> None:
        self._context, self._lines = context, lines
        self._many = Counter(task.visit.date for task in context.tasks)

    def improved(  # noqa: PLR0913
        self,
        draft: Draft,
        dates: Sequence[date],
        budget: Budget,
        heat: Heat,
        seeds: Sequence[int],
        stop: Callable[[], bool],
        keen: Mapping[str, str] = NOBODY,
    ) -> Draft:
        """Return the draft with some dates laid anew.

        Each date alone leaves everybody a line that may be; what several do to a line
        together is not looked at here. Whoever is ``keen`` is offered all shifts of
        a unit where they are off.
        """
        if not self._can_lay:
            return draft
        named, offers = self._offering(draft, dates, seeds[0], keen, FEW)
        if len(dates) < len(seeds):
            own = _tasks_of(named, frozenset(dates))
            best = run_islands(_engines(named, seeds), budget, heat, stop, only=own)
            return _after(draft, replace(named, engine=best), offers)
        some = [self._one_date(named, day) for day in dates]

        def cool(engine: Engine, mine: Sequence[OneDate]) -> None:
            engine.keep_to(np.logical_or.reduce([one.tasks for one in mine]))
            engine.run(budget, heat, stop)

        best = _side_by_side(_engines(named, seeds), some, cool)
        return _after(draft, replace(named, engine=best), offers)

    def spared(
        self,
        draft: Draft,
        dates: Sequence[date],
        budget: Budget,
        seeds: Sequence[int],
        stop: Callable[[], bool],
    ) -> Draft:
        """Return the draft without duties of some dates, where others do for less."""
        if not self._can_lay:
            return draft
        named, offers = self._offering(draft, dates, seeds[0], NOBODY, MANY)
        some = [self._one_date(named, day) for day in dates]

        def do_without(engine: Engine, mine: Sequence[OneDate]) -> None:
            DutySparing(named, engine, mine, budget, stop).run()

        best = _side_by_side(_engines(named, seeds), some, do_without)
        return _after(draft, replace(named, engine=best), offers)

    @property
    def _can_lay(self) -> bool:
        return bool(self._lines.untoured.kinds.names and self._context.tasks)

    def _offering(
        self,
        draft: Draft,
        dates: Sequence[date],
        seed: int,
        keen: Mapping[str, str],
        width: Width,
    ) -> tuple[NamedEngine, dict[DayOf, DayOffer]]:
        """Return an engine with what people are offered on some dates."""
        chosen = DayOffers(self._lines.untoured, draft, dates)
        offers = chosen.drawn(Random(seed), keen, width)
        routes = list(_routes(self._context, draft, chosen.driving, offers))
        named = engine_on(self._context, draft, routes, seed)
        named.engine.insert_open()
        return named, offers

    def _one_date(self, named: NamedEngine, day: date) -> OneDate:
        routes = [r for r, route in enumerate(named.routes) if route.option.date == day]
        tasks = _tasks_of(named, frozenset([day]))
        return OneDate(tasks, np.array(routes, np.int64), self.visits_on(day))

    def visits_on(self, day: date) -> int:
        """Return how many places at visits a date has."""
        return self._many[day]


def _routes(
    context: PlanningContext,
    draft: Draft,
    driving: Collection[WorkedOption],
    offers: Mapping[DayOf, DayOffer],
) -> Iterator[RouteSpec]:
    """Yield the routes of everybody, those of a person's day side by side."""
    for who, option in draft.works:
        if (who, option) in driving and (who, option.date) not in offers:
            yield from routes_of(context, who, option)
    for (who, _), offer in offers.items():
        for option, price in offer.prices.items():
            yield from routes_of(context, who, option, price)


def _engines(named: NamedEngine, seeds: Sequence[int]) -> list[Engine]:
    """Return an engine for each seed, all with the same."""
    return [named.engine, *(_another(named.engine, seed) for seed in seeds[1:])]


def _another(engine: Engine, seed: int) -> Engine:
    """Return an engine that has the same, and goes other ways."""
    state = copy_state(engine.state)
    state.x["random"] ^= np.uint64(seed * 2_654_435_761 + 1)
    # Large moves write to the table of routes for a moment.
    model = engine.model._replace(routes=engine.model.routes.copy())
    return Engine(model, state)


def _side_by_side(
    engines: Sequence[Engine],
    dates: Sequence[OneDate],
    search: Callable[[Engine, Sequence[OneDate]], None],
) -> Engine:
    """Let each engine search dates of its own; return the first, with all finds."""
    some = [dates[n :: len(engines)] for n in range(len(engines))]
    with ThreadPoolExecutor(max_workers=len(engines)) as pool:
        for job in [
            pool.submit(search, *own) for own in zip(engines, some, strict=True)
        ]:
            job.result()
    first, *others = engines
    for other, theirs in zip(others, some[1:], strict=True):
        for one in theirs:
            routes = np.zeros(len(first.model.routes), np.bool_)
            routes[one.routes] = True
            first.take_over(Share(one.tasks, routes), other.state)
    return first


def _tasks_of(named: NamedEngine, dates: frozenset[date]) -> Flags:
    """Say which tasks could be made on these dates only."""
    model = named.engine.model
    then = np.array([route.option.date in dates for route in named.routes], np.bool_)
    mine = np.zeros(len(model.tasks), np.bool_)
    for task, row in enumerate(model.tasks):
        routes = model.some_routes[row["first_route"] : row["last_route"]]
        mine[task] = len(routes) > 0 and then[routes].all()
    return mine


def _after(draft: Draft, named: NamedEngine, offers: Mapping[DayOf, DayOffer]) -> Draft:
    """Return the draft with what each person took of what was offered."""
    works = {
        (who, option): above
        for (who, option), above in draft.works.items()
        if (who, option.date) not in offers
    }
    taken = _taken(named)
    for (who, day), offer in offers.items():
        option = taken.get((who, day), offer.without)
        if option is not None:
            works[who, option] = False
    return Draft(works, named.stops, named.engine.lows)


def _taken(named: NamedEngine) -> dict[DayOf, ShiftOption]:
    """Return each person's duty that has visits, by day."""
    lengths = named.engine.state.routes["length"]
    return {
        (named.people[route.crew], route.option.date): route.option
        for route, length in zip(named.routes, lengths, strict=True)
        if length
    }
