"""What colleagues are to bear alike: weekends, evenings and nights."""

import numpy as np

from scheduler.compiled import inner
from scheduler.lines.kernels.arrays import LineArrays
from scheduler.lines.kernels.manning import OFF, Manning


@inner
def share_all(m: LineArrays, s: Manning) -> int:
    """Count what everybody bears; return what its spread costs."""
    for e in range(s.works.shape[0]):
        _bear(m, s, e)
    total = np.int64(0)
    s.spread[:] = 0
    for group in range(s.spread.shape[0]):
        total += _spread_anew(m, s, group)
    return total


@inner
def share_anew(m: LineArrays, s: Manning, e: int) -> int:
    """Count what a person bears anew; return the change of what spread costs."""
    weekends, evenings, nights = s.borne[e, 0], s.borne[e, 1], s.borne[e, 2]
    _bear(m, s, e)
    change = np.int64(0)
    if s.borne[e, 0] != weekends and m.group_of[e, 0] >= 0:
        change += _spread_anew(m, s, m.group_of[e, 0])
    if s.borne[e, 1] != evenings and m.group_of[e, 1] >= 0:
        change += _spread_anew(m, s, m.group_of[e, 1])
    if s.borne[e, 2] != nights and m.group_of[e, 2] >= 0:
        change += _spread_anew(m, s, m.group_of[e, 2])
    return change


@inner
def _bear(m: LineArrays, s: Manning, e: int) -> None:
    """Count a person's weekends, evenings and nights, those before the plan as well."""
    weekends, counted = m.carried[e, 0], np.int64(-1)
    evenings, nights = m.carried[e, 1], m.carried[e, 2]
    for d in range(s.works.shape[1]):
        if s.works[e, d] == OFF:
            continue
        k = m.base[s.works[e, d]]
        evenings += m.evening[k]
        nights += m.night[k]
        if m.weekend[d] > counted:
            weekends, counted = weekends + 1, m.weekend[d]
    s.borne[e, 0], s.borne[e, 1], s.borne[e, 2] = weekends, evenings, nights


@inner
def _spread_anew(m: LineArrays, s: Manning, group: int) -> int:
    """Compare a group anew; return how much the price of what it shares changes."""
    burden, first = m.group[group, 2], m.group[group, 0]
    most = s.borne[m.sharers[first], burden]
    least = most
    for i in range(first + 1, m.group[group, 1]):
        now = s.borne[m.sharers[i], burden]
        most, least = max(most, now), min(least, now)
    change = (most - least - s.spread[group]) * m.group[group, 3]
    s.spread[group] = most - least
    return np.int64(change)
