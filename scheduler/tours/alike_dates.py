"""Dates that have the same visits, and tours that they take over from each other.

Decisions recur, so the same visits come again every week. Each date is searched by
chance: of eight Saturdays that are alike, one has the cheapest tours. Where the others
go on from these, the search of each date serves all that are like it: "go with the
winners" [1].

1. D. Aldous, U. Vazirani, *"Go with the winners" algorithms*, Proceedings of the 35th
   Symposium on Foundations of Computer Science, 1994.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from scheduler.context.planning_context import PlanningContext
from scheduler.tours.engine import Engine
from scheduler.tours.kernels.calls import change
from scheduler.tours.kernels.model import Flags, Ints, State, copy_state, restore
from scheduler.tours.kernels.trial import FILL
from scheduler.tours.route_spec import RouteSpec

ALIKE = 0.75
"""Share of their visits that two dates have in common, from which on tours of the one
may serve the other."""

CHEAPER = 0.998
"""What another date's tours must cost at most of what the date's own do."""

TRIES = 3
"""How many dates each may try: some of its visits may fit into no tour of theirs."""

NONE = -1


@dataclass(frozen=True)
class _Block:
    """The tasks and the routes of one unit and date."""

    unit: str
    day: int
    """Among history and plan days."""
    tasks: Ints
    routes: Ints
    minutes: int
    """Of all visits."""


class AlikeDates:
    """Lets dates take over the tours of dates like them.

    ``routes`` are those of nameless tours, which hold no locked tasks.
    """

    def __init__(self, context: PlanningContext, routes: Sequence[RouteSpec]) -> None:
        start, before = context.problem.start, context.history_days
        most = before + context.problem.days + 1  # a night may end on one more
        self._visits = _visits_of(context)
        days = [context.day_index(task.visit) for task in context.tasks]
        self._days = np.array(days, np.int64)
        self._again = _by_day(self._visits, self._days, most)
        days = [(route.option.date - start).days + before for route in routes]
        self._route_days = np.array(days, np.int64)
        names = [(route.crew, route.option.shift, route.part) for route in routes]
        self._names = _numbered(names)
        self._twins = _by_day(self._names, self._route_days, most)
        self._blocks = list(self._blocks_of(context, routes))
        self._alike = [list(mine) for mine in _alike(self._blocks, self._visits)]

    def _blocks_of(
        self, context: PlanningContext, routes: Sequence[RouteSpec]
    ) -> Iterator[_Block]:
        tasks, tours = defaultdict(list), defaultdict(list)
        for n in np.flatnonzero(self._visits >= 0).tolist():
            tasks[context.tasks[n].visit.unit, int(self._days[n])].append(n)
        for r, route in enumerate(routes):
            tours[route.option.unit, int(self._route_days[r])].append(r)
        for (unit, day), mine in tasks.items():
            minutes = sum(context.tasks[n].visit.minutes for n in mine)
            own = np.array(tours[unit, day], np.int64)
            yield _Block(unit, day, np.array(mine, np.int64), own, minutes)

    def share(self, engine: Engine, only: Flags | None = None) -> int:
        """Let dates take over cheaper tours; return how often they did.

        Only those with one of ``only`` these tasks (by number), when given.
        """
        some = [only is None or bool(only[b.tasks].any()) for b in self._blocks]
        kept = {
            (n, like)
            for n, free in enumerate(some)
            if not free
            for like in self._alike[n]
        }
        return sum(self._share(engine, kept) for _ in range(TRIES))

    def _share(self, engine: Engine, tried: set[tuple[int, int]]) -> int:
        """Let each date take over the tours that seem cheapest, but for those tried."""
        costs = self._costs(engine)
        taken = self._cheaper(engine, costs, tried)
        if not taken:
            return 0
        tried.update(taken.items())
        before, kept = engine.total, copy_state(engine.state)
        self._take(engine, kept, taken)
        worse = self._costs(engine) >= costs
        back = [block for block in taken if worse[block]]
        if not self._take_back(engine, kept, back) or engine.total >= before:
            restore(engine.state, kept)
            return 0
        return len(taken) - len(back)

    def _costs(self, engine: Engine) -> Ints:
        """Return what the tours of each block cost, and visits that it leaves open.

        Öre, but for what it is worth that clients stay with the same tours.
        """
        tasks, routes = engine.model.tasks, engine.model.routes
        now, loads = engine.state.tasks, engine.state.routes
        tours = loads["extra"] + loads["driven"] * routes["travel_price"]
        open_ = np.where(now["route"] < 0, tasks["open_price"], 0)
        visits = open_ + now["off"] * tasks["outside_price"]
        both = ((tours[b.routes].sum(), visits[b.tasks].sum()) for b in self._blocks)
        return np.array([driven + left for driven, left in both], np.int64)

    def _cheaper(
        self, engine: Engine, costs: Ints, tried: Collection[tuple[int, int]]
    ) -> Mapping[int, int]:
        """Return from which block each takes over tours that seem to be cheaper."""
        best = CHEAPER * costs
        found: dict[int, int] = {}
        opened = np.full(self._twins.shape, NONE, np.int64)
        opened[self._names, self._route_days] = engine.model.routes["open_cost"]
        for like, others in enumerate(self._alike):
            moved = self._elsewhere(engine, int(costs[like]), opened, like)
            for to, cost in zip(others, moved, strict=True):
                if cost < best[to] and (to, like) not in tried:
                    best[to] = cost
                    found[to] = like
        return found

    def _elsewhere(
        self, engine: Engine, cost: int, opened: Ints, like: int
    ) -> Iterable[float]:
        """Return about what the tours of a block would cost in each that is like it.

        ``opened`` is what each route costs on each day if it is driven at all.
        """
        mine, others = self._blocks[like], [self._blocks[n] for n in self._alike[like]]
        names = self._names[self._used(engine.state, like)]
        own = opened[names, mine.day]
        days = np.array([block.day for block in others], np.int64)
        there = opened[np.ix_(names, days)]
        dearer = np.where(there < 0, 0, there - own[:, None]).sum(axis=0)
        more = np.array([block.minutes for block in others]) / mine.minutes
        moved: list[float] = ((cost + dearer) * more).tolist()
        return moved

    def _used(self, state: State, block: int) -> Ints:
        mine = self._blocks[block].routes
        return mine[state.routes["length"][mine] > 0]

    def _take(self, engine: Engine, kept: State, taken: Mapping[int, int]) -> None:
        """Lay the tours of blocks in others, as far as they can be driven there."""
        state, model = engine.state, engine.model
        tours = [
            tour for to, like in taken.items() for tour in self._tours(kept, like, to)
        ]
        for to in taken:
            state.routes["length"][self._blocks[to].routes] = 0
        later = kept.tasks["wlow"] - model.tasks["low"]
        for _, stops, own in tours:
            state.tasks["wlow"][own] = model.tasks["low"][own] + later[stops]
        engine.count()
        for route, _, own in tours:
            engine.room.a[: len(own)] = own
            change(model, state, engine.room, int(FILL), route, len(own), NONE)
            engine.room.n[:] = 0
        engine.insert_open()

    def _tours(
        self, kept: State, like: int, to: int
    ) -> Iterator[tuple[int, Ints, Ints]]:
        """Yield the routes of a block, with stops of another's and its own like them.

        Left out is what another date's tours hold, as they may at night.
        """
        day, days = self._blocks[to].day, self._blocks[to].day - self._blocks[like].day
        there = set(self._blocks[to].routes.tolist()) | {NONE}
        for r in self._used(kept, like):
            twin = int(self._twins[self._names[r], day])
            stops = kept.stops[r, : kept.routes["length"][r]]
            own = self._again[self._visits[stops], self._days[stops] + days]
            held = kept.tasks["route"][own].tolist()
            some = (own >= 0) & np.array([route in there for route in held])
            if twin >= 0 and some.any():
                yield twin, stops[some], own[some]

    def _take_back(self, engine: Engine, kept: State, blocks: Sequence[int]) -> bool:
        """Let some blocks be as they were; say whether all is legal then."""
        if not blocks:
            return True
        state = engine.state
        routes = np.concatenate([self._blocks[block].routes for block in blocks])
        again = np.isin(kept.tasks["route"], routes)
        for r in set(state.tasks["route"][again].tolist()) - {NONE}:
            mine = state.stops[r, : state.routes["length"][r]]
            rest = mine[~again[mine]]
            state.stops[r, : len(rest)] = rest
            state.routes["length"][r] = len(rest)
        for table in ("stops", "routes"):
            getattr(state, table)[routes] = getattr(kept, table)[routes]
        state.tasks[again] = kept.tasks[again]
        return engine.count()


def _visits_of(context: PlanningContext) -> Ints:
    """Return a number for what each task asks for; ``NONE`` where it is locked."""
    clock, many = context.view.clock, Counter[Hashable]()
    names: list[Hashable] = []
    for task in context.tasks:
        visit = task.visit
        midnight = clock.at(visit.date, 0)
        window = visit.earliest - midnight, visit.latest - midnight
        asked = visit.minutes, visit.skills, visit.priority, visit.kind, task.staff_no
        name = visit.unit, visit.client, window, asked
        many[name, visit.date] += 1
        names.append((name, many[name, visit.date]))
    found = _numbered(names)
    found[list(context.locked_tasks)] = NONE
    return found


def _numbered(names: Iterable[Hashable]) -> Ints:
    """Return a number for each name, the same where names are."""
    numbers: dict[Hashable, int] = {}
    return np.array([numbers.setdefault(n, len(numbers)) for n in names], np.int64)


def _by_day(numbers: Ints, days: Ints, most: int) -> Ints:
    """Return [number, day] who has the number that day; ``NONE`` where nobody does."""
    found = np.full((int(numbers.max(initial=NONE)) + 1, most), NONE, np.int64)
    some = np.flatnonzero(numbers >= 0)
    found[numbers[some], days[some]] = some
    return found


def _alike(blocks: Sequence[_Block], visits: Ints) -> Iterator[Iterator[int]]:
    """Yield for each block the others of its unit that have most visits in common."""
    mine = [frozenset(visits[block.tasks].tolist()) for block in blocks]
    for like, block in enumerate(blocks):
        yield (
            to
            for to, other in enumerate(blocks)
            if to != like
            and other.unit == block.unit
            and _is_alike(mine[to], mine[like])
        )


def _is_alike(some: frozenset[int], others: frozenset[int]) -> bool:
    return len(some & others) >= ALIKE * max(len(some), len(others))
