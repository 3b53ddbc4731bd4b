"""Put the pages into the service: addresses, files, and refusals that people read."""

from collections.abc import Awaitable, Callable

from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from api.http import problems
from api.http.opened.map_backgrounds import MapBackgrounds
from api.http.pages import data, day, drafting, schedule, start
from api.http.pages.by_hand import picking
from api.http.pages.clients import client_page, visit_questions
from api.http.pages.followed import followed_page
from api.http.pages.handbook_form import handbook_page
from api.http.pages.importing import import_page
from api.http.pages.long_answers import LongAnswers
from api.http.pages.looks import page, static_file, words
from api.http.pages.people import own_links, person_page
from api.http.pages.scenarios import (
    board_link,
    findings_page,
    robustness_page,
    what_if_page,
)
from api.http.pages.told import next_page, publish_page, sent_files
from api.http.problems import Refusal
from data.faults import BadInput

_PARTS = (
    start,
    import_page,
    data,
    handbook_page,
    schedule,
    day,
    drafting,
    picking,
    client_page,
    visit_questions,
    person_page,
    own_links,
    what_if_page,
    findings_page,
    robustness_page,
    board_link,
    followed_page,
    publish_page,
    sent_files,
    next_page,
)
_NOT_PAGES = ("/v1/", "/docs", "/openapi.json", "/static/")


def install(app: FastAPI) -> None:
    """Let ``app`` serve the pages."""
    app.state.long_answers = LongAnswers()
    app.state.map_backgrounds = MapBackgrounds()
    for part in _PARTS:
        app.routes.extend(part.router.routes)
    app.add_route("/static/{name}", static_file, include_in_schema=False)
    for error in (Refusal, HTTPException, RequestValidationError, BadInput):
        app.add_exception_handler(error, _told(app.exception_handlers[error]))


Handler = Callable[[Request, Exception], Response | Awaitable[Response]]


def _told(otherwise: Handler) -> Handler:
    """Answer a browser with a page, and a program as before."""

    async def told(request: Request, error: Exception) -> Response:
        if not _is_page(request):
            answer = otherwise(request, error)
            return answer if isinstance(answer, Response) else await answer
        return refused(request, problems.refusal_of(error))

    return told


def refused(request: Request, refusal: Refusal) -> Response:
    """Answer a browser with a page or a part of one, and a program with a problem."""
    if not _is_page(request):
        return problems.respond(request, refusal)
    part = "HX-Request" in request.headers
    answer = page(
        request,
        "refused_part.html.j2" if part else "refused.html.j2",
        title=words(request, f"problem.{refusal.code}"),
        detail=words(request, f"problem.{refusal.code}.detail"),
    )
    answer.status_code = refusal.status
    answer.headers["HX-Reselect"] = ".effect"  # whatever part of a page was asked for
    return answer


def _is_page(request: Request) -> bool:
    is_browser = "text/html" in request.headers.get("accept", "")
    return is_browser and not request.url.path.startswith(_NOT_PAGES)
