"""Hours as contract and law count them, apart from how they are paid.

The contract (R07) holds when what a person brings into the period, works as ordinary
time in it and is credited for absence comes within the carry of the period's target.
"""

from enum import StrEnum
from fractions import Fraction

from scheduler.domain.clock import wall_clock
from scheduler.domain.problem import Employee, Problem
from scheduler.domain.values import PayClass
from scheduler.pay.away import days_away
from scheduler.pay.money import rounded_fraction

_FULL_TIME_PCT = 100


class HoursClass(StrEnum):
    """What arbetstidslagen calls an hour."""

    ORDINARY = "ordinary"
    EXTRA = "extra"
    """*Mertid*: a part-timer's hours above the contract, below full time."""
    OVERTIME = "overtime"


def hours_class(employee: Employee, pay_class: PayClass) -> HoursClass:
    """Return the class of the hours of a duty; no agreement changes it."""
    if pay_class is PayClass.OVERTIME:
        return HoursClass.OVERTIME
    if pay_class is PayClass.EXTRA:
        part_time = employee.degree_pct < _FULL_TIME_PCT
        return HoursClass.EXTRA if part_time else HoursClass.OVERTIME
    return HoursClass.ORDINARY


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
