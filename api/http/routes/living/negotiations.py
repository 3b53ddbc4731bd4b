"""Fetch the negotiation pack of two schedules."""

from typing import Annotated, Any

from fastapi import Depends, Query, Request, Response
from fastapi.responses import HTMLResponse

from api.handing_out.negotiation import (
    NegotiationView,
    negotiation_view,
    negotiation_xlsx,
    pack_of,
)
from api.http.opened.opened_schedules import JudgedDep
from api.http.problems import Refusal, language_of
from api.http.routes.access import (
    JudgedSchedule,
    ServiceDep,
    judged_of,
    refusals,
)
from api.http.routes.attached import attached
from api.http.routes.versioned import versioned
from api.http.upload import XLSX
from api.side_by_side import JudgedSide
from data.export.personal_numbers import check_personal_numbers
from data.negotiation.negotiation_pack import NegotiationPack
from data.negotiation.negotiation_page import negotiation_html
from scheduler.domain.plan import Plan

router = versioned("/schedules/{schedule_id}", "negotiation")

_NONE_YET = refusals(404, 409, 422)
_BOOK: dict[str, Any] = {
    "description": "The workbook.",
    "content": {XLSX: {"schema": {"type": "string", "format": "binary"}}},
}
OldId = Annotated[str, Query(description="Id of the schedule before.")]


def _pack(old: OldId, new: JudgedDep, service: ServiceDep) -> NegotiationPack:
    """Compare a schedule with the one before; raises ``Refusal``."""
    job = service.jobs.get(old) if old.isascii() else None
    if job is None or not job.is_of_schedule:
        raise Refusal(422, "no_schedule", parameter="old")
    return pack_of(_side(judged_of(job, service)), _side(new))


def _side(judged: JudgedSchedule) -> JudgedSide:
    check_personal_numbers(judged.inputs.problem)
    plan = judged.result.plan or Plan()
    return JudgedSide("", judged.inputs, plan, judged.audit)


PackDep = Annotated[NegotiationPack, Depends(_pack)]


@router.get("/negotiation-pack", responses=_NONE_YET)
def read_negotiation_pack(pack: PackDep) -> NegotiationView:
    """Return what the schedule means for each person, against the one before.

    Each is judged by the inputs that it was ordered under.
    """
    return negotiation_view(pack)


@router.get("/negotiation-pack.html", response_class=HTMLResponse, responses=_NONE_YET)
def read_negotiation_page(pack: PackDep) -> Response:
    """Return the same as a page to print."""
    return HTMLResponse(negotiation_html(pack))


@router.get(
    "/negotiation-pack.xlsx",
    response_class=Response,
    responses={200: _BOOK, **_NONE_YET},
)
def read_negotiation_workbook(pack: PackDep, request: Request) -> Response:
    """Return the same as a workbook."""
    content = negotiation_xlsx(pack, language_of(request))
    return attached(content, "negotiation-pack.xlsx", XLSX)
