"""How many nameless tours a shift may have for each sort of people."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from scheduler.context.planning_context import PlanningContext
from scheduler.domain.shift_option import ShiftOption
from scheduler.tours.kernels.model import Flags, Ints
from scheduler.tours.person_sorts import PersonSort, Place, Pools

ROOM = 2.0
"""Tours for each person whom the work keeps busy when it is most: moves take time, and
the engine is to choose among tours."""

SLOT = 15
"""Minutes over which work is taken to be even."""


class _Work(NamedTuple):
    """The tasks of one unit."""

    tasks: Ints
    low: Ints
    high: Ints
    """When each may begin at the earliest, and must have ended."""
    share: NDArray[np.float64]
    """How much of the time between each keeps somebody busy."""


class _Heads(NamedTuple):
    """How many people of one sort could work an option."""

    own: int
    """Those who belong to the unit ..."""
    all: int
    """... and with those who are lent to it."""


class _Classes(NamedTuple):
    """The tasks of one unit by who can make them."""

    of_task: Ints
    able: Flags
    """[class, sort], fewest sorts first."""
    within: Flags
    """[class, other] whether whoever can make the other can make the class."""


def tour_counts(
    context: PlanningContext,
    pools: Pools,
    sorts: Mapping[Place, Sequence[PersonSort]],
    only: frozenset[int] | None = None,
) -> dict[ShiftOption, Sequence[int]]:
    """Return for each option how many tours it may have for each sort of its place.

    As many as all tasks, or ``only`` some, ask for at the time of most work; and so for
    the tasks that only some sorts can make, for those that fewer can, and so on.
    """
    work = _work(context, range(len(context.tasks)) if only is None else only)
    known: dict[tuple[str, Sequence[PersonSort]], _Classes] = {}
    found: dict[ShiftOption, Sequence[int]] = {}
    for option, people in pools.items():
        mine, here = sorts[option.unit, option.shift], work.get(option.unit)
        if here is None:
            found[option] = [0] * len(mine)
            continue
        key = (option.unit, mine)
        if key not in known:
            known[key] = _classes(context, here, mine)
        needed = _needed(here, known[key], option)
        heads = [_heads(context, sort, option.unit, people) for sort in mine]
        most = context.problem.shift_type[option.shift].max_per_day
        limit = len(people) if most is None else most
        found[option] = _shared_out(known[key].able, needed, heads, limit)
    return found


def _work(context: PlanningContext, tasks: Iterable[int]) -> dict[str, _Work]:
    by_unit: dict[str, list[int]] = {}
    for task in sorted(set(tasks) - context.locked_tasks):
        by_unit.setdefault(context.tasks[task].visit.unit, []).append(task)
    found = {}
    for unit, mine in by_unit.items():
        visits = [context.tasks[t].visit for t in mine]
        low = np.array([v.earliest for v in visits], np.int64)
        high = np.array([v.latest + v.minutes for v in visits], np.int64)
        minutes = np.array([v.minutes for v in visits], np.int64)
        share = minutes / np.maximum(1, high - low)
        found[unit] = _Work(np.array(mine, np.int64), low, high, share)
    return found


def _classes(
    context: PlanningContext, work: _Work, sorts: Sequence[PersonSort]
) -> _Classes:
    permitted = context.permitted[context.visit_of_task[work.tasks]]
    able = np.stack([permitted[:, list(s.people)].any(axis=1) for s in sorts], axis=1)
    rows, of_task = np.unique(able, axis=0, return_inverse=True)
    order = np.argsort(rows.sum(axis=1), kind="stable")
    rank = np.empty_like(order)
    rank[order] = np.arange(len(order))
    rows = rows[order]
    within: Flags = np.all(rows[None, :, :] <= rows[:, None, :], axis=2)
    return _Classes(rank[of_task.reshape(-1)], rows, within)


def _needed(work: _Work, classes: _Classes, option: ShiftOption) -> Ints:
    """Return for each class how many tours it and the classes within it ask for."""
    slots = np.arange(option.start, option.end, SLOT)
    near = (work.low < option.end) & (option.start < work.high)
    low, high = work.low[near, None], work.high[near, None]
    busy = ((low < slots + SLOT) & (slots < high)) * work.share[near, None]
    load = np.zeros((len(classes.able), len(slots)))
    np.add.at(load, classes.of_task[near], busy)
    peak: NDArray[np.float64] = (classes.within @ load).max(axis=1)
    return np.ceil(ROOM * peak).astype(np.int64)


def _heads(
    context: PlanningContext, sort: PersonSort, unit: str, people: Sequence[int]
) -> _Heads:
    staff = context.problem.employees
    present = set(sort.people).intersection(people)
    own = sum(staff[n].unit == unit for n in present)
    return _Heads(own, len(present))


def _shared_out(
    able: Flags, needed: Ints, heads: Sequence[_Heads], most: int
) -> list[int]:
    """Give tours to sorts by how many people they have, the unit's own people first.

    What few sorts can make is seen to first. Each next tour goes where there are most
    people for each tour (Sainte-Laguë), so that any few tours have the staff's mix.
    """
    counts = [0] * len(heads)

    def people_each(sort: int) -> tuple[float, float]:
        parts = 2 * counts[sort] + 1
        return heads[sort].own / parts, heads[sort].all / parts

    for who, tours in zip(able, needed.tolist(), strict=True):
        mine = np.flatnonzero(who).tolist()
        missing = min(tours - sum(counts[s] for s in mine), most - sum(counts))
        for _ in range(missing):
            free = [s for s in mine if counts[s] < heads[s].all]
            if not free:
                break
            counts[max(free, key=people_each)] += 1
    return counts
