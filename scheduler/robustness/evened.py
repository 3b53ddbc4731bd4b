"""Drawn figures evened out by what is known of those who were drawn.

What some of a day's course comes to over all draws is known exactly. As far as a
figure goes with it, the chance of this draw is taken out (control variates [1]).

1. S. S. Lavenberg, P. D. Welch, "A perspective on the use of control variables to
   increase the efficiency of Monte Carlo simulations", Management Science 27 (1981).
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]


class Companion(NamedTuple):
    """A companion of a figure, day by day, and its mean over all draws."""

    drawn: Sequence[float]
    mean: float


def evened(values: Sequence[float], known: Sequence[Companion]) -> Floats:
    """Return each day's figure less what its companions were above their means.

    How much goes with each companion is reckoned from the days themselves.
    """
    figures = np.array(values, dtype=float)
    drawn = np.array([each.drawn for each in known], dtype=float).T
    means = np.array([each.mean for each in known])
    apart, rest = drawn - drawn.mean(axis=0), figures - figures.mean()
    share, *_ = np.linalg.lstsq(apart, rest, rcond=None)
    chance: Floats = (drawn - means) @ share
    return figures - chance
