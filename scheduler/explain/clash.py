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
    decided. Empty where the person alone can keep every rule, where ``over`` says that
    time is up before the list is short, or where overtime is locked.
    """
    alone = PlanningContext(context.problem.alone(who), context.rules, context.weights)
    if not _are_shifts(alone, who):
        return ()
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


def _are_shifts(alone: PlanningContext, who: str) -> bool:
    """Say whether each lock is a shift, one a day, as the model knows them.

    It does not know overtime beside a shift, which may be lawful.
    """
    offered = offered_to(alone, alone.problem.employee[who])
    known = {(o.shift, *part) for o in offered for part in o.parts}
    locks = alone.problem.locked_shifts
    days = {(row.date, row.shift) for row in locks}
    return len(days) == len({day for day, _ in days}) and all(
        (row.shift, row.start, row.end) in known
        for row in locks
        if row.pay_class.is_above_contract
    )


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
