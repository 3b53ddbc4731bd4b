"""Set plans of one dataset side by side."""

from typing import Annotated

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict, Field

from api.http.problems import Refusal
from api.http.routes.access import (
    ApiService,
    JudgedSchedule,
    ServiceDep,
    judged_of,
    refusals,
)
from api.http.views import ComparisonView
from scheduler.audit.audit import Audit, audit
from scheduler.audit.comparison import UnlikeDatasetsError, compare
from scheduler.domain.plan import Plan

router = APIRouter(prefix="/comparisons", tags=["comparisons"])


class Side(BaseModel):
    """Which plans to compare; the first is what the others are compared with."""

    model_config = ConfigDict(extra="forbid")

    schedules: Annotated[list[str], Field(min_length=2, max_length=20)]
    """Ids of schedules."""


@router.post("", responses=refusals(400, 409, 413, 422))
def compare_schedules(side: Side, service: ServiceDep) -> ComparisonView:
    """Compare plans under the rules of their dataset; unlike ones are refused (409).

    A plan that was ordered under rules of its own is judged anew and named.
    """
    plans = {id_: _plan(n, id_, service) for n, id_ in enumerate(side.schedules)}
    if len(plans) < len(side.schedules):
        raise Refusal(422, "same_plan", pointer="/schedules")
    judged = {id_: _judged_alike(plan, service) for id_, plan in plans.items()}
    other_rules = [id_ for id_, plan in plans.items() if judged[id_] is not plan.audit]
    audits = {
        id_: (plan.inputs.problem.sha256, judged[id_]) for id_, plan in plans.items()
    }
    try:
        return ComparisonView.of(compare(audits, other_rules))
    except UnlikeDatasetsError as error:
        raise Refusal(409, "unlike_datasets") from error


def _plan(number: int, id_: str, service: ApiService) -> JudgedSchedule:
    job = service.jobs.get(id_) if id_.isascii() else None
    if job is None:
        raise Refusal(422, "no_schedule", pointer=f"/schedules/{number}")
    return judged_of(job, service)


def _judged_alike(plan: JudgedSchedule, service: ApiService) -> Audit:
    """Return what the plan is under its dataset's own rules."""
    problem, rules = service.datasets.read(plan.dataset_id)
    if plan.inputs.rules == rules:
        return plan.audit
    return audit(problem, plan.result.plan or Plan(), rules)
