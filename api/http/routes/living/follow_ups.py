"""Follow a plan up: what was planned beside what was performed and worked."""

from pathlib import Path
from typing import Annotated, Any, Literal

from fastapi import File, Query, UploadFile
from pydantic import ConfigDict, Field

from api.follow_up.follow_up_answer import FollowUpAnswer
from api.follow_up.follow_up_files import answer_of
from api.follow_up.following import followed_up
from api.http.json_bodies import BoundedRoute
from api.http.opened.opened_schedules import JudgedDep
from api.http.routes.access import JudgedSchedule, refusals
from api.http.routes.living.reported_upload import MOST_FILES, Report, reported_of
from api.http.routes.versioned import versioned
from data.follow_up.reported_files import read_reported_document
from data.follow_up.reported_rows import PERFORMED, WORKED
from scheduler.domain.described import Described
from scheduler.domain.plan import Plan
from scheduler.follow_up.reported import Reported

router = versioned("/schedules/{schedule_id}", "running plans", BoundedRoute)

Cell = str | int | float | bool | None
Row = dict[str, Cell]
Language = Annotated[
    Literal["sv", "en"], Query(description="What the patch is named and explained in.")
]


class Reports(Described):
    """What was reported of a plan; rows as in `performed.csv` and `worked.csv`."""

    model_config = ConfigDict(extra="forbid")

    performed: Annotated[tuple[Row, ...], Field(max_length=100_000)] = ()
    """Visits: `visit_id` (or `client_id`, `date`, `kind`), `employee_id`, `start`,
    `end`, `status`, `reason`."""
    worked: Annotated[tuple[Row, ...], Field(max_length=100_000)] = ()
    """Time: `employee_id`, `date`, `start`, `end`, `break_minutes`, `kind`."""


@router.post("/follow-up", responses=refusals(400, 404, 409, 413, 422))
def follow_schedule_up(
    body: Reports, judged: JudgedDep, lang: Language = "sv"
) -> FollowUpAnswer:
    """Set a plan beside what was performed and worked; nothing is kept."""
    problem = judged.inputs.problem
    document = {name: rows for name, rows in body.model_dump().items() if rows}
    return _beside(judged, read_reported_document(document, problem), lang)


def _reports(what: str) -> Any:
    described = f"{what}: CSV or Excel (.xlsx), one or several."
    return File(default_factory=list, max_length=MOST_FILES, description=described)


@router.post("/follow-up/files", responses=refusals(400, 404, 409, 413, 422))
def follow_schedule_up_by_files(
    judged: JudgedDep,
    performed: Annotated[list[UploadFile], _reports("Visits")],
    worked: Annotated[list[UploadFile], _reports("Time")],
    lang: Language = "sv",
) -> FollowUpAnswer:
    """Set a plan beside files of what was performed and worked; nothing is kept.

    Files are as `performed.csv` and `worked.csv`; a workbook may hold both sheets.
    """
    sent = [
        Report(sheet, Path(file.filename or sheet).name, file.file.read())
        for sheet, files in ((PERFORMED.name, performed), (WORKED.name, worked))
        for file in files
    ]
    return _beside(judged, reported_of(sent, judged.inputs.problem), lang)


def _beside(judged: JudgedSchedule, reported: Reported, lang: str) -> FollowUpAnswer:
    problem = judged.inputs.problem
    found = followed_up(problem, judged.result.plan or Plan(), reported)
    return answer_of(found, problem, lang)
