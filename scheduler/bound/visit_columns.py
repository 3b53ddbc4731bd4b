"""The visits of one unit as columns of numbers, and the least way to each of them."""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from scheduler.context.planning_context import PlanningContext
from scheduler.domain.problem import Visit
from scheduler.domain.shift_option import ShiftOption
from scheduler.rules.bound_terms import BoundTerms

Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]

DAY = 24 * 60
"""Minutes."""

FAR = 1 << 40
"""Minutes from where nobody can come."""


@dataclass(frozen=True)
class Windows:
    """Visits that tours are made of; arrays have a value for each."""

    low: Ints
    high: Ints
    minutes: Ints
    staff: Ints
    way: Ints
    """[from, to] minutes; the unit is the place after the last visit."""
    names: Sequence[Hashable]
    """By which visits of other dates are told that are like them."""


@dataclass(frozen=True)
class Charge:
    """Minutes shared out: what every visit takes, and what every duty takes once.

    A visit follows another, or is the first of its duty and has the way from the unit;
    whatever part of the least such way is the duty's, the visit has the rest.
    """

    visits: Ints
    duty: int


class Calls:
    """The visits of one unit; arrays have a value for each of them.

    ``options`` are the shifts that anybody could work there, ``modes`` the ways in
    which these people move.
    """

    def __init__(
        self,
        context: PlanningContext,
        terms: BoundTerms,
        visits: Sequence[Visit],
        options: Sequence[ShiftOption],
        modes: Sequence[int],
    ) -> None:
        self.visits = visits
        self.date: Ints = np.array([v.date.toordinal() for v in visits], np.int64)
        flex = context.weights.flex_minutes
        slack = np.array([flex if v.priority == 2 else 0 for v in visits], np.int64)
        self.low: Ints = np.array([v.earliest for v in visits], np.int64) - slack
        """The first moment at which it may start."""
        self.high: Ints = np.array([v.latest for v in visits], np.int64) + slack
        """The last moment at which it may start."""
        self.minutes: Ints = np.array([v.minutes for v in visits], np.int64)
        self.staff: Ints = np.array([v.staff for v in visits], np.int64)
        self.must = np.array([v.is_must for v in visits], np.bool_)
        prices = [context.weights.open_price(v) for v in visits]
        self.open_price: Ints = np.array(prices, np.int64)
        """Öre for each place that nobody takes."""
        self._place = np.array([context.places[v.client] for v in visits], np.int64)
        self._longest = max((o.end - o.start for o in options), default=0)
        types = context.problem.shift_type
        self._breaks = max(
            (sum(b.minutes for b in types[o.shift].breaks) for o in options), default=0
        )
        self._table = _least_travel(context, terms, modes)
        self._home = context.places[visits[0].unit]
        self._back: Ints = self._table[self._place, self._home]
        self.back = int(self._back.min())
        """Minutes from any of them to the unit."""
        self._out: Ints = self._table[self._home, self._place]
        longest = max((o.paid_minutes for o in options), default=0)
        self._duties = float((self.minutes * self.staff).sum()) / max(1, longest)
        travel, busy, past_break = self._ways()
        self.travel = self._charge(travel)
        """Minutes on the road."""
        self.busy = self._charge(busy)
        """Minutes since the stop before, where no break is taken between."""
        self.past_break: Ints = np.minimum(self.busy.visits, past_break)
        """What is left of ``busy`` for a visit, where breaks are taken before it."""

    def fits(self, start: int, end: int, some: Ints) -> Flags:
        """Return which visits one shift part could hold, ways out and back included."""
        first = np.maximum(self.low[some], start + self._out[some])
        last = np.minimum(self.high[some], end - self._back[some] - self.minutes[some])
        held: Flags = first <= last
        return held

    @cached_property
    def _shortest(self) -> Ints:
        """[from, to] minutes by way of any places of the unit's visits."""
        found = self._table.copy()
        for by in np.unique(np.append(self._place, self._home)):
            np.minimum(found, found[:, by, None] + found[None, by, :], out=found)
        return found

    def windows(self, some: Ints) -> Windows:
        """Return some visits with the ways between them, of which any may be left out.

        The unit comes last.
        """
        place = np.append(self._place[some], self._home)
        low, high, minutes = self.low[some], self.high[some], self.minutes[some]
        alike = (place[:-1], low % DAY, high - low, minutes)
        return Windows(
            low,
            high,
            minutes,
            self.staff[some],
            np.ascontiguousarray(self._shortest[np.ix_(place, place)]),
            names=list(zip(*(array.tolist() for array in alike), strict=True)),
        )

    def _ways(self) -> tuple[Ints, Ints, Ints]:
        """Return for each visit the least minutes of ``_from_before``."""
        found = np.zeros((3, len(self.visits)), np.int64)
        for day in np.unique(self.date):
            mine = np.flatnonzero(self.date == day)
            found[:, mine] = self._from_before(mine)
        return found[0], found[1], found[2]

    def _from_before(self, mine: Ints) -> tuple[Ints, Ints, Ints]:
        """Let each visit follow the nearest one.

        A visit can follow another of the unit that could end in time for the move and
        lie in the same shift. Returned are the minutes on the road, those from one
        visit to the next, and the latter when all breaks are taken between.
        """
        low, high = self.low[mine], self.high[mine]
        near = self.high >= low.min(initial=FAR) - self._longest
        before = np.flatnonzero(near & (self.low <= high.max(initial=-FAR)))
        ends = self.low[before] + self.minutes[before]
        move = self._table[np.ix_(self._place[before], self._place[mine])]
        follows = ends[:, None] + move <= high[None, :]
        far_back = low + self.minutes[mine] - self._longest
        follows &= self.high[before][:, None] >= far_back[None, :]
        follows &= before[:, None] != mine[None, :]
        apart = low[None, :] - (self.high + self.minutes)[before][:, None]
        between = (
            move,
            np.maximum(move, apart),
            np.maximum(move, apart - self._breaks),
        )
        road, busy, past_break = (
            np.where(follows, each, FAR).min(axis=0, initial=FAR) for each in between
        )
        return road, busy, past_break

    def _charge(self, between: Ints) -> Charge:
        """Choose the duty's part so that most is charged, with so many duties."""
        made = [
            Charge(np.minimum(between, self._out - part), part)
            for part in range(int(self._out.min()) + 1)
        ]
        return max(
            made,
            key=lambda c: float((c.visits * self.staff).sum()) + self._duties * c.duty,
        )


def _least_travel(
    context: PlanningContext, terms: BoundTerms, modes: Sequence[int]
) -> Ints:
    """[from, to] minutes by the fastest of the modes; nought where no rule asks."""
    ways = context.travel[list(modes)].astype(np.int64)
    least: Ints = ways.min(axis=0, initial=FAR)
    return least if terms.takes_travel and modes else np.zeros_like(least)
