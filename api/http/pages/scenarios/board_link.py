"""The board's report on two schedules, before and after."""

from typing import Annotated

from fastapi import APIRouter, Query
from fastapi.responses import HTMLResponse
from starlette.responses import Response

from api.comparison_files import whole_of_plans
from api.http.problems import Refusal
from api.http.routes.access import ServiceDep
from api.http.routes.attached import attached
from api.http.routes.comparisons import Side, found_side_by_side
from api.http.routes.studies import HTML
from data.board.board_page import board_html

router = APIRouter(include_in_schema=False)

FILE = "board-report.html"
Schedule = Annotated[str, Query(pattern="^[0-9a-f]{32}$")]


@router.get("/board-report")
def board_report(
    service: ServiceDep, before: Schedule, after: Schedule, file: bool = False
) -> Response:
    """Show the board's report, or give it to be sent on.

    Its columns are those of the board itself.
    """
    if before == after:
        raise Refusal(422, "one_plan")
    found = found_side_by_side(Side(schedules=[before, after]), service)
    html = board_html(whole_of_plans(found), ())
    return attached(html, FILE, HTML) if file else HTMLResponse(html)
