"""No unit costs more than its budget."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING, ClassVar, Literal

from ortools.sat.python import cp_model
from pydantic import Field

from scheduler.domain.plan_view import PlanView
from scheduler.domain.problem import Employee, UnitBudget
from scheduler.means.budget_outcomes import BudgetOutcome, budget_outcomes, budget_share
from scheduler.means.vehicles import vehicle_lines
from scheduler.pay.price import DutyPrices
from scheduler.pay.salary import salary_by_month
from scheduler.roster.cars_out import Drives, car_drives, cars_out
from scheduler.roster.vehicle_costs import driven_kilometres
from scheduler.rules.rule import Breach, Rule, Source

if TYPE_CHECKING:
    from scheduler.roster.variables import Roster

_KRONA = 100


class BudgetLimit(Rule):
    """A unit costs no more in a month than its budget, or each krona above has a price.

    Whole kronor, rounded up.
    """

    id: ClassVar[str] = "V06"
    source: ClassVar[Source] = Source(cite="Nämndens budget; K24", assumed=True)
    breaks_without_work: ClassVar[bool] = True

    kind: Literal["budget_limit"] = "budget_limit"
    hard: bool = Field(default=False, description="Whether it may never cost more.")
    price_kr: float = Field(
        default=1, ge=0, description="Each krona above, when the rule is soft."
    )
    above_pct: float = Field(
        default=1, ge=0, le=100, description="How far above the budget is no breach."
    )

    def check(self, view: PlanView) -> Iterator[Breach]:
        """Hold what each unit costs in a month against its budget."""
        for outcome in budget_outcomes(view, vehicle_lines(view)):
            limit = self._limit(outcome.budget)
            if outcome.planned > limit:
                yield self._breach(view, outcome, limit)

    def _limit(self, budget: int) -> int:
        return budget + int(budget * self.above_pct / 100)

    def _breach(self, view: PlanView, outcome: BudgetOutcome, limit: int) -> Breach:
        amount = -((limit - outcome.planned) // _KRONA)
        unit = view.problem.unit[outcome.unit]
        return Breach(
            rule=self.id,
            hard=self.hard,
            amount=amount,
            unit="kr",
            weight=self.price,
            cost=amount * self.price,
            date=outcome.month,
            found=outcome.planned,
            limit=limit,
            facts={
                "in_unit": unit.name,
                "month": f"{outcome.month:%Y-%m}",
                "days": outcome.days,
                "planned": outcome.planned // _KRONA,
                "budget": outcome.budget // _KRONA,
                "above": outcome.above // _KRONA,
            },
        )

    def post(self, roster: "Roster") -> list[cp_model.LinearExprT]:
        """Bound what each unit's wages and cars cost in a month."""
        costs: list[cp_model.LinearExprT] = []
        prices = DutyPrices(roster.problem) if roster.problem.budgets else None
        for budget in roster.problem.budgets:
            mine = [e for e in roster.employees if e.unit == budget.unit]
            if prices is None or not mine:
                continue
            limit = self._limit(budget_share(roster.problem, budget))
            wages = _wages(roster, prices, mine, budget.month)
            known = sum(_fixed(roster, prices, e, budget.month) for e in mine)
            parts = [wages, known, _cars(roster, budget)]
            spent = cp_model.LinearExpr.sum(parts)
            name = f"{budget.unit} {budget.month} above budget"
            if self.hard:
                switch = roster.switch(self.kind)
                roster.model.add(spent <= limit).only_enforce_if(switch)
            elif self.price:
                above = roster.model.new_int_var(0, 10**9, name)
                roster.model.add(spent <= limit + _KRONA * above)
                costs.append(self.price * above)
        return costs


def _fixed(
    roster: "Roster", prices: DutyPrices, employee: Employee, month: date
) -> int:
    """Return öre that a person costs in a month without any duty."""
    agreement = prices.agreement_of(employee)
    return salary_by_month(agreement, roster.problem, employee).get(month, 0)


def _wages(
    roster: "Roster", prices: DutyPrices, people: Sequence[Employee], month: date
) -> cp_model.LinearExprT:
    """Return öre that the shifts of a month add."""
    literals: list[cp_model.IntVar] = []
    amounts: list[int] = []
    for employee in people:
        for option in roster.options(employee):
            if option.date.replace(day=1) == month:
                usual = prices.for_option(employee, option, employee.pay_class())
                above = employee.pay_class(above=True)
                more = prices.for_option(employee, option, above) - usual
                literals += (
                    roster.works(employee, option),
                    roster.extra(employee, option),
                )
                amounts += usual, more
    return cp_model.LinearExpr.weighted_sum(literals, amounts)


def _cars(roster: "Roster", budget: UnitBudget) -> cp_model.LinearExprT:
    """Return öre that a unit's cars cost in a month: days of them, and kilometres."""
    mine = [v for v in roster.problem.vehicles if v.unit == budget.unit]
    drives = car_drives(roster, budget.unit) if mine else ()
    if not drives:
        return 0
    days = [d for d in roster.problem.dates if d.replace(day=1) == budget.month]
    driven = [(t, literal) for t, literal in drives if t.option.date in days]
    costs = [driven_kilometres(driven, v.km_price) for v in mine]
    for vehicles in mine:
        if vehicles.day_price:
            out = [_most_out(roster, drives, day) for day in days]
            costs.append(vehicles.day_price * cp_model.LinearExpr.sum(out))
    return cp_model.LinearExpr.sum(costs)


def _most_out(roster: "Roster", drives: Drives, day: date) -> cp_model.IntVar:
    """Return how many are out by car at once at most on a day, or more."""
    most = roster.model.new_int_var(0, len(drives), f"cars out on {day}")
    for out in cars_out(roster, drives, day):
        roster.model.add(most >= cp_model.LinearExpr.sum(out))
    return most
