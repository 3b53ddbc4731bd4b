"""What sick days took of schedules, as rows and bars to look at."""

from collections.abc import Sequence
from dataclasses import dataclass

from api.http.trials.trial_views import Endured, SpreadView
from data.both_languages import Both, amount, number, with_sign
from scheduler.robustness.figures import FIGURES
from scheduler.robustness.spread import WEEK


@dataclass(frozen=True)
class EnduredCell:
    """One figure of one schedule; places are per cent of the width."""

    mean: Both
    sure_within: Both | None
    """Half of the 95 % interval around the mean."""
    deviation: Both
    bad_week: Both
    usual: float
    """Where a usual week is."""
    bad: float
    """Where a bad week is."""
    difference: Both | None
    """To the first schedule, a week."""
    width: Both | None
    verdict: str


@dataclass(frozen=True)
class EnduredRow:
    """One figure of every schedule."""

    figure: str
    cells: tuple[EnduredCell, ...]


def endured_rows(found: Endured) -> list[EnduredRow]:
    """Return the figures, each with its schedules on one scale."""
    return [
        EnduredRow(figure, _cells([s for s in found.figures if s.figure == figure]))
        for figure in FIGURES
    ]


def _cells(spreads: Sequence[SpreadView]) -> tuple[EnduredCell, ...]:
    top = max(max(s.bad_week, _usual(s)) for s in spreads) or 1.0
    return tuple(_cell(spread, top) for spread in spreads)


def _usual(spread: SpreadView) -> float:
    """Return the mean of a week; that of a share is the mean of its days."""
    return spread.mean if spread.unit == "%" else WEEK * spread.mean


def _cell(spread: SpreadView, top: float) -> EnduredCell:
    found, unit = spread.difference, spread.unit
    width = found.half_width if found else None
    return EnduredCell(
        mean=_written(spread.mean, unit),
        sure_within=(
            None if spread.half_width is None else _written(spread.half_width, unit)
        ),
        deviation=_written(spread.deviation, unit),
        bad_week=_written(spread.bad_week, unit),
        usual=round(100 * _usual(spread) / top, 1),
        bad=round(100 * spread.bad_week / top, 1),
        difference=_signed(found.mean, unit) if found else None,
        width=_written(width, unit) if width else None,
        verdict=found.verdict.value if found else "",
    )


def _signed(value: float, unit: str) -> Both:
    return with_sign(_written(value, unit), value)


def _written(value: float, unit: str) -> Both:
    return amount(round(100 * value)) if unit == "kr" else number(value, 2)
