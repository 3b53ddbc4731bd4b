"""What units cost beside what they may cost, month by month."""

from calendar import monthrange
from collections.abc import Sequence
from datetime import date
from fractions import Fraction

from scheduler.domain.plan_view import PlanView
from scheduler.domain.problem import Problem, UnitBudget
from scheduler.domain.values import Frozen
from scheduler.means.price_lines import PriceLine
from scheduler.pay.money import rounded_fraction
from scheduler.pay.price import month_costs


class BudgetOutcome(Frozen):
    """A unit's budget for the days of the plan in a month, and what they cost; öre."""

    unit: str
    month: date
    days: int
    """Of the plan, in that month."""
    budget: int
    planned: int
    """Personnel that belongs to the unit, on-costs included, and its vehicles."""

    @property
    def above(self) -> int:
        """By how much the plan costs more; less is below zero."""
        return self.planned - self.budget


def planned_days(problem: Problem, month: date) -> int:
    """Return how many days of a month lie in the plan."""
    return sum(day.replace(day=1) == month for day in problem.dates)


def budget_share(problem: Problem, budget: UnitBudget) -> int:
    """Return the budget of the plan's days, öre: an even share of their month."""
    days = planned_days(problem, budget.month)
    whole = monthrange(budget.month.year, budget.month.month)[1]
    return rounded_fraction(Fraction(budget.amount * days, whole))


def budget_outcomes(
    view: PlanView, vehicles: Sequence[PriceLine]
) -> tuple[BudgetOutcome, ...]:
    """Return every budget that the plan has days of, with what they cost."""
    problem = view.problem
    concerned = [b for b in problem.budgets if planned_days(problem, b.month)]
    if not concerned:
        return ()
    personnel = month_costs(view)
    return tuple(
        BudgetOutcome(
            unit=b.unit,
            month=b.month,
            days=planned_days(problem, b.month),
            budget=budget_share(problem, b),
            planned=personnel.get((b.unit, b.month), 0) + _driven(b, vehicles),
        )
        for b in concerned
    )


def _driven(budget: UnitBudget, vehicles: Sequence[PriceLine]) -> int:
    mine = budget.unit, f"{budget.month:%Y-%m}"
    return sum(line.amount for line in vehicles if (line.unit, line.month) == mine)
