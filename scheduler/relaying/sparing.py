"""Do without a duty: take it off its date, lay the date anew, keep what is cheaper.

Visit by visit nothing is saved before the last has left a duty. So all leave at once,
and others who are there, or come instead, find their way to what is open then.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from random import Random
from time import monotonic

import numpy as np

from scheduler.context.search_budget import Budget
from scheduler.tours.draft import NamedEngine
from scheduler.tours.engine import Engine, Heat
from scheduler.tours.kernels.calls import change
from scheduler.tours.kernels.model import Flags, Ints, copy_state, restore
from scheduler.tours.kernels.trial import OFF

MILD, HOT, COLD = 3_000.0, 20_000.0, 30.0
"""Öre: a date begins somewhere between mild and hot, and cools down."""

MOVES_EACH = 6_000
"""Moves for each visit of a date: with a sixth of them half as much is found in the
same time, with two and a half times as many less as well."""

SHUNNED, NEVER = 0.8, 10**8
"""How often the same person is not asked again, by öre that nobody is worth: else they
are back at once."""

DEAREST = 4
"""Power of its price by which a duty is drawn: most that is saved are duties of
those who are paid by the hour."""


@dataclass(frozen=True)
class OneDate:
    """What of an engine is a date's, and how many places at visits it has."""

    tasks: Flags
    routes: Ints
    many: int


class DutySparing:
    """One engine that does without one duty after the other, of dates of its own."""

    def __init__(
        self,
        named: NamedEngine,
        engine: Engine,
        dates: Sequence[OneDate],
        budget: Budget,
        stop: Callable[[], bool],
    ) -> None:
        self._engine, self._dates = engine, dates
        self._budget, self._stop = budget, stop
        self._random = Random(int(engine.state.x["random"][0]))
        self._crew = np.array([route.crew for route in named.routes])
        self._spent = 0

    def run(self) -> None:
        """Try one duty after the other until the budget is spent."""
        begun = monotonic()
        while not self._stop():
            drawn = self._drawn()
            if drawn is None:
                return
            if self._budget.share(monotonic() - begun, self._spent) >= 1.0:
                return
            self._try_without(*drawn)

    def _drawn(self) -> tuple[OneDate, int] | None:
        """Draw a date and a route of it that costs something, the dear ones mostly."""
        lengths = self._engine.state.routes["length"]
        prices = self._engine.model.routes["open_cost"]
        found = [
            (one, int(r))
            for one in self._dates
            for r in one.routes
            if lengths[r] and prices[r] > 0
        ]
        if not found:
            return None
        weights = [float(prices[r]) ** DEAREST for _, r in found]
        return self._random.choices(found, weights)[0]

    def _try_without(self, one: OneDate, route: int) -> None:
        """Lay a date anew without what the driver of a route has on it."""
        engine = self._engine
        before, price = copy_state(engine.state), engine.total
        mine = one.routes[self._crew[one.routes] == self._crew[route]]
        for r in mine:
            self._empty(int(r))
        shunned = mine if self._random.random() < SHUNNED else mine[:0]
        asked = engine.model.routes["open_cost"][shunned]
        engine.model.routes["open_cost"][shunned] = NEVER
        engine.keep_to(one.tasks)
        engine.run(Budget(steps=self._moves(one)), self._heat(), self._stop)
        engine.model.routes["open_cost"][shunned] = asked
        if engine.total >= price:
            restore(engine.state, before)

    def _moves(self, one: OneDate) -> int:
        """Return how many moves a date is worth, of those that are left."""
        moves = MOVES_EACH * one.many
        if self._budget.steps is not None:
            moves = min(moves, self._budget.steps - self._spent)
        self._spent += moves
        return moves

    def _heat(self) -> Heat:
        hot = MILD * (HOT / MILD) ** self._random.random()
        return Heat(hot, COLD)

    def _empty(self, route: int) -> None:
        """Take all visits off a route that are not held there."""
        engine = self._engine
        for p in reversed(range(engine.state.routes["length"][route])):
            task = int(engine.state.stops[route, p])
            if not engine.model.tasks["fixed"][task]:
                engine.room.n[:] = 0
                change(
                    engine.model, engine.state, engine.room, int(OFF), route, p, task
                )
        engine.room.n[:] = 0
