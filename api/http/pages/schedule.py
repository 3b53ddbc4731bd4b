"""A schedule: how planning goes while it lasts, then the schedule on the wall."""

import datetime as dt

from fastapi import APIRouter, Request
from markupsafe import Markup
from starlette.responses import RedirectResponse, Response

from api.http.opened.opened_schedules import OpenedDep, OpenedSchedule
from api.http.pages.data import SEE_OTHER
from api.http.pages.looks import PLANNER, page, remembered, rendered, spoken_to
from api.http.pages.picked_cell import cell_of
from api.http.pages.wall_parts import wall_parts
from api.http.routes.access import JobDep, ServiceDep
from api.http.views import ScheduleView
from data.report.headline import tiles_of, verdict_of

router = APIRouter(include_in_schema=False)


@router.get("/schedules/{schedule_id}")
def schedule_page(request: Request, job: JobDep, service: ServiceDep) -> Response:
    """Show how planning goes, or the schedule once it is there."""
    view = ScheduleView.of(job)
    if not job.has_plan:
        dataset = service.datasets.get(job.dataset_id)
        name = dataset.name if dataset else ""
        return page(request, "progress.html.j2", job=job, view=view, of=name)
    return _wall_page(request, request.app.state.opened.of(job, service))


@router.get("/schedules/{schedule_id}/progress")
def progress_part(request: Request, job: JobDep) -> Response:
    """Return how far planning is, for the page that shows it."""
    return page(request, "progress_part.html.j2", job=job, view=ScheduleView.of(job))


@router.post("/schedules/{schedule_id}/stop")
def stop_planning(job: JobDep, service: ServiceDep) -> Response:
    """End planning; the best plan so far is kept."""
    service.runner.stop(job.id)
    return RedirectResponse(f"/schedules/{job.id}", SEE_OTHER)


def _wall_page(request: Request, opened: OpenedSchedule) -> Response:
    result = opened.judged.result
    return page(
        request,
        "wall.html.j2",
        opened=opened,
        problem=opened.view.problem,
        planner=remembered(request, PLANNER),
        verdict=verdict_of(result),
        tiles=tiles_of(result),
        wall=_wall(request, opened),
    )


def _wall(request: Request, opened: OpenedSchedule) -> Markup:
    """Return the wall and what finds people on it: the larger part of the page."""
    base = f"/schedules/{opened.id}"
    drawn = opened.drawn(
        f"wall {spoken_to(request)}",
        lambda: rendered(
            request,
            "wall_found.html.j2",
            opened=opened,
            base=base,
            cells=f"{base}/cells",
            **wall_parts(opened.view, opened.wall),
        ),
    )
    return Markup(drawn)


@router.get("/schedules/{schedule_id}/cells/{who}/{day}")
def cell_part(request: Request, opened: OpenedDep, who: str, day: dt.date) -> Response:
    """Return what somebody does on a day."""
    cell, base = cell_of(opened.view, who, day), f"/schedules/{opened.id}"
    return page(request, "cell.html.j2", cell=cell, base=base)
