"""A schedule on its way to those who work it: proposed, commented, published."""

import datetime as dt
from collections.abc import Callable
from typing import Annotated

from fastapi import APIRouter, Form, Request
from pydantic import BaseModel, Field, field_validator
from starlette.responses import RedirectResponse, Response

from api.http.pages.data import SEE_OTHER
from api.http.pages.looks import PLANNER, page, remember, spoken_to, words
from api.http.pages.told.standing import Standing, StandingDep, standing_page
from api.http.problems import Refusal, error_of
from api.http.routes.drafts import PLAIN
from api.http.routes.living.plan_lives import (
    CommentBody,
    PublishBody,
    SpokenFor,
    comment_schedule,
    list_plan_changes,
    propose_schedule,
    publish_schedule,
)
from data.faults import BadInput

router = APIRouter(include_in_schema=False)

_OF = "/schedules/{schedule_id}"
Author = Annotated[str, Form(min_length=1, max_length=200, pattern=PLAIN)]

SeenForm = Annotated[str, Form()]
"""What the page has seen of the schedule's life."""


class CommentForm(BaseModel):
    """What somebody says, as a form of the page sends it."""

    author: Annotated[str, Field(min_length=1, max_length=200, pattern=PLAIN)]
    text: Annotated[str, Field(min_length=1, max_length=4000)]
    seen: str = ""
    """What was seen of its life."""
    who: Annotated[str, Field(max_length=150)] = ""
    """Id of a person or a unit; nothing of the whole schedule."""
    day: dt.date | None = None

    @field_validator("day", mode="before")
    @classmethod
    def _no_day(cls, value: object) -> object:
        return value or None

    @property
    def about(self) -> str | None:
        """What it is about, as comments name it."""
        about = self.who if self.day is None else f"{self.who}@{self.day}"
        return about or None


@router.get(f"{_OF}/publish")
def publish_page(request: Request, standing: StandingDep) -> Response:
    """Show where a schedule stands, what was said of it, and the files to send."""
    return standing_page(request, standing)


@router.post(f"{_OF}/propose")
def propose(
    request: Request, standing: StandingDep, author: Author, seen: SeenForm = ""
) -> Response:
    """Show a schedule to people, who can comment from now on."""
    body = SpokenFor(by=author)

    def step() -> None:
        propose_schedule(body, standing.led(seen))

    return _led(request, standing, author, step)


@router.post(f"{_OF}/comment")
def comment(
    request: Request, standing: StandingDep, said: Annotated[CommentForm, Form()]
) -> Response:
    """Note what somebody says of a schedule, of somebody, or of a day of theirs."""
    body = CommentBody(by=said.author, text=said.text, about=said.about)

    def step() -> None:
        comment_schedule(body, standing.led(said.seen))

    return _led(request, standing, said.author, step, said.text)


@router.post(f"{_OF}/publish")
def publish(
    request: Request,
    standing: StandingDep,
    author: Author,
    told_on: Annotated[dt.date | None, Form()] = None,
    seen: SeenForm = "",
) -> Response:
    """Keep a schedule as what people are told, or say why that may not be."""
    body = PublishBody(by=author, told_on=told_on)

    def step() -> None:
        publish_schedule(body, standing.led(seen))

    return _led(request, standing, author, step)


def _led(
    request: Request,
    standing: Standing,
    author: str,
    step: Callable[[], None],
    written: str = "",
) -> Response:
    """Take a step of a schedule's life, and show where it stands then, or why not."""
    language = spoken_to(request)
    try:
        step()
    except Refusal as refusal:
        detail = words(request, f"problem.{refusal.code}.detail")
        return standing_page(request, standing, [detail], refusal.status, written)
    except BadInput as bad:
        faults = [error_of(fault, language).detail for fault in bad.faults]
        return standing_page(request, standing, faults, 422, written)
    answer = RedirectResponse(f"/schedules/{standing.opened.id}/publish", SEE_OTHER)
    remember(answer, PLANNER, author)
    return answer


@router.get(f"{_OF}/changes")
def changes_part(request: Request, standing: StandingDep) -> Response:
    """Return what differs from what people were told last."""
    job, opened, service = standing
    language = spoken_to(request)
    is_told = service.lives.is_told(job.dataset_id)
    changed = list_plan_changes(job, opened.judged, service) if is_told else None
    return page(
        request,
        "told/changed.html.j2",
        changed=changed,
        words=f"message_{language}",
        language_code=language,
    )
