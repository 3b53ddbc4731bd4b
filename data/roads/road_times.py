"""How long it takes between places, and how far these lie from the roads."""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

Numbers = npt.NDArray[np.float64]


class RoadTimes(NamedTuple):
    """What roads tell of some places, in their order."""

    seconds: Numbers
    """From each to each; infinite where no road leads."""
    away: Numbers
    """Kilometres from each to the nearest road; infinite where there is none."""


def without_roads(count: int) -> RoadTimes:
    """Return what no roads tell of so many places."""
    return RoadTimes(np.full((count, count), np.inf), np.full(count, np.inf))
