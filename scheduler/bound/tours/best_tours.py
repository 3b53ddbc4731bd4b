"""The tours that the shifts of one unit and date could drive, and what they are worth.

They flatter the plan: whoever is fastest drives them, the ways are the shortest over
any places, and visits together need not begin together.
"""

from collections.abc import Hashable, Iterator, Sequence
from typing import NamedTuple

import numpy as np

from scheduler.bound.kernels.tour_labels import (
    FIELDS,
    FULL,
    NONE,
    Labels,
    Longs,
    ShiftPart,
    Stops,
    lay,
    room_for,
)
from scheduler.bound.stint import Ints, Stint
from scheduler.bound.visit_columns import DAY, Windows

REMEMBERED = 62
"""Visits that tours remember at most: the bits of a memory."""

NEAR = 8
"""Visits that a tour remembers at a visit."""

MOST_LABELS = 400_000
"""Labels for which there is room."""

MOST_EACH = 12
"""Tours of one part that are handed out at a time."""


def label_room() -> Longs:
    """Return room for labels, a part of which is used."""
    return np.empty((FIELDS, MOST_LABELS), np.int64)


class LaidTour(NamedTuple):
    """Visits on one part of a shift."""

    part: int
    visits: tuple[int, ...]
    minutes: int
    """On the way."""


class BestTours:
    """Lays tours on parts of shifts; ``labels`` is room that many may use in turn."""

    def __init__(
        self, windows: Windows, stints: Sequence[Stint], labels: Longs
    ) -> None:
        self.windows = windows
        self.names = [part_name(stint) for stint in stints]
        """[part] by which parts of other dates are told that are like them."""
        self._parts = [_part(stint) for stint in stints]
        self._stops = _stops(windows)
        longest = max((s.end - s.start for s in stints), default=0)
        breaks = max((len(p.first) for p in self._parts), default=0)
        count = len(windows.low)
        self._room = room_for(labels, count, longest, breaks)

    def most(
        self, part: int, worth: Ints, minute: int, *, forgetful: bool = False
    ) -> int | None:
        """Return the most that a tour of a part is worth; ``None`` if it is not known.

        ``worth`` is what each visit is, ``minute`` what a minute of way costs.
        """
        found = lay(
            self._stops, self._parts[part], worth, minute, self._room, forgetful
        )
        return None if found == FULL else int(found)

    def tours(self, part: int) -> Iterator[LaidTour]:
        """Yield the best tours that were found last, each with another last visit."""
        room = self._room
        for end in np.argsort(-room.best, kind="stable")[:MOST_EACH]:
            if room.ending[end] != NONE:
                yield self._tour(room, part, int(room.ending[end]))

    def _tour(self, room: Labels, part: int, label: int) -> LaidTour:
        visits: list[int] = []
        while label != NONE:
            visits.append(int(room.visit[label]))
            label = int(room.parent[label])
        home = len(self.windows.low)
        stops = [home, *reversed(visits), home]
        way = self.windows.way[stops[:-1], stops[1:]].sum()
        return LaidTour(part, tuple(reversed(visits)), int(way))


def part_name(stint: Stint) -> Hashable:
    """Return what parts have in common that are alike, but for their date."""
    breaks = (
        (first - stint.start, last - stint.start, n) for first, last, n in stint.breaks
    )
    return stint.start % DAY, stint.end - stint.start, tuple(breaks)


def _part(stint: Stint) -> ShiftPart:
    """Return a part with the breaks that are taken in it, one after the other."""
    rows: list[tuple[int, int, int]] = []
    for window in sorted(stint.breaks):
        # Of breaks that could change places, only the first is taken.
        if not rows or rows[-1][1] <= window[0]:
            rows.append(window)
    first, last, length = np.array(rows, np.int64).reshape(-1, 3).T.copy()
    return ShiftPart(np.array([stint.start, stint.end], np.int64), first, last, length)


def _stops(w: Windows) -> Stops:
    """Choose what tours remember: visits that could be made twice, where near."""
    slack = _slack_of_return(w)
    most = slack.max(axis=1, initial=NONE)
    order = np.argsort(-most, kind="stable")
    wide = [int(v) for v in order if most[v] >= 0][:REMEMBERED]
    bit = np.full(len(w.low), NONE, np.int64)
    bit[wide] = np.arange(len(wide))
    near = np.zeros(len(w.low), np.int64)
    for v in range(len(w.low)):
        again = [x for x in wide if slack[x, v] >= 0]
        again.sort(key=lambda x: int(w.way[v, x]))
        near[v] = sum(1 << int(bit[x]) for x in again[:NEAR])
    return Stops(w.low, w.high, w.minutes, w.way, bit, near)


def _slack_of_return(w: Windows) -> Ints:
    """[visit, other] minutes left when a visit is made, another, and it again."""
    count = len(w.low)
    way = w.way[:count, :count]
    there = np.maximum((w.low + w.minutes)[:, None] + way, w.low[None, :])
    back = there + w.minutes[None, :] + way.T
    slack: Ints = np.where(there <= w.high[None, :], w.high[:, None] - back, NONE)
    np.fill_diagonal(slack, NONE)
    return np.maximum(slack, NONE)
