"""A plan beside the reports of what became of it, and the dataset that was learnt."""

from api.inputs import Inputs, document_of, read_document_inputs
from data.granted_visits import granted_in, needs_behind
from data.scenario.apply import Applied
from data.scenario.patch import Patch
from data.scenario.patch_place import PatchPlace
from scheduler.domain.plan import Plan
from scheduler.domain.plan_view import PlanView
from scheduler.domain.problem import Problem
from scheduler.follow_up.followed_up import FollowUp, GrantedByDecisions, follow_up
from scheduler.follow_up.reported import Reported


def followed_up(problem: Problem, plan: Plan, reported: Reported) -> FollowUp:
    """Return what was planned beside what was performed and worked.

    Visits that stand alone are granted as they are planned.
    """
    granted = granted_in(problem)
    alone = {v.id: v for v in problem.visits if v.id not in granted}
    grants = GrantedByDecisions(
        visits={**granted, **alone}, needs=needs_behind(problem)
    )
    return follow_up(PlanView(problem, plan), grants, reported)


def with_patch(problem: Problem, patch: Patch) -> Inputs:
    """Return the dataset as a patch changes it; rules are not part of it."""
    applied = Applied(document_of(problem, None), patch, PatchPlace(patch.name))
    return read_document_inputs(applied.document())
