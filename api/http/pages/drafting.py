"""Changing a schedule in the browser: pick a cell, see what a change does, keep it."""

import datetime as dt
from typing import Annotated

from fastapi import APIRouter, Depends, Form, Request
from pydantic import ValidationError
from starlette.responses import RedirectResponse, Response

from api.drafts.draft_answers import EffectView
from api.drafts.draft_plan import ASKED
from api.drafts.edit_asked import EditAsked
from api.http.opened.opened_drafts import DraftDep, OpenDraft
from api.http.opened.opened_schedules import OpenedDep
from api.http.pages.data import SEE_OTHER
from api.http.pages.looks import (
    PLANNER,
    page,
    remember,
    remembered,
    spoken_to,
)
from api.http.pages.picked_cell import cell_of
from api.http.pages.wall_parts import wall_parts
from api.http.problems import Refusal
from api.http.routes.access import ServiceDep
from api.http.routes.drafts import PLAIN, file_draft
from api.store.schema import ScheduleDraft
from data.report.headline import tiles_of, verdict_of
from data.wall import wall_of

router = APIRouter()

NOBODY = "–"
"""Who gave no name."""
Name = Annotated[str, Form(max_length=200, pattern=PLAIN)]


@router.post("/schedules/{schedule_id}/drafts")
def begin(
    opened: OpenedDep, service: ServiceDep, author: Name = "", name: Name = ""
) -> Response:
    """Begin to change a schedule."""
    who = author.strip() or NOBODY
    made = ScheduleDraft(schedule_id=opened.id, name=name or opened.name, author=who)
    answer = RedirectResponse(f"/drafts/{service.drafts.add(made).id}", SEE_OTHER)
    remember(answer, PLANNER, who)
    return answer


@router.get("/drafts/{draft_id}")
def draft_page(request: Request, draft: DraftDep) -> Response:
    """Show a draft as it is by now."""
    return page(request, "draft.html.j2", **_facts(request, draft))


@router.get("/drafts/{draft_id}/since/{known}")
def since(request: Request, draft: DraftDep, known: int) -> Response:
    """Return the wall if somebody has changed it, else nothing."""
    if draft.now.revision == known:
        return Response(status_code=204)
    return page(request, "draft_changed.html.j2", **_facts(request, draft))


@router.get("/drafts/{draft_id}/verdict")
def verdict(request: Request, draft: DraftDep) -> Response:
    """Return what the whole draft breaks, costs and achieves."""
    result = draft.now.result
    return page(
        request, "verdict.html.j2", verdict=verdict_of(result), tiles=tiles_of(result)
    )


@router.get("/drafts/{draft_id}/cells/{who}/{day}")
def cell_part(request: Request, draft: DraftDep, who: str, day: dt.date) -> Response:
    """Return what somebody does on a day, and what can be changed of it."""
    view = draft.now.view
    return page(
        request,
        "draft_cell.html.j2",
        draft=draft.row,
        revision=draft.now.revision,
        cell=cell_of(view, who, day),
        base=f"/schedules/{draft.base.id}",
        people=[e for e in view.problem.employees if e.id != who],
        types=[t for t in view.problem.shift_types if t.days[day.weekday()]],
    )


async def _asked(request: Request) -> EditAsked:
    form = await request.form()
    fields = {name: value for name, value in form.items() if name != "known"}
    for name in ("to", "shift_id"):
        if fields.get(name) == "":
            fields[name] = None  # type: ignore[assignment]
    try:
        return ASKED.validate_python(fields)
    except ValidationError as error:
        raise Refusal(422, "invalid_request") from error


AskedDep = Annotated[EditAsked, Depends(_asked)]


@router.post("/drafts/{draft_id}/effects")
def effect_part(request: Request, draft: DraftDep, asked: AskedDep) -> Response:
    """Return what a change would do."""
    return _effect_page(request, draft, draft.tried(asked), asked)


@router.post("/drafts/{draft_id}/edits")
async def keep(request: Request, draft: DraftDep, asked: AskedDep) -> Response:
    """Keep a change, and return the wall as it is then."""
    form = await request.form()
    known = str(form.get("known", ""))
    effect = draft.tried(asked)
    draft.keep(asked, _planner(request), int(known) if known.isdecimal() else None)
    facts = _facts(request, draft)
    return page(request, "draft_kept.html.j2", effect=effect, **facts)


@router.post("/drafts/{draft_id}/undo")
def undo(
    request: Request, draft: DraftDep, known: Annotated[int, Form(ge=0)]
) -> Response:
    """Take the last change back, and return the wall as it is then."""
    draft.undo(_planner(request), known)
    return page(request, "draft_changed.html.j2", **_facts(request, draft))


@router.post("/drafts/{draft_id}/schedule")
def file(draft: DraftDep, service: ServiceDep) -> Response:
    """Make a schedule of the draft, and show it."""
    made = file_draft(draft, service, Response())
    return RedirectResponse(f"/schedules/{made.id}", SEE_OTHER)


def _effect_page(
    request: Request, draft: OpenDraft, effect: EffectView, asked: EditAsked
) -> Response:
    return page(
        request,
        "effect.html.j2",
        draft=draft.row,
        revision=draft.now.revision,
        effect=effect,
        words=_words(request),
        fields=asked.model_dump(mode="json"),
    )


def _words(request: Request) -> str:
    return f"message_{spoken_to(request)}"


def _planner(request: Request) -> str:
    return remembered(request, PLANNER) or NOBODY


def _facts(request: Request, draft: OpenDraft) -> dict[str, object]:
    now = draft.now
    return {
        **wall_parts(now.view, wall_of(now.view)),
        "opened": draft.base,
        "draft": draft.row,
        "revision": now.revision,
        "can_undo": now.can_undo,
        "edits": draft.edits(0)[::-1],
        "words": _words(request),
        "cells": f"/drafts/{draft.row.id}/cells",
        "base": f"/schedules/{draft.base.id}",
    }
