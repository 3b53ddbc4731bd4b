"""One day: who drives what, on a time line, and the visits that nobody makes."""

import datetime as dt

from fastapi import APIRouter, Request
from starlette.responses import Response

from api.http.opened.opened_schedules import OpenedDep
from api.http.pages.looks import page
from api.http.problems import Refusal
from scheduler.domain.values import VisitKind

router = APIRouter()


@router.get("/schedules/{schedule_id}/days/{day}")
def day_page(request: Request, opened: OpenedDep, day: dt.date) -> Response:
    """Show the tours of a day, unit by unit."""
    problem = opened.view.problem
    if day not in problem.dates:
        raise Refusal(404, "not_found")
    at = problem.dates.index(day)
    return page(
        request,
        "day.html.j2",
        opened=opened,
        problem=problem,
        day=day,
        before=problem.dates[at - 1] if at else None,
        after=problem.dates[at + 1] if at + 1 < problem.days else None,
        sheet=opened.sheets[at],
        maps=opened.maps,
        visit_kinds=VisitKind,
    )
