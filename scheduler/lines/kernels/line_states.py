"""What the future of a person's line must know of its past, as a graph of states.

Each layer holds the states before a day, and each arc is what is worked that day: a
shape, which is shifts that no rule tells apart. What rules of a line demand is in the
arcs' prices; what they forbid has no arc. Hours and shared burdens are not in it.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from scheduler.compiled import inlined, inner, kernel
from scheduler.compiled.tables import table
from scheduler.lines.kernels.arrays import FORBIDDEN, LineArrays, Longs
from scheduler.lines.kernels.line import half_price, is_planned

Ints = NDArray[np.int32]
UNLAWFUL = FORBIDDEN // 10
"""Öre from which an arc is none."""
NONE = -1
IS_OFF = 0
"""The number of no shape; shapes count from one."""

LAST, DAYS, NIGHTS, FREE, END, OWN_MET, WEEK, WEEK_MET, WEEKENDS, HALF, SPLITS = range(
    11
)
FIELDS = 11
"""Of a state: the shape worked last day; days and nights in a row, and days free since
a night; the end of the last duty; whether the plan's first seven days have their rest,
in which period of weekly rest it is and whether that has its own; the weekends before,
a bit for each; days worked of this one; and split shifts."""


@table
class StateRoom(NamedTuple):
    """Where one person's states are found."""

    shape: Longs
    """[shape] a kind of each; the first is for none."""
    can: Longs
    """[day, shape] 1 where the person could work some kind of it, or be off."""
    soonest: Longs
    """[day] the first moment of work on it or later, for one day more."""
    first: Longs
    """[day] the first state of each layer, and the end, for two days more."""
    state: Longs
    """[state, field]"""
    to: Ints
    """[state, shape] the state after it, or ``NONE``."""
    fee: Ints
    """[state, shape] öre of the arc."""
    opens: NDArray[np.uint8]
    """[state] 1 where work would be the first of a weekend."""
    same: Longs
    """[state] the first of its layer that has the same future, ``NONE`` without one."""
    found: Longs
    """Room to find states by their contents."""


@kernel
def grow(m: LineArrays, e: int, g: StateRoom) -> int:
    """Fill in all states of a person; return how many, or -1 where there is no room.

    Those alike to the future are told in ``same``.
    """
    begun = _begin(m, e, g)
    count, days = np.int64(1), m.off.shape[1]
    g.first[0], g.first[1] = 0, 1
    for d in range(days):
        g.found[:] = NONE
        for n in range(g.first[d], g.first[d + 1]):
            g.opens[n] = m.weekend[d] >= 0 and g.state[n, HALF] == 0
            for c in range(g.shape.shape[0]):
                g.to[n, c], g.fee[n, c] = NONE, 0
                if g.can[d, c] == 0:
                    continue
                if count >= g.state.shape[0]:
                    return np.int64(NONE)
                for i in range(FIELDS):
                    g.state[count, i] = g.state[n, i]
                fee = _after(m, e, g, d, c, count)
                if begun + fee >= UNLAWFUL:
                    continue
                at = _known(g, count)
                count += at == count
                g.to[n, c], g.fee[n, c] = at, fee
        g.first[d + 2] = count
    _merge(m, g)
    return count


@inner
def _begin(m: LineArrays, e: int, g: StateRoom) -> int:
    """Fill in the first state; return öre for what is broken already."""
    person, x = m.person[e], g.state[0]
    x[:] = 0
    x[DAYS] = min(person.days_before, _most_days(m))
    x[NIGHTS] = min(person.nights_before, _most_nights(m))
    x[FREE] = min(person.free_before, _most_free(m))
    x[END] = person.last_end
    x[OWN_MET] = person.unknown_before == 0
    x[WEEK] = 1
    if m.limits[0].weekly_rest == 0:
        x[OWN_MET], x[WEEK] = 1, m.period.shape[0]
    return _settle_rest(m, x, g.soonest[0])


@inlined
def _most_days(m: LineArrays) -> int:
    """Return how many days in a row are told apart."""
    limits = m.limits[0]
    preferred = (limits.extra_day > 0) * (limits.days_preferred + 1)
    return max(preferred, (limits.day_beyond > 0) * (limits.days_most + 1))


@inlined
def _most_nights(m: LineArrays) -> int:
    limits = m.limits[0]
    preferred = (limits.extra_night > 0) * (limits.nights_preferred + 1)
    most = (limits.night_beyond > 0) * (limits.nights_most + 1)
    return max(preferred, most, np.int64(limits.missing_day > 0))


@inlined
def _most_free(m: LineArrays) -> int:
    return (m.limits[0].missing_day > 0) * m.limits[0].free_after_nights


@inner
def _after(m: LineArrays, e: int, g: StateRoom, d: int, c: int, n: int) -> int:
    """Change a state by what is worked on a day; return öre."""
    x = g.state[n]
    if d % m.limits[0].split_days == 0:
        x[SPLITS] = 0
    cost = _after_off(m, x) if c == IS_OFF else _after_work(m, e, g, d, c, x)
    cost += _weekend(m, e, d, np.int64(c != IS_OFF), x)
    x[LAST] = c
    cost += _settle_rest(m, x, g.soonest[d + 1])
    if d + 1 == m.off.shape[1]:
        x[:] = 0  # nothing comes that could tell them apart
    return np.int64(cost)


@inner
def _after_off(m: LineArrays, x: Longs) -> int:
    x[DAYS] = 0
    x[FREE] = min(x[FREE] + 1, _most_free(m))
    if x[NIGHTS] > 0:
        x[FREE], x[NIGHTS] = np.int64(min(np.int64(1), _most_free(m))), 0
    return np.int64(0)


@inner
def _after_work(m: LineArrays, e: int, g: StateRoom, d: int, c: int, x: Longs) -> int:
    k, limits = g.shape[c], m.limits[0]
    cost = np.int64(0)
    if x[LAST] != IS_OFF:
        cost += m.pair[m.of_class[e], d - 1, g.shape[x[LAST]], k]
    if m.split[k] and limits.split_beyond:
        x[SPLITS] = min(x[SPLITS] + 1, limits.splits_most + 1)
        cost += (x[SPLITS] > limits.splits_most) * limits.split_beyond
    x[DAYS] = min(x[DAYS] + 1, _most_days(m))
    cost += (x[DAYS] > limits.days_preferred) * limits.extra_day
    cost += (x[DAYS] > limits.days_most) * limits.day_beyond
    if m.night[k]:
        x[NIGHTS] = min(x[NIGHTS] + 1, _most_nights(m))
        cost += (x[NIGHTS] > limits.nights_preferred) * limits.extra_night
        cost += (x[NIGHTS] > limits.nights_most) * limits.night_beyond
    elif x[NIGHTS] > 0:
        x[NIGHTS], x[FREE] = 0, 0
    cost += max(0, _most_free(m) - x[FREE]) * limits.missing_day
    x[FREE] = _most_free(m)
    cost += _settle_rest(m, x, m.begin[d, k])
    x[END] = m.end[d, k]
    return np.int64(cost)


@inner
def _settle_rest(m: LineArrays, x: Longs, upto: int) -> int:
    """Count the rest from the last duty to a moment before which there is no work.

    What the future cannot see of the last duty's end is forgotten.
    """
    cost, least = np.int64(0), m.limits[0].weekly_rest
    if x[OWN_MET] == 0:
        end = m.period[0, 1]
        x[OWN_MET] = min(upto, end) - max(x[END], m.period[0, 0]) >= least
        if upto >= end and x[OWN_MET] == 0:
            cost, x[OWN_MET] = cost + UNLAWFUL, 1
    while x[WEEK] < m.period.shape[0]:
        end = m.period[x[WEEK], 1]
        rested = min(upto, end) - max(x[END], m.period[x[WEEK], 0]) >= least
        x[WEEK_MET] = x[WEEK_MET] or rested
        if upto < end:
            break
        cost += (x[WEEK_MET] == 0) * UNLAWFUL
        x[WEEK], x[WEEK_MET] = x[WEEK] + 1, 0
    if _is_past(m, x):
        x[END] = 0
    return np.int64(cost)


@inner
def _is_past(m: LineArrays, x: Longs) -> bool:
    """Say whether no rest that is still to be counted begins at the last end."""
    if x[OWN_MET] == 0 and x[END] > m.period[0, 0]:
        return False
    week = x[WEEK]
    if week >= m.period.shape[0]:
        return True
    return x[END] <= m.period[week, x[WEEK_MET]]


@inner
def _weekend(m: LineArrays, e: int, d: int, works: int, x: Longs) -> int:
    """Count a day of a weekend, and price the weekend after its last one."""
    w = m.weekend[d]
    if w < 0:
        return np.int64(0)
    x[HALF] += works
    if d + 1 < m.weekend.shape[0] and m.weekend[d + 1] == w:
        return np.int64(0)
    cost = half_price(m, e, w, x[HALF])
    worked, x[HALF] = np.int64(x[HALF] > 0), 0
    if m.limits[0].weekend_beyond:
        x[WEEKENDS] = 2 * x[WEEKENDS] + worked
        cost += _too_many(m, e, w, x[WEEKENDS]) * m.limits[0].weekend_beyond
        before = m.person[e].weekends_of - 1
        x[WEEKENDS] %= np.int64(1) << before
    return np.int64(cost)


@inner
def _too_many(m: LineArrays, e: int, w: int, worked: int) -> int:
    """Return how many weekends of the window that ends with this one need not be."""
    planned, past = np.int64(0), np.int64(0)
    for back in range(m.person[e].weekends_of):
        if is_planned(m, e, w - back):
            planned += (worked >> back) & 1
        elif back - w < m.past_weekends.shape[1]:
            past += m.past_weekends[e, back - w]
    return max(0, min(planned, planned + past - m.person[e].weekends_worked))


@inner
def _known(g: StateRoom, n: int) -> int:
    """Return the state of the layer that is like ``n``."""
    h = np.int64(0)
    for i in range(FIELDS):
        h = (h ^ g.state[n, i]) * 1_099_511_628_211
        h ^= h >> 29
    return _first_found(g, n, h, by_arcs=False)


@inner
def _first_found(g: StateRoom, n: int, h: int, by_arcs: bool) -> int:
    """Return who is like ``n`` among those found with its hash; else it is found."""
    mask = g.found.shape[0] - 1
    while True:
        h &= mask
        at = g.found[h]
        if at == NONE:
            g.found[h] = n
            return n
        if by_arcs and _leads_alike(g, at, n):
            return at
        if not by_arcs and _are_equal(g, at, n):
            return at
        h += 1


@inlined
def _are_equal(g: StateRoom, one: int, other: int) -> bool:
    differing = 0
    for i in range(FIELDS):
        differing += g.state[one, i] != g.state[other, i]
    return differing == 0


@inner
def _merge(m: LineArrays, g: StateRoom) -> None:
    """Find, from the last day back, the states with the same future."""
    days = m.off.shape[1]
    for n in range(g.first[days], g.first[days + 1]):
        g.same[n] = n
    for d in range(days - 1, -1, -1):
        g.found[:] = NONE
        for n in range(g.first[d], g.first[d + 1]):
            leads = False
            for c in range(g.shape.shape[0]):
                if g.to[n, c] != NONE:
                    g.to[n, c] = g.same[g.to[n, c]]
                    leads |= g.to[n, c] != NONE
                if g.to[n, c] == NONE:
                    g.fee[n, c] = 0
            g.same[n] = _alike(g, n) if leads else NONE


@inner
def _alike(g: StateRoom, n: int) -> int:
    """Return the first state of the layer with the same arcs."""
    h = np.int64(g.opens[n])
    for c in range(g.shape.shape[0]):
        h = (h ^ g.to[n, c]) * 1_099_511_628_211
        h = (h ^ g.fee[n, c]) * 1_099_511_628_211
        h ^= h >> 29
    return _first_found(g, n, h, by_arcs=True)


@inner
def _leads_alike(g: StateRoom, one: int, other: int) -> bool:
    if g.opens[one] != g.opens[other]:
        return False
    for c in range(g.shape.shape[0]):
        if g.to[one, c] != g.to[other, c] or g.fee[one, c] != g.fee[other, c]:
            return False
    return True
