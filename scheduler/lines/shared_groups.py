"""Who shares weekends, evenings and nights with whom, as the line search reads it."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from scheduler.context.planning_context import PlanningContext
from scheduler.lines.kernels.arrays import Longs
from scheduler.rules.shared_burden import SharedBurden

BURDENS = ("weekends", "evenings", "nights")
"""As they are numbered in the arrays."""


class SharedGroups(NamedTuple):
    """The arrays' part of that (see ``LineArrays``)."""

    group_of: Longs
    group: Longs
    sharers: Longs
    carried: Longs


def shared_groups(context: PlanningContext) -> SharedGroups:
    """Return what the rules say that colleagues bear alike."""
    burdens = [b for r in context.rules for b in r.shared_burdens(context.problem)]
    place, people = context.employee_index, len(context.problem.employees)
    found = nothing_shared(people)
    for n, each in enumerate(burdens):
        mine, burden = [place[who] for who in each.carried], BURDENS.index(each.counts)
        found.group_of[mine, burden] = n
        found.carried[mine, burden] = list(each.carried.values())
    sharers = [place[who] for each in burdens for who in each.carried]
    return found._replace(group=_rows(burdens), sharers=np.array(sharers, np.int64))


def nothing_shared(people: int) -> SharedGroups:
    """Return the arrays for so many people who share nothing."""
    return SharedGroups(
        group_of=np.full((people, len(BURDENS)), -1, np.int64),
        group=np.zeros((0, 4), np.int64),
        sharers=np.zeros(0, np.int64),
        carried=np.zeros((people, len(BURDENS)), np.int64),
    )


def _rows(burdens: Sequence[SharedBurden]) -> Longs:
    ends = np.cumsum([0, *(len(each.carried) for each in burdens)]).tolist()
    rows = [
        (first, last, BURDENS.index(each.counts), each.price)
        for each, first, last in zip(burdens, ends, ends[1:], strict=False)
    ]
    return np.array(rows, np.int64).reshape(-1, 4)
