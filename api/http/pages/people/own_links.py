"""Links that show one person's schedule: made and withdrawn from the person's page."""

from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, Form
from starlette.responses import RedirectResponse, Response

from api.http.opened.opened_schedules import OpenedDep
from api.http.pages.data import SEE_OTHER
from api.http.pages.looks import PLANNER, remember
from api.http.pages.people.person_page import PersonDep
from api.http.routes.access import ServiceDep
from api.http.routes.drafts import PLAIN

router = APIRouter(include_in_schema=False)

_OF_PERSON = "/schedules/{schedule_id}/people/{employee_id}"
Author = Annotated[str, Form(max_length=200, pattern=PLAIN)]


@router.post(f"{_OF_PERSON}/links")
def make_link(
    opened: OpenedDep,
    person: PersonDep,
    service: ServiceDep,
    author: Author = "",
) -> Response:
    """Make a link that shows this person's published schedules and nothing else."""
    who = person.line.id
    service.person_links.add(opened.view.problem.name, who, author.strip() or "–")
    answer = _back(opened.id, who)
    if author.strip():
        remember(answer, PLANNER, author.strip())
    return answer


@router.post(f"{_OF_PERSON}/links/{{token}}/withdraw")
def withdraw_link(
    opened: OpenedDep, person: PersonDep, service: ServiceDep, token: str
) -> Response:
    """Let a link, and the calendar with it, lead nowhere from now on."""
    link = service.person_links.of(token)
    if link is not None and link.employee_id == person.line.id:
        service.person_links.withdraw(token)
    return _back(opened.id, person.line.id)


def _back(schedule: str, who: str) -> Response:
    at = f"/schedules/{schedule}/people/{quote(who, safe='')}#links-h"
    return RedirectResponse(at, SEE_OTHER)
