"""The plan's weekends, and the seven days that each contain a weekly rest."""

from datetime import timedelta

import numpy as np

from scheduler.context.planning_context import PlanningContext
from scheduler.domain.clock import monday_of
from scheduler.domain.problem import Problem
from scheduler.lines.kernels.arrays import Longs


def weekend_of_days(problem: Problem) -> Longs:
    """Return [day] the number of its week, 0 for the plan's first; -1 on weekdays."""
    offset = problem.start.weekday()
    return np.array(
        [
            (n + offset) // 7 if day.weekday() >= 5 else -1
            for n, day in enumerate(problem.dates)
        ],
        np.int64,
    )


def whole_weekends(problem: Problem) -> Longs:
    """Return [week] 1 where both days of its weekend lie in the plan."""
    weekend = weekend_of_days(problem)
    days = np.bincount(weekend[weekend >= 0], minlength=weekend.max() + 1)
    return np.asarray(days == 2, np.int64)


def rest_periods(context: PlanningContext) -> Longs:
    """Return [period, 2] the first and last moment of each seven days.

    Those of the plan's first seven days come before the others.
    """
    at, first = context.view.clock.at, context.problem.start
    own = (at(first, 0), at(first + timedelta(days=7), 0))
    if context.lines.weeks_from_monday:
        first = monday_of(first)
    found = [own]
    while first <= context.problem.end:
        found.append((at(first, 0), at(first + timedelta(days=7), 0)))
        first += timedelta(days=7)
    return np.array(found, np.int64)
