"""What one person's line of duties costs; the law in it is the dearest."""

import numpy as np

from scheduler.compiled import inner
from scheduler.lines.manning import OFF, Manning
from scheduler.lines.table import FORBIDDEN, Lines


@inner
def line_cost(m: Lines, s: Manning, e: int) -> int:
    """Return what one person's line costs, öre."""
    cost, minutes = np.int64(0), np.int64(0)
    last = np.int64(OFF)
    for d in range(s.works.shape[1]):
        k = s.works[e, d]
        if k == OFF:
            cost += m.off[e, d]
            last = np.int64(OFF)
            continue
        if m.may[e, d, k] == 0:
            cost += FORBIDDEN
        base = m.base[k]
        cost += m.price[e, d, k]
        minutes += m.paid[d, base]
        if last != OFF:
            cost += m.pair[m.of_class[e], d - 1, last, base]
        last = base
    cost += _hours(m, e, minutes) + _weekends(m, s, e) + _rests(m, s, e)
    return cost + _days_in_a_row(m, s, e)


@inner
def _days_in_a_row(m: Lines, s: Manning, e: int) -> int:
    """Price many days or nights in a row, and too little time off after nights."""
    cost, free = np.int64(0), np.int64(99)
    days, nights = m.person[e, 5], m.person[e, 6]
    for d in range(s.works.shape[1]):
        k = s.works[e, d]
        if k == OFF:
            days, free = np.int64(0), free + 1
            if nights > 0:
                free, nights = np.int64(1), np.int64(0)
            continue
        days += 1
        if days > m.limits[3]:
            cost += FORBIDDEN // 10
        elif days > m.limits[4]:
            cost += m.limits[5]
        if m.night[m.base[k]]:
            nights += 1
            if nights > m.limits[6]:
                cost += m.limits[7]
        elif nights > 0:
            cost += m.limits[9] * m.limits[8]
            nights = np.int64(0)
        elif free < m.limits[8]:
            cost += m.limits[9] * (m.limits[8] - free)
        free = np.int64(99)
    return cost


@inner
def _hours(m: Lines, e: int, minutes: int) -> int:
    cost = np.int64(0)
    if minutes > m.person[e, 2]:
        cost += (minutes - m.person[e, 2]) * 100_000
    if m.person[e, 0]:
        away = abs(m.person[e, 1] + minutes)
        cost += away * m.limits[2] // 60
        cost += max(0, away - m.limits[1]) * 100_000
    return cost


@inner
def _weekends(m: Lines, s: Manning, e: int) -> int:
    """Price half weekends, and more weekends than the person's pattern has."""
    weeks = s.weeks.shape[0]
    s.weeks[:] = 0
    for d in range(s.works.shape[1]):
        if m.weekend[d] >= 0 and s.works[e, d] != OFF:
            s.weeks[m.weekend[d]] += 1
    cost = np.int64(0)
    for w in range(weeks):
        if s.weeks[w] == 1:
            cost += m.limits[10]
        if m.limits[11] == 0:
            continue
        found, planned = np.int64(0), np.int64(0)
        for back in range(m.person[e, 4]):
            if w - back >= 0:
                planned += s.weeks[w - back] > 0
            elif back - w < 16:
                found += m.past_weekends[e, back - w]
        found += planned
        if found > m.person[e, 3] and planned > 0:
            cost += (found - m.person[e, 3]) * (FORBIDDEN // 10)
    return cost


@inner
def _rests(m: Lines, s: Manning, e: int) -> int:
    """Price the weeks whose longest rest is too short."""
    if m.limits[0] == 0:
        return np.int64(0)
    cost, d, last = np.int64(0), np.int64(0), m.person[e, 7]
    for w in range(m.period.shape[0]):
        begin, end = m.period[w, 0], m.period[w, 1]
        longest = np.int64(0)
        while d < s.works.shape[1]:
            k = s.works[e, d]
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
