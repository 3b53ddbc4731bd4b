"""The board's report on two schedules, before and after."""

from typing import Annotated

from fastapi import APIRouter, Query
from fastapi.responses import HTMLResponse
from starlette.responses import Response

from api.comparison_files import whole_of_plans
from api.http.problems import Refusal
from api.http.routes.access import ServiceDep
from api.http.routes.comparisons import Side, found_side_by_side
from data.board.board_page import board_html

router = APIRouter(include_in_schema=False)

Schedule = Annotated[str, Query(pattern="^[0-9a-f]{32}$")]


@router.get("/board-report")
def board_report(service: ServiceDep, before: Schedule, after: Schedule) -> Response:
    """Show the board's report; its columns are those of the board itself."""
    if before == after:
        raise Refusal(422, "one_plan")
    found = found_side_by_side(Side(schedules=[before, after]), service)
    return HTMLResponse(board_html(whole_of_plans(found), ()))
