"""What sickness takes of each plan: expected, how much it varies, and in a bad week."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import groupby
from statistics import fmean, pstdev

import numpy as np

from scheduler.audit.certainty import PairedDifference, paired_difference
from scheduler.domain.values import Frozen
from scheduler.robustness.bad_days import BadDay

WEEK = 7
BAD = 95
"""Per cent of weeks that are no worse than a bad one."""
_SURE = 1.96
"""Standard errors on each side of a mean, between which 95 of 100 such means lie."""

FIGURES: Mapping[str, tuple[str, Callable[[BadDay], float]]] = {
    "ill": ("count", lambda d: d.ill),
    "hourly_calls": ("count", lambda d: d.hourly_calls),
    "extra_calls": ("count", lambda d: d.extra_calls),
    "overtime_calls": ("count", lambda d: d.overtime_calls),
    "lent_calls": ("count", lambda d: d.lent_calls),
    "called_hours": ("h", lambda d: d.called_minutes / 60),
    "overtime_hours": ("h", lambda d: d.overtime_minutes / 60),
    "moved_visits": ("visits", lambda d: d.moved_visits),
    "open_must": ("visits", lambda d: d.open_must),
    "open_optional": ("visits", lambda d: d.open_optional),
    "short_hours": ("h", lambda d: d.short_minutes / 60),
    "failed": ("%", lambda d: 100 * (d.open_must > 0 or d.short_minutes > 0)),
    "cost": ("kr", lambda d: d.cost / 100),
}
"""What is told of a day: its unit, and how it is read off."""


class Spread(Frozen):
    """One figure of one plan."""

    plan: str
    figure: str
    unit: str
    mean: float
    """Of a day."""
    half_width: float | None
    """Of the 95 % interval around the mean: how far off chance may have put it.
    ``None`` for how many are ill, which is drawn to be so many."""
    deviation: float
    """Standard deviation of a day."""
    bad_week: float
    """What 95 per cent of weeks keep below; of a share, the mean of the week's days."""
    difference: PairedDifference | None = None
    """To the first plan, of a week, on the same sick people; ``None`` for the first."""


def spreads(lived: Mapping[str, Sequence[BadDay]]) -> list[Spread]:
    """Return every figure of every plan, each lived through with the same draws."""
    first = next(iter(lived))
    return [
        _spread(figure, lived[first], name, days, is_first=name == first)
        for figure in FIGURES
        for name, days in lived.items()
    ]


def _spread(
    figure: str,
    base: Sequence[BadDay],
    name: str,
    days: Sequence[BadDay],
    *,
    is_first: bool,
) -> Spread:
    unit, read = FIGURES[figure]
    values, weeks = [read(day) for day in days], _weeks(figure, days)
    return Spread(
        plan=name,
        figure=figure,
        unit=unit,
        mean=fmean(values),
        half_width=None if figure == "ill" else _half_width(days, values),
        deviation=pstdev(values),
        bad_week=float(np.percentile(weeks, BAD)),
        difference=None if is_first else paired_difference(_weeks(figure, base), weeks),
    )


def _half_width(days: Sequence[BadDay], values: Sequence[float]) -> float:
    """Return how far the mean may be off, rather too much than too little.

    Days are drawn so that as many are ill as should be; of what a figure varies by,
    only what that number does not explain is chance (regression on a stratified sum).
    """
    ill = np.array([day.ill for day in days], dtype=float)
    rest = np.array(values) - fmean(values)
    ill -= ill.mean()
    if ill.any():
        rest -= ill * (ill @ rest) / (ill @ ill)
    return float(_SURE * rest.std() / np.sqrt(len(days)))


def _weeks(figure: str, days: Sequence[BadDay]) -> list[float]:
    """Return a figure by week; days after the last whole week of a round count not."""
    unit, read = FIGURES[figure]
    made = fmean if unit == "%" else sum
    return [made([read(day) for day in week]) for week in _cut(days)]


def _cut(days: Sequence[BadDay]) -> Iterator[list[BadDay]]:
    for _, same in groupby(days, key=lambda day: day.round):
        lived = list(same)
        length = min(WEEK, len(lived))
        for at in range(0, len(lived) - length + 1, length):
            yield lived[at : at + length]
