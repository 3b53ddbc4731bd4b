"""What a plan's days come to over many draws, and over the one that is lived through.

Days are lived through exactly as often as is asked for, which is too seldom for what
is rare. So the same is drawn hundreds of times besides and lived through quickly: the
quick mean of those, and how far exact days lie off quick ones where both are known,
is the exact mean (multilevel Monte Carlo [1]). However wrong the quick way is, the sum
is right; the less it is, the surer.

1. M. B. Giles, "Multilevel Monte Carlo methods", Acta Numerica 24 (2015).
"""

from collections.abc import Iterable, Sequence
from itertools import islice
from random import Random
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from scheduler.robustness.bad_days import BadDay
from scheduler.robustness.branches import Branch
from scheduler.robustness.figures import FIGURES, figures_of
from scheduler.robustness.ill_people import Draw, ill_shares, rounds_for
from scheduler.robustness.quick_days import QuickDays
from scheduler.robustness.repair import Repairer

Floats = npt.NDArray[np.float64]

_DRAWS = 300
_MOST = 500_000
"""Days of all draws together, where that is enough for a few."""
_FEWEST = 10
"""Draws: fewer do not tell how much they vary."""


class Likely(NamedTuple):
    """What is lived through quickly of one plan; figures are columns."""

    here: Floats
    """A row for each day that is lived through exactly, too."""
    means: Floats
    """A row for each other draw: the mean of its days."""
    ill: float
    """How many shifts are lost on a day, whoever is drawn."""


class QuickDraws:
    """Lives quickly through the days of one draw, and of many others."""

    def __init__(self, repairer: Repairer, draw: Draw) -> None:
        self._quick, self._draw = QuickDays(repairer), draw
        self._repairer = repairer
        self._chance = Random(f"quick {draw.seed}")
        self._means: list[Floats] = []

    def go_on(self, share: float) -> None:
        """Live through others, until so much of all that are to be is done."""
        whole = rounds_for(self._repairer.problem, self._draw.days)
        most = max(_FEWEST, min(_DRAWS, _MOST // (whole * self._repairer.problem.days)))
        while len(self._means) < max(_FEWEST, round(share * most)):
            changed = {"seed": self._chance.getrandbits(62)}
            other = self._draw.model_copy(update=changed)
            self._means.append(_rows(self._quick.days(other)).mean(axis=0))

    def found(self, days: int) -> Likely:
        """Return it for the first days of the draw."""
        here = _rows(islice(self._quick.days(self._draw), days))
        return Likely(here, np.array(self._means), self._known_ill())

    def _known_ill(self) -> float:
        shares = ill_shares(self._repairer.problem, self._draw)
        by_day = self._repairer.days.items()
        lost = sum(shares[day] * len(duties) for day, duties in by_day)
        return lost / self._repairer.problem.days


def _rows(days: Iterable[Sequence[Branch]]) -> Floats:
    """Return the figures of days, each of which came to something in several parts."""
    nothing = (0.0,) * len(FIGURES)
    return np.array([_figures(parts) if parts else nothing for parts in days])


def _figures(parts: Sequence[Branch]) -> tuple[float, ...]:
    if len(parts) == 1:
        return parts[0].figures
    return figures_of(_whole([part.told for part in parts]))


_COUNTS = tuple(name for name in BadDay.model_fields if name not in ("round", "day"))


def _whole(parts: Sequence[BadDay]) -> BadDay:
    """Return the parts of a day as one; nothing is checked, for it is done often."""
    summed = {name: sum(getattr(part, name) for part in parts) for name in _COUNTS}
    return BadDay.model_construct(round=0, day=parts[0].day, **summed)
