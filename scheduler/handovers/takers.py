"""Who could drive a tour."""

from collections.abc import Sequence

import numpy as np

from scheduler.context.planning_context import PlanningContext
from scheduler.domain.values import Transport
from scheduler.roster.variables import Tour


def takers_of(
    context: PlanningContext,
    tour: Tour,
    pool: Sequence[int],
    modes: frozenset[Transport],
) -> frozenset[str]:
    """Return who could drive a tour: on that shift, permitted, by their transport."""
    visits = context.visit_of_task[list(tour.tasks)]
    may = np.asarray(context.permitted[visits].all(axis=0))
    people = context.problem.employees
    able = frozenset(
        people[n].id for n in pool if may[n] and people[n].transport in modes
    )
    for task in context.locked_tasks.intersection(tour.tasks):
        able &= {context.locked_to[task]}
    return able
