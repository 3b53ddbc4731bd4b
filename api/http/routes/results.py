"""Fetch what came out of an order: the plan, its price, its figures, its documents."""

from typing import Any

from fastapi import APIRouter, Response
from fastapi.responses import HTMLResponse

from api.http.result_views import (
    BreachesView,
    CostsView,
    Explanation,
    FigureView,
    breaches_of,
    costs_of,
    explanation_of,
)
from api.http.routes.access import (
    JobDep,
    JudgedDep,
    ServiceDep,
    refusals,
)
from api.http.routes.attached import attached, zipped
from api.http.upload import XLSX
from api.plan_folder import report, whole_plan
from api.store.schema import Job
from data.disk.whole_folder import with_manifest
from data.excel.workbook import schedule_xlsx
from data.writing.plan_files import PLAN, write_plan_document

router = APIRouter(prefix="/schedules/{schedule_id}", tags=["results"])

ZIP = "application/zip"
_BINARY = {"schema": {"type": "string", "format": "binary"}}
_NONE_YET = refusals(404, 409)


def _file(media_type: str) -> dict[int | str, dict[str, Any]]:
    """Describe a route that answers with a file."""
    found = {"description": "The file.", "content": {media_type: _BINARY}}
    return {200: found, **_NONE_YET}


@router.get("/explanation", responses=refusals(404))
def read_explanation(job: JobDep, service: ServiceDep) -> Explanation:
    """Say why there is no plan, or what `validate` found."""
    return explanation_of(service.jobs.get(job.id, Job.findings, Job.result) or job)


@router.get("/plan", responses=_NONE_YET)
def read_plan(judged: JudgedDep) -> dict[str, Any]:
    """Return the plan as one JSON document: an array per file of a plan folder."""
    problem, rules = judged.inputs
    return write_plan_document(problem, judged.result, rules)


@router.get("/figures", responses=_NONE_YET)
def read_figures(judged: JudgedDep) -> dict[str, dict[str, FigureView]]:
    """Return the figures by scope (`all`, or a unit's id), then by figure id."""
    return {
        scope: {id_: FigureView.of(id_, figure) for id_, figure in figures.items()}
        for scope, figures in judged.audit.figures.items()
    }


@router.get("/costs", responses=_NONE_YET)
def read_costs(judged: JudgedDep) -> CostsView:
    """Return what the plan costs, by person and item."""
    return costs_of(judged.audit)


@router.get("/breaches", responses=_NONE_YET)
def read_breaches(judged: JudgedDep) -> BreachesView:
    """Return what the plan breaks, in words."""
    return breaches_of(judged.audit, judged.inputs.rules)


@router.get("/report", response_class=HTMLResponse, responses=_NONE_YET)
def read_report(judged: JudgedDep) -> Response:
    """Return the report, one page that works offline."""
    return HTMLResponse(report(judged.inputs, judged.result))


@router.get("/schedule.xlsx", response_class=Response, responses=_file(XLSX))
def read_workbook(judged: JudgedDep) -> Response:
    """Return the wall schedule as a workbook."""
    problem, rules = judged.inputs
    content = schedule_xlsx(problem, judged.result, rules)
    return attached(content, "schedule.xlsx", XLSX)


@router.get("/plan.zip", response_class=Response, responses=_file(ZIP))
def read_folder(judged: JudgedDep) -> Response:
    """Return the whole plan folder, zipped."""
    files = with_manifest(whole_plan(judged.inputs, judged.result).files, PLAN)
    return attached(zipped("plan", files), "plan.zip", ZIP)
