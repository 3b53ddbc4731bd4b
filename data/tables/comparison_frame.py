"""A comparison as a frame: quantities down, plans and their differences across."""

from collections.abc import Callable

import pandas as pd

from scheduler.audit.comparison import ComparedQuantity, Comparison

_TEXTS = ("topic", "scope", "key", "name", "unit")


def comparison_frame(
    comparison: Comparison,
    name_of: Callable[[ComparedQuantity], str],
    difference: Callable[[str], str],
) -> pd.DataFrame:
    """Lay out a comparison.

    Parameters
    ----------
    comparison
        Its amounts are kronor, or points where ``unit`` says so.
    name_of
        What people call a quantity.
    difference
        The heading of what a plan has more than the first, by the plan's name.
    """
    texts = [
        (r.topic.value, r.scope, r.key, name_of(r), r.unit) for r in comparison.rows
    ]
    frame = pd.DataFrame(texts, columns=list(_TEXTS))
    for at, plan in enumerate(comparison.plans):
        values = [row.values[at] for row in comparison.rows]
        frame[plan] = pd.Series(values, dtype="float64")
        if at > 0:
            more = [row.differences[at] for row in comparison.rows]
            frame[difference(plan)] = pd.Series(more, dtype="float64")
    return frame
