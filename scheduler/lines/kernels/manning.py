"""Who works what while the line search goes on, and what is kept beside it."""

from typing import NamedTuple

import numpy as np

from scheduler.compiled import inlined, inner
from scheduler.compiled.tables import table
from scheduler.lines.kernels.arrays import LineArrays, Longs

OFF = -1


@table
class Manning(NamedTuple):
    """A roster, with what makes its changes cheap to price."""

    works: Longs
    """[person, day] kind of shift, ``OFF`` for none."""
    cover: Longs
    """[day, kind] people who work it."""
    heads: Longs
    """[slot] people who count there."""
    cost: Longs
    """[person] öre of the person's line."""
    borne: Longs
    """[person, burden] weekends, evenings and nights, those before the plan too."""
    spread: Longs
    """[group] how much more somebody bears than who bears least."""
    random: Longs
    """[1] state of the random numbers."""
    edits: Longs
    """[n, 3] person, day and kind before: what a step changed, so that it can be
    undone by going backwards."""
    edited: Longs
    """[1] how many of them there are."""
    weeks: Longs
    """[week] room to count a line's weekends in."""


def nobody(m: LineArrays, seed: int) -> Manning:
    """Return a roster where nobody works, not yet counted."""
    people, days, _ = m.may.shape
    return Manning(
        works=np.full((people, days), OFF, np.int64),
        cover=np.zeros(m.need.shape, np.int64),
        heads=np.zeros(len(m.slot), np.int64),
        cost=np.zeros(people, np.int64),
        borne=m.carried.copy(),
        spread=np.zeros(len(m.group), np.int64),
        random=np.array([seed * 7_919 + 88_172_645_463_325_252], np.int64),
        edits=np.zeros((4 * days, 3), np.int64),
        edited=np.zeros(1, np.int64),
        weeks=np.zeros(len(m.period) + 1, np.int64),
    )


@inlined
def draw(s: Manning, below: int) -> int:
    """Return a random integer in [0, below)."""
    # As in the tour engine; stored signed, since the table has one width.
    x = np.uint64(s.random[0])
    x ^= x << np.uint64(13)
    x ^= x >> np.uint64(7)
    x ^= x << np.uint64(17)
    s.random[0] = np.int64(x)
    return np.int64((x >> np.uint64(11)) % np.uint64(below))


@inner
def man(m: LineArrays, s: Manning, e: int, d: int, k: int, by: int) -> int:
    """Add (or take away) a person on a kind; return the change of price."""
    if k == OFF:
        return np.int64(0)
    base = m.base[k]
    change = _count(m, s, d, base, by)
    # Of a sort, and so a head of the plain kind as well: both have tours to drive.
    if base != k:
        change += _count(m, s, d, k, by)
    if not m.slot_of[d, base, 2]:
        over = s.cover[d, base] - m.need[d, base]
        now, before = max(0, over), max(0, over - by)
        # Squared, so that who is not needed is spread over days and kinds.
        change += (now * now - before * before) * 2_000
    change += count_head(m, s, e, d, base, by)
    return change


@inner
def count_head(m: LineArrays, s: Manning, e: int, d: int, k: int, by: int) -> int:
    """Add (or take away) a person where heads are counted; return what it changes."""
    change = np.int64(0)
    if d < m.person[e].counts_from:
        return change
    for i in range(m.slot_of[d, k, 0], m.slot_of[d, k, 1]):
        slot = m.slots[i]
        if m.counts[e, m.slot[slot, 0]]:
            heads = s.heads[slot]
            change += slot_price(m, slot, heads + by) - slot_price(m, slot, heads)
            s.heads[slot] = heads + by
    return change


@inlined
def is_refused(s: Manning, change: int, heat: float) -> bool:
    """Say whether the annealer takes a dearer step back, at a temperature (öre)."""
    return change > 0 and draw(s, 1 << 30) >= np.exp(-change / heat) * (1 << 30)


@inlined
def _count(m: LineArrays, s: Manning, d: int, k: int, by: int) -> int:
    """Add (or take away) a head on a kind; return the change of its price."""
    before = s.cover[d, k]
    s.cover[d, k] = before + by
    change = max(0, m.need[d, k] - before - by) - max(0, m.need[d, k] - before)
    return change * m.short[d, k]


@inlined
def slot_price(m: LineArrays, slot: int, heads: int) -> int:
    """Return öre for so many people in a slot of headcount."""
    return (
        max(0, m.slot[slot, 1] - heads) * m.slot[slot, 4]
        + max(0, m.slot[slot, 2] - heads) * m.slot[slot, 5]
        + max(0, heads - m.slot[slot, 3]) * m.slot[slot, 6]
    )


@inner
def put(m: LineArrays, s: Manning, e: int, d: int, k: int) -> int:
    """Let a person work another kind on a day; return the change of cover's price."""
    n = s.edited[0]
    s.edits[n, 0], s.edits[n, 1], s.edits[n, 2] = e, d, s.works[e, d]
    s.edited[0] = n + 1
    return _replace(m, s, e, d, k)


@inner
def undo(m: LineArrays, s: Manning) -> None:
    """Take a step's changes back, the last one first."""
    for n in range(s.edited[0] - 1, -1, -1):
        _replace(m, s, s.edits[n, 0], s.edits[n, 1], s.edits[n, 2])


@inlined
def _replace(m: LineArrays, s: Manning, e: int, d: int, k: int) -> int:
    change = man(m, s, e, d, s.works[e, d], -1)
    s.works[e, d] = k
    return change + man(m, s, e, d, k, 1)
