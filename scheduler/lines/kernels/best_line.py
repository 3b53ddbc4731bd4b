"""The cheapest lawful line of one person, given what everybody else works.

Hours and shared burdens depend on the whole line. Multipliers price them day by day:
then the cheapest way through the states is a bound, and a line that mostly is the
answer. What is left between the two, labels decide.
"""

import numpy as np

from scheduler.compiled import inlined, inner
from scheduler.lines.kernels.arrays import LineArrays
from scheduler.lines.kernels.line import hours_price
from scheduler.lines.kernels.line_labels import cheapest_between
from scheduler.lines.kernels.line_room import (
    BURDENS,
    NEVER,
    WEEKEND,
    LineRoom,
    LineStates,
    borne_of,
    burden_price,
    counted,
    minutes_of,
    terms_price,
)
from scheduler.lines.kernels.line_states import IS_OFF, NONE

PASSES = 8
"""Sets of multipliers that are tried before labels decide."""
STEP = 64
"""Öre for each minute by which a multiplier changes at first."""


@inner
def cheapest(m: LineArrays, g: LineStates, r: LineRoom, e: int) -> int:
    """Find the cheapest line at the prices of ``price_days``; return öre.

    It is in ``best``, as shapes. Where there was no room to prove it, a cheaper one may
    be.
    """
    bound, price, row = np.int64(-NEVER), np.int64(NEVER), np.int64(0)
    tried, low, high, step = r.multiplier[e], np.int64(-NEVER), np.int64(NEVER), STEP
    kept = (tried[0], tried[1], tried[2], tried[3])
    r.told[0] += 1
    for _ in range(PASSES):
        least = _ahead(m, g, r, e, 1 - row) + _least_terms(m, g, r, e)
        counts = _follow(m, g, r, e, 1 - row)
        now = _line_price(m, g, r, e, counts)
        if now < price:
            price = now
            for d in range(r.line.shape[0]):
                r.best[d] = r.line[d]
        if least > bound:
            bound, row = least, 1 - row
            kept = (tried[0], tried[1], tried[2], tried[3])
        if bound >= price:
            r.told[1] += 1
            return price
        _turn_burdens(r, e, counts)
        low, high, step = _turn_minutes(m, r, e, minutes_of(counts), low, high, step)
        if high - low <= 1:
            break
    tried[0], tried[1], tried[2], tried[3] = kept
    _reduce(m, g, r, e)
    return cheapest_between(m, g, r, e, row, _least_terms(m, g, r, e), bound, price)


@inner
def _reduce(m: LineArrays, g: LineStates, r: LineRoom, e: int) -> None:
    """Price days with the multipliers."""
    by = r.multiplier[e]
    for d in range(m.off.shape[1]):
        r.reduced[d, IS_OFF] = r.price[d, IS_OFF]
        for c in range(1, g.shapes[e]):
            k = g.shape[e, c]
            more = m.paid[d, k] * by[0] + m.evening[k] * by[2] + m.night[k] * by[3]
            r.reduced[d, c] = r.price[d, c] + more


@inner
def _ahead(m: LineArrays, g: LineStates, r: LineRoom, e: int, row: int) -> int:
    """Price the rest of a line from each state on; return what a whole one costs."""
    _reduce(m, g, r, e)
    days, many, zero = m.off.shape[1], g.shapes[e], g.first[e, 0]
    weekend = r.multiplier[e, 1]
    r.ahead[row, g.first[e, days] - zero] = 0
    for d in range(days - 1, -1, -1):
        for n in range(g.first[e, d], g.first[e, d + 1]):
            arc, least = g.arcs[e] + (n - zero) * many, np.int64(NEVER)
            for c in range(many):
                if g.to[arc + c] != NONE:
                    price = r.reduced[d, c] + g.fee[arc + c]
                    price += (c != IS_OFF) * g.opens[n] * weekend
                    least = min(least, price + r.ahead[row, g.to[arc + c]])
            r.ahead[row, n - zero] = least
    return r.ahead[row, 0]


@inner
def _follow(m: LineArrays, g: LineStates, r: LineRoom, e: int, row: int) -> int:
    """Follow the cheapest way into ``line``; return its minutes and burdens."""
    many, zero, n = g.shapes[e], g.first[e, 0], np.int64(0)
    weekend, counts = r.multiplier[e, 1], np.int64(0)
    for d in range(m.off.shape[1]):
        arc, opens = g.arcs[e] + n * many, g.opens[zero + n]
        for c in range(many):
            if g.to[arc + c] == NONE:
                continue
            price = r.reduced[d, c] + g.fee[arc + c] + (c != IS_OFF) * opens * weekend
            if price + r.ahead[row, g.to[arc + c]] == r.ahead[row, n]:
                r.line[d] = c
                if c != IS_OFF:
                    counts += counted(m, g, e, d, c) + opens * WEEKEND
                n = np.int64(g.to[arc + c])
                break
    return counts


@inner
def _line_price(m: LineArrays, g: LineStates, r: LineRoom, e: int, counts: int) -> int:
    """Price the line that is tried, without multipliers."""
    many, n, price = g.shapes[e], np.int64(0), np.int64(0)
    for d in range(m.off.shape[1]):
        c = r.line[d]
        arc = g.arcs[e] + n * many + c
        price += r.price[d, c] + g.fee[arc]
        n = np.int64(g.to[arc])
    return price + terms_price(m, r, e, counts)


@inner
def _least_terms(m: LineArrays, g: LineStates, r: LineRoom, e: int) -> int:
    """Return the least that hours and burdens cost, less what multipliers take."""
    days, person, carry = m.off.shape[1], m.person[e], m.limits[0].carry
    by, top = r.multiplier[e], np.int64(0)
    for d in range(days):
        longest = np.int64(0)
        for c in range(1, g.shapes[e]):
            longest = max(longest, m.paid[d, g.shape[e, c]])
        top += longest
    price = min(_hours_at(m, e, by[0], top, 0), _hours_at(m, e, by[0], top, top))
    price = min(price, _hours_at(m, e, by[0], top, person.most_minutes))
    if person.monthly:
        for edge in (-carry, np.int64(0), carry):
            price = min(price, _hours_at(m, e, by[0], top, edge - person.balance))
    for b in range(BURDENS):
        least = np.int64(NEVER)
        for borne in range(days + 1):
            least = min(least, burden_price(r, b, borne) - by[1 + b] * borne)
        price += least
    return np.int64(price)


@inlined
def _hours_at(m: LineArrays, e: int, by: int, top: int, minutes: int) -> int:
    """Price minutes, or those next to them that there may be."""
    at = np.int64(min(max(np.int64(0), minutes), top))
    return hours_price(m, e, at) - by * at


@inner
def _turn_burdens(r: LineRoom, e: int, counts: int) -> None:
    """Change multipliers half way to what one more or less of a burden costs."""
    by = r.multiplier[e]
    for b in range(BURDENS):
        borne = borne_of(counts, b)
        here = burden_price(r, b, borne)
        more = burden_price(r, b, borne + 1) - here
        less = here - burden_price(r, b, borne - 1)
        by[1 + b] = (by[1 + b] + min(max(by[1 + b], less), more)) // 2


@inner
def _turn_minutes(
    m: LineArrays, r: LineRoom, e: int, minutes: int, low: int, high: int, step: int
) -> tuple[int, int, int]:
    """Change the multiplier towards what one minute more or less costs.

    Return between which it lies, as far as is known, and how far it goes next.
    """
    by, here = r.multiplier[e], hours_price(m, e, minutes)
    if by[0] < here - hours_price(m, e, minutes - 1):
        low = by[0]
    elif by[0] > hours_price(m, e, minutes + 1) - here:
        high = by[0]
    else:
        return low, high, step
    usual = m.limits[0].balance_minute
    if low == -NEVER or high == NEVER:
        by[0] += -step if low == -NEVER else step
    elif low < -usual < high:  # where hours that fit the contract end
        by[0] = -usual
    elif low < usual < high:
        by[0] = usual
    else:
        by[0] = (low + high) // 2
    return low, high, 2 * step
