"""Rows that whole tours prove: what visits of a date are worth, no shift is worth more.

Dates on which a unit has the same visits and shifts have the same rows, so they are
found once for all of them.
"""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass
from math import nan

import numpy as np

from scheduler.bound.cover import Columns, Cover
from scheduler.bound.kernels.tour_labels import Longs
from scheduler.bound.open_places import Open, relief_of
from scheduler.bound.program import Program
from scheduler.bound.stint import Ints, Stint
from scheduler.bound.tours.best_tours import BestTours, label_room, part_name
from scheduler.bound.tours.tour_master import Asked, KnownTours, TourMaster, Worth
from scheduler.bound.visit_columns import Flags, Windows

ONE = 10_000
"""The price of any shift where as few of them as possible are looked for."""

DEAR = 2_000
"""Öre for a shift from which on it is worth proving that a number of them is whole."""

MOVED = 0.02
"""Share by which prices have changed that are worth another look."""


@dataclass(frozen=True)
class TourDay:
    """The visits of one unit and date, and who could make them."""

    some: Ints
    """The visits."""
    windows: Windows
    must: Flags
    open_: Open
    options: Sequence[Sequence[Stint]]
    """The options that could hold any of them."""
    driving: Sequence[Columns]
    """[option] how many of those who work it have visits."""
    manned: Sequence[int]
    """[option] the row that holds them to who works it."""
    minute: Ints
    """[option] öre for a minute of way, where its ways are counted in ``roads``."""
    roads: int
    """Column: öre for the ways of the date."""

    @property
    def likeness(self) -> Hashable:
        """What dates have in common that have the same rows."""
        parts = tuple(tuple(part_name(s) for s in parts) for parts in self.options)
        w = self.windows
        zero = int(w.low.min())
        arrays = (w.low - zero, w.staff, w.way, self.minute)
        return parts, tuple(w.names), tuple(array.tobytes() for array in arrays)


class TourRows:
    """The rows of dates that are alike."""

    def __init__(
        self,
        program: Program,
        days: Sequence[TourDay],
        known: KnownTours,
        labels: Longs,
    ) -> None:
        self._program, self._days = program, days
        one = days[0]
        owner = [n for n, parts in enumerate(one.options) for _ in parts]
        stints = [stint for parts in one.options for stint in parts]
        self._master = TourMaster(BestTours(one.windows, stints, labels), owner, known)
        self._looked = np.full(len(one.options), nan)
        """What shifts cost when they were looked at last."""
        self._counted = False

    @property
    def prices(self) -> Ints:
        """Öre that one more of each option costs, the mean of all dates."""
        costs = self._program.duals[np.array([day.manned for day in self._days])]
        mean: Ints = np.maximum(costs, 0).mean(axis=0).round().astype(np.int64)
        return mean

    @property
    def weight(self) -> float:
        """About how much there is to prove."""
        return float(self.prices.max(initial=0)) * len(self._days)

    def found(self, left: Callable[[], float]) -> Iterator[Cover]:
        """Yield new rows of each date, at the prices of the last solution."""
        prices = self.prices
        same = np.abs(prices - self._looked) <= MOVED * np.abs(self._looked)
        if same.all():
            return
        self._looked = prices.astype(np.float64)
        for asked in self._asked(prices):
            worth = self._master.worth(asked, left)
            if worth is not None:
                counts = bool(asked.minute.any())
                yield from (_cover(day, worth, ways=counts) for day in self._days)

    def _asked(self, prices: Ints) -> Iterator[Asked]:
        day = self._days[0]
        if not self._counted and prices.max(initial=0) >= DEAR:
            self._counted = True
            alike = np.full_like(prices, ONE)
            for half in _halves(day.windows):
                yield Asked(half, alike, np.zeros_like(prices))
        every = np.ones(len(day.some), np.bool_)
        yield Asked(every, prices, day.minute)


def alike(program: Program, days: Sequence[TourDay]) -> list[TourRows]:
    """Return the rows of all dates."""
    groups: dict[Hashable, list[TourDay]] = defaultdict(list)
    for day in days:
        groups[day.likeness].append(day)
    known: KnownTours = {}
    labels = label_room()
    return [TourRows(program, mine, known, labels) for mine in groups.values()]


def _cover(day: TourDay, worth: Worth, *, ways: bool) -> Cover:
    """Return what the worth of visits proves on a date."""
    relief = relief_of(worth.visits[None, :], day.must, day.some, day.open_)
    return Cover(
        shifts=day.driving,
        reliefs=np.append(day.open_.columns, day.roads),
        weight=worth.shifts[None, :].astype(np.float64),
        relief=np.append(relief, [[float(ways)]], axis=1),
        need=np.array([worth.visits @ day.windows.staff], np.float64),
        whole=False,
    ).rounded(len(worth.shifts))


def _halves(w: Windows) -> Iterator[Flags]:
    """Yield the visits before a moment, and after it; few could lie across it."""
    end = w.high + w.minutes
    moments = np.unique(end)
    before = end[None, :] <= moments[:, None]
    after = w.low[None, :] >= moments[:, None]
    fewest = np.minimum(before.sum(axis=1), after.sum(axis=1))
    best = int(np.argmax(before.sum(axis=1) + after.sum(axis=1) + fewest))
    yield from (half for half in (before[best], after[best]) if half.any())
