"""Which wishes a plan grants, beside those of plans before it."""

from scheduler.domain.plan_view import PlanView
from scheduler.domain.problem import Wish
from scheduler.next_period.plan_as_history import REMEMBERED


def decided_wishes(view: PlanView) -> tuple[Wish, ...]:
    """Return the wishes of the last year that were decided, the plan's included."""
    since = view.problem.end - REMEMBERED
    worked = {(duty.employee, duty.date): duty.shift for duty in view.duties}
    found = []
    for wish in view.problem.wishes:
        if wish.date in view.problem.dates:
            shift = worked.get((wish.employee, wish.date))
            works = shift is not None and wish.shift in (None, shift)
            decided = {"granted": works == wish.want, "cost": None}
            found.append(wish.model_copy(update=decided))
        elif wish.granted is not None and since < wish.date < view.problem.start:
            found.append(wish)
    return tuple(found)
