"""Figures of a small plan, as the tests ask for them."""

from collections.abc import Sequence

from constraints import default_rules
from scheduler.audit.figures import EVERYWHERE, Figure, Ledger, figures
from scheduler.domain.plan import Plan
from scheduler.domain.plan_view import PlanView
from scheduler.domain.problem import Problem
from scheduler.pay.lines import CostLine
from scheduler.rules.rule import Breach


def figures_of(
    problem: Problem,
    plan: Plan,
    *,
    costs: Sequence[CostLine] = (),
    breaches: Sequence[Breach] = (),
    scope: str = EVERYWHERE,
) -> dict[str, Figure]:
    """Return the figures of one scope."""
    ledger = Ledger(PlanView(problem, plan), costs, breaches, default_rules())
    return figures(ledger)[scope]


def parts(figure: Figure) -> tuple[float | None, float | None, float | None]:
    """Return numerator, denominator and value."""
    return figure.numerator, figure.denominator, figure.value
