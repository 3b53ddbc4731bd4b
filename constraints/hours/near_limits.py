"""Who has nearly used up what the hours of a person may come to."""

from collections.abc import Iterable

from scheduler.rules.rule import Breach

_NEAR = "near"
"""How the message of a breach begins that only warns: R07, R10, R11, R12 and R36."""


def near_limits(breaches: Iterable[Breach]) -> frozenset[str]:
    """Return who is warned of: above ``warn_pct`` of a limit, and not above it."""
    return frozenset(
        breach.employee
        for breach in breaches
        if breach.employee and breach.message.partition("_")[0] == _NEAR
    )
