"""Which of the staff's wishes a plan grants."""

from typing import NamedTuple

from scheduler.domain.plan_view import PlanView
from scheduler.domain.problem import Wish


class WishOutcome(NamedTuple):
    """A wish about a day of the plan, and what became of it."""

    wish: Wish
    is_granted: bool


def wish_outcomes(view: PlanView) -> tuple[WishOutcome, ...]:
    """Return every wish about the plan's days, as the dataset has them in order."""
    days = frozenset(view.problem.dates)
    worked = {(duty.employee, duty.date, duty.shift) for duty in view.duties}
    at_work = {(duty.employee, duty.date) for duty in view.duties}
    found = []
    for wish in view.problem.wishes:
        if wish.date in days:
            day = wish.employee, wish.date
            works = (
                day in at_work if wish.shift is None else (*day, wish.shift) in worked
            )
            found.append(WishOutcome(wish, works == wish.want))
    return tuple(found)
