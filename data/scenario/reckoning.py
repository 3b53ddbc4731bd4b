"""Cells that a patch reckons with: numbers, and lists of values."""

from math import floor

from data.scenario.patch import Condition
from data.written_values import Value


class NoNumberError(ValueError):
    """A cell that is to be reckoned with holds no number."""

    def __init__(self, value: Value) -> None:
        super().__init__(value)
        self.value = "" if value is None else str(value)


def reckoned(value: Value, how: str, operand: float) -> Value:
    """Return a number ``times`` or ``plus`` another; whole numbers stay whole.

    Halves are rounded up.

    Raises
    ------
    NoNumberError
        if the cell is empty or holds text.
    """
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise NoNumberError(value)
    made = value * operand if how == "times" else value + operand
    return floor(made + 0.5) if isinstance(value, int) else round(made, 6)


def with_and_without(value: Value, more: Condition, fewer: Condition) -> list[str]:
    """Return a list of values with some that are new, and without others."""
    old = value if isinstance(value, list) else [] if value in (None, "") else [value]
    kept = [str(one) for one in old if one not in fewer]
    return kept + [str(one) for one in more if one not in kept]
