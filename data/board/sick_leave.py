"""Sick leave that a plan knows of, as the committee counts it."""

from fractions import Fraction

from scheduler.domain.clock import wall_clock
from scheduler.domain.problem import Problem
from scheduler.domain.values import AbsenceKind
from scheduler.pay.away import days_away
from scheduler.pay.hours import days_due


def sick_pct(problem: Problem) -> float | None:
    """Return sick hours in per cent of ordinary contracted hours of the plan's days.

    ``None`` where nobody has a contract.
    """
    sick = due = Fraction(0)
    clock = wall_clock(problem.timezone)
    for employee in problem.employees:
        hours = days_due(problem, employee)
        mine = [
            row
            for row in problem.absences
            if row.employee == employee.id and row.kind is AbsenceKind.SICK
        ]
        away = days_away(clock, mine, problem.start, problem.end)
        due += sum(hours.values(), Fraction(0))
        sick += sum((away.get(d, 0) * h for d, h in hours.items()), Fraction(0))
    return float(100 * sick / due) if due else None
