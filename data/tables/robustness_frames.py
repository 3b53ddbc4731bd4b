"""What sickness takes of plans, as frames: every day that was drawn, and the spread."""

from collections.abc import Mapping, Sequence

import pandas as pd

from scheduler.robustness.bad_days import BadDay
from scheduler.robustness.figures import FIGURES
from scheduler.robustness.spread import Spread


def days_frame(lived: Mapping[str, Sequence[BadDay]]) -> pd.DataFrame:
    """Return a row for each plan and day; figures in kronor and hours."""
    rows = [
        {"plan": name, "round": day.round, "date": day.day.isoformat()}
        | {figure: read(day) for figure, (_, read) in FIGURES.items()}
        for name, days in lived.items()
        for day in days
    ]
    return pd.DataFrame(rows)


def spread_frame(spreads: Sequence[Spread]) -> pd.DataFrame:
    """Return a row for each figure and plan; ``more`` is to the first plan, a week."""
    return pd.DataFrame([_cells(spread) for spread in spreads])


def _cells(spread: Spread) -> dict[str, object]:
    found = spread.difference
    return spread.model_dump(exclude={"difference"}) | {
        "more": None if found is None else found.mean,
        "more_half_width": None if found is None else found.half_width,
        "verdict": "" if found is None else found.verdict.value,
    }
