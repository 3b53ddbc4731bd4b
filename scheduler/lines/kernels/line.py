"""What one person's line of duties costs; the law in it is the dearest."""

import numpy as np

from scheduler.compiled import inlined, inner
from scheduler.lines.kernels.arrays import FORBIDDEN, LONG_FREE, LineArrays
from scheduler.lines.kernels.manning import OFF, Manning

WEEK = 7 * 24 * 60


@inner
def line_cost(m: LineArrays, s: Manning, e: int) -> int:
    """Return what one person's line costs, öre."""
    cost, minutes, splits = np.int64(0), np.int64(0), np.int64(0)
    last, limits = np.int64(OFF), m.limits[0]
    for d in range(s.works.shape[1]):
        k = s.works[e, d]
        if d % limits.split_days == 0:
            splits = np.int64(0)
        if k == OFF:
            cost += m.off[e, d]
            last = np.int64(OFF)
            continue
        if m.may[e, d, k] == 0:
            cost += FORBIDDEN
        base = m.base[k]
        cost += m.price[e, d, k]
        minutes += m.paid[d, base]
        splits += m.split[base]
        beyond = m.split[base] * (splits > limits.splits_most)
        cost += beyond * limits.split_beyond
        if last != OFF:
            cost += m.pair[m.of_class[e], d - 1, last, base]
        last = base
    if limits.cycle:
        first = s.works[e, 0]
        if last != OFF and first != OFF:
            cost += m.pair[m.of_class[e], s.works.shape[1] - 1, last, m.base[first]]
        cost += _unevenness(m, s, e)
    cost += hours_price(m, e, minutes) + _weekends(m, s, e) + _rests(m, s, e)
    return cost + _days_in_a_row(m, s, e)


@inner
def _unevenness(m: LineArrays, s: Manning, e: int) -> int:
    """Price what the line has of what is shared, more or less than its share."""
    limits, person = m.limits[0], m.person[e]
    passes, evenings, nights = np.int64(0), np.int64(0), np.int64(0)
    weekends, counted = np.int64(0), np.int64(-1)
    for d in range(s.works.shape[1]):
        k = s.works[e, d]
        if k == OFF:
            continue
        passes += 1
        evenings += m.evening[m.base[k]]
        nights += m.night[m.base[k]]
        if m.weekend[d] > counted:
            weekends, counted = weekends + 1, m.weekend[d]
    cost = abs(passes - person.fair_passes) * limits.uneven_duty
    cost += abs(weekends - person.fair_weekends) * limits.uneven_weekend
    cost += abs(evenings - person.fair_evenings) * limits.uneven_evening
    return np.int64(cost + abs(nights - person.fair_nights) * limits.uneven_night)


@inner
def _days_in_a_row(m: LineArrays, s: Manning, e: int) -> int:
    """Price many days or nights in a row, and too little time off after nights."""
    limits, person = m.limits[0], m.person[e]
    cost, free = np.int64(0), person.free_before
    days, nights = person.days_before, person.nights_before
    whole = s.works.shape[1]
    # A line that begins again is gone through twice: the first time tells its past.
    for d in range(-whole if limits.cycle else 0, whole):
        if d == 0:
            cost = np.int64(0)
        k = s.works[e, d if d >= 0 else d + whole]
        if k == OFF:
            days, free = np.int64(0), free + 1
            if nights > 0:
                free, nights = np.int64(1), np.int64(0)
            continue
        days += 1
        cost += (days > limits.days_preferred) * limits.extra_day
        cost += (days > limits.days_most) * limits.day_beyond
        if m.night[m.base[k]]:
            nights += 1
            cost += (nights > limits.nights_preferred) * limits.extra_night
            cost += (nights > limits.nights_most) * limits.night_beyond
        elif nights > 0:
            nights, free = np.int64(0), np.int64(0)
        cost += max(0, limits.free_after_nights - free) * limits.missing_day
        # What follows a row of nights is priced once, by the first day worked.
        free = np.int64(LONG_FREE)
    return cost


@inner
def hours_price(m: LineArrays, e: int, minutes: int) -> int:
    """Price so many minutes in the plan."""
    limits, person = m.limits[0], m.person[e]
    cost = max(0, minutes - person.most_minutes) * 100_000
    if person.monthly:
        away = abs(person.balance + minutes)
        cost += away * limits.balance_minute
        cost += max(0, away - limits.carry) * limits.beyond_carry
    return np.int64(cost)


@inner
def _weekends(m: LineArrays, s: Manning, e: int) -> int:
    """Price half weekends, and more weekends than the person's pattern has."""
    beyond = m.limits[0].weekend_beyond
    s.weeks[:] = 0
    last = np.int64(-1)
    for d in range(s.works.shape[1]):
        last = max(last, m.weekend[d])
        if m.weekend[d] >= 0 and s.works[e, d] != OFF:
            s.weeks[m.weekend[d]] += 1
    cost = np.int64(0)
    for w in range(last + 1):
        cost += half_price(m, e, w, s.weeks[w])
        if beyond:
            cost += _weekends_too_many(m, s, e, w) * beyond
    return cost


@inlined
def half_price(m: LineArrays, e: int, w: int, worked: int) -> int:
    """Return öre for a weekend of which so many days are worked."""
    return (worked == 1) * m.whole_weekend[w] * m.person[e].half_weekend


@inlined
def is_planned(m: LineArrays, e: int, w: int) -> bool:
    """Say whether the plan decides if a weekend is worked: no day before it was."""
    return w > 0 or (w == 0 and m.past_weekends[e, 0] == 0)


@inner
def _weekends_too_many(m: LineArrays, s: Manning, e: int, w: int) -> int:
    """Return how many of the weekends in a row that end with this one need not be."""
    planned, past = np.int64(0), np.int64(0)
    for back in range(m.person[e].weekends_of):
        if is_planned(m, e, w - back):
            planned += s.weeks[w - back] > 0
        elif m.limits[0].cycle:
            planned += s.weeks[(w - back) % (m.limits[0].cycle // WEEK)] > 0
        elif back - w < m.past_weekends.shape[1]:
            past += m.past_weekends[e, back - w]
    return max(0, min(planned, planned + past - m.person[e].weekends_worked))


@inner
def _rests(m: LineArrays, s: Manning, e: int) -> int:
    """Price the weeks whose longest rest is too short."""
    least = m.limits[0].weekly_rest
    if least == 0:
        return np.int64(0)
    cost, d, before = np.int64(0), np.int64(0), m.person[e].last_end
    if m.limits[0].cycle:
        before = _end_of_cycle(m, s, e)
    last = before
    for w in range(1 - m.person[e].unknown_before, m.period.shape[0]):
        begin, end = m.period[w, 0], m.period[w, 1]
        if w == 1:
            d, last = np.int64(0), before
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
        if longest < least:
            cost += FORBIDDEN // 10
    return cost


@inner
def _end_of_cycle(m: LineArrays, s: Manning, e: int) -> int:
    """Return when the last duty of the cycle before this one ended."""
    for d in range(s.works.shape[1] - 1, -1, -1):
        if s.works[e, d] != OFF:
            return np.int64(m.end[d, m.base[s.works[e, d]]] - m.limits[0].cycle)
    return np.int64(0)
