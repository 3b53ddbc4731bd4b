"""Change a schedule by hand: every change is judged before it is kept."""

from typing import Annotated, Any

from fastapi import Header, Query, Request, Response, status
from pydantic import ConfigDict, Field

from api.drafts.draft_answers import DraftView, EditView, EffectView
from api.drafts.edit_asked import EditAsked
from api.http.json_bodies import BoundedRoute
from api.http.opened.opened_drafts import DraftDep, OpenDraft, viewed
from api.http.opened.opened_schedules import OpenedSchedules
from api.http.problems import Refusal
from api.http.routes.access import ServiceDep, refusals
from api.http.routes.paging import Limit
from api.http.routes.schedules import Ordered
from api.http.routes.versioned import versioned
from api.http.views import ScheduleView
from api.inputs import document_of, read_document_inputs
from api.store.schema import ScheduleDraft
from data.writing.plan_files import write_plan_document
from scheduler.domain.described import Described

router = versioned("/drafts", "drafts", BoundedRoute)

PLAIN = "^[^\\x00-\\x1f\\x7f]*$"
"""No control characters, which some databases do not keep."""
Author = Annotated[
    str, Field(min_length=1, max_length=200, pattern=PLAIN, examples=["planner 2"])
]
Known = Annotated[
    str | None,
    Header(
        alias="If-Match",
        pattern='^"?[0-9]{1,9}"?$',
        description="The `ETag` of the draft that its author saw; else the latest.",
    ),
]


class NewDraft(Described):
    """A draft to begin."""

    model_config = ConfigDict(extra="forbid")

    schedule: Annotated[str, Field(max_length=32)]
    """Id of the schedule to change."""
    author: Author
    """Who begins it."""
    name: Annotated[str, Field(max_length=200, pattern=PLAIN)] = ""
    """To know it by; no names of people, please."""


class EditBody(Described):
    """A change."""

    model_config = ConfigDict(extra="forbid")

    edit: EditAsked
    """What to change."""
    author: Author
    """Who changes it."""


class UndoBody(Described):
    """Who takes the last change back."""

    model_config = ConfigDict(extra="forbid")

    author: Author
    """Who does."""


class EditKept(Described):
    """A change that was kept."""

    revision: int
    """How many changes the draft has now."""
    change: EditView
    """The change."""
    effect: EffectView
    """What it does."""


class DraftEdits(Described):
    """Changes of a draft."""

    items: list[EditView]
    """In their order."""


@router.post(
    "", status_code=status.HTTP_201_CREATED, responses=refusals(400, 404, 409, 413, 422)
)
def begin_draft(
    body: NewDraft, request: Request, service: ServiceDep, response: Response
) -> DraftView:
    """Begin a draft from a schedule that is done."""
    job = service.jobs.get(body.schedule)
    if job is None or not job.is_of_schedule:
        raise Refusal(404, "no_schedule")
    opened: OpenedSchedules = request.app.state.opened
    base = opened.of(job, service)
    made = ScheduleDraft(schedule_id=job.id, name=body.name, author=body.author)
    draft = OpenDraft(service.drafts.add(made), base, service)
    response.headers["Location"] = f"/v1/drafts/{made.id}"
    return draft.viewed()


@router.get("", responses=refusals(422))
def list_drafts(service: ServiceDep, limit: Limit = 20) -> list[DraftView]:
    """List drafts, the latest first."""
    drafts = service.drafts
    return [viewed(draft, drafts.revision(draft.id)) for draft in drafts.page(limit)]


@router.get("/{draft_id}", responses=refusals(404, 409, 422))
def read_draft(draft: DraftDep, response: Response) -> DraftView:
    """Say what a draft is and how many changes it has; the `ETag` is that number."""
    found = draft.viewed()
    response.headers["ETag"] = f'"{found.revision}"'
    return found


@router.get("/{draft_id}/plan", responses=refusals(404, 409, 422))
def read_draft_plan(draft: DraftDep) -> dict[str, Any]:
    """Return the plan as it is by now, audited and priced as a whole."""
    problem, rules = draft.base.judged.inputs
    return write_plan_document(problem, draft.now.result, rules)


@router.get("/{draft_id}/edits", responses=refusals(404, 409, 422))
def list_edits(
    draft: DraftDep,
    after: Annotated[
        int, Query(ge=0, description="Only changes beyond the first so many.")
    ] = 0,
) -> DraftEdits:
    """List the changes, whoever made them."""
    return DraftEdits(items=draft.edits(after))


@router.post("/{draft_id}/effects", responses=refusals(400, 404, 409, 413, 422))
def try_edit(body: EditBody, draft: DraftDep) -> EffectView:
    """Say what a change would do; nothing is kept."""
    return draft.tried(body.edit)


@router.post(
    "/{draft_id}/edits",
    status_code=status.HTTP_201_CREATED,
    responses=refusals(400, 404, 409, 413, 422),
)
def make_edit(
    body: EditBody, draft: DraftDep, response: Response, known: Known = None
) -> EditKept:
    """Keep a change, whatever it breaks, and say what it does.

    With `If-Match` it is refused (409) if the same place was changed since.
    """
    effect = draft.tried(body.edit)
    number = draft.keep(body.edit, body.author, _known(known))
    response.headers["ETag"] = f'"{number}"'
    change = draft.edits(number - 1)[0]
    return EditKept(revision=number, change=change, effect=effect)


@router.post(
    "/{draft_id}/undo",
    status_code=status.HTTP_201_CREATED,
    responses=refusals(400, 404, 409, 413, 422),
)
def undo_edit(
    body: UndoBody, draft: DraftDep, response: Response, known: Known = None
) -> EditView:
    """Take the last change back; refused (409) if somebody has made one since."""
    number = draft.undo(body.author, _known(known))
    response.headers["ETag"] = f'"{number}"'
    return draft.edits(number - 1)[0]


def _known(header: str | None) -> int | None:
    return None if header is None else int(header.strip('"'))


@router.post(
    "/{draft_id}/schedule",
    status_code=status.HTTP_202_ACCEPTED,
    responses=refusals(404, 409, 422),
)
def file_draft(
    draft: DraftDep, service: ServiceDep, response: Response
) -> ScheduleView:
    """Make a schedule of the draft as it is: audited and priced as a whole.

    If somebody is ill since or something locked, it belongs to a dataset that says so.
    """
    base, row, now = draft.base.judged, draft.row, draft.now
    dataset = base.dataset_id
    if now.is_other_dataset:
        rules = service.datasets.rules(dataset)
        inputs = read_document_inputs(
            document_of(now.inputs.problem, rules), judges=True
        )
        dataset = service.datasets.put(inputs, rules, told_from=dataset)[0].id
    made = Ordered.to_judge(dataset, now.inputs, now.plan, row.name)
    job = made.queued(service)
    response.headers["Location"] = f"/v1/schedules/{job.id}"
    return ScheduleView.of(service.jobs.get(job.id) or job)
