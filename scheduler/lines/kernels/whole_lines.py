"""Take whole lines out of a roster, and put the cheapest in their places."""

import numpy as np

from scheduler.compiled import inner, kernel
from scheduler.lines.kernels.arrays import LineArrays
from scheduler.lines.kernels.best_line import cheapest
from scheduler.lines.kernels.day_prices import price_burdens, price_days
from scheduler.lines.kernels.fair_share import share_anew
from scheduler.lines.kernels.line import line_cost
from scheduler.lines.kernels.line_room import LineRoom, LineStates
from scheduler.lines.kernels.manning import OFF, Manning, draw, put, undo


def renew(
    m: LineArrays, s: Manning, g: LineStates, r: LineRoom, lines: int, heat: float
) -> int:
    """Renew so many lines of random people; return the change of price.

    Each is the cheapest there is, at prices that random numbers as large as a
    temperature (öre) change. Nobody's is renewed who has no lawful one.
    """
    return int(_work(m, s, g, r, lines, heat))


def settle(m: LineArrays, s: Manning, g: LineStates, r: LineRoom) -> int:
    """Renew lines until nobody's can be cheaper; return the change of price."""
    return int(_work(m, s, g, r, 0, 0.0))


@kernel
def _work(
    m: LineArrays, s: Manning, g: LineStates, r: LineRoom, lines: int, heat: float
) -> int:
    people, change = s.works.shape[0], np.int64(0)
    for _ in range(lines):
        change += _renewed(m, s, g, r, draw(s, people), heat)
    e, since = np.int64(0), np.int64(0)
    while lines == 0 and since < people:
        gain = _renewed(m, s, g, r, e, 0.0)
        e, since = (e + 1) % people, since + 1 if gain == 0 else np.int64(1)
        change += gain
    return change


@inner
def _renewed(
    m: LineArrays, s: Manning, g: LineStates, r: LineRoom, e: int, heat: float
) -> int:
    """Renew a person's line; return the change of price."""
    if g.shapes[e] == 0:
        return np.int64(0)
    s.edited[0] = 0
    change = np.int64(0)
    for d in range(s.works.shape[1]):
        change += put(m, s, e, d, np.int64(OFF))
    price_days(m, s, g, r, e, heat)
    price_burdens(m, s, r, e)
    cheapest(m, g, r, e)
    for d in range(s.works.shape[1]):
        change += put(m, s, e, d, r.pick[d, r.best[d]])
    cost = line_cost(m, s, e)
    change += cost - s.cost[e] + share_anew(m, s, e)
    if heat == 0.0 and change >= 0:
        undo(m, s)
        share_anew(m, s, e)
        return np.int64(0)
    s.cost[e] = cost
    return change
