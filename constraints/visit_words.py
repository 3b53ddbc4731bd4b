"""How the visit rules write people and moments in their sentences."""

from scheduler.domain.plan_view import PlanView
from scheduler.domain.values import Instant


def name_of(view: PlanView, employee: str) -> str:
    """Return the person's name, or the id of somebody without one."""
    return view.problem.employee[employee].name or employee


def moment(view: PlanView, instant: Instant) -> str:
    """Return local date and time, in the form that both languages read."""
    return f"{view.clock.local(instant):%Y-%m-%d %H:%M}"


def ore(kronor: float) -> int:
    """Return a price of ``rules.json`` as the öre that everything is counted in."""
    return round(kronor * 100)
