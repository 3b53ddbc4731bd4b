"""What each shift of each day is worth of a person, given what everybody else works."""

import numpy as np

from scheduler.compiled import inlined, inner
from scheduler.lines.kernels.arrays import LineArrays
from scheduler.lines.kernels.line_room import BURDENS, NEVER, LineRoom, LineStates
from scheduler.lines.kernels.line_states import IS_OFF
from scheduler.lines.kernels.manning import OFF, Manning, draw, man


@inner
def price_days(
    m: LineArrays, s: Manning, g: LineStates, r: LineRoom, e: int, heat: float
) -> None:
    """Price each shape on each day, for a person who works nothing now.

    Cheaper by random numbers as large as a temperature (öre).
    """
    r.price[:, :] = NEVER
    for d in range(m.off.shape[1]):
        r.price[d, IS_OFF], r.pick[d, IS_OFF] = m.off[e, d] - _chance(s, r, heat), OFF
        for k in range(m.may.shape[2]):
            if m.may[e, d, k] == 0:
                continue
            base = m.base[k]
            if base == k:  # those with sorts of tours come after it
                r.worth[k] = man(m, s, e, d, k, 1)
                man(m, s, e, d, k, -1)
            price = m.price[e, d, k] + r.worth[base] - _chance(s, r, heat)
            if base != k and s.cover[d, k] < m.need[d, k]:
                price -= m.short[d, k]
            c = g.shape_of[e, base]
            if price < r.price[d, c]:
                r.price[d, c], r.pick[d, c] = price, k


@inlined
def _chance(s: Manning, r: LineRoom, heat: float) -> int:
    if heat == 0.0:
        return np.int64(0)
    return np.int64(heat * r.gumbel[draw(s, r.gumbel.shape[0])])


@inner
def price_burdens(m: LineArrays, s: Manning, r: LineRoom, e: int) -> None:
    """Note what colleagues bear of what a person shares with them."""
    for b in range(BURDENS):
        group, most, least = m.group_of[e, b], np.int64(-NEVER), np.int64(NEVER)
        r.terms[b, 3] = 0
        if group < 0:
            continue
        for i in range(m.group[group, 0], m.group[group, 1]):
            if m.sharers[i] != e:
                borne = s.borne[m.sharers[i], b]
                most, least = max(most, borne), min(least, borne)
        if most >= least:
            r.terms[b, 0], r.terms[b, 1] = m.carried[e, b], most
            r.terms[b, 2], r.terms[b, 3] = least, m.group[group, 3]
