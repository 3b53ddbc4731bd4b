"""The tours of one shift part that are worth most: labels in the order of time [1, 2].

A label is a tour so far: where it ends, when, how many breaks are behind, and what it
is worth. One that is beaten by another at the same visit, not later, with as many
breaks behind and worth as much, is dropped. A tour remembers visits that are near only
(ng-routes), and may come back to others: what is found may be worth more than any tour
that can be driven, never less.

1. M. Desrochers, J. Desrosiers, M. Solomon, *A New Optimization Algorithm for the
   Vehicle Routing Problem with Time Windows*, Operations Research 40, 1992.
2. R. Baldacci, A. Mingozzi, R. Roberti, *New Route Relaxation and Pricing Strategies
   for the Vehicle Routing Problem*, Operations Research 59, 2011.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from scheduler.compiled import inlined, inner, kernel
from scheduler.compiled.tables import table

Longs = NDArray[np.int64]

NONE = -1
FULL = -1
"""Returned where there was no room for all labels: nothing is found then."""


@table
class Stops(NamedTuple):
    """The visits of one date; the unit is the place after the last."""

    low: Longs
    high: Longs
    minutes: Longs
    way: Longs
    """[from, to] minutes."""
    bit: Longs
    """[visit] of the tour's memory, ``NONE`` where a visit cannot be repeated or is
    not remembered."""
    near: Longs
    """[visit] bits that a tour still remembers there."""


@table
class ShiftPart(NamedTuple):
    """One part of a shift."""

    ends: Longs
    """[2] start and end."""
    first: Longs
    """[break] start of its window, in the order of time."""
    last: Longs
    """[break] end of its window."""
    length: Longs
    """[break] minutes."""


@table
class Labels(NamedTuple):
    """Tours so far, and lists of them."""

    visit: Longs
    time: Longs
    """Start of the visit."""
    value: Longs
    breaks: Longs
    memory: Longs
    parent: Longs
    next: Longs
    """The next label at the same moment."""
    rival: Longs
    """The next label kept at the same visit, with as many breaks, worth no more."""
    due: Longs
    """[minute] the first label there."""
    kept: Longs
    """[visit, breaks] the label kept there that is worth most."""
    peak: Longs
    """[visit, breaks, minute] a label there that is worth most."""
    last: Longs
    """[visit] the last start from which there is time to go back."""
    best: Longs
    """[visit] what the best tour that ends with it is worth ..."""
    ending: Longs
    """... and its label."""
    count: Longs
    """[1] how many labels there are."""


FIELDS = 8
"""Numbers of a label."""


def room_for(labels: Longs, visits: int, minutes: int, breaks: int) -> Labels:
    """Return lists of labels that are kept in ``labels`` [field, label]."""
    visit, time, value, behind, memory, parent, next_, rival = labels
    return Labels(
        visit=visit,
        time=time,
        value=value,
        breaks=behind,
        memory=memory,
        parent=parent,
        next=next_,
        rival=rival,
        due=np.empty(minutes + 1, np.int64),
        kept=np.empty((visits, breaks + 1), np.int64),
        peak=np.empty((visits, breaks + 1, minutes + 1), np.int64),
        last=np.empty(visits, np.int64),
        best=np.empty(visits, np.int64),
        ending=np.empty(visits, np.int64),
        count=np.zeros(1, np.int64),
    )


@kernel
def lay(
    d: Stops, p: ShiftPart, worth: Longs, minute: int, s: Labels, forgetful: bool
) -> int:
    """Lay tours; return the most that one is worth, visits less ways, or ``FULL``.

    ``minute`` is the price of each minute of way. ``forgetful``: labels are beaten
    whatever they remember; good tours are found fast, and nothing is proved.
    """
    _clear(d, p, s)
    start = p.ends[0]
    if not _extend(d, p, worth, minute, s, NONE, len(worth), start, forgetful):
        return FULL
    for step in range(p.ends[1] - start + 1):
        label = s.due[step]
        while label != NONE:
            if not _beaten(s, label, forgetful):
                _keep(s, label)
                here = s.visit[label]
                free = s.time[label] + d.minutes[here]
                _close(d, p, minute, s, label, free)
                if not _extend(d, p, worth, minute, s, label, here, free, forgetful):
                    return FULL
            label = s.next[label]
    most = 0
    for v in range(len(worth)):
        most = max(most, s.best[v])
    return most


@inner
def _clear(d: Stops, p: ShiftPart, s: Labels) -> None:
    s.count[0] = 0
    s.due[: p.ends[1] - p.ends[0] + 1] = NONE
    s.kept[:] = NONE
    s.peak[:] = NONE
    home = len(d.low)
    for v in range(home):
        s.last[v] = min(d.high[v], p.ends[1] - d.way[v, home] - d.minutes[v])
        s.best[v] = 0
        s.ending[v] = NONE


@inlined
def _beats(s: Labels, other: int, memory: int, forgetful: bool) -> bool:
    """Say whether a label remembers nothing that one worth no more does not."""
    return forgetful or (s.memory[other] & ~memory) == 0


@inner
def _beaten(s: Labels, label: int, forgetful: bool) -> bool:
    """Say whether a label kept at the same visit is as good in every respect.

    Kept labels are not later: they came in the order of time.
    """
    v, value, memory = s.visit[label], s.value[label], s.memory[label]
    for breaks in range(s.breaks[label], s.kept.shape[1]):
        other = s.kept[v, breaks]
        while other != NONE and s.value[other] >= value:
            if _beats(s, other, memory, forgetful):
                return True
            other = s.rival[other]
    return False


@inner
def _keep(s: Labels, label: int) -> None:
    """Put a label among those kept, by what they are worth."""
    v, breaks = s.visit[label], s.breaks[label]
    before, after = NONE, s.kept[v, breaks]
    while after != NONE and s.value[after] >= s.value[label]:
        before, after = after, s.rival[after]
    s.rival[label] = after
    if before == NONE:
        s.kept[v, breaks] = label
    else:
        s.rival[before] = label


@inner
def _close(
    d: Stops, p: ShiftPart, minute: int, s: Labels, label: int, free: int
) -> None:
    """End a tour with a label, if there is time for the breaks left and the way."""
    v = s.visit[label]
    back = d.way[v, len(d.low)]
    ready, home = free, free + back
    for k in range(s.breaks[label], len(p.first)):
        ready = max(ready, p.first[k]) + p.length[k]
        if ready > p.last[k]:
            return
        home = max(home, p.first[k]) + p.length[k]
    value = s.value[label] - minute * back
    if home <= p.ends[1] and value > s.best[v]:
        s.best[v] = value
        s.ending[v] = label


@inner
def _extend(
    d: Stops,
    p: ShiftPart,
    worth: Longs,
    minute: int,
    s: Labels,
    label: int,
    here: int,
    free: int,
    forgetful: bool,
) -> bool:
    """Add the labels after one, or after the unit; say whether there was room.

    A break may lie on the way, and the way may be made before its window: ``behind``
    is when the breaks taken are over at best, ``taken`` are their minutes.
    """
    behind = ready = free
    taken = 0
    first = 0 if label == NONE else s.breaks[label]
    for k in range(first, len(p.first) + 1):
        for v in range(len(worth)):
            if worth[v] <= 0 or v == here:
                continue
            come = max(free + d.way[here, v] + taken, behind, d.low[v])
            if come > s.last[v]:
                continue
            if k < len(p.first) and come + d.minutes[v] + p.length[k] > p.last[k]:
                continue
            added = _add(
                d, worth, minute, s, label, here, v, come, k, p.ends[0], forgetful
            )
            if not added:
                return False
        if k == len(p.first):
            break
        ready = max(ready, p.first[k]) + p.length[k]
        if ready > p.last[k]:
            break
        behind = max(behind, p.first[k]) + p.length[k]
        taken += p.length[k]
    return True


@inlined
def _add(
    d: Stops,
    worth: Longs,
    minute: int,
    s: Labels,
    label: int,
    here: int,
    v: int,
    come: int,
    breaks: int,
    start: int,
    forgetful: bool,
) -> bool:
    """Add a visit to a tour, unless it remembers it; say whether there was room."""
    memory, value = 0, 0
    if label != NONE:
        memory, value = s.memory[label], s.value[label]
    if d.bit[v] != NONE:
        if (memory >> d.bit[v]) & 1:
            return True
        memory = (memory & d.near[v]) | (1 << d.bit[v])
    else:
        memory = memory & d.near[v]
    n = s.count[0]
    if n == len(s.visit):
        return False
    s.visit[n], s.time[n], s.breaks[n], s.parent[n] = v, come, breaks, label
    s.value[n] = value + worth[v] - minute * d.way[here, v]
    s.memory[n] = memory
    peak = s.peak[v, breaks, come - start]
    if peak != NONE and s.value[peak] >= s.value[n]:
        if _beats(s, peak, memory, forgetful):
            return True
    else:
        s.peak[v, breaks, come - start] = n
    if _beaten(s, n, forgetful):
        return True
    s.next[n] = s.due[come - start]
    s.due[come - start] = n
    s.count[0] = n + 1
    return True
