"""The same bad days with several plans: how robust each of them is."""

from collections.abc import Callable, Mapping

from api.inputs import Inputs
from scheduler.domain.plan import Plan
from scheduler.domain.plan_view import PlanView
from scheduler.robustness.bad_days import BadDay, bad_rounds
from scheduler.robustness.ill_people import Draw

Tell = Callable[[int], None]
"""Is told how many days each plan has behind it."""


def lived_through(
    plans: Mapping[str, Plan],
    inputs: Inputs,
    draw: Draw,
    tell: Tell = lambda _days: None,
    stop: Callable[[], bool] = lambda: False,
) -> dict[str, list[BadDay]]:
    """Live through the same days with every plan, round by round.

    Where it is stopped, every plan has the same whole rounds behind it.
    """
    problem, rules = inputs
    lived: dict[str, list[BadDay]] = {name: [] for name in plans}
    views = [PlanView(problem, plan) for plan in plans.values()]
    for made in zip(*(bad_rounds(v, rules, draw) for v in views), strict=True):
        for days, new in zip(lived.values(), made, strict=True):
            days.extend(new)
        tell(len(days))
        if stop():
            break
    return lived
