"""What was planned beside what was performed, and the periods beside each other."""

from pathlib import Path
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from starlette.datastructures import UploadFile
from starlette.responses import HTMLResponse, Response

from api.follow_up.following import followed_up
from api.http.opened.opened_schedules import OpenedDep, OpenedSchedule
from api.http.pages.followed.paid_weeks import paid_weeks
from api.http.pages.followed.told_periods import FIGURES, figured_periods
from api.http.pages.looks import page, spoken_to
from api.http.problems import error_of
from api.http.routes.access import ApiService, ServiceDep
from api.http.routes.living.reported_upload import MOST_FILES, Report, reported_of
from data.faults import BadInput, Fault
from data.follow_up.follow_up_page import follow_up_html
from data.follow_up.follow_up_rows import figure_rows, visit_tables, week_rows
from data.follow_up.reported_rows import PERFORMED, WORKED
from scheduler.follow_up.followed_up import FollowUp

router = APIRouter(include_in_schema=False)

_SHEETS = (PERFORMED.name, WORKED.name)


async def _files(request: Request) -> list[Report]:
    """Return what was handed in, with the sheet that each stands for."""
    async with request.form(max_files=MOST_FILES, max_fields=4) as form:
        files = [
            Report(name, Path(file.filename or name).name, await file.read())
            for name in _SHEETS
            for file in form.getlist(name)
            if isinstance(file, UploadFile) and file.size
        ]
        if form.get("form") == "report":
            request.state.as_report = True
        return files


FilesDep = Annotated[list[Report], Depends(_files)]


@router.get("/schedules/{schedule_id}/follow-up")
def follow_up_page(
    request: Request, opened: OpenedDep, service: ServiceDep
) -> Response:
    """Show hours, budget and continuity as planned, and take reports."""
    return _page(request, opened, service, None, [])


@router.post("/schedules/{schedule_id}/follow-up")
def follow_up(
    request: Request, opened: OpenedDep, service: ServiceDep, files: FilesDep
) -> Response:
    """Set reports beside the plan, or show what is wrong with them; nothing is kept."""
    problem = opened.view.problem
    try:
        reported = reported_of(files, problem)
    except BadInput as bad:
        return _page(request, opened, service, None, list(bad.faults))
    found = followed_up(problem, opened.view.plan, reported)
    if getattr(request.state, "as_report", False):
        return HTMLResponse(follow_up_html(found, problem))
    return _page(request, opened, service, found, [])


def _page(
    request: Request,
    opened: OpenedSchedule,
    service: ApiService,
    found: FollowUp | None,
    faults: list[Fault],
) -> Response:
    problem = opened.view.problem
    weeks = paid_weeks(opened.view)
    answer = page(
        request,
        "followed/follow_up.html.j2",
        opened=opened,
        problem=problem,
        faults=[error_of(fault, spoken_to(request)) for fault in faults],
        found=found,
        figures=figure_rows(found) if found else (),
        visits=visit_tables(found, problem) if found else {},
        reported_weeks=week_rows(found) if found else (),
        weeks=weeks,
        most=max((week.above for week in weeks), default=0) or 1,
        budgets=opened.judged.audit.budgets,
        periods=figured_periods(opened, request.app.state.opened, service),
        columns=FIGURES,
    )
    answer.status_code = 422 if faults else 200
    return answer
