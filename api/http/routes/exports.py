"""Fetch a plan as other systems read it: payroll, ledger, calendars."""

from datetime import UTC, datetime
from typing import Annotated, Any

from fastapi import APIRouter, Path, Query, Request, Response
from pydantic import ConfigDict, Field

from api.http.described import Described
from api.http.opened.opened_schedules import JudgedDep
from api.http.problems import language_of
from api.http.routes.access import JudgedSchedule, refusals
from api.http.routes.attached import attached
from data.cell_place import CellPlace
from data.export.export_forms import ExportForm, ExportOrder, exported
from scheduler.domain.plan import Plan
from scheduler.domain.plan_view import PlanView

router = APIRouter(prefix="/schedules/{schedule_id}/exports", tags=["exports"])

LONGEST_TABLE = 2**16
"""Letters of a table of codes that is sent along."""
_FILE: dict[str, Any] = {
    "description": "The file.",
    "content": {"*/*": {"schema": {"type": "string", "format": "binary"}}},
}

Form = Annotated[ExportForm, Path(description="As what.")]
Only = Annotated[
    str | None,
    Query(description="Id of a person or unit, whose calendar alone is order."),
]


class CodesSent(Described):
    """Your own codes, to lay over those that come along."""

    model_config = ConfigDict(extra="forbid")

    codes: Annotated[str, Field(max_length=LONGEST_TABLE)] = ""
    """TOML, as `bemanna codes` writes it: pay codes, or for `sie` accounts."""


@router.get(
    "/{form}",
    response_class=Response,
    responses={200: _FILE, **refusals(404, 409, 422)},
)
def read_export(
    form: Form, judged: JudgedDep, request: Request, only: Only = None
) -> Response:
    """Return the plan for payroll, for a ledger, or as calendars."""
    order = ExportOrder(form, datetime.now(UTC), language_of(request), only=only)
    return _sent(judged, order)


@router.post(
    "/{form}",
    response_class=Response,
    responses={200: _FILE, **refusals(400, 404, 409, 413, 422)},
)
def make_export(
    form: Form, sent: CodesSent, judged: JudgedDep, request: Request
) -> Response:
    """Return the same under codes or accounts of your own; nothing is kept."""
    place = CellPlace("codes", pointer="/codes")
    language, now = language_of(request), datetime.now(UTC)
    return _sent(judged, ExportOrder(form, now, language, sent.codes, place))


def _sent(judged: JudgedSchedule, order: ExportOrder) -> Response:
    view = PlanView(judged.inputs.problem, judged.result.plan or Plan())
    made = exported(view, order)
    return attached(made.content, f"{order.form}{made.suffix}", made.media_type)
