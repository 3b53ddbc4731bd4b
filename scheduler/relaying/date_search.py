"""Lay dates anew: who works them, on which shifts, and who makes which visits."""

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from random import Random

import numpy as np

from scheduler.context.planning_context import PlanningContext
from scheduler.context.search_budget import Budget
from scheduler.domain.shift_option import ShiftOption
from scheduler.lines.build import LineTables
from scheduler.relaying.day_offers import NOBODY, DayOf, DayOffer, DayOffers
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
        if not self._lines.untoured.kinds.names or not self._context.tasks:
            return draft
        chosen = DayOffers(self._lines.untoured, draft, dates)
        offers = chosen.drawn(Random(seeds[0]), keen)
        routes = list(_routes(self._context, draft, chosen.driving, offers))
        named = engine_on(self._context, draft, routes, seeds[0])
        named.engine.insert_open()
        engines = [named.engine, *(_another(named.engine, s) for s in seeds[1:])]
        own = _tasks_of(named, frozenset(dates))
        best = run_islands(engines, budget, heat, stop, only=own)
        return _after(draft, replace(named, engine=best), offers)

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


def _another(engine: Engine, seed: int) -> Engine:
    """Return an engine that has the same, and goes other ways."""
    state = copy_state(engine.state)
    state.x["random"] ^= np.uint64(seed * 2_654_435_761 + 1)
    # Large moves write to the table of routes for a moment.
    model = engine.model._replace(routes=engine.model.routes.copy())
    return Engine(model, state)


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
