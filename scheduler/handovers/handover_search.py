"""Seek hands for duties, tours and all, in which lines or continuity cost less."""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from time import monotonic
from typing import NamedTuple

import numpy as np

from scheduler.context.search_budget import Budget
from scheduler.handovers.holdings import (
    NOBODY,
    DrivenTour,
    driven_tours,
    holdings,
    is_known,
)
from scheduler.handovers.kernels.handover_steps import (
    IDLE,
    Holdings,
    hand_over,
    start_handovers,
)
from scheduler.lines.build import LineTable, LineTables
from scheduler.lines.kernels.arrays import LineArrays, Longs
from scheduler.lines.kernels.manning import OFF, Manning, nobody
from scheduler.roster.solver import RosterSolver
from scheduler.tours.draft import Draft, NamedEngine, named_engine
from scheduler.tours.engine import Heat
from scheduler.tours.kernels.model import Model, State, copy_state
from scheduler.tours.nameless import NamelessTour

CHUNK = 2_000
"""Steps between two looks at the clock."""

COOL = 0.5
"""Share of the budget after which what is cheapest is kept."""

LEAST = 20 * CHUNK
"""Steps that even the smallest effort takes, so that the search ends cold."""


class _Hands(NamedTuple):
    """Who works and drives what, and what that saves (öre, below nought)."""

    gain: int
    works: Longs
    tour: Longs


class HandoverSearch:
    """The searches of one run for other hands."""

    def __init__(self, solver: RosterSolver, lines: LineTables) -> None:
        self._solver, self._lines = solver, lines

    @property
    def _table(self) -> LineTable:
        return self._lines.untoured

    def improved(  # noqa: PLR0913
        self,
        draft: Draft,
        loose: Sequence[NamelessTour],
        budget: Budget,
        heat: Heat,
        seeds: Sequence[int],
        stop: Callable[[], bool],
    ) -> Draft:
        """Return the draft with its duties among people in another cheap way.

        It may be dearer than it was: what it is worth is seen when visits have moved.
        ``loose`` tours, of visits that are open, find somebody if that is worth it.
        """
        if not self._table.kinds.names:
            return draft
        named = named_engine(self._solver.context, draft, 0)
        driven = [
            t for t in driven_tours(named) if is_known(self._table, t.tour.option)
        ]
        driven += [DrivenTour(NOBODY, t) for t in loose]
        held, works = holdings(self._table, draft, named, driven)

        def search(seed: int) -> _Hands | None:
            begun = _copied(self._table, named, held, works, seed)
            return _searched(begun, budget, heat, stop)

        with ThreadPoolExecutor(max_workers=len(seeds)) as pool:
            found = [hands for hands in pool.map(search, seeds) if hands is not None]
        best = min(found, key=lambda hands: hands.gain, default=None)
        return draft if best is None else self._after(draft, driven, best)

    def _after(
        self, draft: Draft, driven: Sequence[DrivenTour], hands: _Hands
    ) -> Draft:
        context, kinds = self._solver.context, self._table.kinds
        place = context.employee_index
        known = [(who, o) for who, o in draft.works if is_known(self._table, o)]
        was = {(place[w], *kinds.place[o.without_overtime]): o for w, o in known}
        works = {k: v for k, v in draft.works.items() if k not in known}
        left = {(who, option.date) for who, option in works}
        stops = {k: v for k, v in draft.stops.items() if k[:2] in left}
        for e, d in np.argwhere(hands.works != OFF).tolist():
            who, k = context.problem.employees[e].id, int(hands.works[e, d])
            option = was.get((e, d, k), kinds.of(who, d, k))
            works[who, option] = draft.works.get((who, option), False)
            if (n := int(hands.tour[e, d])) != IDLE:
                parts = driven[n].tour.parts
                stops |= {(who, option.date, p): t for p, t in enumerate(parts) if t}
        return Draft(works, stops, draft.lows)


class _Begun(NamedTuple):
    """The tables of one search; what changes in them is its own."""

    m: LineArrays
    manning: Manning
    held: Holdings
    model: Model
    state: State


def _copied(
    table: LineTable, named: NamedEngine, held: Holdings, works: Longs, seed: int
) -> _Begun:
    mine = held._replace(
        tour=held.tour.copy(),
        held=held.held.copy(),
        driver=held.driver.copy(),
        idle=held.idle.copy(),
        edits=held.edits.copy(),
        costs=held.costs.copy(),
    )
    manning = nobody(table.arrays, seed)
    manning.works[:] = works
    engine = named.engine
    return _Begun(table.arrays, manning, mine, engine.model, copy_state(engine.state))


def _searched(
    begun: _Begun, budget: Budget, heat: Heat, stop: Callable[[], bool]
) -> _Hands | None:
    """Anneal until the budget is spent; return the cheapest seen while it was cool.

    Nothing if it was stopped before. The start is cheapest where it was sought from
    already, and leads nowhere else.
    """
    start_handovers(*begun)
    if budget.steps is not None:
        budget = Budget(steps=max(budget.steps, LEAST))
    best = None
    gain, done, since = 0, 0, monotonic()
    while not stop():
        share = budget.share(monotonic() - since, done)
        if share >= 1:
            break
        gain += hand_over(*begun, CHUNK, heat.hot * (heat.cold / heat.hot) ** share)
        done += CHUNK
        if share >= COOL and (best is None or gain < best.gain):
            works, tour = begun.manning.works, begun.held.tour
            best = _Hands(gain, works.copy(), tour.copy())
    return best
