"""Follow a plan up: what was planned beside what was performed and worked."""

from typing import Annotated, Literal

from fastapi import Query
from pydantic import ConfigDict, Field

from api.follow_up.follow_up_answer import FollowUpAnswer
from api.follow_up.follow_up_files import answer_of
from api.follow_up.following import followed_up
from api.http.json_bodies import BoundedRoute
from api.http.opened.opened_schedules import JudgedDep
from api.http.routes.access import refusals
from api.http.routes.versioned import versioned
from data.follow_up.reported_files import read_reported_document
from scheduler.domain.described import Described
from scheduler.domain.plan import Plan

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
    reported = read_reported_document(document, problem)
    found = followed_up(problem, judged.result.plan or Plan(), reported)
    return answer_of(found, problem, lang)
