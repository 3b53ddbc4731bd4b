"""Ask why not: what does not go together, and what would mend it."""

from collections.abc import Mapping
from typing import Annotated

from fastapi import Path

from api.http.opened.opened_schedules import JudgedDep
from api.http.routes.access import (
    DatasetDep,
    ServiceDep,
    refusals,
)
from api.http.routes.versioned import versioned
from api.inputs import Inputs
from api.why.row_places import Lines, lines_of_document
from api.why.why_answers import WhyAnswer
from api.why.why_not import visit_of, why_not
from data.cell_place import CellPlace
from data.writing.dataset_files import write_document
from scheduler.domain.plan import Plan

router = versioned("", "why not")

VisitId = Annotated[str, Path(description="Id of a visit.")]


@router.get("/datasets/{dataset_id}/why", responses=refusals(404))
def read_why_no_plan(dataset: DatasetDep, service: ServiceDep) -> WhyAnswer:
    """Say what no plan of a dataset can keep, and what would mend it; within 10 s."""
    inputs = service.datasets.read(dataset.id)
    return why_not(inputs, None, _lines(inputs))


@router.get("/schedules/{schedule_id}/why", responses=refusals(404, 409))
def read_why_open(judged: JudgedDep) -> WhyAnswer:
    """Say of each open must-visit why it is not made, and when most are; in 10 s."""
    plan, times = judged.result.plan or Plan(), judged.audit.open_times
    return why_not(judged.inputs, plan, _lines(judged.inputs), open_times=times)


@router.get(
    "/schedules/{schedule_id}/visits/{visit_id}/why", responses=refusals(404, 409, 422)
)
def read_why_visit(visit_id: VisitId, judged: JudgedDep) -> WhyAnswer:
    """Say why a visit is not made: proved impossible, or not found."""
    plan = judged.result.plan or Plan()
    place = CellPlace("visit_id", pointer="/visit_id")
    visit = visit_of(judged.inputs, visit_id, place)
    return why_not(judged.inputs, plan, _lines(judged.inputs), visit)


def _lines(inputs: Inputs) -> Lines:
    document: Mapping[str, object] = write_document(inputs.problem)
    return lines_of_document(document)
