"""LAS-dagar: a fixed term of twelve months in five years becomes permanent."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, ClassVar, Literal

from ortools.sat.python import cp_model
from pydantic import Field

from constraints.words import name_of
from scheduler.domain.plan_view import PlanView
from scheduler.domain.problem import Employee
from scheduler.rules.rule import Breach, Rule, Source

if TYPE_CHECKING:
    from scheduler.roster.variables import Roster


class LasDays(Rule):
    """Hourly staff come to 365 days in five years no sooner than is meant."""

    id: ClassVar[str] = "R36"
    source: ClassVar[Source] = Source(
        cite="Lagen om anställningsskydd (1982:80) 5 a §, i lydelse från 2022-10-01",
        assumed=True,
    )

    kind: Literal["las_days"] = "las_days"
    hard: bool = Field(default=False, description="Whether the number is a limit.")
    price_kr: float = Field(
        default=500, ge=0, description="Each day above the number, when soft."
    )
    most_days: int = Field(
        default=365, ge=1, le=1826, description="Days after which it is permanent."
    )
    warn_days: int = Field(
        default=334, ge=0, le=1826, description="Days from which on it is warned of."
    )

    def post(self, roster: "Roster") -> "Iterator[cp_model.LinearExpr]":
        """Limit or charge the shifts of those whose days are known."""
        for employee in roster.employees:
            before = roster.problem.balance[employee.id].las_days
            options = roster.options(employee)
            if employee.is_monthly or before is None or not options:
                continue
            count = cp_model.LinearExpr.sum(
                [roster.works(employee, o) for o in options]
            )
            left = max(0, self.most_days - before)
            if self.hard:
                switch = roster.switch(self.kind)
                roster.model.add(count <= left).only_enforce_if(switch)
            elif len(options) > left:
                name = f"{employee.id} has days above"
                above = roster.model.new_int_var(0, len(options) - left, name)
                roster.model.add(count - above <= left)
                yield self.price * above

    def check(self, view: PlanView) -> Iterator[Breach]:
        """Add the plan's shifts to the days that each brings along."""
        for employee in view.problem.employees:
            known = view.problem.balance[employee.id].las_days
            planned = len(view.planned_of(employee))
            if known is None or employee.is_monthly or not planned:
                continue
            total = known + planned
            if total > self.most_days and (self.hard or self.price):
                amount = min(planned, total - self.most_days)
                yield self._breach(view, employee, "above", amount, total)
            elif total >= self.warn_days:
                amount = min(planned, total - self.warn_days + 1)
                yield self._breach(view, employee, "near", amount, total)

    def _breach(
        self, view: PlanView, employee: Employee, message: str, amount: int, total: int
    ) -> Breach:
        price = self.price if message == "above" else 0
        return Breach(
            rule=self.id,
            hard=self.hard and message == "above",
            amount=amount,
            unit="days",
            weight=price,
            cost=amount * price,
            employee=employee.id,
            date=view.problem.end,
            found=total,
            limit=self.most_days,
            facts={"name": name_of(view, employee.id)},
            message=message,
        )
