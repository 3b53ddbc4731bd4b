"""What every page of a draft is given, and which page it is that somebody sees."""

import datetime as dt
import re
from urllib.parse import urlsplit

from starlette.requests import Request
from starlette.responses import Response

from api.drafts.draft_answers import said
from api.http.opened.opened_drafts import OpenDraft
from api.http.pages.by_hand.day_board import board_of
from api.http.pages.looks import PLANNER, page, remembered, spoken_to
from api.http.pages.wall_parts import wall_parts
from data.both_languages import both
from data.handed_out.people_names import Names
from data.wall import wall_of

NOBODY = "–"
"""Who gave no name."""
_OF_A_DAY = re.compile(r"/drafts/[0-9a-f]{32}/days/([0-9]{4}-[0-9]{2}-[0-9]{2})")


def planner_of(request: Request) -> str:
    """Return the name that a browser keeps of whoever sits before it."""
    return remembered(request, PLANNER) or NOBODY


def wall_facts(request: Request, draft: OpenDraft) -> dict[str, object]:
    """Return what the wall of a draft is drawn from."""
    view = draft.now.view
    return {
        **draft_facts(request, draft),
        **wall_parts(view, wall_of(view)),
        "cells": f"/drafts/{draft.row.id}/cells",
        "base": f"/drafts/{draft.row.id}",
        "day": None,
    }


def day_facts(request: Request, draft: OpenDraft, day: dt.date) -> dict[str, object]:
    """Return what a day of a draft is drawn from."""
    view = draft.now.view
    return {
        **draft_facts(request, draft),
        **board_of(view, day),
        "base": f"/drafts/{draft.row.id}",
    }


def draft_facts(request: Request, draft: OpenDraft) -> dict[str, object]:
    """Return what is said beside every page of a draft."""
    now, names = draft.now, draft.names
    return {
        "opened": draft.base,
        "draft": draft.row,
        "revision": now.revision,
        "can_undo": now.can_undo,
        "edits": [
            (said(e.edit, names) if e.edit else both("draft.undo"), e)
            for e in draft.edits(0)[::-1]
        ],
        "words": f"message_{spoken_to(request)}",
        "name_of": names,
        "client_of": Names(now.view.problem).client,
        "visits": now.view.problem.visit,
        "on_wall": lambda at: f"{now.view.clock.local(at):%H:%M}",
    }


def changed_page(
    request: Request, draft: OpenDraft, template: str, **facts: object
) -> Response:
    """Return the parts of the page that a browser shows, as they are by now."""
    shown = _OF_A_DAY.fullmatch(
        urlsplit(request.headers.get("HX-Current-URL", "")).path
    )
    if shown is None:
        return page(request, template, **wall_facts(request, draft), **facts)
    day = dt.date.fromisoformat(shown[1])
    return page(request, template, **day_facts(request, draft, day), **facts)
