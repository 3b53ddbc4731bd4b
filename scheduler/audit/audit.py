"""A plan, however made, judged from its rows alone: breaches, figures, price."""

from collections.abc import Iterator, Mapping, Sequence

from scheduler.audit.figures import Figure, Ledger, figures
from scheduler.audit.open_times import LackingVisit, OpenTimes, open_times
from scheduler.domain.plan import Plan
from scheduler.domain.plan_view import PlanView
from scheduler.domain.problem import Problem
from scheduler.domain.values import Frozen
from scheduler.means.budget_outcomes import BudgetOutcome, budget_outcomes
from scheduler.means.price_lines import PriceLine, price_lines
from scheduler.means.vehicles import vehicle_lines
from scheduler.pay.lines import CostLine
from scheduler.pay.price import cost_lines, plan_entries
from scheduler.rules.rule import Breach, Rule

__all__ = ["Audit", "Figure", "audit"]


class Audit(Frozen):
    """What a plan breaks, costs and achieves."""

    breaches: tuple[Breach, ...]
    costs: tuple[CostLine, ...]
    price_lines: tuple[PriceLine, ...] = ()
    """What ``costs`` were added up from, alike lines counted; and vehicles."""
    figures: Mapping[str, Mapping[str, Figure]]
    """By scope (``all`` or a unit's id), then by figure id (``K01`` …)."""
    personnel_cost: int
    """Öre; the sum of ``costs``."""
    vehicle_cost: int = 0
    """Öre."""
    budgets: tuple[BudgetOutcome, ...] = ()
    soft_cost: int
    """Öre; the sum of the breaches' costs."""
    hard_breaches: int
    must_open: int
    """Visits of priority 1 or 2 that are not fully staffed."""
    open_times: tuple[OpenTimes, ...] = ()
    """When and where these are, the most first."""

    @property
    def vehicles(self) -> tuple[PriceLine, ...]:
        """What vehicles cost, by unit, month and item."""
        return tuple(line for line in self.price_lines if line.unit)

    @property
    def paid(self) -> int:
        """What is paid for, öre: personnel and vehicles."""
        return self.personnel_cost + self.vehicle_cost

    @property
    def objective(self) -> int:
        """What is paid and what rules weigh together, a point as a krona; öre."""
        return self.paid + self.soft_cost

    @property
    def rank(self) -> tuple[int, int, int]:
        """Where the plan stands among others of its dataset; the least is best.

        Hard breaches go before all else, as many by what they amount to: a search can
        make them smaller before there are fewer.
        """
        amount = sum(breach.amount for breach in self.breaches if breach.hard)
        return self.hard_breaches, amount, self.objective


def audit(
    problem: Problem, plan: Plan, rules: Sequence[Rule], *, with_figures: bool = True
) -> Audit:
    """Judge ``plan`` under ``rules`` from nothing but the rows it consists of.

    Without figures it takes half the time, and says as much of what plans are worth.
    """
    view = PlanView(problem, plan)
    breaches = tuple(breach for rule in rules for breach in rule.check(view))
    entries = plan_entries(view)
    costs, vehicles = cost_lines(entries), vehicle_lines(view)
    budgets = budget_outcomes(view, vehicles)
    ledger = Ledger(view, costs, breaches, rules, vehicles, budgets)
    return Audit(
        breaches=breaches,
        costs=costs,
        price_lines=(*price_lines(entries), *vehicles),
        figures=figures(ledger) if with_figures else {},
        personnel_cost=sum(line.amount for line in costs),
        vehicle_cost=sum(line.amount for line in vehicles),
        budgets=budgets,
        soft_cost=sum(breach.cost for breach in breaches),
        hard_breaches=sum(breach.hard for breach in breaches),
        must_open=len(ledger.must_open),
        open_times=tuple(open_times(view.clock, _lacking(ledger))),
    )


def _lacking(ledger: Ledger) -> Iterator[LackingVisit]:
    for visit in ledger.must_open:
        yield LackingVisit(visit, visit.staff - len(ledger.places[visit.id]))
