"""Figures of a small plan, as the tests ask for them."""

from collections.abc import Sequence

from scheduler.book import Book
from scheduler.domain import Plan, Problem
from scheduler.figures import EVERYWHERE, Figure, Ledger, figures
from scheduler.pay.lines import CostLine
from scheduler.rule import Breach


def figures_of(
    problem: Problem,
    plan: Plan,
    *,
    costs: Sequence[CostLine] = (),
    breaches: Sequence[Breach] = (),
    scope: str = EVERYWHERE,
) -> dict[str, Figure]:
    """Return the figures of one scope."""
    return figures(Ledger(Book(problem, plan), costs, breaches))[scope]


def parts(figure: Figure) -> tuple[float | None, float | None, float | None]:
    """Return numerator, denominator and value."""
    return figure.numerator, figure.denominator, figure.value
