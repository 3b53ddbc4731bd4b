"""A plan's shifts and meetings as the history of the period after it."""

from collections.abc import Iterator
from datetime import timedelta

from scheduler.domain.on_call import without
from scheduler.domain.plan_view import Duty, PlanView
from scheduler.domain.problem import DoneVisit, WorkedShift
from scheduler.domain.spans import worked_spans
from scheduler.domain.values import OnCall

REMEMBERED = timedelta(days=366)
"""How far back from the plan's end history goes on: no rule looks further."""


def worked_shifts(view: PlanView) -> tuple[WorkedShift, ...]:
    """Return the earlier history and after it the plan, a row for each part.

    Overtime beside a shift is part of it; how hours are paid is not handed on.
    """
    since = view.clock.at(view.problem.end - REMEMBERED, 0)
    earlier = (row for row in view.problem.worked_shifts if row.end > since)
    return (*earlier, *(row for duty in view.duties for row in _rows(duty)))


def _rows(duty: Duty) -> Iterator[WorkedShift]:
    off = without(duty.breaks, duty.on_call, *OnCall)  # on call is known by its shift
    for piece in duty.by_unit:
        for start, end in piece.parts:
            work = sum(
                last - first for first, last in worked_spans([(start, end)], off)
            )
            yield WorkedShift(
                employee=duty.employee,
                shift=duty.shift,
                unit=piece.unit,
                start=start,
                end=end,
                break_minutes=end - start - work,
            )


def done_visits(view: PlanView) -> tuple[DoneVisit, ...]:
    """Return who met whom before the plan and in it, once a day."""
    planned = dict.fromkeys(
        (visit.client, row.employee, visit.date)
        for row in view.plan.visits
        for visit in (view.visit(row),)
    )
    met = (DoneVisit(client=c, employee=e, date=d) for c, e, d in planned)
    since = view.problem.end - REMEMBERED
    earlier = (done for done in view.problem.done_visits if done.date > since)
    return (*earlier, *met)
