"""One line of personnel cost."""

from scheduler.domain.values import Frozen


class CostLine(Frozen):
    """What one person costs under one item over the whole plan."""

    employee: str
    item: str
    minutes: int
    amount: int
    """Öre; may be negative (a deduction)."""
