"""Demand against staffing, hour by hour, for each unit."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from scheduler.domain.plan_view import PlanView
from scheduler.domain.problem import StaffingNeed, Visit
from scheduler.domain.values import Instant

Hourly = NDArray[np.float64]
"""Rows = days of the plan, columns = 24 local hours, values = people on average."""

HOURS = 24


@dataclass(frozen=True)
class HourlyLoad:
    """What one unit is asked for and what it has, as people per hour."""

    unit: str
    name: str
    visits: Hourly
    """Visit time granted, spread evenly over the time in which it can be done."""
    heads: Hourly
    """Headcount wanted."""
    least: Hourly
    """Headcount that must be there."""
    planned: Hourly
    """Visit time as planned."""
    on_duty: Hourly
    """People on duty, breaks taken off."""

    @property
    def wanted(self) -> Hourly:
        """Everything asked for; travel between visits is not in it."""
        return self.visits + self.heads

    @property
    def spare(self) -> Hourly:
        """People on duty above what is asked for; below zero when too few."""
        return self.on_duty - self.wanted

    @property
    def is_idle(self) -> bool:
        """Whether nothing is asked for and nobody comes."""
        return not (self.wanted.any() or self.on_duty.any())


def loads_of(view: PlanView) -> tuple[HourlyLoad, ...]:
    """Return the load of every unit that has demand or staff."""
    axis = _Axis(view)
    made = (_load(view, axis, unit.id) for unit in view.problem.units)
    return tuple(load for load in made if not load.is_idle)


def _load(view: PlanView, axis: "_Axis", unit: str) -> HourlyLoad:
    problem = view.problem
    visits = [v for v in problem.visits if v.unit == unit]
    needs = [n for n in problem.staffing if n.unit == unit]
    duties = [p for d in view.duties for p in d.by_unit if p.unit == unit]
    rows = (row for v in visits for row in view.rows_by_visit.get(v.id, ()))
    present = [(s, e, 1.0) for d in duties for s, e in d.parts]
    resting = [(s, e, -1.0) for d in duties for s, e in d.breaks]
    return HourlyLoad(
        unit=unit,
        name=problem.unit[unit].name,
        visits=axis.hourly(map(_spread, visits)),
        heads=axis.most(needs, [n.want for n in needs]),
        least=axis.most(needs, [n.min for n in needs]),
        planned=axis.hourly((row.start, row.end, 1.0) for row in rows),
        on_duty=axis.hourly(present + resting),
    )


def _spread(visit: Visit) -> tuple[Instant, Instant, float]:
    """Return a visit as a level load over the time from earliest to latest end."""
    end = visit.latest + visit.minutes
    people = visit.staff * visit.minutes / max(1, end - visit.earliest)
    return visit.earliest, end, people


class _Axis:
    """The minutes of a plan, and the local hours that they lie in."""

    def __init__(self, view: PlanView) -> None:
        self._start, end = view.span
        self._minutes = max(0, end - self._start)
        hours = (
            (view.clock.at(day, 60 * n), view.clock.at(day, 60 * n + 60))
            for day in view.problem.dates
            for n in range(HOURS)
        )
        edges = np.array(list(hours)) - self._start
        self._from, self._to = edges[:, 0], edges[:, 1]
        self._days = view.problem.days

    def hourly(self, pieces: Iterable[tuple[Instant, Instant, float]]) -> Hourly:
        """Add up level loads given as (start, end, people)."""
        change = np.zeros(self._minutes + 1)
        for start, end, people in pieces:
            low, high = self._inside(start), self._inside(end)
            change[low] += people
            change[high] -= people
        return self._means(np.cumsum(change[:-1]))

    def most(self, needs: Sequence[StaffingNeed], heads: Sequence[int]) -> Hourly:
        """Return at each moment the largest demand: one person can meet several."""
        level = np.zeros(self._minutes)
        for need, people in zip(needs, heads, strict=True):
            low, high = self._inside(need.start), self._inside(need.end)
            level[low:high] = np.maximum(level[low:high], people)
        return self._means(level)

    def _inside(self, instant: Instant) -> int:
        return min(max(instant - self._start, 0), self._minutes)

    def _means(self, level: NDArray[np.float64]) -> Hourly:
        """Average over each hour; the hour that spring takes away is 0."""
        total = np.concatenate(([0.0], np.cumsum(level)))
        length = np.maximum(self._to - self._from, 1)
        means = (total[self._to] - total[self._from]) / length
        hourly: Hourly = np.round(means, 6).reshape(self._days, HOURS)
        return hourly


def worst_hour(load: HourlyLoad) -> tuple[int, int, float] | None:
    """Return day number, hour and people missing of the worst hour, if any lacks."""
    spare = load.spare
    day, hour = np.unravel_index(int(spare.argmin()), spare.shape)
    missing = -float(spare[day, hour])
    return (int(day), int(hour), missing) if missing > TOO_FEW else None


TOO_FEW = 0.25
"""People: a smaller lack in an hour is within what spreading the visits blurs."""


def short_hours(load: HourlyLoad) -> int:
    """Count the hours with too few people."""
    return int((load.spare < -TOO_FEW).sum())
