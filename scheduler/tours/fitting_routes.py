"""Which routes could hold which visits."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from scheduler.context.once import once
from scheduler.context.planning_context import MODES, PlanningContext
from scheduler.domain.values import Instant
from scheduler.tours.kernels.model import Flags, Ints, Records, Words
from scheduler.tours.route_spec import RouteSpec
from scheduler.tours.task_table import task_table


@dataclass(frozen=True)
class _UnitDay:
    """A unit's tasks of a date: their numbers, windows, lengths and places."""

    unit: str
    tasks: Ints
    earliest: Ints
    latest: Ints
    minutes: Ints
    places: Ints


@dataclass(frozen=True)
class _Routes:
    """A unit's routes: their numbers, starts, ends, modes and crews."""

    numbers: Ints
    starts: Ints
    ends: Ints
    modes: Ints
    crews: Ints

    def near(self, day: _UnitDay) -> "_Routes":
        """Return those that are driven while any of the visits may begin."""
        there = self.ends >= day.earliest.min()
        there &= self.starts <= day.latest.max()
        every = self.numbers, self.starts, self.ends, self.modes, self.crews
        return _Routes(*(column[there] for column in every))


def fitting_routes(
    context: PlanningContext,
    routes: Sequence[RouteSpec],
    able: Flags,
    people: Words,
    pool: Words,
) -> list[Ints]:
    """List for each task the routes whose unit, hours and crew could hold it.

    ``able`` is [task, crew] whether the crew may take it. ``people`` is [task] who may,
    and ``pool`` [route] who could work it, as bit sets where crews are no persons.
    """
    none = np.zeros(0, np.int64)
    found = [none] * len(context.tasks)
    by_unit = _by_unit(routes, context.zero)
    for day in _unit_days(context):
        if day.unit not in by_unit:
            continue
        near = by_unit[day.unit].near(day)
        fits = _in_time(context, day, near) & able[np.ix_(day.tasks, near.crews)]
        if pool.shape[1]:
            both = pool[near.numbers][None, :] & people[day.tasks][:, None]
            fits &= both.any(axis=2)
        for task, row in zip(day.tasks.tolist(), fits, strict=True):
            found[task] = near.numbers[row]
    return found


def _in_time(context: PlanningContext, day: _UnitDay, routes: _Routes) -> Flags:
    """[task of the day, route] whether there is time for it on the way and there."""
    unit, there = context.places[day.unit], day.places[:, None]
    ways = context.least_travel
    out, back = ways[routes.modes, unit, there], ways[routes.modes, there, unit]
    begin = np.maximum(routes.starts + out, day.earliest[:, None])
    end = routes.ends - back - day.minutes[:, None]
    return np.asarray(begin <= np.minimum(end, day.latest[:, None]))


def _by_unit(routes: Sequence[RouteSpec], zero: Instant) -> dict[str, _Routes]:
    numbers: dict[str, list[int]] = defaultdict(list)
    for number, route in enumerate(routes):
        numbers[route.option.unit].append(number)
    return {
        unit: _Routes(
            np.array(mine),
            np.array([routes[r].start - zero for r in mine]),
            np.array([routes[r].end - zero for r in mine]),
            np.array([MODES.index(routes[r].mode) for r in mine]),
            np.array([routes[r].crew for r in mine]),
        )
        for unit, mine in numbers.items()
    }


@once
def _unit_days(context: PlanningContext) -> list[_UnitDay]:
    """Return all tasks by unit and date."""
    tasks: dict[tuple[str, object], list[int]] = defaultdict(list)
    for number, task in enumerate(context.tasks):
        tasks[task.visit.unit, task.visit.date].append(number)
    table = task_table(context)
    return [_unit_day(context, table, mine) for mine in tasks.values()]


def _unit_day(
    context: PlanningContext, table: Records, tasks: Sequence[int]
) -> _UnitDay:
    numbers = np.array(tasks)
    rows = table[numbers]
    unit = context.tasks[tasks[0]].visit.unit
    windows = rows["soonest"], rows["latest"]
    return _UnitDay(unit, numbers, *windows, rows["minutes"], rows["place"])
