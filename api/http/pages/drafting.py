"""Changing a schedule in the browser: what a change does, keep it, take it back."""

import datetime as dt
from collections import defaultdict
from typing import Annotated

from fastapi import APIRouter, Depends, Form, Request
from pydantic import ValidationError
from starlette.concurrency import run_in_threadpool
from starlette.responses import RedirectResponse, Response

from api.drafts.draft_answers import EffectView, said
from api.drafts.draft_plan import ASKED
from api.drafts.edit_asked import CallSickAsked, EditAsked
from api.http.opened.opened_drafts import DraftDep, OpenDraft
from api.http.opened.opened_schedules import OpenedDep
from api.http.pages.by_hand.day_board import board_of
from api.http.pages.by_hand.day_map import map_of
from api.http.pages.by_hand.draft_facts import (
    NOBODY,
    changed_page,
    day_facts,
    draft_facts,
    planner_of,
    wall_facts,
)
from api.http.pages.data import SEE_OTHER
from api.http.pages.looks import PLANNER, page, remember
from api.http.problems import Refusal
from api.http.routes.access import ServiceDep
from api.http.routes.drafts import PLAIN, file_draft
from api.store.schema import ScheduleDraft
from data.report.day_tours import TourBook
from data.report.headline import tiles_of, verdict_of

router = APIRouter(include_in_schema=False)

Name = Annotated[str, Form(max_length=200, pattern=PLAIN)]


@router.post("/schedules/{schedule_id}/drafts")
def begin(
    opened: OpenedDep,
    service: ServiceDep,
    author: Name = "",
    name: Name = "",
    day: Annotated[dt.date | None, Form()] = None,
) -> Response:
    """Begin to change a schedule, at its wall or a day of it."""
    who = author.strip() or NOBODY
    made = ScheduleDraft(schedule_id=opened.id, name=name or opened.name, author=who)
    at = f"/drafts/{service.drafts.add(made).id}"
    answer = RedirectResponse(at if day is None else f"{at}/days/{day}", SEE_OTHER)
    remember(answer, PLANNER, who)
    return answer


@router.get("/drafts/{draft_id}")
def draft_page(request: Request, draft: DraftDep) -> Response:
    """Show a draft as it is by now."""
    return page(request, "draft.html.j2", **wall_facts(request, draft))


@router.get("/drafts/{draft_id}/days/{day}")
def draft_day_page(request: Request, draft: DraftDep, day: dt.date) -> Response:
    """Show a day of a draft as it is by now."""
    return page(request, "draft_day.html.j2", **day_facts(request, draft, day))


@router.get("/drafts/{draft_id}/days/{day}/map")
def draft_day_map(draft: DraftDep, day: dt.date) -> dict[str, object]:
    """Return where the tours of a day go."""
    view = draft.now.view
    board_of(view, day)
    return map_of(view, TourBook(view).day(day))


@router.get("/drafts/{draft_id}/since/{known}")
def since(request: Request, draft: DraftDep, known: int) -> Response:
    """Return what is shown of a draft if somebody has changed it, else nothing."""
    if draft.now.revision == known:
        return Response(status_code=204)
    return changed_page(request, draft, "draft_changed.html.j2")


@router.get("/drafts/{draft_id}/verdict")
def verdict(request: Request, draft: DraftDep) -> Response:
    """Return what the whole draft breaks, costs and achieves."""
    result = draft.now.result
    return page(
        request, "verdict.html.j2", verdict=verdict_of(result), tiles=tiles_of(result)
    )


async def _asked(request: Request) -> EditAsked:
    """Return the change that a form asks for.

    ``instead.DAY`` names who comes then, ``instead.DAY.WHO`` who comes for somebody
    else who is ill.
    """
    fields: dict[str, object] = {}
    instead: dict[str, object] = {}
    others: defaultdict[str, dict[str, object]] = defaultdict(dict)
    also: list[object] = []
    for name, value in (await request.form()).multi_items():
        if name.startswith("instead."):
            day, _, ill = name.removeprefix("instead.").partition(".")
            (others[ill] if ill else instead)[day] = value or None
        elif name == "also":
            also.append(value)
        elif name != "known":
            fields[name] = _meant(name, str(value))
    many = {"instead": instead, "also": also, "instead_also": others}
    fields |= {name: value for name, value in many.items() if value}
    try:
        return ASKED.validate_python(fields, strict=False)
    except ValidationError as error:
        raise Refusal(422, "invalid_request") from error


def _meant(name: str, text: str) -> object:
    """Return what a field of a form stands for: forms hold text, and no more."""
    if name in ("locked", "above"):
        return {"true": True, "false": False}.get(text.lower(), text)
    return None if text == "" and name in ("to", "shift_id", "start", "end") else text


AskedDep = Annotated[EditAsked, Depends(_asked)]


@router.post("/drafts/{draft_id}/effects")
def effect_part(request: Request, draft: DraftDep, asked: AskedDep) -> Response:
    """Return what a change would do."""
    return effect_page(request, draft, draft.tried(asked), asked)


def effect_page(
    request: Request, draft: OpenDraft, effect: EffectView, asked: EditAsked
) -> Response:
    """Return what a change would do, and the button that keeps it."""
    return page(
        request,
        "effect.html.j2",
        effect=effect,
        asked=said(asked, draft.names),
        fields=_fields(asked),
        also=asked.also if isinstance(asked, CallSickAsked) else (),
        **draft_facts(request, draft),
    )


def _fields(asked: EditAsked) -> dict[str, object]:
    """Return a change as the fields of a form, but for who is ill besides."""
    fields = asked.model_dump(mode="json", exclude={"also"})
    instead = fields.pop("instead", {})
    named = {f"instead.{day}": who for day, who in instead.items()}
    for ill, days in fields.pop("instead_also", {}).items():
        named |= {f"instead.{day}.{ill}": who for day, who in days.items()}
    return {name: "" if v is None else v for name, v in {**fields, **named}.items()}


@router.post("/drafts/{draft_id}/edits")
async def keep(request: Request, draft: DraftDep, asked: AskedDep) -> Response:
    """Keep a change, and return what is shown as it is then."""
    form = await request.form()
    known = str(form.get("known", ""))
    effect = await run_in_threadpool(draft.tried, asked)
    seen = int(known) if known.isdecimal() else None
    draft.keep(asked, planner_of(request), seen)
    return await run_in_threadpool(
        changed_page, request, draft, "draft_kept.html.j2", effect=effect
    )


@router.post("/drafts/{draft_id}/undo")
def undo(
    request: Request, draft: DraftDep, known: Annotated[int, Form(ge=0)]
) -> Response:
    """Take the last change back, and return what is shown as it is then."""
    draft.undo(planner_of(request), known)
    return changed_page(request, draft, "draft_changed.html.j2")


@router.post("/drafts/{draft_id}/schedule")
def file(draft: DraftDep, service: ServiceDep) -> Response:
    """Make a schedule of the draft, and show it."""
    made = file_draft(draft, service, Response())
    return RedirectResponse(f"/schedules/{made.id}", SEE_OTHER)
