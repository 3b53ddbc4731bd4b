"""After a period comes the next: its dataset, which knows what was worked before."""

import datetime as dt
from typing import Annotated

from fastapi import APIRouter, Form, Request
from starlette.responses import RedirectResponse, Response

from api.http.pages.data import SEE_OTHER
from api.http.pages.looks import spoken_to
from api.http.pages.told.standing import StandingDep, standing_page
from api.http.problems import error_of
from api.http.routes.living.next_periods import NextPeriod, make_next_dataset
from data.faults import BadInput

router = APIRouter(include_in_schema=False)


@router.post("/schedules/{schedule_id}/next")
def next_period(
    request: Request,
    standing: StandingDep,
    last: Annotated[dt.date, Form()],
    *,
    repeats: Annotated[bool, Form()] = False,
) -> Response:
    """Make the dataset of the days after a schedule, and show it."""
    wanted = NextPeriod(last=last, repeats=repeats)
    judged, service = standing.opened.judged, standing.service
    try:
        made = make_next_dataset(wanted, judged, service, Response())
    except BadInput as bad:
        told = [error_of(fault, spoken_to(request)).detail for fault in bad.faults]
        return standing_page(request, standing, told, 422)
    return RedirectResponse(f"/datasets/{made.id}", SEE_OTHER)
