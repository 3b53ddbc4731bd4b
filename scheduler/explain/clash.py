"""Which rules cannot all be kept by one person, whatever shifts the person works."""

from collections.abc import Callable, Sequence

from ortools.sat.python import cp_model

from scheduler.context.candidate_shifts import offered_to
from scheduler.context.planning_context import PlanningContext
from scheduler.roster.variables import Roster

MOST_WORK = 0.2
"""CP-SAT's deterministic time for one question; no answer counts as no clash."""


def clashing_rules(
    context: PlanningContext, who: str, over: Callable[[], bool]
) -> tuple[str, ...]:
    """Return the ids of hard rules of which no shifts of one person keep all.

    None of them can be left out: any shorter list can be kept, or could not be
    decided. Empty where the person alone can keep every rule, or where ``over`` says
    that time is up before the list is short.
    """
    alone = PlanningContext(context.problem.alone(who), context.rules, context.weights)
    roster = _roster_of_one(alone, who)
    kept = list(roster.switches)
    if not _clash(roster, kept):
        return ()
    for kind in tuple(kept):
        if over():
            return ()
        fewer = [other for other in kept if other != kind]
        if _clash(roster, fewer):
            kept = fewer
    return tuple(sorted(rule.id for rule in context.rules if rule.kind in kept))


def _roster_of_one(context: PlanningContext, who: str) -> Roster:
    """Return a model of all that is offered to a person, each hard rule switched."""
    offered = offered_to(context, context.problem.employee[who])
    roster = Roster(context.problem, {who: offered}, traced=True)
    for rule in context.rules:
        if rule.hard:
            list(rule.post(roster))
    return roster


def _clash(roster: Roster, kinds: Sequence[str]) -> bool:
    roster.model.clear_assumptions()
    roster.model.add_assumptions([roster.switches[kind] for kind in kinds])
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.max_deterministic_time = MOST_WORK
    return solver.solve(roster.model) == cp_model.INFEASIBLE
