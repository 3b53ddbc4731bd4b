"""Hours planned beside hours worked, week by week, with what those above cost."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date

from scheduler.domain.clock import monday_of
from scheduler.domain.plan_view import PlanView
from scheduler.domain.values import Frozen, PayClass
from scheduler.pay.items import ABOVE_CONTRACT
from scheduler.pay.price import DutyPrices


class HoursPaid(Frozen):
    """Paid minutes by how they are paid."""

    minutes: Mapping[PayClass, int] = {}
    above_cost: int = 0
    """Öre for extra hours and overtime, before on-costs (PO)."""


class WeekHours(Frozen):
    """One week of the people of one unit."""

    unit: str
    week: date
    """Its Monday."""
    planned: HoursPaid
    worked: HoursPaid


def week_hours(planned: PlanView, worked: PlanView) -> tuple[WeekHours, ...]:
    """Return the weeks in which somebody was planned or worked, by home unit."""
    before, after = _paid(planned), _paid(worked)
    none = HoursPaid()
    return tuple(
        WeekHours(
            unit=unit,
            week=week,
            planned=before.get((unit, week), none),
            worked=after.get((unit, week), none),
        )
        for unit, week in sorted({*before, *after})
    )


def _paid(view: PlanView) -> dict[tuple[str, date], HoursPaid]:
    prices = DutyPrices(view.problem)
    minutes: dict[tuple[str, date], dict[PayClass, int]] = defaultdict(
        lambda: defaultdict(int)
    )
    cost: dict[tuple[str, date], int] = defaultdict(int)
    for employee in view.problem.employees:
        for duty, entries in prices.by_duty(employee, view):
            key = employee.unit, monday_of(duty.date)
            for piece in duty.pieces:
                minutes[key][piece.pay_class] += piece.paid_minutes
            above = (entry for entry in entries if entry.item in ABOVE_CONTRACT)
            cost[key] += sum(entry.amount for entry in above)
    return {
        key: HoursPaid(minutes=mine, above_cost=cost[key])
        for key, mine in minutes.items()
    }
