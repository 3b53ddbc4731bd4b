"""The cheapest line between a bound and one that is known.

A label is a state, reached with so many minutes and burdens; of those alike the
cheapest is kept, and none from which no line ends below what is known.
"""

import numpy as np

from scheduler.compiled import inlined, inner
from scheduler.lines.kernels.arrays import LineArrays
from scheduler.lines.kernels.line_room import (
    BURDENS,
    EVENING,
    NIGHT,
    WEEKEND,
    LineRoom,
    LineStates,
    borne_of,
    counted,
    minutes_of,
    terms_price,
)
from scheduler.lines.kernels.line_states import IS_OFF, NONE

SLACK = 4_000
"""Öre above the bound up to which labels are set at first."""


@inner
def cheapest_between(
    m: LineArrays,
    g: LineStates,
    r: LineRoom,
    e: int,
    row: int,
    rest: int,
    bound: int,
    price: int,
) -> int:
    """Seek a line that is cheaper than ``price``; return the least öre.

    ``rest`` is what hours and burdens cost at least. Not far above the bound at first:
    few labels end there, and mostly one of them is the answer.
    """
    slack = np.int64(SLACK)
    while True:
        limit = np.int64(min(price, bound + slack))
        found = _below(m, g, r, e, row, rest, limit)
        if found == NONE:
            return price
        if found < limit or limit == price:
            r.told[1] += 1
            return min(found, price)
        slack *= 4


@inner
def _below(
    m: LineArrays, g: LineStates, r: LineRoom, e: int, row: int, rest: int, limit: int
) -> int:
    """Set labels for all lines cheaper than a limit; return the least öre, or it.

    ``NONE`` where there is no room for so many.
    """
    days, many, zero = m.off.shape[1], g.shapes[e], g.first[e, 0]
    weekend, told = r.multiplier[e, 1], _told_apart(r)
    first, count = np.int64(0), np.int64(1)
    r.label[0, 0], r.label[0, 1], r.label[0, 2], r.label[0, 3] = 0, 0, 0, NONE
    for d in range(days):
        last = count
        mask = _cleared(r, 4 * many * (last - first))
        for n in range(first, last):
            node = r.label[n, 0]
            arc, opens = g.arcs[e] + node * many, g.opens[zero + node]
            for c in range(many):
                to = np.int64(g.to[arc + c])
                if to == NONE:
                    continue
                counts = r.label[n, 1]
                cost = r.label[n, 2] + r.reduced[d, c] + g.fee[arc + c]
                if c != IS_OFF:
                    counts += (counted(m, g, e, d, c) + opens * WEEKEND) & told
                    cost += opens * weekend
                if cost + r.ahead[row, to] + rest >= limit:
                    continue
                if count >= r.label.shape[0]:
                    return np.int64(NONE)
                count = _set(r, mask, count, (to, counts, cost, n, c))
        first = last
    return _taken(m, r, e, first, count, limit)


@inner
def _told_apart(r: LineRoom) -> int:
    """Return the bits of a line's number that are priced."""
    return (
        (WEEKEND - 1)
        + (r.terms[0, 3] > 0) * (EVENING - WEEKEND)
        + (r.terms[1, 3] > 0) * (NIGHT - EVENING)
        + (r.terms[2, 3] > 0) * 255 * NIGHT
    )


@inlined
def _cleared(r: LineRoom, atleast: int) -> int:
    """Clear room to find so many labels; return its mask."""
    size = np.int64(64)
    while size < atleast and size < r.found.shape[0]:
        size *= 2
    for i in range(size):
        r.found[i] = NONE
    return size - 1


@inner
def _set(
    r: LineRoom, mask: int, count: int, given: tuple[int, int, int, int, int]
) -> int:
    """Set a label, or improve the one like it; return how many there are."""
    to, counts, cost, before, c = given
    h = (to * 1_000_003) ^ (counts * 1_099_511_628_211)
    h ^= h >> 29
    while True:
        h &= mask
        at = np.int64(r.found[h])
        if at == NONE:
            break
        if r.label[at, 0] == to and r.label[at, 1] == counts:
            if cost < r.label[at, 2]:
                r.label[at, 2], r.label[at, 3], r.label[at, 4] = cost, before, c
            return count
        h += 1
    r.found[h] = count
    r.label[count, 0], r.label[count, 1], r.label[count, 2] = to, counts, cost
    r.label[count, 3], r.label[count, 4] = before, c
    return count + 1


@inner
def _taken(
    m: LineArrays, r: LineRoom, e: int, first: int, count: int, limit: int
) -> int:
    """Take the line of the cheapest label at the end, if it is below a limit."""
    by, price, best = r.multiplier[e], limit, np.int64(NONE)
    for n in range(first, count):
        counts = r.label[n, 1]
        cost = r.label[n, 2] - by[0] * minutes_of(counts)
        for b in range(BURDENS):
            if r.terms[b, 3]:
                cost -= by[1 + b] * borne_of(counts, b)
        cost += terms_price(m, r, e, counts)
        if cost < price:
            price, best = cost, n
    for d in range(r.best.shape[0] - 1, -1, -1):
        if best == NONE:
            break
        r.best[d], best = r.label[best, 4], r.label[best, 3]
    return np.int64(price)
