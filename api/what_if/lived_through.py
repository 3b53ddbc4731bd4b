"""The same bad days with several plans: how robust each of them is."""

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from api.inputs import Inputs
from scheduler.domain.plan import Plan
from scheduler.domain.plan_view import PlanView
from scheduler.domain.problem import Problem
from scheduler.robustness.bad_days import BadDay
from scheduler.robustness.branches import DayTrees
from scheduler.robustness.ill_people import Draw, rounds_for
from scheduler.robustness.lived_days import bad_rounds
from scheduler.robustness.quick_draws import QuickDraws
from scheduler.robustness.repair import Repairer
from scheduler.robustness.spread import Spread, spreads
from scheduler.rules.rule import Rule

Lived = Mapping[str, Sequence[BadDay]]
"""The days that each plan has behind it, as many with each."""
GoesOn = Callable[[Lived], bool]
"""Is told after each round, and says whether to go on."""

NOTHING: Lived = MappingProxyType({})


class TriedPlan(NamedTuple):
    """A plan that is to be lived through."""

    trees: DayTrees
    quick: QuickDraws

    @property
    def problem(self) -> Problem:
        """What it is for."""
        return self.trees.repairer.problem


def tried_plan(view: PlanView, rules: Sequence[Rule], draw: Draw) -> TriedPlan:
    """Return a plan whose days are lived through exactly, and quickly besides."""
    trees = DayTrees(Repairer(view, rules))
    return TriedPlan(trees, QuickDraws(trees, draw))


def tried_plans(
    plans: Mapping[str, Plan], inputs: Inputs, draw: Draw
) -> dict[str, TriedPlan]:
    """Return the plans to live through, each under the same inputs."""
    problem, rules = inputs
    return {
        name: tried_plan(PlanView(problem, plan), rules, draw)
        for name, plan in plans.items()
    }


def lived_through(
    tried: Mapping[str, TriedPlan],
    draw: Draw,
    goes_on: GoesOn = lambda _lived: True,
    past: Lived = NOTHING,
) -> dict[str, list[BadDay]]:
    """Live through the same days with every plan, round by round, after the ``past``.

    Where it is stopped, every plan has the same whole rounds behind it.
    """
    lived = {name: list(past.get(name, ())) for name in tried}
    problem = next(iter(tried.values())).problem
    past_rounds = days_of(lived) // problem.days
    drawn = (bad_rounds(plan.trees, draw, past_rounds) for plan in tried.values())
    for made in zip(*drawn, strict=True):
        for days, new in zip(lived.values(), made, strict=True):
            days.extend(new)
        _keep_up(tried, lived, draw)
        if not goes_on(lived):
            break
    return lived


def _keep_up(tried: Mapping[str, TriedPlan], lived: Lived, draw: Draw) -> None:
    """Live quickly through as much of other draws as of the draw itself."""
    problem = next(iter(tried.values())).problem
    share = days_of(lived) / (rounds_for(problem, draw.days) * problem.days)
    for plan in tried.values():
        plan.quick.go_on(share)


def spreads_of(
    lived: Lived, tried: Mapping[str, TriedPlan], draw: Draw
) -> list[Spread]:
    """Return every figure of every plan, as sure as the days make it."""
    _keep_up(tried, lived, draw)
    days = days_of(lived)
    return spreads(
        lived, {name: plan.quick.found(days) for name, plan in tried.items()}
    )


def days_of(lived: Lived) -> int:
    """Return how many days each plan has behind it."""
    return len(next(iter(lived.values()), ()))
