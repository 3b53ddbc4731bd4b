"""What visits are worth where shifts cost so much: column generation [1, 2].

A linear program covers the visits by the tours that are known. Its multipliers say what
each visit is worth; tours that are worth more than their shift are added, until there
are none. What is made of the worth holds whatever it is, so this may end at any time.

1. P. C. Gilmore, R. E. Gomory, *A Linear Programming Approach to the Cutting-Stock
   Problem*, Operations Research 9, 1961.
2. M. Lübbecke, J. Desrosiers, *Selected Topics in Column Generation*, Operations
   Research 53, 2005.
"""

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import inf
from typing import NamedTuple

import numpy as np

from scheduler.bound.program import Floats, Program
from scheduler.bound.stint import Ints
from scheduler.bound.tours.best_tours import BestTours, LaidTour
from scheduler.bound.visit_columns import Flags

CLOSE = 0.002
"""Share of the price of all tours that need not be proved."""

SMOOTH = 0.5
"""How much of the worth that proved most is in the one that is tried next."""

PATIENCE = 10.0
"""Seconds for one solution of the tours known."""

MOST_ROUNDS = 150
"""How often tours are added in one search, fast and then exactly."""

GAIN = 1e-6
"""Share of that price which a tour must be worth beyond its shift to be added."""


class Asked(NamedTuple):
    """Some visits, what shifts cost, and what a minute of way does on each."""

    some: Flags
    shifts: Ints
    """[option]"""
    minute: Ints
    """[option]"""


KnownTours = dict[tuple[Hashable, tuple[Hashable, ...]], int]
"""Minutes on the way, by the names of the part and of the visits."""


class Worth(NamedTuple):
    """What holds of every plan: visits are worth no more than shifts and ways.

    Visits made, each times its worth, are at most what the ways cost and, for each
    shift, the most that it could be worth.
    """

    visits: Ints
    shifts: Ints
    """[option]"""


@dataclass(frozen=True)
class Multipliers:
    """The last solution of a restricted program."""

    price: float
    visits: Floats
    parts: Floats
    worked: Floats
    """[option] shifts."""


@dataclass(frozen=True)
class Laid:
    """The best tours for some worth of visits."""

    worth: Worth
    tours: Sequence[LaidTour]
    proved: float
    """About what the worth proves, if shifts are worked as in the last solution."""


class TourMaster:
    """Prices the tours of one day; ``owner`` is the option of each part."""

    def __init__(
        self, tours: BestTours, owner: Sequence[int], known: KnownTours
    ) -> None:
        self.tours, self.owner, self._known = tours, owner, known
        names = tours.windows.names
        self._visit = {name: n for n, name in enumerate(names)}
        self._part = {name: n for n, name in enumerate(tours.names)}

    def worth(self, asked: Asked, left: Callable[[], float]) -> Worth | None:
        """Return what some visits are worth; ``None`` when it could not be known.

        ``left`` returns the seconds that there are still.
        """
        search = _Search(self, asked, left)
        search.program.add(self.recalled())
        for exact in (False, True):
            search.run(exact=exact)
        self._remember(search.program.known)
        return search.found

    def recalled(self) -> Iterator[LaidTour]:
        """Yield the tours known of any date that have visits and parts of this one."""
        for (name, visits), minutes in list(self._known.items()):
            part = self._part.get(name)
            mine = tuple(self._visit[v] for v in visits if v in self._visit)
            if part is not None and len(mine) == len(visits):
                yield LaidTour(part, mine, minutes)

    def _remember(self, tours: Iterable[LaidTour]) -> None:
        names = self.tours.windows.names
        for part, visits, minutes in tours:
            name = self.tours.names[part]
            self._known[name, tuple(names[v] for v in visits)] = minutes

    def lay(
        self, asked: Asked, dual: Multipliers, tried: Floats, *, exact: bool
    ) -> Laid | None:
        """Lay the best tours for some worth; ``None`` if there was no room for all."""
        visits = np.where(asked.some, np.floor(np.maximum(tried, 0)), 0)
        worth = Worth(visits.astype(np.int64), np.zeros_like(asked.shifts))
        tours: list[LaidTour] = []
        for part, option in enumerate(self.owner):
            minute = int(asked.minute[option])
            most = self.tours.most(part, worth.visits, minute, forgetful=not exact)
            if most is None:
                return None
            worth.shifts[option] += most
            tours += self.tours.tours(part)
        staff = self.tours.windows.staff
        return Laid(worth, tours, _proved(asked, dual, worth, staff))


class _Search:
    """One search for what visits are worth."""

    def __init__(
        self, master: TourMaster, asked: Asked, left: Callable[[], float]
    ) -> None:
        self.program = _Restricted(master.tours, master.owner, asked)
        self._master, self._asked, self._left = master, asked, left
        self._center: Floats | None = None
        self._best = -inf
        self.found: Worth | None = None

    def run(self, *, exact: bool) -> None:
        """Add tours until there are no better ones, fast or so that it is a proof."""
        self._best = -inf
        for _ in range(MOST_ROUNDS):
            if self._left() <= 0 and (not exact or self.found is not None):
                return
            dual = self.program.solve(PATIENCE)
            if dual is None or not self._improve(dual, exact=exact):
                return
            if self._best >= dual.price * (1 - CLOSE):
                return

    def _improve(self, dual: Multipliers, *, exact: bool) -> bool:
        """Try the multipliers; say whether better tours were found."""
        for tried in _tries(self._center, dual.visits):
            laid = self._master.lay(self._asked, dual, tried, exact=exact)
            if laid is None:
                return False
            if laid.proved > self._best:
                self._best, self._center = laid.proved, tried
                self.found = laid.worth if exact else None
            if self.program.improve(laid.tours, dual):
                return True
        return False


def _tries(center: Floats | None, visits: Floats) -> Iterable[Floats]:
    """Return the multipliers to try: between the best so far and the last [Wentges]."""
    if center is not None:
        yield SMOOTH * center + (1 - SMOOTH) * visits
    yield visits


def _proved(asked: Asked, dual: Multipliers, worth: Worth, staff: Ints) -> float:
    total = float(worth.visits @ staff)
    above = np.maximum(worth.shifts - asked.shifts, 0)
    if asked.minute.any():
        return total - float(above @ dual.worked)
    share = asked.shifts / np.maximum(worth.shifts, 1)
    return total * float(min(1.0, share.min(initial=1.0)))


class _Restricted:
    """A program whose columns are the tours known so far."""

    def __init__(self, tours: BestTours, owner: Sequence[int], asked: Asked) -> None:
        self._asked, self._owner = asked, owner
        self._program = program = Program()
        self.known: dict[LaidTour, None] = {}
        windows = tours.windows
        self._staff = np.where(asked.some, windows.staff, 0)
        self._visits = [program.row([], lower=float(n)) for n in self._staff]
        self._parts = [program.row([], lower=0.0) for _ in owner]
        self._worked = [
            program.column(float(price), inf, rows=[(row, 1.0) for row in mine])
            for price, mine in zip(asked.shifts, self._parts_of_options(), strict=True)
        ]
        # A shift for each visit, which bounds what it is worth from the beginning.
        alone = windows.way[-1, :-1] + windows.way[:-1, -1]
        dearest = asked.shifts.max(initial=0) + 1
        for row, way in zip(self._visits, alone, strict=True):
            cost = dearest + way * asked.minute.max(initial=0)
            program.column(float(cost), inf, rows=[(row, 1.0)])

    def _parts_of_options(self) -> list[list[int]]:
        found: list[list[int]] = [[] for _ in self._asked.shifts]
        for row, option in zip(self._parts, self._owner, strict=True):
            found[option].append(row)
        return found

    def add(self, tours: Iterable[LaidTour]) -> None:
        """Add tours."""
        for tour in tours:
            minute = self._asked.minute[self._owner[tour.part]]
            times = Counter(tour.visits).items()
            rows = [(self._visits[visit], float(n)) for visit, n in times]
            rows.append((self._parts[tour.part], -1.0))
            self._program.column(float(tour.minutes * minute), inf, rows=rows)
            self.known[tour] = None

    def improve(self, tours: Iterable[LaidTour], dual: Multipliers) -> int:
        """Add the tours that are new and worth more than their shift; count them."""
        least = GAIN * max(1.0, dual.price)
        good = [
            tour
            for tour in dict.fromkeys(tours)
            if tour not in self.known and self._gain(tour, dual) > least
        ]
        self.add(good)
        return len(good)

    def _gain(self, tour: LaidTour, dual: Multipliers) -> float:
        minute = self._asked.minute[self._owner[tour.part]]
        worth = sum(float(dual.visits[visit]) for visit in tour.visits)
        return worth - tour.minutes * float(minute) - float(dual.parts[tour.part])

    def solve(self, seconds: float) -> Multipliers | None:
        """Solve; ``None`` if there was no time for that, or it went wrong."""
        program = self._program
        if not program.solve(seconds):
            return None
        duals = program.duals
        visits = duals[self._visits]
        # Each visit's worth times its places is the price: no other row has an end.
        return Multipliers(
            float(visits @ self._staff),
            visits,
            duals[self._parts],
            program.values[self._worked],
        )
