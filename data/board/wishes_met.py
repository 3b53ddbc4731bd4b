"""How many of the staff's wishes a plan meets."""

from data.tallies.wish_outcomes import wish_outcomes
from scheduler.domain.plan_view import PlanView


def wishes_met(view: PlanView) -> tuple[int, int]:
    """Return how many wishes about the plan's days are met, and how many there are."""
    found = wish_outcomes(view)
    return sum(outcome.is_granted for outcome in found), len(found)
