"""What is proved of a must-visit that a plan leaves open."""

from enum import StrEnum

from scheduler.domain.described import Described
from scheduler.domain.values import Frozen


class ProofVerdict(StrEnum):
    """Whether any legal plan could make an open visit."""

    IMPOSSIBLE = "impossible"
    """No legal plan makes it, whatever else it leaves open."""
    IMPOSSIBLE_TOGETHER = "impossible_together"
    """No legal plan makes it and all of certain others."""
    NOT_FOUND = "not_found"
    """Nothing is proved; none was found in the time."""


class Proof(Described, Frozen):
    """Whether an open must-visit can be made, and what proves that it cannot."""

    visit: str
    """Its id."""
    verdict: ProofVerdict
    """What is proved."""
    beside: tuple[str, ...] = ()
    """Other visits of which, or of this, at least one is open in every plan. No
    other proof of the plan names them."""
    rules: tuple[str, ...] = ()
    """Ids of the rules that the proof needs."""
    message_sv: str
    """In Swedish."""
    message_en: str
    """In English."""
