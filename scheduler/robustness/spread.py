"""What sickness takes of each plan: expected, how much it varies, and in a bad week."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from math import sqrt
from statistics import fmean, pstdev

import numpy as np

from scheduler.audit.certainty import PairedDifference, paired_difference
from scheduler.domain.values import Frozen
from scheduler.robustness.bad_days import BadDay
from scheduler.robustness.evened import Companion, evened
from scheduler.robustness.lost_alone import LostAlone

WEEK = 7
BAD = 95
"""Per cent of weeks that are no worse than a bad one."""
_ENOUGH = 100
"""Days from which on it can be told what goes with what."""
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
    """Of a day, as all draws would have it: evened by what is known of chance."""
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
    lived: Mapping[str, Sequence[BadDay]], alone: Mapping[str, LostAlone]
) -> list[Spread]:
    """Return every figure of every plan, each lived through with the same draws.

    ``alone`` is what is known of each plan without drawing.
    """
    return [
        spread
        for figure in FIGURES
        for spread in _of_plans(
            [_Drawn(figure, name, days, alone[name]) for name, days in lived.items()]
        )
    ]


class _Drawn:
    """One figure of one plan, day by day."""

    def __init__(
        self, figure: str, plan: str, days: Sequence[BadDay], alone: LostAlone
    ) -> None:
        self.figure, self.plan, self.days = figure, plan, days
        self.unit, read = FIGURES[figure]
        self.values = [read(day) for day in days]
        self.evened = list(self.values)
        if len(days) >= _ENOUGH:
            by = (read, FIGURES["ill"][1])
            self.evened = [*evened(self.values, [_known(alone, days, r) for r in by])]

    @property
    def half_width(self) -> float | None:
        if self.figure == "ill":
            return None
        return _SURE * pstdev(self.evened) / sqrt(len(self.days))

    def weeks(self, values: Sequence[float]) -> list[float]:
        """Return a figure by week; days after the last whole one of a round are out."""
        made = fmean if self.unit == "%" else sum
        by_day = zip(self.days, values, strict=True)
        return [made([value for _, value in week]) for week in _cut(by_day)]


def _known(
    alone: LostAlone, days: Sequence[BadDay], read: Callable[[BadDay], float]
) -> Companion:
    drawn = [sum(map(read, alone.on(day))) for day in days]
    return Companion(drawn, alone.expected(read))


def _of_plans(drawn: Sequence[_Drawn]) -> Iterator[Spread]:
    base = drawn[0].weeks(drawn[0].evened)
    for number, one in enumerate(drawn):
        more = paired_difference(base, one.weeks(one.evened)) if number else None
        yield Spread(
            plan=one.plan,
            figure=one.figure,
            unit=one.unit,
            mean=max(0.0, fmean(one.evened)),
            half_width=one.half_width,
            deviation=pstdev(one.values),
            bad_week=float(np.percentile(one.weeks(one.values), BAD)),
            difference=more,
        )


_Valued = tuple[BadDay, float]


def _cut(days: Iterable[_Valued]) -> Iterator[list[_Valued]]:
    for _, same in groupby(days, key=lambda day: day[0].round):
        lived = list(same)
        length = min(WEEK, len(lived))
        for at in range(0, len(lived) - length + 1, length):
            yield lived[at : at + length]
