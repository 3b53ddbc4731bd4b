"""What a plan's days come to over many draws, and over the one that is lived through.

Days are lived through exactly as often as is asked for, which is too seldom for what
is rare. So the same is drawn hundreds of times besides and lived through quickly: the
quick mean of those, and how far exact days lie off quick ones where both are known,
is the exact mean (multilevel Monte Carlo [1]). However wrong the quick way is, the sum
is right; the less it is, the surer. A quick day is wrong once in thousands, and one
among those that are asked for would say that it is each time: so a few more draws are
lived through both ways.

1. M. B. Giles, "Multilevel Monte Carlo methods", Acta Numerica 24 (2015).
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice
from random import Random
from typing import NamedTuple

import numpy as np

from scheduler.robustness.branches import Branch, DayTrees
from scheduler.robustness.figures import FIGURES, Floats, together
from scheduler.robustness.ill_people import Draw, ill_shares, rounds_for
from scheduler.robustness.lived_days import EveryRule, LivedDays
from scheduler.robustness.quick_judge import QuickJudge

_DRAWS = 500
_MOST = 600_000
"""Days of all draws together, where that is enough for a few."""
_FEWEST = 10
"""Draws: fewer do not tell how much they vary."""
_BOTH_WAYS = 5
"""Draws besides that are lived through exactly as well, and quickly ..."""
_MOST_EXACT = 7_000
"""... unless they are more exact days than this, with those that are asked for."""


class Likely(NamedTuple):
    """What is lived through quickly of one plan; figures are columns."""

    here: Floats
    """A row for each day that is lived through exactly, too."""
    means: Floats
    """A row for each other draw: the mean of its days."""
    ill: float
    """How many shifts are lost on a day, whoever is drawn."""
    off: Floats = np.zeros((0, len(FIGURES)))
    """A row for each round of draws lived through both ways: the mean of its days, as
    far as exact ones lie off quick ones."""


class QuickDraws:
    """Lives quickly through the days of one draw, and of many others."""

    def __init__(self, trees: DayTrees, draw: Draw) -> None:
        self._repairer = made = trees.repairer
        self._quick = LivedDays(trees, QuickJudge(made.view, made.call_ins))
        self._exact = LivedDays(trees, EveryRule(made.call_ins))
        self._draw = draw
        self._chance = Random(f"quick {draw.seed}")
        self._means: list[Floats] = []
        self._off: list[Floats] = []
        self._both_ways = self._lived_both_ways()

    def go_on(self, share: float) -> None:
        """Live through others, until so much of all that are to be is done."""
        rounds = rounds_for(self._repairer.problem, self._draw.days)
        days = rounds * self._repairer.problem.days
        most = max(_FEWEST, min(_DRAWS, _MOST // days))
        while len(self._means) < max(_FEWEST, round(share * most)):
            other = self._other(self._chance)
            self._means.append(_rows(self._days(other)).mean(axis=0))
        draws = max(0, min(_BOTH_WAYS, _MOST_EXACT // days - 1))
        more = round(share * draws * rounds) - len(self._off)
        self._off.extend(islice(self._both_ways, max(0, more)))

    def _other(self, chance: Random) -> Draw:
        return self._draw.model_copy(update={"seed": chance.getrandbits(62)})

    def _lived_both_ways(self) -> Iterator[Floats]:
        """Yield of one round after the other how far exact days lie off quick ones."""
        chance = Random(f"both {self._draw.seed}")
        while True:
            draw = self._other(chance)
            ways = self._exact.rounds(draw), self._quick.rounds(draw)
            for exact, quick in zip(*ways, strict=True):
                yield (_rows(exact) - _rows(quick)).mean(axis=0)

    def found(self, days: int) -> Likely:
        """Return it for the first days of the draw."""
        here = _rows(islice(self._days(self._draw), days))
        off = np.array(self._off).reshape(-1, len(FIGURES))
        return Likely(here, np.array(self._means), self._known_ill(), off)

    def _days(self, draw: Draw) -> Iterator[Sequence[Branch]]:
        return chain.from_iterable(self._quick.rounds(draw))

    def _known_ill(self) -> float:
        shares = ill_shares(self._repairer.problem, self._draw)
        by_day = self._repairer.days.items()
        lost = sum(shares[day] * len(duties) for day, duties in by_day)
        return lost / self._repairer.problem.days


def _rows(days: Iterable[Sequence[Branch]]) -> Floats:
    """Return the figures of days, each of which came to something in several parts."""
    return together([[part.figures for part in parts] for parts in days])
