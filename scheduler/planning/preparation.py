"""What is worked out once, before the first phase."""

from collections.abc import Sequence

from scheduler.context.candidate_shifts import possible_options
from scheduler.context.planning_context import PlanningContext
from scheduler.domain.problem import Problem
from scheduler.pay.price import DutyPrices
from scheduler.roster.solver import RosterSolver
from scheduler.rules.rule import Rule
from scheduler.rules.stated import weights_of


def prepare(problem: Problem, rules: Sequence[Rule]) -> RosterSolver:
    """Return the solver of the problem's rosters: prices, and who may work what."""
    prices = DutyPrices(problem)
    context = PlanningContext(problem, rules, weights_of(rules), prices)
    return RosterSolver(context, prices, possible_options(context))
