"""The cost of a plan day by day: what payroll and ledger are told."""

from collections.abc import Iterator
from datetime import date, timedelta

from scheduler.domain.plan_view import PlanView
from scheduler.domain.problem import Employee, Problem
from scheduler.pay.items import Entry
from scheduler.pay.lines import CostLine
from scheduler.pay.price import DutyPrices, item_lines
from scheduler.pay.salary import salary


class DatedLine(CostLine):
    """What a person costs under one item for one duty, or for the days of a month."""

    first: date
    """The day on which the duty begins."""
    last: date


def dated_lines(view: PlanView) -> list[DatedLine]:
    """Return what each duty and each month's salary costs.

    They add up to ``price_plan``, person by person and item by item.
    """
    prices = DutyPrices(view.problem)
    return [
        line
        for employee in view.problem.employees
        for part in (
            _months(prices, employee, view.problem),
            _duties(prices, employee, view),
        )
        for line in part
    ]


def _duties(
    prices: DutyPrices, employee: Employee, view: PlanView
) -> Iterator[DatedLine]:
    for duty, entries in prices.by_duty(employee, view):
        for line in item_lines(employee.id, entries):
            yield DatedLine(**line.model_dump(), first=duty.date, last=duty.date)


def _months(
    prices: DutyPrices, employee: Employee, problem: Problem
) -> Iterator[DatedLine]:
    """Yield the fixed cost of each month, which is where it is rounded."""
    agreement = prices.agreement_of(employee)
    for first, last in months_of(problem):
        days = (last - first).days + 1
        month = problem.model_copy(update={"start": first, "days": days})
        for entry in salary(agreement, month, employee):
            yield _fixed(employee, entry, first, last)


def _fixed(employee: Employee, entry: Entry, first: date, last: date) -> DatedLine:
    return DatedLine(
        employee=employee.id,
        item=entry.item.value,
        minutes=entry.minutes,
        amount=entry.amount,
        first=first,
        last=last,
    )


def months_of(problem: Problem) -> Iterator[tuple[date, date]]:
    """Yield the first and the last day of the plan in each calendar month."""
    first = problem.start
    while first <= problem.end:
        following = (first.replace(day=1) + timedelta(days=31)).replace(day=1)
        last = min(problem.end, following - timedelta(days=1))
        yield first, last
        first = last + timedelta(days=1)
