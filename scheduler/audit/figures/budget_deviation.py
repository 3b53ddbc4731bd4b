"""K24: how far plans are from what they may cost."""

from scheduler.audit.figures.figure import Figure, covers, kronor, share, total
from scheduler.audit.figures.ledger import Ledger


def budget_deviation(ledger: Ledger, scope: str) -> dict[str, Figure]:
    """Return by how much the plan costs more than the budgets of its days.

    By the unit that people belong to and that cars are driven for; units and months
    without a budget are left out.

    - K24: of the budget; K24_kr: as kronor. Below zero where the plan costs less.
    """
    mine = [b for b in ledger.budgets if covers(scope, b.unit)]
    above, budget = sum(b.above for b in mine), sum(b.budget for b in mine)
    return {
        "K24": share(kronor(above), kronor(budget)),
        "K24_kr": total(kronor(above), "kr"),
    }
