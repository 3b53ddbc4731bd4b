"""Hours as contract and law count them, apart from how they are paid.

The contract (R07) holds when what a person brings into the period, works as ordinary
time in it and is credited for absence comes within the carry of the period's target.
"""

from fractions import Fraction

from scheduler.domain.clock import wall_clock
from scheduler.domain.problem import Employee, Problem
from scheduler.pay.away import days_away
from scheduler.pay.money import rounded_fraction


def exact_week_target(employee: Employee) -> Fraction:
    """Return the contracted minutes a week, without rounding."""
    if not employee.is_monthly:
        return Fraction(0)
    return employee.week_minutes * Fraction(str(employee.degree_pct)) / 100


def target_minutes(problem: Problem, employee: Employee) -> int:
    """Return the contracted minutes of the plan's days inside the employment."""
    days = sum(employee.employed_on(day) for day in problem.dates)
    return rounded_fraction(exact_week_target(employee) * days / 7)


def absence_credit(problem: Problem, employee: Employee) -> int:
    """Return the minutes that absence in the plan counts as, whatever its kind.

    A calendar day away is a seventh of the week's target; a part of it, as much less.
    """
    mine = [a for a in problem.absences if a.employee == employee.id]
    clock = wall_clock(problem.timezone)
    away = days_away(clock, mine, problem.start, problem.end)
    days = sum(
        (share for day, share in away.items() if employee.employed_on(day)),
        Fraction(0),
    )
    return rounded_fraction(exact_week_target(employee) * days / 7)
