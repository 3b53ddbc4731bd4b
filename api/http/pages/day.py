"""One day: who drives what, on a time line and a map, and what nobody makes."""

import datetime as dt

from fastapi import APIRouter, Request
from starlette.responses import JSONResponse, Response

from api.http.opened.opened_schedules import OpenedDep
from api.http.pages.by_hand.day_board import board_of
from api.http.pages.by_hand.day_map import map_of
from api.http.pages.looks import PLANNER, page, remembered
from data.report.day_tours import TourBook

router = APIRouter(include_in_schema=False)


@router.get("/schedules/{schedule_id}/days/{day}")
def day_page(request: Request, opened: OpenedDep, day: dt.date) -> Response:
    """Show the tours of a day, unit by unit."""
    return page(
        request,
        "day.html.j2",
        opened=opened,
        planner=remembered(request, PLANNER),
        **board_of(opened.view, day),
    )


@router.get("/schedules/{schedule_id}/days/{day}/map")
def day_map(opened: OpenedDep, day: dt.date) -> dict[str, object]:
    """Return where the tours of a day go."""
    board_of(opened.view, day)
    return map_of(opened.view, TourBook(opened.view).day(day))


@router.get("/schedules/{schedule_id}/map-background")
def map_background(request: Request, opened: OpenedDep) -> Response:
    """Return the roads behind the maps, or nothing if there is no extract."""
    found = request.app.state.map_backgrounds.of(opened)
    if found is None:
        return Response(status_code=204)
    return JSONResponse(found._asdict(), headers={"Cache-Control": "max-age=3600"})
