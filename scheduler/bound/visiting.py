"""Visits against the shifts that could make them.

Visits that must lie inside an interval, whatever their start, take their minutes and
the way to each of them out of the shifts that reach into the interval, or are left
open. That holds for any set of visits and the interval around it.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from scheduler.bound.calls import Calls, Ints
from scheduler.bound.cover import Columns, Cover
from scheduler.bound.program import Floats, Program
from scheduler.bound.roster import Shift
from scheduler.bound.stint import Stint, stints_of
from scheduler.bound.terms import Terms
from scheduler.domain import Problem
from scheduler.option import Option

Flags = NDArray[np.bool_]


@dataclass
class Visiting:
    """The visits of one unit, and who could make them."""

    program: Program
    problem: Problem
    terms: Terms
    calls: Calls
    shifts: Sequence[Shift]

    @property
    def travel(self) -> int:
        """Öre for the way to every visit, if none is left open (R34)."""
        charged = self.calls.travel.visits * self.calls.staff
        return int(charged.sum()) * self.terms.weights.travel_minute

    @cached_property
    def options(self) -> Sequence[Option]:
        """The shifts that anybody could work, earliest first."""
        return sorted({s.option for s in self.shifts}, key=lambda o: (o.start, o.end))

    @cached_property
    def _stints(self) -> Sequence[Sequence[Stint]]:
        return [tuple(stints_of(self.problem, option)) for option in self.options]

    @cached_property
    def _driving(self) -> Sequence[Columns]:
        """How many on each option have visits at all: they drive out and back."""
        price = self.terms.weights.travel_minute
        way = self.calls.back + self.calls.travel.duty
        found = []
        for option in self.options:
            mine = [s.column for s in self.shifts if s.option == option]
            most = sum(s.crew.able[option].bit_count() for s in self.shifts if s.option == option)
            column = self.program.column(way * price, most)
            self.program.row([*((c, 1) for c in mine), (column, -1)], lower=0)
            found.append(np.array([column]))
        return found

    def covers(self, loss: Mapping[str, int]) -> Iterator[Cover]:
        """Yield the rows of each day, for all visits and for those that ask for skills.

        ``loss`` is what else leaving a must-visit of a client open could save.
        """
        for day in np.unique(self.calls.date):
            mine = np.flatnonzero(self.calls.date == day)
            reliefs = self._open(mine, loss)
            for able, some in self._by_skills(mine):
                yield self._cover(some, mine, reliefs, able).rounded()
