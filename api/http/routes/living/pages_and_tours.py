"""Fetch what people and units get in hand: their pages, their tour lists."""

from datetime import UTC, datetime
from typing import Annotated, Any

from fastapi import Path, Query, Request, Response
from fastapi.responses import HTMLResponse
from pydantic import Field

from api.handing_out.handed_out import people_pages, person_page, tour_page
from api.http.opened.opened_schedules import JudgedDep
from api.http.problems import language_of
from api.http.routes.access import JudgedSchedule, refusals
from api.http.routes.attached import attached, zipped
from api.http.routes.versioned import versioned
from data.cell_place import CellPlace
from data.export.calendars import Calendars
from data.export.personal_numbers import check_personal_numbers
from scheduler.domain.plan import Plan
from scheduler.domain.plan_view import PlanView

router = versioned("/schedules/{schedule_id}", "handed out")

_ZIP = "application/zip"
_ZIPPED: dict[str, Any] = {
    "description": "Pages, calendars and an index.",
    "content": {_ZIP: {"schema": {"type": "string", "format": "binary"}}},
}

EmployeeId = Annotated[str, Path(description="Id of a person.")]
ShortId = Annotated[str, Field(max_length=100)]
"""Fifty of these still fit into an address that servers take."""
People = Annotated[
    tuple[ShortId, ...],
    Query(alias="person", max_length=50, description="Ids of people; all if left out."),
]
Units = Annotated[
    tuple[ShortId, ...],
    Query(alias="unit", max_length=50, description="Ids of units; all if left out."),
]
Days = Annotated[
    tuple[Annotated[str, Field(max_length=10)], ...],
    Query(
        alias="day",
        max_length=400,
        description="Days of the plan; all if left out.",
        examples=["2026-12-01"],
    ),
]


@router.get(
    "/pages/{employee_id}",
    response_class=HTMLResponse,
    responses=refusals(404, 409, 422),
)
def read_person_page(employee_id: EmployeeId, judged: JudgedDep) -> Response:
    """Return one person's schedule as a page of their own.

    It names nobody else but the other one at a visit by two, and no client.
    """
    view = _view(judged)
    return HTMLResponse(person_page(view, employee_id, _place))


@router.get(
    "/pages.zip",
    response_class=Response,
    responses={200: _ZIPPED, **refusals(404, 409, 422)},
)
def read_people_pages(
    judged: JudgedDep, request: Request, people: People = (), units: Units = ()
) -> Response:
    """Return everybody's page and calendar, or of some people and units."""
    view = _view(judged)
    calendars = Calendars(view, datetime.now(UTC), language_of(request))
    files = people_pages(view, calendars, people, units, _place)
    return attached(zipped("pages", files), "pages.zip", _ZIP)


@router.get("/tours", response_class=HTMLResponse, responses=refusals(404, 409, 422))
def read_tours(judged: JudgedDep, days: Days = (), units: Units = ()) -> Response:
    """Return who goes where, by unit and day, as one page to print."""
    return HTMLResponse(tour_page(_view(judged), days, units, _place))


def _view(judged: JudgedSchedule) -> PlanView:
    check_personal_numbers(judged.inputs.problem)
    return PlanView(judged.inputs.problem, judged.result.plan or Plan())


def _place(name: str) -> CellPlace:
    return CellPlace(name)
