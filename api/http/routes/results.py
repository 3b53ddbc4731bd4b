"""Fetch what came out of an order: the plan, its price, its figures, its documents."""

from typing import Any

from fastapi import Response
from fastapi.responses import HTMLResponse

from api.http.opened.opened_schedules import JudgedDep, StayingDep
from api.http.result_views import (
    BreachesView,
    CostsView,
    Explanation,
    Figures,
    breaches_of,
    costs_of,
    explanation_of,
    figures_of,
)
from api.http.routes.access import (
    JobDep,
    JudgedSchedule,
    ServiceDep,
    refusals,
)
from api.http.routes.attached import attached, file_of, zipped
from api.http.routes.versioned import versioned
from api.http.upload import XLSX
from api.plan_folder import report, whole_plan
from api.store.schema import Job
from data.disk.whole_folder import with_manifest
from data.excel.workbook import schedule_xlsx
from data.writing.plan_files import PLAN, write_plan_document

router = versioned("/schedules/{schedule_id}", "results")

ZIP = "application/zip"
_NONE_YET = refusals(404, 409)


def _file(media_type: str) -> dict[int | str, dict[str, Any]]:
    return file_of(media_type, _NONE_YET)


@router.get("/explanation", responses=refusals(404))
def read_explanation(job: JobDep, service: ServiceDep) -> Explanation:
    """Say why there is no plan, or what `validate` found."""
    return explanation_of(service.jobs.get(job.id, Job.findings, Job.result) or job)


@router.get("/plan", response_model=dict[str, Any], responses=_NONE_YET)
def read_plan(opened: StayingDep) -> Response:
    """Return the plan as one JSON document: an array per file of a plan folder."""
    return opened.answer("plan", _plan)


def _plan(judged: JudgedSchedule) -> dict[str, Any]:
    problem, rules = judged.inputs
    return write_plan_document(problem, judged.result, rules)


@router.get("/figures", response_model=Figures, responses=_NONE_YET)
def read_figures(opened: StayingDep) -> Response:
    """Return the figures by scope (`all`, or a unit's id), then by figure id."""
    return opened.answer("figures", lambda judged: figures_of(judged.audit))


@router.get("/costs", response_model=CostsView, responses=_NONE_YET)
def read_costs(opened: StayingDep) -> Response:
    """Return what the plan costs, by person and item."""
    return opened.answer("costs", lambda judged: costs_of(judged.audit))


@router.get("/breaches", response_model=BreachesView, responses=_NONE_YET)
def read_breaches(opened: StayingDep) -> Response:
    """Return what the plan breaks, in words."""
    return opened.answer("breaches", _breaches)


def _breaches(judged: JudgedSchedule) -> BreachesView:
    return breaches_of(judged.audit, judged.inputs.rules)


@router.get("/report", response_class=HTMLResponse, responses=_NONE_YET)
def read_report(job: JobDep, judged: JudgedDep, service: ServiceDep) -> Response:
    """Return the report, one page that works offline; it says where the plan stands."""
    life = service.lives.of(job, judged.result)
    return HTMLResponse(report(judged.inputs, judged.result, life))


@router.get("/schedule.xlsx", response_class=Response, responses=_file(XLSX))
def read_workbook(job: JobDep, judged: JudgedDep, service: ServiceDep) -> Response:
    """Return the wall schedule as a workbook; it says where the plan stands."""
    problem, rules = judged.inputs
    life = service.lives.of(job, judged.result)
    content = schedule_xlsx(problem, judged.result, rules, life)
    return attached(content, "schedule.xlsx", XLSX)


@router.get("/plan.zip", response_class=Response, responses=_file(ZIP))
def read_folder(job: JobDep, judged: JudgedDep, service: ServiceDep) -> Response:
    """Return the whole plan folder, zipped."""
    life = service.lives.of(job, judged.result)
    whole = whole_plan(judged.inputs, judged.result, life)
    files = with_manifest(whole.files, PLAN)
    return attached(zipped("plan", files), "plan.zip", ZIP)
