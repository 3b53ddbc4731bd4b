"""Anneal whole rosters: change a day, move a shift, let two people swap some days."""

import numpy as np

from scheduler.compiled import allocating
from scheduler.lines.table import FORBIDDEN, Lines, Longs

OFF = -1


@allocating
def _draw(random: Longs, below: int) -> int:
    x = np.uint64(random[0])
    x ^= x << np.uint64(13)
    x ^= x >> np.uint64(7)
    x ^= x << np.uint64(17)
    random[0] = np.int64(x)
    return np.int64((x >> np.uint64(11)) % np.uint64(below))


@allocating
def line_cost(m: Lines, e: int, row: Longs) -> int:
    """Return what one person's line costs, öre."""
    limits, person = m.limits, m.person[e]
    cost, minutes = np.int64(0), np.int64(0)
    days, nights, free = person[5], person[6], np.int64(99)
    for d in range(row.shape[0]):
        k = row[d]
        if k == OFF:
            cost += m.off[e, d]
            days, free = np.int64(0), free + 1
            if nights > 0:
                free, nights = np.int64(1), np.int64(0)
            continue
        if m.may[e, d, k] == 0:
            cost += FORBIDDEN
        cost += m.price[e, d, k]
        minutes += m.paid[d, m.base[k]]
        if d > 0 and row[d - 1] != OFF:
            cost += m.pair[m.of_class[e], d - 1, m.base[row[d - 1]], m.base[k]]
        days += 1
        if days > limits[3]:
            cost += FORBIDDEN // 10
        elif days > limits[4]:
            cost += limits[5]
        if m.night[m.base[k]]:
            nights += 1
            if nights > limits[6]:
                cost += limits[7]
        elif nights > 0:
            cost += limits[9] * limits[8]
            nights, free = np.int64(0), np.int64(99)
        elif free < limits[8]:
            cost += limits[9] * (limits[8] - free)
            free = np.int64(99)
        if nights == 0:
            free = np.int64(99)
    return cost + _hours(m, e, minutes) + _weekends(m, e, row) + _rests(m, e, row)


@allocating
def _hours(m: Lines, e: int, minutes: int) -> int:
    person = m.person[e]
    cost = np.int64(0)
    if minutes > person[2]:
        cost += (minutes - person[2]) * 100_000
    if person[0]:
        away = abs(person[1] + minutes)
        cost += away * m.limits[2] // 60
        cost += max(0, away - m.limits[1]) * 100_000
    return cost


@allocating
def _weekends(m: Lines, e: int, row: Longs) -> int:
    person = m.person[e]
    weeks = m.period.shape[0] + 1
    worked = np.zeros(weeks, np.int64)
    for d in range(row.shape[0]):
        if m.weekend[d] >= 0 and row[d] != OFF:
            worked[m.weekend[d]] += 1
    cost = np.int64(0)
    for w in range(weeks):
        if worked[w] == 1:
            cost += m.limits[10]
        if m.limits[11] == 0:
            continue
        found, planned = np.int64(0), np.int64(0)
        for back in range(person[4]):
            if w - back >= 0:
                planned += worked[w - back] > 0
            elif back - w < 16:
                found += m.past_weekends[e, back - w]
        found += planned
        if found > person[3] and planned > 0:
            cost += (found - person[3]) * (FORBIDDEN // 10)
    return cost


@allocating
def _rests(m: Lines, e: int, row: Longs) -> int:
    """Price the weeks whose longest rest is too short."""
    if m.limits[0] == 0:
        return 0
    cost, d, last = np.int64(0), np.int64(0), m.person[e, 7]
    for w in range(m.period.shape[0]):
        begin, end = m.period[w, 0], m.period[w, 1]
        longest = np.int64(0)
        while d < row.shape[0]:
            k = row[d]
            if k != OFF:
                k = m.base[k]
                if m.begin[d, k] >= end:
                    break
                longest = max(longest, m.begin[d, k] - max(last, begin))
                last = m.end[d, k]
            d += 1
        longest = max(longest, end - max(last, begin))
        if longest < m.limits[0]:
            cost += FORBIDDEN // 10
    return cost


@allocating
def _slot_price(m: Lines, s: int, heads: int) -> int:
    slot = m.slot[s]
    return (
        max(0, slot[1] - heads) * slot[4]
        + max(0, slot[2] - heads) * slot[5]
        + max(0, heads - slot[3]) * slot[6]
    )


@allocating
def _count(m: Lines, cover: Longs, d: int, k: int, by: int) -> int:
    """Add (or take away) a head on a kind; return the change of its price."""
    before = cover[d, k]
    cover[d, k] = before + by
    change = max(0, m.need[d, k] - before - by) - max(0, m.need[d, k] - before)
    return change * m.short[d, k]


@allocating
def _man(m: Lines, cover: Longs, heads: Longs, e: int, d: int, k: int, by: int) -> int:
    """Add (or take away) a person on a shift; return the change of price."""
    if k == OFF:
        return 0
    base = m.base[k]
    cost = _count(m, cover, d, base, by)
    if base != k:
        cost += _count(m, cover, d, k, by)
    first, last = m.slot_of[d, base, 0], m.slot_of[d, base, 1]
    if first == last:
        over = cover[d, base] - m.need[d, base]
        now, before = max(0, over), max(0, over - by)
        cost += (now * now - before * before) * 2_000
    for i in range(first, last):
        s = m.slots[i]
        if m.counts[e, m.slot[s, 0]]:
            cost += _slot_price(m, s, heads[s] + by) - _slot_price(m, s, heads[s])
            heads[s] += by
    return cost


@allocating
def start(m: Lines, x: Longs, cover: Longs, heads: Longs, cost: Longs) -> int:
    """Count everything of a roster from scratch; return its price."""
    cover[:] = 0
    heads[:] = 0
    total = np.int64(0)
    for d in range(m.need.shape[0]):
        for k in range(m.need.shape[1]):
            total += m.need[d, k] * m.short[d, k]
    for s in range(m.slot.shape[0]):
        total += _slot_price(m, s, 0)
    for e in range(x.shape[0]):
        cost[e] = line_cost(m, e, x[e])
        total += cost[e]
        for d in range(x.shape[1]):
            total += _man(m, cover, heads, e, d, x[e, d], 1)
    return total


@allocating
def _set(m: Lines, x: Longs, cover: Longs, heads: Longs, e: int, d: int, k: int) -> int:
    """Let a person work another kind on a day; return the change of cover's price."""
    change = _man(m, cover, heads, e, d, x[e, d], -1)
    x[e, d] = k
    return change + _man(m, cover, heads, e, d, k, 1)


@allocating
def _some_kind(m: Lines, random: Longs, e: int, d: int) -> int:
    """Return a random kind the person could work that day, or OFF."""
    kinds = m.may.shape[2]
    first = _draw(random, kinds)
    for i in range(kinds):
        k = (first + i) % kinds
        if m.may[e, d, k]:
            return k
    return np.int64(OFF)


@allocating
def _needed_kind(m: Lines, cover: Longs, random: Longs, e: int, d: int) -> int:
    """Return a kind with tours that nobody drives yet, or any the person could work."""
    first, last = m.asked_of[d, 0], m.asked_of[d, 1]
    if first < last:
        for _ in range(6):
            k = m.asked[first + _draw(random, last - first)]
            if m.may[e, d, k] and cover[d, k] < m.need[d, k]:
                return k
    return _some_kind(m, random, e, d)


@allocating
def anneal(
    m: Lines,
    x: Longs,
    cover: Longs,
    heads: Longs,
    cost: Longs,
    random: Longs,
    steps: int,
    heat: float,
) -> int:
    """Make steps at one temperature; return the change of price."""
    people, days = x.shape
    gained = np.int64(0)
    old_a, old_b = np.zeros(days, np.int64), np.zeros(days, np.int64)
    for _ in range(steps):
        a, b = _draw(random, people), np.int64(-1)
        d, sort = _draw(random, days), _draw(random, 10)
        old_a[:] = x[a]
        change = np.int64(0)
        if sort < 5:
            k = np.int64(OFF)
            if x[a, d] == OFF or _draw(random, 3) > 0:
                k = _needed_kind(m, cover, random, a, d)
            if k == x[a, d]:
                continue
            change += _set(m, x, cover, heads, a, d, k)
        elif sort < 7:
            other = _draw(random, days)
            k1, k2 = x[a, d], x[a, other]
            if k1 == k2:
                continue
            change += _set(m, x, cover, heads, a, d, k2)
            change += _set(m, x, cover, heads, a, other, k1)
        else:
            b = _draw(random, people)
            if a == b:
                continue
            old_b[:] = x[b]
            length = 1 + _draw(random, 7)
            for i in range(d, min(days, d + length)):
                k1, k2 = x[a, i], x[b, i]
                if k1 == k2:
                    continue
                fits_b = k1 == OFF or m.may[b, i, k1] == 1
                fits_a = k2 == OFF or m.may[a, i, k2] == 1
                if fits_a and fits_b:
                    change += _set(m, x, cover, heads, a, i, k2)
                    change += _set(m, x, cover, heads, b, i, k1)
        new_a = line_cost(m, a, x[a])
        change += new_a - cost[a]
        new_b = np.int64(0)
        if b >= 0:
            new_b = line_cost(m, b, x[b])
            change += new_b - cost[b]
        if change <= 0 or _draw(random, 1 << 30) < np.exp(-change / heat) * (1 << 30):
            gained += change
            cost[a] = new_a
            if b >= 0:
                cost[b] = new_b
            continue
        for i in range(days):
            if x[a, i] != old_a[i]:
                _set(m, x, cover, heads, a, i, old_a[i])
            if b >= 0 and x[b, i] != old_b[i]:
                _set(m, x, cover, heads, b, i, old_b[i])
    return gained
