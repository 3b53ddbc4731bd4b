"""What sickness takes of each plan: expected, how much it varies, and in a bad week."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from math import hypot
from statistics import fmean, pstdev

import numpy as np

from scheduler.audit.certainty import (
    SHOWN,
    PairedDifference,
    half_width,
    summed_difference,
)
from scheduler.domain.values import Frozen
from scheduler.robustness.bad_days import BadDay
from scheduler.robustness.figures import FIGURES, Floats
from scheduler.robustness.quick_draws import Likely

WEEK = 7
BAD = 95
"""Per cent of weeks that are no worse than a bad one."""
_KNOWN = "ill"
"""The figure whose mean needs no drawing."""


class Spread(Frozen):
    """One figure of one plan."""

    plan: str
    figure: str
    unit: str
    mean: float
    """Of a day, as all draws would have it."""
    half_width: float | None
    """Of the 95 % interval around the mean: how far off chance may have put it.
    ``None`` for how many are ill, which is known."""
    deviation: float
    """Standard deviation of a day."""
    bad_week: float
    """What 95 per cent of weeks keep below; of a share, the mean of the week's days."""
    difference: PairedDifference | None = None
    """To the first plan, of a week, on the same sick people; ``None`` for the first."""


def spreads(
    lived: Mapping[str, Sequence[BadDay]], quick: Mapping[str, Likely]
) -> list[Spread]:
    """Return every figure of every plan, each lived through with the same draws.

    ``quick`` is what each plan comes to quickly, over the same days and over others.
    """
    return [
        spread
        for figure in FIGURES
        for spread in _of_plans(
            [_Drawn(figure, name, days, quick[name]) for name, days in lived.items()]
        )
    ]


class _Drawn:
    """One figure of one plan, day by day, and what is likely besides."""

    def __init__(
        self, figure: str, plan: str, days: Sequence[BadDay], quick: Likely
    ) -> None:
        self.figure, self.plan, self.days = figure, plan, days
        self.unit, read = FIGURES[figure]
        self.values = [read(day) for day in days]
        at = list(FIGURES).index(figure)
        self.likely: list[float] = quick.means[:, at].tolist()
        """The mean of a day in each quick draw."""
        self.off = self._by_round(
            self.values - quick.here[:, at], quick.off[:, at].tolist()
        )
        """How far exact days lie off quick ones, on average in each round."""
        self._known = quick.ill if figure == _KNOWN else None

    def _by_round(self, values: Floats, others: Sequence[float]) -> list[float]:
        """Return means of rounds, which know nothing of each other; or all days of one.

        Days of one round do: whoever was called in may not come again at once. Those
        of ``others`` are known.
        """
        rounds = np.array([day.round for day in self.days])
        means = [float(values[rounds == n].mean()) for n in np.unique(rounds)]
        return [*means, *others] if len(means) + len(others) > 1 else values.tolist()

    @property
    def mean(self) -> float:
        if self._known is not None:
            return self._known
        return max(0.0, fmean(self.likely) + fmean(self.off))

    @property
    def half_width(self) -> float | None:
        if self._known is not None:
            return None
        widths = (half_width(part, SHOWN) or 0.0 for part in (self.likely, self.off))
        return hypot(*widths)

    def more_than(self, base: "_Drawn") -> PairedDifference:
        """Return how much more it is in a week than in another plan."""
        days = 1 if self.unit == "%" else WEEK
        parts = ((base.likely, self.likely), (base.off, self.off))
        return summed_difference(
            [([days * x for x in a], [days * x for x in b]) for a, b in parts]
        )

    def weeks(self) -> list[float]:
        """Return it by week; days after the last whole one of a round are out."""
        made = fmean if self.unit == "%" else sum
        by_day = zip(self.days, self.values, strict=True)
        return [made([value for _, value in week]) for week in _cut(by_day)]


def _of_plans(drawn: Sequence[_Drawn]) -> Iterator[Spread]:
    for number, one in enumerate(drawn):
        yield Spread(
            plan=one.plan,
            figure=one.figure,
            unit=one.unit,
            mean=one.mean,
            half_width=one.half_width,
            deviation=pstdev(one.values),
            bad_week=float(np.percentile(one.weeks(), BAD)),
            difference=one.more_than(drawn[0]) if number else None,
        )


_Valued = tuple[BadDay, float]


def _cut(days: Iterable[_Valued]) -> Iterator[list[_Valued]]:
    for _, same in groupby(days, key=lambda day: day[0].round):
        lived = list(same)
        length = min(WEEK, len(lived))
        for at in range(0, len(lived) - length + 1, length):
            yield lived[at : at + length]
