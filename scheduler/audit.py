"""A plan, however made, judged from its rows alone: breaches, figures, price."""

from collections.abc import Mapping, Sequence

from scheduler.domain import Frozen, Plan, Problem
from scheduler.pay.lines import CostLine
from scheduler.rule import Breach, Rule


class Figure(Frozen):
    """A figure to steer by, with what it was computed from."""

    value: float | None
    """``None`` where the denominator is empty."""
    unit: str
    numerator: float | None = None
    denominator: float | None = None


class Audit(Frozen):
    """What a plan breaks, costs and achieves."""

    breaches: tuple[Breach, ...]
    costs: tuple[CostLine, ...]
    figures: Mapping[str, Mapping[str, Figure]]
    """By scope (``all`` or a unit's id), then by figure id (``K01`` …)."""
    personnel_cost: int
    """Öre; the sum of ``costs``."""
    soft_cost: int
    """Öre; the sum of the breaches' costs."""
    hard_breaches: int
    must_open: int
    """Visits of priority 1 or 2 that are not fully staffed."""

    @property
    def objective(self) -> int:
        """What the plan costs in all, öre."""
        return self.personnel_cost + self.soft_cost


def audit(problem: Problem, plan: Plan, rules: Sequence[Rule]) -> Audit:
    """Judge ``plan`` under ``rules`` from nothing but the rows it consists of."""
    raise NotImplementedError
