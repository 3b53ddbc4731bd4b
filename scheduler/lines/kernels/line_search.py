"""Anneal whole rosters: change days, move shifts, swap days, turn weekends."""

import numpy as np

from scheduler.compiled import inner, kernel
from scheduler.lines.kernels.arrays import LineArrays
from scheduler.lines.kernels.fair_share import share_all, share_anew
from scheduler.lines.kernels.line import line_cost
from scheduler.lines.kernels.manning import (
    OFF,
    Manning,
    draw,
    is_refused,
    man,
    put,
    slot_price,
    undo,
)

OTHER_WORK, MOVED, SWAPPED_ON, SWAPPED_TWICE = 30, 40, 60, 80
TURNED, WEEKENDS_SWAPPED, WEEKEND_TAKEN, STEPS = 100, 102, 104, 108
"""Of so many steps, the first give a person other work on a day, then some move a shift
within a line, and the most let two people swap: several days in a row, two days
anywhere, or one. The last few turn a person's weekends over the whole plan, let two
people swap theirs, or let a person work a weekend instead of those around it: on single
days that would cost broken patterns on the way."""

TRIES = 8
"""Draws of somebody to swap with before a step gives up."""


def start(m: LineArrays, s: Manning) -> int:
    """Count everything of a roster from scratch; return its price."""
    return int(_work(m, s, 0, 0.0))


def anneal(m: LineArrays, s: Manning, steps: int, heat: float) -> int:
    """Make ``steps`` at one temperature (öre); return the change of price."""
    return int(_work(m, s, steps, heat))


@kernel
def _work(m: LineArrays, s: Manning, steps: int, heat: float) -> int:
    if steps == 0:
        return _count_all(m, s)
    gained = np.int64(0)
    for _ in range(steps):
        gained += _step(m, s, heat)
    return gained


@inner
def _count_all(m: LineArrays, s: Manning) -> int:
    s.cover[:] = 0
    s.heads[:] = 0
    total = share_all(m, s)
    for d in range(m.need.shape[0]):
        for k in range(m.need.shape[1]):
            total += m.need[d, k] * m.short[d, k]
    for slot in range(m.slot.shape[0]):
        total += slot_price(m, slot, np.int64(0))
    for e in range(s.works.shape[0]):
        s.cost[e] = line_cost(m, s, e)
        total += s.cost[e]
        for d in range(s.works.shape[1]):
            total += man(m, s, e, d, s.works[e, d], 1)
    return total


@inner
def _step(m: LineArrays, s: Manning, heat: float) -> int:
    """Change something; return the change of price, nought if it was taken back."""
    s.edited[0] = 0
    a, b = draw(s, s.works.shape[0]), np.int64(-1)
    d, sort = draw(s, s.works.shape[1]), draw(s, STEPS)
    if sort < OTHER_WORK:
        change = _work_else(m, s, a, d)
    elif sort < MOVED:
        change = _move_shift(m, s, a, d)
    elif sort >= WEEKEND_TAKEN:
        change = _take_weekend(m, s, a, d)
    elif sort >= WEEKENDS_SWAPPED:
        b = _colleague(m, s, a)
        change = _swap_weekends(m, s, a, b)
    elif sort >= TURNED:
        change = _turn_weekends(m, s, a)
    else:
        b = _partner(m, s, a, d)
        change = _swap_with(m, s, a, b, d, sort)
    return _settled(m, s, a, b, change, heat) if s.edited[0] else np.int64(0)


@inner
def _settled(
    m: LineArrays, s: Manning, a: int, b: int, change: int, heat: float
) -> int:
    """Keep what a step changed for one or two people, or take it back."""
    # Cover was counted as the days were put; a line is priced whole, once a step.
    cost_a, cost_b = line_cost(m, s, a), np.int64(0)
    change += cost_a - s.cost[a]
    if b >= 0:
        cost_b = line_cost(m, s, b)
        change += cost_b - s.cost[b]
    change += _share(m, s, a, b)
    if is_refused(s, change, heat):
        undo(m, s)
        _share(m, s, a, b)
        return np.int64(0)
    s.cost[a] = cost_a
    if b >= 0:
        s.cost[b] = cost_b
    return change


@inner
def _share(m: LineArrays, s: Manning, a: int, b: int) -> int:
    """Count anew what one or two people bear; return the change of spread's price."""
    change = share_anew(m, s, a)
    return change + share_anew(m, s, b) if b >= 0 else change


@inner
def _work_else(m: LineArrays, s: Manning, e: int, d: int) -> int:
    """Let a person work another kind that day, or be off."""
    k = np.int64(OFF)
    if s.works[e, d] == OFF or draw(s, 3) > 0:
        k = _needed_kind(m, s, e, d)
    return np.int64(0) if k == s.works[e, d] else put(m, s, e, d, k)


@inner
def _needed_kind(m: LineArrays, s: Manning, e: int, d: int) -> int:
    """Return a kind with tours that nobody drives yet, or any the person could work."""
    asked = m.asked_of[m.circle_of[e], d]
    first, last = asked[0], asked[1]
    if first < last:
        for _ in range(6):
            k = m.asked[first + draw(s, last - first)]
            if m.may[e, d, k] and s.cover[d, k] < m.need[d, k]:
                return k
    return _some_kind(m, s, e, d)


@inner
def _some_kind(m: LineArrays, s: Manning, e: int, d: int) -> int:
    """Return a random kind the person could work that day, or OFF."""
    kinds = m.may.shape[2]
    # From a random one on: of few that are allowed, drawing would miss most.
    first = draw(s, kinds)
    for i in range(kinds):
        k = (first + i) % kinds
        if m.may[e, d, k]:
            return k
    return np.int64(OFF)


@inner
def _move_shift(m: LineArrays, s: Manning, e: int, d: int) -> int:
    """Let two days of a person change places."""
    other = draw(s, s.works.shape[1])
    k, instead = s.works[e, d], s.works[e, other]
    if k == instead:
        return np.int64(0)
    return put(m, s, e, d, instead) + put(m, s, e, other, k)


@inner
def _partner(m: LineArrays, s: Manning, a: int, d: int) -> int:
    """Return somebody to swap a day with, or -1."""
    for _ in range(TRIES):
        b = _colleague(m, s, a)
        if _may_swap(m, s, a, b, d):
            return b
    return np.int64(-1)


@inner
def _colleague(m: LineArrays, s: Manning, e: int) -> int:
    """Return anybody of a person's circle."""
    c = m.circle_of[e]
    first, last = m.circle[c, 0], m.circle[c, 1]
    return m.members[first + draw(s, last - first)]


@inner
def _may_swap(m: LineArrays, s: Manning, a: int, b: int, d: int) -> bool:
    ka, kb = s.works[a, d], s.works[b, d]
    if ka == kb:
        return False
    return (ka == OFF or m.may[b, d, ka] == 1) and (kb == OFF or m.may[a, d, kb] == 1)


@inner
def _swap_with(m: LineArrays, s: Manning, a: int, b: int, d: int, sort: int) -> int:
    """Let two people, if there are two, swap a day and maybe others."""
    if b < 0:
        return np.int64(0)
    change = _swap(m, s, a, b, d)
    if sort < SWAPPED_ON:
        return change + _swap_on(m, s, a, b, d)
    if sort < SWAPPED_TWICE:
        return change + _swap_also(m, s, a, b)
    return change


@inner
def _swap(m: LineArrays, s: Manning, a: int, b: int, d: int) -> int:
    """Let two people swap a day."""
    ka, kb = s.works[a, d], s.works[b, d]
    return put(m, s, a, d, kb) + put(m, s, b, d, ka)


@inner
def _swap_on(m: LineArrays, s: Manning, a: int, b: int, d: int) -> int:
    """Let two people swap up to six days more, in a row."""
    change = np.int64(0)
    for i in range(d + 1, min(s.works.shape[1], d + 1 + draw(s, 7))):
        if _may_swap(m, s, a, b, i):
            change += _swap(m, s, a, b, i)
    return change


@inner
def _swap_also(m: LineArrays, s: Manning, a: int, b: int) -> int:
    """Let two people swap another day as well: hours may even out again."""
    for _ in range(TRIES):
        i = draw(s, s.works.shape[1])
        if _may_swap(m, s, a, b, i):
            return _swap(m, s, a, b, i)
    return np.int64(0)


@inner
def _turn_weekends(m: LineArrays, s: Manning, e: int) -> int:
    """Let a person's weekends change places in pairs that follow each other."""
    change, odd = np.int64(0), draw(s, 2)
    for d in range(s.works.shape[1] - 7):
        if m.weekend[d] < 0 or m.weekend[d] % 2 != odd:
            continue
        k, later = s.works[e, d], s.works[e, d + 7]
        if k != later:
            change += put(m, s, e, d, _allowed(m, e, d, later))
            change += put(m, s, e, d + 7, _allowed(m, e, d + 7, k))
    return change


@inner
def _swap_weekends(m: LineArrays, s: Manning, a: int, b: int) -> int:
    """Let two people swap all their weekends."""
    change = np.int64(0)
    for d in range(s.works.shape[1]):
        ka, kb = s.works[a, d], s.works[b, d]
        if m.weekend[d] >= 0 and ka != kb:
            change += put(m, s, a, d, _allowed(m, a, d, kb))
            change += put(m, s, b, d, _allowed(m, b, d, ka))
    return change


@inner
def _take_weekend(m: LineArrays, s: Manning, e: int, d: int) -> int:
    """Let a person work a weekend, and not those around it that the pattern forbids.

    As many duties as before: the difference is made up on other days.
    """
    while d < s.works.shape[1] and m.weekend[d] < 0:
        d += 1
    if d == s.works.shape[1]:
        return np.int64(0)
    taken, person = m.weekend[d], m.person[e]
    # Of n in every m, the others near are given up as often as the pattern asks.
    kept, others = person.weekends_worked - 1, person.weekends_of - 1
    change, more = np.int64(0), np.int64(0)
    for i in range(s.works.shape[1]):
        works = s.works[e, i] != OFF
        if m.weekend[i] == taken and not works:
            change += put(m, s, e, i, _needed_kind(m, s, e, i))
            more += s.works[e, i] != OFF
        near = m.weekend[i] >= 0 and 0 < abs(m.weekend[i] - taken) <= others
        if works and near and draw(s, others) >= kept:
            change += put(m, s, e, i, np.int64(OFF))
            more -= 1
    return change + _made_up(m, s, e, more)


@inner
def _made_up(m: LineArrays, s: Manning, e: int, more: int) -> int:
    """Let a person who works so many days ``more`` than before work fewer weekdays."""
    change = np.int64(0)
    for _ in range(TRIES * abs(more)):
        d = draw(s, s.works.shape[1])
        works = s.works[e, d] != OFF
        if m.weekend[d] >= 0 or works != (more > 0):
            continue
        k = np.int64(OFF) if works else _needed_kind(m, s, e, d)
        if k != s.works[e, d]:
            change += put(m, s, e, d, k)
            more += -1 if works else 1
        if more == 0:
            break
    return change


@inner
def _allowed(m: LineArrays, e: int, d: int, k: int) -> int:
    """Return a kind if the person could work it, or else the shift alone, or OFF."""
    if k == OFF or m.may[e, d, k]:
        return k
    return m.base[k] if m.may[e, d, m.base[k]] else np.int64(OFF)
