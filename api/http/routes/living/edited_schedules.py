"""Hand in a schedule's workbook whose wall was edited, and get the plan it asks for."""

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated, Any

from fastapi import Depends

from api.edited_schedule import WallChangeView
from api.http.opened.opened_schedules import JudgedDep
from api.http.routes.access import refusals
from api.http.routes.versioned import versioned
from api.http.upload import XLSX, Upload, upload_of
from api.http.workbook_body import check_workbook
from api.judging import judged as judge
from data.writing.plan_files import SCHEDULE, write_plan_document
from scheduler.domain.described import Described
from scheduler.domain.plan import Plan

router = versioned("/schedules/{schedule_id}/edited", "schedules")

UploadDep = Annotated[Upload, Depends(upload_of)]
_FILE = {"schema": {"type": "string", "format": "binary"}}
_BODY: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "description": "The workbook `schedule.xlsx` of this schedule, edited.",
        "content": {XLSX: _FILE},
    }
}


class EditedSchedule(Described):
    """What was changed, and what it makes of the plan."""

    changes: list[WallChangeView]
    """Every cell that says something else than the plan did."""
    plan: dict[str, Any]
    """The plan as a JSON document, judged; order it with `evaluate` to keep it."""


@router.post("", openapi_extra=_BODY, responses=refusals(400, 404, 409, 413, 415, 422))
def read_edited_schedule(upload: UploadDep, judged: JudgedDep) -> EditedSchedule:
    """Return the plan that an edited wall schedule asks for; nothing is kept.

    A changed cell is a changed shift: a code, clock times, a code of absence, or
    nothing. Visits stay with the person where the new shift has time for them.
    """
    from data.reading.wall.edited_wall import read_edited  # loads what reads xlsx

    check_workbook(upload.content)
    problem, rules = judged.inputs
    with TemporaryDirectory(prefix="bemanna-") as place:
        book = Path(place) / SCHEDULE
        book.write_bytes(upload.content)
        edited = read_edited(book, problem, judged.result.plan or Plan())
    result = judge(judged.inputs, edited.plan)
    return EditedSchedule(
        changes=[WallChangeView.of(change, problem) for change in edited.changes],
        plan=write_plan_document(problem, result, rules),
    )
