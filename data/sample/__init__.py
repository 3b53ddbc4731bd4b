"""Made-up municipalities to try, test and measure on. Nobody in them is real."""

from collections.abc import Callable, Mapping
from random import Random

from data.sample.impossible import impossible
from data.sample.lekeberg import lekeberg
from data.sample.small import small
from data.sample.understaffed import understaffed
from scheduler.domain.problem import Problem

_MAKERS: Mapping[str, Callable[[Random], Problem]] = {
    "lekeberg": lekeberg,
    "small": small,
    "impossible": impossible,
    "understaffed": understaffed,
}
SAMPLES = tuple(_MAKERS)


def make_sample(name: str, seed: int = 1) -> Problem:
    """Return the sample ``name``; the same seed gives the same sample.

    Raises
    ------
    KeyError
        Where ``name`` is not one of ``SAMPLES``.
    """
    return _MAKERS[name](Random(f"{name} {seed}"))
