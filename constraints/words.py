"""How the rules write people, moments and lengths."""

from scheduler.domain.plan_view import PlanView
from scheduler.domain.values import Instant


def name_of(view: PlanView, employee: str) -> str:
    """Return the person's name, or the id of somebody without one or unknown."""
    known = view.problem.employee.get(employee)
    return known.name if known is not None and known.name else employee


def moment(view: PlanView, instant: Instant) -> str:
    """Return local date and time, in the form that both languages read."""
    return f"{view.clock.local(instant):%Y-%m-%d %H:%M}"


def length(minutes: int) -> str:
    """Return ``9 h 30 min``, the same in both languages; below zero counts as none."""
    hours, rest = divmod(max(minutes, 0), 60)
    if not rest:
        return f"{hours} h"
    return f"{hours} h {rest} min" if hours else f"{rest} min"
