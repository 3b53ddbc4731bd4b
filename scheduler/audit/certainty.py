"""Whether a difference between two worlds is larger than what chance makes.

Both worlds are planned with the same seeds, and their figures are taken in pairs
(common random numbers): what one seed's luck does to both cancels out.
"""

from collections.abc import Sequence
from enum import StrEnum
from math import hypot, sqrt
from statistics import fmean, stdev

from scheduler.domain.values import Frozen

SHOWN, JUDGED = 0.95, 0.99
"""How sure the interval that is shown is, and the one that a verdict rests on. With
95 % every twentieth pair of the same world would be called different."""


class Verdict(StrEnum):
    """What can be said of a difference."""

    SAME = "same"
    """Every pair is exactly alike."""
    LARGER = "larger"
    """The difference is larger than the noise."""
    UNCLEAR = "unclear"
    """The difference cannot be told apart from none."""


Paired = tuple[Sequence[float], Sequence[float]]
"""Figures of two worlds, seed by seed."""


class PairedDifference(Frozen):
    """The mean of paired differences, and how far it may be off."""

    pairs: int
    mean: float
    half_width: float | None
    """Of the 95 % interval around the mean; ``None`` with fewer than two pairs."""
    verdict: Verdict


def paired_difference(
    base: Sequence[float], other: Sequence[float]
) -> PairedDifference:
    """Return how much higher ``other`` is than ``base``, seed by seed.

    One pair alone shows no spread: unless it is exactly alike, nothing can be said.
    """
    return summed_difference([(base, other)])


def summed_difference(parts: Sequence[Paired]) -> PairedDifference:
    """Return the difference of sums whose parts were paired each by itself.

    The parts' pairs know nothing of each other.
    """
    found = [[b - a for a, b in zip(*part, strict=True)] for part in parts]
    pairs = len(found[0])
    if not any(map(any, found)):
        return PairedDifference(
            pairs=pairs, mean=0.0, half_width=0.0, verdict=Verdict.SAME
        )
    mean = sum(map(fmean, found))
    wide = _joint_width(found, JUDGED)
    clear = wide is not None and abs(mean) > wide
    return PairedDifference(
        pairs=pairs,
        mean=mean,
        half_width=_joint_width(found, SHOWN),
        verdict=Verdict.LARGER if clear else Verdict.UNCLEAR,
    )


def is_narrow(found: PairedDifference, whole: float, within: float) -> bool:
    """Whether the interval is known to within a share of the whole, on either side."""
    return found.half_width is not None and found.half_width <= within * whole


def half_width(found: Sequence[float], sure: float) -> float | None:
    """Return half of Student's interval around the mean."""
    if len(found) < 2:
        return None
    from scipy.special import stdtrit  # a quarter of a second to import

    quantile = float(stdtrit(len(found) - 1, (1 + sure) / 2))
    return quantile * stdev(found) / sqrt(len(found))


def _joint_width(parts: Sequence[Sequence[float]], sure: float) -> float | None:
    widths = [half_width(found, sure) for found in parts]
    known = [width for width in widths if width is not None]
    return hypot(*known) if len(known) == len(widths) else None


class BoundInterval(Frozen):
    """Where the difference of the best plans there are lies, whatever the luck."""

    low: float
    high: float


def bound_interval(
    base: tuple[float, float], other: tuple[float, float]
) -> BoundInterval:
    """Return it from each world's proven bound and best price, in that order."""
    (base_bound, base_best), (other_bound, other_best) = base, other
    return BoundInterval(low=other_bound - base_best, high=other_best - base_bound)
