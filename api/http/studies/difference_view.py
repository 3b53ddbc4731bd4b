"""How two things differ over many pairs, as the service answers it."""

from scheduler.audit.certainty import Verdict
from scheduler.domain.described import Described


class DifferenceView(Described):
    """The mean of paired differences, and how far it may be off."""

    pairs: int
    """How many seeds both worlds have a plan with."""
    mean: float
    """How much higher the other world is."""
    half_width: float | None
    """Of the 95 % interval around the mean; `null` with fewer than two pairs."""
    verdict: Verdict
    """`same`, `larger` than the noise, or `unclear`: it cannot be told apart."""
