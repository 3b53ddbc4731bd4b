"""A schedule: how planning goes while it lasts, then the schedule on the wall."""

from typing import Annotated

from fastapi import APIRouter, Depends, Request
from starlette.responses import RedirectResponse, Response

from api.http.pages.data import SEE_OTHER
from api.http.pages.looks import page
from api.http.pages.opened import OpenedSchedule, OpenedSchedules
from api.http.routes.access import JobDep, ServiceDep
from api.http.views import ScheduleView
from data.report.headline import tiles_of, verdict_of
from data.shift_codes import MARKS, code_of, key_of_codes, kind_of, longest_code
from scheduler.domain.values import AbsenceKind

router = APIRouter()


def _opened(request: Request, job: JobDep, service: ServiceDep) -> OpenedSchedule:
    opened: OpenedSchedules = request.app.state.opened
    return opened.of(job, service)


OpenedDep = Annotated[OpenedSchedule, Depends(_opened)]


@router.get("/schedules/{schedule_id}")
def schedule_page(request: Request, job: JobDep, service: ServiceDep) -> Response:
    """Show how planning goes, or the schedule once it is there."""
    view = ScheduleView.of(job)
    if not job.is_over or job.hard_breaches is None:
        return page(request, "progress.html.j2", job=job, view=view)
    return _wall_page(request, _opened(request, job, service))


@router.get("/schedules/{schedule_id}/progress")
def progress_part(request: Request, job: JobDep) -> Response:
    """Return how far planning is, for the page that shows it."""
    answer = page(request, "progress_part.html.j2", job=job, view=ScheduleView.of(job))
    if job.is_over:
        answer.headers["HX-Redirect"] = f"/schedules/{job.id}"
    return answer


@router.post("/schedules/{schedule_id}/stop")
def stop_planning(job: JobDep, service: ServiceDep) -> Response:
    """End planning; the best plan so far is kept."""
    service.runner.stop(job.id)
    return RedirectResponse(f"/schedules/{job.id}", SEE_OTHER)


def _wall_page(request: Request, opened: OpenedSchedule) -> Response:
    view, result = opened.view, opened.judged.result
    return page(
        request,
        "wall.html.j2",
        opened=opened,
        problem=view.problem,
        view=view,
        wall=opened.wall,
        verdict=verdict_of(result),
        tiles=tiles_of(result),
        cells=f"/schedules/{opened.id}/cells",
        roles=sorted({e.role for e in view.problem.employees}),
        skills=sorted({skill for e in view.problem.employees for skill in e.skills}),
        longest=longest_code(view),
        codes=tuple(key_of_codes(view)),
        marks=MARKS,
        absences=AbsenceKind,
        code_of=code_of,
        kind_of=kind_of,
    )
