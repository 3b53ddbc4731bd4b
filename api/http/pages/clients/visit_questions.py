"""Why a visit is not made, and when one could be: asked from a client's page."""

import datetime as dt
from typing import Annotated

from fastapi import APIRouter, Form, Request
from starlette.responses import Response

from api.http.opened.opened_schedules import OpenedDep
from api.http.pages.long_answers import LongAnswers
from api.http.pages.looks import page, spoken_to
from api.http.problems import Refusal, error_of
from api.replanning.asked import TimesAsked
from api.replanning.running_plan import RunningPlan, offered_times
from api.why.row_places import lines_of_document
from api.why.why_answers import WhyAnswer
from api.why.why_not import why_not
from data.cell_place import CellPlace
from data.faults import BadInput
from data.handed_out.people_names import Names
from data.writing.dataset_files import write_document
from scheduler.domain.plan import Plan

router = APIRouter(include_in_schema=False)

SHOWN = 12
"""Times that are shown, the best first."""
Clock = Annotated[str, Form(pattern="^([0-9]{2}:[0-9]{2})?$")]


@router.get("/schedules/{schedule_id}/visits/{visit_id}/why")
def why_part(request: Request, opened: OpenedDep, visit_id: str) -> Response:
    """Say why a visit is not made; while that is looked for, say so."""
    inputs = opened.judged.inputs
    visit = inputs.problem.visit.get(visit_id)
    if visit is None:
        raise Refusal(404, "no_visit")
    plan = opened.judged.result.plan or Plan()

    def find() -> WhyAnswer:
        lines = lines_of_document(write_document(inputs.problem))
        return why_not(inputs, plan, lines, visit)

    asked: LongAnswers = request.app.state.long_answers
    answer = asked.of(("why", opened.id, visit_id), find)
    there = answer.found.result() if answer.is_there else None
    return page(
        request,
        "clients/why.html.j2",
        opened=opened,
        visit=visit,
        asked=answer,
        why=there,
        words=f"message_{spoken_to(request)}",
    )


@router.post("/schedules/{schedule_id}/clients/{client_id}/times")
def times_part(  # noqa: PLR0913 - the fields of a form
    request: Request,
    opened: OpenedDep,
    client_id: str,
    visit: Annotated[str, Form(max_length=200)] = "",
    date: Annotated[dt.date | None, Form()] = None,
    minutes: Annotated[int | None, Form(ge=1, le=1440)] = None,
    staff: Annotated[int | None, Form(ge=1, le=2)] = None,
    first: Clock = "",
    last: Clock = "",
) -> Response:
    """Return when a visit could be made, the best times first; nothing is kept."""
    asked = TimesAsked(
        visit=visit or None,
        client=client_id,
        date=None if date is None else date.isoformat(),
        minutes=minutes,
        staff=staff,
        between=f"{first}-{last}" if first and last else None,
    )
    running = RunningPlan(opened.judged.inputs, opened.view.plan)
    faults, times = [], []
    try:
        times = offered_times(running, asked, CellPlace).times
    except BadInput as bad:
        faults = [error_of(fault, spoken_to(request)).detail for fault in bad.faults]
    return page(
        request,
        "clients/times.html.j2",
        times=times[:SHOWN],
        more=len(times) - SHOWN,
        faults=faults,
        names=Names(opened.view.problem),
    )
