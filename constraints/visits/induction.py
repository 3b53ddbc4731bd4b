"""New people follow somebody before they visit on their own."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import ClassVar, Literal

from pydantic import Field

from constraints.checking.at_visit import breach_at_visit
from scheduler.domain.plan_view import PlanView
from scheduler.domain.problem import Employee, Visit
from scheduler.rules.rule import Breach, Rule, Source


class Induction(Rule):
    """On the first days of employment a person follows others and visits nobody."""

    id: ClassVar[str] = "R28"
    source: ClassVar[Source] = Source(
        cite="Arbetsmiljölagen (1977:1160) 3 kap. 3 §; lokal bemanningshandbok",
        assumed=True,
    )

    kind: Literal["induction"] = "induction"
    hard: Literal[True] = True
    days: int = Field(
        default=3, ge=0, le=366, description="Calendar days of induction."
    )

    def allows_visit(self, view: PlanView, employee: Employee, visit: Visit) -> bool:
        """Whether the person is past the induction on the day of the visit."""
        first = employee.first
        if first is None:
            return True
        return not 0 <= (visit.date - first).days < self.days

    def looks_at(self, visit: Visit) -> date:
        """Return its day."""
        return visit.date

    def check(self, view: PlanView) -> Iterator[Breach]:
        """Find visits on days when their person is still being inducted."""
        until = {e.id: self._until(view, e) for e in view.problem.employees}
        for row in view.plan.visits:
            visit, last = view.visit(row), until[row.employee]
            if last is None or not last - timedelta(self.days) < visit.date <= last:
                continue
            facts = {"until": str(last)}
            yield breach_at_visit(view, row, facts, rule=self.id, message="visit")

    def _until(self, view: PlanView, employee: Employee) -> date | None:
        """Return the last day of induction, where the first day is known."""
        if employee.first is None:
            return None
        return employee.first + timedelta(self.days - 1)
