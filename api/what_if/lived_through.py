"""The same bad days with several plans: how robust each of them is."""

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType

from api.inputs import Inputs
from scheduler.domain.plan import Plan
from scheduler.domain.plan_view import PlanView
from scheduler.robustness.bad_days import BadDay, bad_rounds
from scheduler.robustness.ill_people import Draw

Lived = Mapping[str, Sequence[BadDay]]
"""The days that each plan has behind it, as many with each."""
GoesOn = Callable[[Lived], bool]
"""Is told after each round, and says whether to go on."""

NOTHING: Lived = MappingProxyType({})


def lived_through(
    plans: Mapping[str, Plan],
    inputs: Inputs,
    draw: Draw,
    goes_on: GoesOn = lambda _lived: True,
    past: Lived = NOTHING,
) -> dict[str, list[BadDay]]:
    """Live through the same days with every plan, round by round, after the ``past``.

    Where it is stopped, every plan has the same whole rounds behind it.
    """
    problem, rules = inputs
    lived = {name: list(past.get(name, ())) for name in plans}
    rounds = days_of(lived) // problem.days
    views = [PlanView(problem, plan) for plan in plans.values()]
    for made in zip(*(bad_rounds(v, rules, draw, rounds) for v in views), strict=True):
        for days, new in zip(lived.values(), made, strict=True):
            days.extend(new)
        if not goes_on(lived):
            break
    return lived


def days_of(lived: Lived) -> int:
    """Return how many days each plan has behind it."""
    return len(next(iter(lived.values()), ()))
