"""The better of two plans for each world: its own, and one made for another.

Planning anew is a search, and what one world's search missed looks like a difference
between worlds. A plan that is legal in both is therefore offered to both.
"""

from collections.abc import Sequence

from api.inputs import Inputs
from api.what_if.kept_runs import KeptRun
from scheduler.audit.audit import audit
from scheduler.domain.plan import Plan
from scheduler.domain.problem import Problem

MadeFor = tuple[Inputs, KeptRun]
"""What a run was made for, and the run."""


def better_plans(base: MadeFor, others: Sequence[MadeFor]) -> list[KeptRun]:
    """Return the best run of each world that was planned with one seed, base first.

    The base has the best of these plans by its own inputs, every other world the better
    of the base's and its own: what remains between two worlds no exchange takes away.
    Bounds stay those that were proved in the world itself.
    """
    inputs, own = base
    asked = [_judged(run.plan, inputs, own) for _, run in others]
    best = min((own, *_there(asked)), key=_rank)
    found = [best]
    for each, made in others:
        offered = _judged(best.plan, each, made)
        found.append(min((*_there([offered]), made), key=_rank))
    return found


def _there(runs: Sequence[KeptRun | None]) -> list[KeptRun]:
    return [run for run in runs if run is not None]


def _rank(run: KeptRun) -> tuple[int, int, int]:
    return run.audit.rank


def _judged(plan: Plan, inputs: Inputs, own: KeptRun) -> KeptRun | None:
    """Return another world's plan as a run of this one, if it can be read here."""
    problem, rules = inputs
    if not _names_what_is_there(plan, problem):
        return None
    return KeptRun(plan, audit(problem, plan, rules), own.bound)


def _names_what_is_there(plan: Plan, problem: Problem) -> bool:
    """Whether the dataset has everybody and everything that a plan names."""
    people = {row.employee for row in plan.shifts}
    people |= {row.employee for row in plan.visits}
    visits = {row.visit for row in plan.visits}
    visits |= {row.visit for row in plan.unassigned}
    places = {row.from_id for row in plan.visits}
    return (
        people <= problem.employee.keys()
        and visits <= problem.visit.keys()
        and places <= problem.unit.keys() | problem.client.keys()
        and {row.unit for row in plan.shifts} <= problem.unit.keys()
        and all(problem.start <= row.date <= problem.end for row in plan.shifts)
        and all(row.staff_no <= problem.visit[row.visit].staff for row in plan.visits)
    )
