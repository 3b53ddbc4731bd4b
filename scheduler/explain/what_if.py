"""Try visits in a finished draft with one limit moved, and put everything back."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import NamedTuple

import numpy as np

from scheduler.tours.draft import NamedEngine
from scheduler.tours.kernels.calls import change
from scheduler.tours.kernels.model import Records, scratch
from scheduler.tours.kernels.trial import ILLEGAL, OFF, ON, TIME, TRY

STEP, FAR = 5, 120
"""Minutes: limits are moved in such steps, and so far at most."""


class RoutePlace(NamedTuple):
    """Before stop ``position`` of a route."""

    route: int
    position: int


class ModelCell(NamedTuple):
    """A value of one of the engine's tables, and what it is to be for a while."""

    table: Records
    at: int | tuple[int, int]
    value: int


Moved = Callable[[RoutePlace, int], Sequence[ModelCell]]
"""The limit that stops a place, moved by so many minutes."""


class WhatIf:
    """The engine of a finished draft, one open visit of which is looked at.

    Of a visit by two whose places are both open, the first is put where it is asked,
    the other wherever it then fits.
    """

    def __init__(self, named: NamedEngine) -> None:
        self.model, self.state = named.engine.model, named.engine.state
        self.routes = named.routes
        self._room = scratch()

    def places(
        self, routes: Sequence[int], tasks: Sequence[int], slack: int = 0
    ) -> list[RoutePlace]:
        """Return where a visit could be by the clock alone.

        ``slack`` is how much earlier than now a crew may be ready.
        """
        task = self.model.tasks[tasks[0]]
        return [RoutePlace(r, p) for r in routes for p in self._near(r, task, slack)]

    def _near(self, r: int, task: Records, slack: int) -> Iterator[int]:
        n = int(self.state.routes["length"][r])
        stops = self.state.stops[r, :n]
        left = self.state.tasks["begins"][stops] + self.model.tasks["minutes"][stops]
        latest = self.model.tasks["latest"][stops]
        first, last = int(task["soonest"]), int(task["latest"])
        for p in range(n + 1):
            late = p > 0 and left[p - 1] - slack > last
            early = p < n and latest[p] < first + task["minutes"]
            if not late and not early:
                yield p

    def price(self, place: RoutePlace, tasks: Sequence[int]) -> int | None:
        """Return öre that a visit adds at a place; nothing where it is not legal."""
        first, *others = tasks
        if not others:
            return self._change(TRY, place, first)
        with self.aside(place.route, first):
            added = self._change(ON, place, first)
            if added is None:
                return None
            near = self.places(self._beside(place.route), others)
            found = [self._change(TRY, p, others[0]) for p in near]
            legal = [price for price in found if price is not None]
            return added + min(legal) if legal else None

    def _beside(self, r: int) -> list[int]:
        """Return the routes of other crews of the same unit and time."""
        mine = self.routes[r]
        return [
            n
            for n, route in enumerate(self.routes)
            if route.crew != mine.crew
            and route.option.unit == mine.option.unit
            and route.start < mine.end
            and mine.start < route.end
        ]

    def cheapest(
        self, places: Sequence[RoutePlace], tasks: Sequence[int]
    ) -> tuple[int, RoutePlace] | None:
        """Return the cheapest legal place as things are, and what it adds."""
        found = [(self.price(place, tasks), place) for place in places]
        return min(
            ((price, place) for price, place in found if price is not None),
            default=None,
        )

    def least(
        self, places: Sequence[RoutePlace], tasks: Sequence[int], moved: Moved
    ) -> tuple[int, list[RoutePlace]] | None:
        """Return the least move, in minutes, that makes places legal, and those."""

        def legal(among: Sequence[RoutePlace], minutes: int) -> list[RoutePlace]:
            return [p for p in among if self.fits(p, tasks, moved(p, minutes))]

        found = legal(places, FAR)
        if not found:
            return None
        few, many = 0, FAR // STEP
        while many - few > 1:
            middle = (few + many) // 2
            if better := legal(found, middle * STEP):
                found, many = better, middle
            else:
                few = middle
        return many * STEP, found

    @contextmanager
    def on_other(self, r: int, cells: Sequence[ModelCell]) -> Iterator[bool]:
        """Let a route be another for a while; say whether its stops can be driven."""
        with self.moved(cells), self.aside():
            yield self._change(TIME, RoutePlace(r, 0), -1) is not None

    def put(self, place: RoutePlace, tasks: Sequence[int]) -> list[int]:
        """Put a visit at a place; return the routes that it is on, none if illegal."""
        first, *others = tasks
        self._change(TIME, RoutePlace(place.route, 0), -1)
        if self._change(ON, place, first) is None:
            return []
        if not others:
            return [place.route]
        found = self.cheapest(self.places(self._beside(place.route), others), others)
        if found is None:
            return []
        return [place.route, *self.put(found[1], others)]

    def fits(
        self, place: RoutePlace, tasks: Sequence[int], cells: Sequence[ModelCell]
    ) -> bool:
        """Say whether a visit may be at a place while values are others."""
        if not any(np.may_share_memory(c.table, self.model.routes) for c in cells):
            with self.moved(cells):
                return self.price(place, tasks) is not None
        with self.on_other(place.route, cells) as drivable:
            return drivable and self.price(place, tasks) is not None

    def _change(self, kind: np.int64, place: RoutePlace, task: int) -> int | None:
        price = change(self.model, self.state, self._room, int(kind), *place, task)
        self._room.n[:] = 0
        return None if price >= ILLEGAL else int(price)

    def place_of(self, task: int) -> RoutePlace:
        """Return where a visit is that is not open."""
        r = int(self.state.tasks["route"][task])
        stops = self.state.stops[r, : self.state.routes["length"][r]]
        return RoutePlace(r, int(np.flatnonzero(stops == task)[0]))

    @contextmanager
    def without(self, tasks: Sequence[int]) -> Iterator[int | None]:
        """Leave visits open for a while; give öre that this changes, if it is legal."""
        if not tasks:
            yield 0
            return
        place = self.place_of(tasks[0])
        with self.aside(place.route, tasks[0]):
            price = self._change(OFF, place, tasks[0])
            if price is None:
                yield None
                return
            with self.without(tasks[1:]) as rest:
                yield None if rest is None else price + rest

    @contextmanager
    def aside(self, r: int = -1, task: int = -1) -> Iterator[None]:
        """Put all times back when done, and a visit that is put on or off a route."""
        state = self.state
        tables = [state.tasks, state.routes, state.people, state.contacts, state.x]
        if r >= 0:
            client = self.model.tasks["client"][task]
            tables += [state.stops[r], state.meets[max(client, 0)]]
        kept = [table.copy() for table in tables]
        try:
            yield
        finally:
            for table, was in zip(tables, kept, strict=True):
                table[...] = was

    @contextmanager
    def moved(self, cells: Sequence[ModelCell]) -> Iterator[None]:
        """Let values be others for a while."""
        before = [int(cell.table[cell.at]) for cell in cells]
        for cell in cells:
            cell.table[cell.at] = cell.value
        try:
            yield
        finally:
            for cell, value in zip(cells, before, strict=True):
                cell.table[cell.at] = value
