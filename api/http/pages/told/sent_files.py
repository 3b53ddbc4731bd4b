"""The files that a schedule is sent on as: payroll, ledger, calendars, codes."""

from datetime import UTC, datetime
from typing import Annotated

from fastapi import APIRouter, Form, Request, UploadFile
from starlette.responses import Response

from api.http.opened.opened_schedules import OpenedDep, OpenedSchedule
from api.http.pages.looks import spoken_to
from api.http.pages.told.standing import StandingDep, standing_page
from api.http.problems import ProblemError, error_of
from api.http.routes.attached import attached
from api.http.routes.exports import LONGEST_TABLE
from data.cell_place import CellPlace
from data.export.code_tables import TableName, template
from data.export.export_forms import ExportForm, ExportOrder, exported
from data.faults import BadInput
from scheduler.messages import say

router = APIRouter(include_in_schema=False)

_FILES = "/schedules/{schedule_id}/files"


@router.get(f"{_FILES}/{{form}}")
def sent_file(
    request: Request, opened: OpenedDep, form: ExportForm, only: str | None = None
) -> Response:
    """Return a schedule as another system reads it, in the language of the pages."""
    now = datetime.now(UTC)
    return _sent(opened, ExportOrder(form, now, spoken_to(request), only=only or None))


@router.post(f"{_FILES}/own-codes")
def sent_by_own_codes(
    request: Request,
    standing: StandingDep,
    form: Annotated[ExportForm, Form()],
    codes: UploadFile,
) -> Response:
    """Return the same by codes that are handed in, or show what is wrong with them."""
    place = CellPlace(codes.filename or "codes")
    language, now = spoken_to(request), datetime.now(UTC)
    try:
        own = _text(codes.file.read(LONGEST_TABLE + 1), place)
        return _sent(standing.opened, ExportOrder(form, now, language, own, place))
    except BadInput as bad:
        faults = [_said(error_of(fault, language)) for fault in bad.faults]
        return standing_page(request, standing, faults, 422)


@router.get("/codes/{table}")
def codes_file(table: TableName) -> Response:
    """Return a table of codes that comes along, to change and hand in."""
    name = f"{table}.toml"
    return attached(template(table).encode(), name, "application/toml")


def _sent(opened: OpenedSchedule, order: ExportOrder) -> Response:
    made = exported(opened.view, order)
    first = opened.view.problem.start.isoformat()
    name = say(f"pages.sent_as.{order.form}", order.language, first=first)
    return attached(made.content, f"{name}{made.suffix}", made.media_type)


def _text(content: bytes, place: CellPlace) -> str:
    """Return a table of codes as text.

    Raises
    ------
    BadInput
        It is too long, or no text.
    """
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise BadInput([place.fault("unreadable_file")]) from error
    if len(text) > LONGEST_TABLE:
        raise BadInput([place.fault("unreadable_file")])
    return text


def _said(error: ProblemError) -> str:
    """Return a fault with its place before it."""
    at = " · ".join(str(p) for p in (error.file, error.line, error.column) if p)
    return f"{at}: {error.detail}"
