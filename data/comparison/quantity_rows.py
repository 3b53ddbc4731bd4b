"""A quantity of two worlds in words."""

from dataclasses import dataclass
from statistics import fmean

from data.both_languages import Both, both, number, with_sign
from data.words.compared_words import quantity_name, shown
from scheduler.audit.certainty import PairedDifference, Verdict
from scheduler.audit.paired_quantities import PairedQuantity

_SHARE = "%"


@dataclass(frozen=True)
class QuantityRow:
    """One row of a table."""

    name: Both
    base: Both
    other: Both
    difference: Both
    width: Both | None
    """Half of the 95 % interval."""
    verdict: str
    """``exact`` where plans are compared as they are."""


def quantity_row(
    quantity: PairedQuantity, width: float | None, verdict: str
) -> QuantityRow:
    """Tell of a quantity, with half of the interval where there is one."""
    unit = quantity.unit
    return QuantityRow(
        name=quantity_name(quantity.topic, quantity.key),
        base=shown(fmean(quantity.base), unit),
        other=shown(fmean(quantity.other), unit),
        difference=signed(quantity.difference.mean, unit),
        width=_width(width, unit) if width else None,
        verdict=verdict,
    )


def verdict_of(difference: PairedDifference, *, is_study: bool) -> str:
    """Return how sure a difference is; of plans as they are it is exact."""
    if is_study or difference.verdict is Verdict.SAME:
        return difference.verdict.value
    return "exact"


def signed(value: float, unit: str) -> Both:
    """Write a difference with its sign; that of shares is percentage points."""
    text = shown(value, unit)
    if unit == _SHARE:
        points = number(value, 1)
        text = both("comparison.percentage_points", points=points)
    return with_sign(text, value)


def _width(value: float, unit: str) -> Both:
    """Write half of an interval, after a difference that says what it is in."""
    return number(value, 1) if unit == _SHARE else shown(value, unit)
