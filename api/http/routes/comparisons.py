"""Set plans of one dataset side by side."""

import datetime as dt
from typing import Annotated

from fastapi import APIRouter
from pydantic import ConfigDict, Field

from api.http.described import Described
from api.http.order import LONGEST_AGREEMENT
from api.http.problems import Refusal
from api.http.routes.access import (
    ApiService,
    JudgedSchedule,
    ServiceDep,
    judged_of,
    refusals,
)
from api.http.views import ComparisonView
from api.inputs import Inputs
from api.other_agreement import OtherAgreement, under_agreement
from scheduler.audit.audit import Audit, audit
from scheduler.audit.comparison import UnlikeDatasetsError, compare
from scheduler.domain.plan import Plan

router = APIRouter(prefix="/comparisons", tags=["comparisons"])


class Side(Described):
    """Which plans to compare; the first is what the others are compared with."""

    model_config = ConfigDict(extra="forbid")

    schedules: Annotated[list[str], Field(min_length=1, max_length=20)]
    """Ids of schedules; one by itself is compared under two agreements."""
    as_of: dt.date | None = None
    """Price by the agreement as it stood on this day."""
    agreement: Annotated[str, Field(max_length=LONGEST_AGREEMENT)] | None = None
    """TOML to lay over the dataset's agreement, or a whole agreement instead of it."""


@router.post("", responses=refusals(400, 409, 413, 422))
def compare_schedules(side: Side, service: ServiceDep) -> ComparisonView:
    """Compare plans under the rules of their dataset; unlike ones are refused (409).

    A plan that was ordered under rules of its own is judged anew and named. A plan by
    itself is priced under its dataset's agreement and under the one that is given.
    """
    other = OtherAgreement.ordered(side.as_of, side.agreement)
    if len(side.schedules) < 2 and other is None:
        raise Refusal(422, "one_plan", pointer="/schedules")
    plans = {id_: _plan(n, id_, service) for n, id_ in enumerate(side.schedules)}
    if len(plans) < len(side.schedules):
        raise Refusal(422, "same_plan", pointer="/schedules")
    own = {i: service.datasets.read(plan.dataset_id) for i, plan in plans.items()}
    inputs = {i: under_agreement(own[i], other) for i in plans}
    audits = {i: _alike(plan, inputs[i]) for i, plan in plans.items()}
    other_rules = [i for i, p in plans.items() if p.inputs.rules != own[i].rules]
    if len(plans) == 1:
        [(id_, plan)] = plans.items()
        changed = f"{id_} ({inputs[id_].problem.agreement})"
        audits = {id_: _alike(plan, own[id_]), changed: audits[id_]}
    try:
        return ComparisonView.of(compare(audits, other_rules))
    except UnlikeDatasetsError as error:
        raise Refusal(409, "unlike_datasets") from error


def _plan(number: int, id_: str, service: ApiService) -> JudgedSchedule:
    job = service.jobs.get(id_) if id_.isascii() else None
    if job is None:
        raise Refusal(422, "no_schedule", pointer=f"/schedules/{number}")
    return judged_of(job, service)


def _alike(plan: JudgedSchedule, inputs: Inputs) -> tuple[str, Audit]:
    """Return the dataset's digest, and what the plan is under these inputs."""
    problem, rules = inputs
    if plan.inputs == inputs:
        return problem.sha256, plan.audit
    return problem.sha256, audit(problem, plan.result.plan or Plan(), rules)
