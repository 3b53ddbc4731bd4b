"""What a contract asks for and what fills it, as the checkers count it.

The models use ``scheduler.pay.hours``; this is the second statement of the same.
"""

from datetime import date, timedelta

from scheduler.domain.plan_view import Duty, PlanView
from scheduler.domain.problem import Employee
from scheduler.pay.agreement import agreement_of
from scheduler.pay.holidays import is_holiday


def owed_on(view: PlanView, employee: Employee, day: date) -> float:
    """Return the minutes that a day of the employment stands for.

    Monday to Friday make up the week, less holidays where it is one without them.
    """
    agreement = agreement_of(view.problem, employee)
    free_of_holidays = (
        employee.week_minutes == agreement.reckoning.holiday_free_week_minutes
    )
    if day.isoweekday() > 5 or (free_of_holidays and is_holiday(day)):
        return 0.0
    return employee.week_target / 5


def filled_by(view: PlanView, duty: Duty) -> int:
    """Return what an ordinary duty fills, less an hour that the clock shows twice."""
    agreement = agreement_of(view.problem)
    if not agreement.reckoning.autumn_hour_is_overtime:
        return duty.paid_minutes
    twice = 0
    for start, end in duty.worked:
        by_the_clock = view.clock.local(end) - view.clock.local(start)
        twice += max(0, end - start - by_the_clock // timedelta(minutes=1))
    return max(0, duty.paid_minutes - twice)
