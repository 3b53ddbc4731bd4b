"""The same bad days with several plans: how robust each of them is."""

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType

from api.inputs import Inputs
from scheduler.domain.plan import Plan
from scheduler.domain.plan_view import PlanView
from scheduler.robustness.bad_days import BadDay, bad_rounds
from scheduler.robustness.ill_people import Draw
from scheduler.robustness.lost_alone import LostAlone
from scheduler.robustness.repair import Repairer
from scheduler.robustness.spread import Spread, spreads

Lived = Mapping[str, Sequence[BadDay]]
"""The days that each plan has behind it, as many with each."""
GoesOn = Callable[[Lived], bool]
"""Is told after each round, and says whether to go on."""

NOTHING: Lived = MappingProxyType({})


def repairers_of(plans: Mapping[str, Plan], inputs: Inputs) -> dict[str, Repairer]:
    """Return who repairs the days of each plan."""
    problem, rules = inputs
    return {
        name: Repairer(PlanView(problem, plan), rules) for name, plan in plans.items()
    }


def lived_through(
    repairers: Mapping[str, Repairer],
    draw: Draw,
    goes_on: GoesOn = lambda _lived: True,
    past: Lived = NOTHING,
) -> dict[str, list[BadDay]]:
    """Live through the same days with every plan, round by round, after the ``past``.

    Where it is stopped, every plan has the same whole rounds behind it.
    """
    lived = {name: list(past.get(name, ())) for name in repairers}
    length = next(iter(repairers.values())).problem.days
    rounds = days_of(lived) // length
    drawn = (bad_rounds(repairer, draw, rounds) for repairer in repairers.values())
    for made in zip(*drawn, strict=True):
        for days, new in zip(lived.values(), made, strict=True):
            days.extend(new)
        if not goes_on(lived):
            break
    return lived


def spreads_of(
    lived: Lived, repairers: Mapping[str, Repairer], draw: Draw
) -> list[Spread]:
    """Return every figure of every plan, as sure as the days make it."""
    alone = {name: LostAlone(repairer, draw) for name, repairer in repairers.items()}
    return spreads(lived, alone)


def days_of(lived: Lived) -> int:
    """Return how many days each plan has behind it."""
    return len(next(iter(lived.values()), ()))
