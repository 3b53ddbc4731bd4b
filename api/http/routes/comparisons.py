"""Set plans of one dataset side by side."""

from typing import Annotated

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict, Field

from api.http.problems import Refusal
from api.http.routes.access import ApiService, ServiceDep, judged_of, refusals
from api.http.views import ComparisonView
from scheduler.audit.audit import Audit
from scheduler.audit.comparison import UnlikeDatasetsError, compare

router = APIRouter(prefix="/comparisons", tags=["comparisons"])


class Side(BaseModel):
    """Which plans to compare; the first is what the others are compared with."""

    model_config = ConfigDict(extra="forbid")

    schedules: Annotated[list[str], Field(min_length=2, max_length=20)]
    """Ids of schedules."""


@router.post("", responses=refusals(400, 409, 413, 422))
def compare_schedules(side: Side, service: ServiceDep) -> ComparisonView:
    """Compare plans; those of unlike datasets are refused (409)."""
    audits = {id_: _judged(n, id_, service) for n, id_ in enumerate(side.schedules)}
    if len(audits) < len(side.schedules):
        raise Refusal(422, "same_plan", pointer="/schedules")
    try:
        return ComparisonView.of(compare(audits))
    except UnlikeDatasetsError as error:
        raise Refusal(409, "unlike_datasets") from error


def _judged(number: int, id_: str, service: ApiService) -> tuple[str, Audit]:
    job = service.jobs.get(id_) if id_.isascii() else None
    if job is None:
        raise Refusal(422, "no_schedule", pointer=f"/schedules/{number}")
    judged = judged_of(job, service)
    return judged.inputs.problem.sha256, judged.audit
