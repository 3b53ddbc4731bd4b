"""What a problem's visits ask of an engine, whichever routes there are."""

import numpy as np

from scheduler.context.once import once
from scheduler.context.planning_context import PlanningContext
from scheduler.domain.values import Span, VisitKind
from scheduler.tours.kernels.model import TASK, Records

ALARM = VisitKind.ALARM


def task_table(context: PlanningContext) -> Records:
    """Return the engine's rows of all tasks, to fill in what the routes decide."""
    return _table(context).copy()


@once
def _table(context: PlanningContext) -> Records:
    problem, weights, zero = context.problem, context.weights, context.zero
    table = np.zeros(len(context.tasks), TASK)
    for n, (row, task) in enumerate(zip(table, context.tasks, strict=True)):
        visit = task.visit
        client = problem.client[visit.client]
        index = context.client_index[client.id]
        shared = client.contact is not None and visit.kind is not ALARM
        row["place"] = context.places[client.id]
        row["low"], row["high"] = visit.earliest - zero, visit.latest - zero
        row["soonest"], row["latest"] = _limits(context, n)
        row["minutes"] = visit.minutes
        flexible = visit.priority == 2 and task.staff_no == 1
        row["outside_price"] = weights.outside_minute if flexible else 0
        row["open_price"] = weights.open_price(visit)
        row["client"] = index if client.counts_continuity else -1
        row["named"] = index if shared else -1
        row["day"] = context.day_index(visit)
        row["fixed"] = n in context.locked_tasks
    return table


def _limits(context: PlanningContext, task: int) -> Span:
    """Return the first and last minute at which a task may begin, flexibility used."""
    if task in context.locked_starts:
        begin = context.locked_starts[task] - context.zero
        return begin, begin
    visit = context.tasks[task].visit
    flex = context.weights.flex_minutes if visit.priority == 2 else 0
    return visit.earliest - context.zero - flex, visit.latest - context.zero + flex
