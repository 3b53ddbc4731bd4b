"""Room for open visits in the tours of those on duty, on other shifts."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from random import Random
from typing import NamedTuple

from scheduler.context.planning_context import PlanningContext
from scheduler.domain.shift_option import ShiftOption
from scheduler.explain.what_if import ModelCell, RoutePlace, WhatIf
from scheduler.tours.draft import NamedEngine, row_on
from scheduler.tours.nameless import NamelessTour, tour_on

FEW = 3
"""One of so many cheapest ways to make an open visit is tried: iterations differ."""


class WiderTour(NamedTuple):
    """The tour of somebody on duty, with open visits in it."""

    who: str
    tour: NamelessTour


class _Way(NamedTuple):
    """What an open visit adds, öre, in a place on a shift."""

    price: int
    place: RoutePlace
    option: ShiftOption


class Widener:
    """Puts open visits into a draft's tours, whose shifts may become others.

    Whether a person may work that shift is for the roster to decide, or for ``may``,
    which is asked of the person, the shift that they have, and the other. Shifts in
    two parts stay what they are.
    """

    def __init__(
        self,
        context: PlanningContext,
        named: NamedEngine,
        options: Iterable[ShiftOption],
        wage: Callable[[ShiftOption], int],
        may: Callable[[str, ShiftOption, ShiftOption], bool] = lambda *_: True,
    ) -> None:
        self._context, self._named, self._wage = context, named, wage
        self._may = may
        self._what_if = WhatIf(named)
        self._others: dict[tuple[object, str], list[ShiftOption]] = defaultdict(list)
        for option in options:
            if len(option.parts) == 1:
                self._others[option.date, option.unit].append(option)
        self._now = {n: route.option for n, route in enumerate(named.routes)}

    def tours(self, waiting: Iterable[int], random: Random) -> list[WiderTour]:
        """Put open visits where they cost about least; return the tours that grew."""
        visits: dict[str, list[int]] = defaultdict(list)
        for task in waiting:
            visits[self._context.tasks[task].visit.id].append(task)
        grown: set[int] = set()
        for tasks in visits.values():
            ways = sorted(self._ways(tasks), key=lambda way: way[:2])[:FEW]
            if ways:
                grown |= self._go(random.choice(ways), tasks)
        return [self._tour(r) for r in sorted(grown)]

    def _ways(self, tasks: Sequence[int]) -> Iterator[_Way]:
        visit = self._context.tasks[tasks[0]].visit
        for r, route in enumerate(self._named.routes):
            now = self._now[r]
            if len(now.parts) > 1 or route.option.unit != visit.unit:
                continue
            if not self._named.engine.model.can[tasks[0], route.crew]:
                continue
            for option in self._others[now.date, now.unit]:
                if option.start <= visit.latest and visit.earliest < option.end:
                    yield from self._way(r, option, tasks)

    def _way(self, r: int, option: ShiftOption, tasks: Sequence[int]) -> Iterator[_Way]:
        """Give the cheapest place on a route while it is another shift's, if any."""
        route = self._named.routes[r]
        who = self._named.people[route.crew]
        with self._what_if.on_other(r, self._cells(r, option)) as drivable:
            if drivable:
                found = self._what_if.cheapest(self._what_if.places([r], tasks), tasks)
                if found is not None and self._may(who, route.option, option):
                    more = self._wage(option) - self._wage(self._now[r])
                    yield _Way(found[0] + more, found[1], option)

    def _cells(self, r: int, option: ShiftOption) -> list[ModelCell]:
        """Return what the engine's route is to be on a shift."""
        row = row_on(self._context, self._named, r, option)
        routes = self._named.engine.model.routes
        cells = [
            ModelCell(routes[name], r, int(row[name]))
            for name in ("start", "end", "full", "breaks")
        ]
        return cells + [
            ModelCell(routes[name], (r, k), int(value))
            for name in ("break_low", "break_high", "break_minutes")
            for k, value in enumerate(row[name])
        ]

    def _go(self, way: _Way, tasks: Sequence[int]) -> set[int]:
        """Put a visit where it was found to fit; return the routes that grew."""
        r = way.place.route
        for cell in self._cells(r, way.option):
            cell.table[cell.at] = cell.value
        self._now[r] = way.option
        return set(self._what_if.put(way.place, tasks))

    def _tour(self, r: int) -> WiderTour:
        route = self._named.routes[r]
        parts = [
            n
            for n, other in enumerate(self._named.routes)
            if other.crew == route.crew and other.option == route.option
        ]
        tour = tour_on(self._named.engine, self._now[r], parts)
        return WiderTour(self._named.people[route.crew], tour)
