"""How many of the staff's wishes a plan meets."""

from scheduler.domain.plan_view import PlanView


def wishes_met(view: PlanView) -> tuple[int, int]:
    """Return how many wishes about the plan's days are met, and how many there are."""
    shifts = {(duty.employee, duty.date): duty.shift for duty in view.duties}
    days = frozenset(view.problem.dates)
    wishes = [wish for wish in view.problem.wishes if wish.date in days]
    met = 0
    for wish in wishes:
        shift = shifts.get((wish.employee, wish.date))
        is_worked = shift is not None and wish.shift in (None, shift)
        met += is_worked == wish.want
    return met, len(wishes)
