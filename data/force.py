"""How strongly what a breach goes against asks to be kept."""

from enum import StrEnum

from scheduler.rules.rule import Breach, Rule


class Force(StrEnum):
    """The strongest last; each is named by the message ``report.<force>``."""

    SOFT = "soft"
    MUST = "must"
    """Has a price, and yet is no wish: a must-visit without staff."""
    HARD = "hard"


def force_of(breach: Breach, rule: Rule | None) -> Force:
    """Return the force of a breach; ``rule`` is the one that found it, if known."""
    if breach.hard:
        return Force.HARD
    if rule is not None and breach.message in rule.musts:
        return Force.MUST
    return Force.SOFT
