"""What each person brings into the plan: balance, rows of days, weekends, last duty."""

from collections.abc import Sequence
from datetime import date, timedelta
from math import ceil

import numpy as np

from scheduler.context.planning_context import PlanningContext
from scheduler.domain.clock import monday_of
from scheduler.domain.plan_view import Duty
from scheduler.domain.problem import Employee, Problem
from scheduler.domain.values import ShiftKind
from scheduler.lines.kernels.arrays import LONG_FREE, PERSON, Longs, Records
from scheduler.pay.hours import absence_credit, target_minutes

WEEKS_BACK = 16
"""Weekends of history that a pattern may look at."""

_NOTHING_SHARED = (0, 0, 0, 0)


def person_rows(context: PlanningContext) -> Records:
    """Return one row of ``PERSON`` for everybody."""
    people = context.problem.employees
    return np.array([_person(context, e) for e in people], PERSON)


def _person(context: PlanningContext, employee: Employee) -> tuple[int, ...]:
    problem, limits = context.problem, context.lines
    past = context.view.duties_of(employee)
    nights = {d.date for d in past if d.kind is ShiftKind.NIGHT}
    pattern = employee.weekends
    most = 10**9
    if limits.work_most is not None:
        first = problem.end - timedelta(days=limits.work_days - 1)
        spent = sum(
            duty.paid_minutes + duty.jour_minutes for duty in past if duty.date >= first
        )
        most = limits.work_most * ceil(problem.days / limits.work_days) - spent
    counted = context.staffing.counted_from(problem, employee)
    return (
        int(employee.is_monthly),
        _balance(problem, employee) if employee.is_monthly else 0,
        most,
        pattern.worked if pattern else 99,
        pattern.of if pattern else 1,
        limits.half_weekend if pattern else 0,
        _streak(problem.start, {d.date for d in past}),
        _streak(problem.start, nights),
        _free_since_night(problem.start, past),
        max((d.end for d in past), default=0),
        (counted - problem.start).days,
        int(_is_unknown_before(context, employee, past)),
        *_NOTHING_SHARED,
    )


def _is_unknown_before(
    context: PlanningContext, employee: Employee, past: Sequence[Duty]
) -> bool:
    """Whether the days of a week that began before the plan could be worked."""
    start = context.problem.start
    recent = context.view.clock.at(start - timedelta(days=7), 0)
    return (
        context.lines.weeks_from_monday
        and start.weekday() > 0
        and employee.employed_on(start - timedelta(days=1))
        and all(duty.end <= recent for duty in past)
    )


def _balance(problem: Problem, employee: Employee) -> int:
    return (
        problem.balance[employee.id].hours_carried_minutes
        + absence_credit(problem, employee)
        - target_minutes(problem, employee)
    )


def past_weekends(context: PlanningContext) -> Longs:
    """Return [person, weeks ago] 1 where the person worked on the weekend."""
    problem = context.problem
    first = monday_of(problem.start)
    found = np.zeros((len(problem.employees), WEEKS_BACK), np.int64)
    for n, employee in enumerate(problem.employees):
        for duty in context.view.duties_of(employee):
            if duty.date.weekday() >= 5:
                ago = (first - monday_of(duty.date)).days // 7
                if 0 <= ago < WEEKS_BACK:
                    found[n, ago] = 1
    return found


def _streak(start: date, days: set[date]) -> int:
    """Return how many of the days right before the plan are in the set."""
    found = 0
    while start - timedelta(days=found + 1) in days:
        found += 1
    return found


def _free_since_night(start: date, past: Sequence[Duty]) -> int:
    """Return how many days right before the plan are free after a night."""
    last = max(past, key=lambda duty: duty.date, default=None)
    if last is None or last.kind is not ShiftKind.NIGHT:
        return LONG_FREE
    free = (start - last.date).days - 1
    return free or LONG_FREE
