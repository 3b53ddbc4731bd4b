"""How pages are made: one layout, one language at a time, files of our own."""

import json
from contextvars import ContextVar
from datetime import datetime
from functools import cache
from hashlib import sha256
from importlib.resources import files
from urllib.parse import quote, unquote
from zoneinfo import ZoneInfo

from jinja2 import ChoiceLoader, Environment, PackageLoader, StrictUndefined
from starlette.datastructures import URL
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from api.http.problems import CHOSEN, Refusal, language_of
from data import palette
from data.both_languages import (
    Both,
    both,
    day_name,
    duration,
    money,
    number,
    percent,
    points,
    rule_name,
    weekday,
)
from scheduler.messages import LANGUAGES, say

POLICY = (
    "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
    "frame-ancestors 'none'; base-uri 'none'; form-action 'self'"
)
"""Cells of schedules are placed by styles on elements; scripts are files only."""
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cache-Control": "no-store",
}
PLANNER = "planner"
WALL = ZoneInfo("Europe/Stockholm")
_A_YEAR = 365 * 24 * 3600
_STATIC = files("api.http.pages") / "static"
_VENDORED = files("api.http.vendored")
_FILES = {
    "pages.css": (_STATIC, "text/css"),
    "pages.js": (_STATIC, "text/javascript"),
    "focus.js": (_STATIC, "text/javascript"),
    "progress.js": (_STATIC, "text/javascript"),
    "frontier.js": (_STATIC, "text/javascript"),
    "carrying.js": (_STATIC, "text/javascript"),
    "day_map.js": (_STATIC, "text/javascript"),
    "handbook.js": (_STATIC, "text/javascript"),
    "leaflet.css": (_VENDORED, "text/css"),
    "leaflet.js": (_VENDORED, "text/javascript"),
    "htmx.min.js": (_VENDORED, "text/javascript"),
    "uPlot.iife.min.js": (_VENDORED, "text/javascript"),
    "uPlot.min.css": (_VENDORED, "text/css"),
}


_language = ContextVar("language", default=LANGUAGES[0])
"""Of the page that is being made."""


def spoken_to(request: Request) -> str:
    """Return the language that somebody chose, else the one their browser asks for."""
    asked = request.query_params.get(CHOSEN)
    return asked if asked in LANGUAGES else language_of(request)


def page(request: Request, template: str, **facts: object) -> Response:
    """Return a page in the language of whoever asks; a choice of it is kept."""
    answer = HTMLResponse(rendered(request, template, **facts), headers=HEADERS)
    language = spoken_to(request)
    if request.query_params.get(CHOSEN) == language:
        remember(answer, CHOSEN, language)
    return answer


def rendered(request: Request, template: str, **facts: object) -> str:
    """Return what a template makes in the language of whoever asks."""
    _language.set(spoken_to(request))
    where = {"here": request.url.path, "tongues": _tongues(request)}
    return environment().get_template(template).render(**where, **facts)


def _tongues(request: Request) -> dict[str, str]:
    """Return where a page is in each language, with what its address asks besides.

    What answers a form has no address of its own: that of the page with the form.
    """
    seen = request.url
    if request.method != "GET":
        seen = URL(request.headers.get("referer", "/"))
    chosen = {each: seen.include_query_params(**{CHOSEN: each}) for each in LANGUAGES}
    return {each: f"{url.path or '/'}?{url.query}" for each, url in chosen.items()}


def remember(answer: Response, name: str, text: str) -> None:
    """Let a browser keep a text, in whatever letters, for a year."""
    kept = quote(text)
    answer.set_cookie(name, kept, max_age=_A_YEAR, httponly=True, samesite="lax")


def remembered(request: Request, name: str) -> str:
    """Return a text that the browser keeps, or nothing."""
    return unquote(request.cookies.get(name, ""))


@cache
def environment() -> Environment:
    """Return what renders the pages; they share parts with what is handed out."""
    packages = ("api.http.pages", "data.report", "data.handed_out")
    made = Environment(
        loader=ChoiceLoader([PackageLoader(package) for package in packages]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    writers = (money, number, percent, points, rule_name, day_name, duration)
    made.filters |= {writer.__name__: writer for writer in writers}
    made.filters |= {"both": _said, "moment": _moment, "counts": json.loads}
    made.globals |= {
        "t": _say,
        "phase": lambda phase: _say(f"phase.{phase}"),
        "file": address_of,
        "language": _language.get,
        "weekday": weekday,
    }
    return made


def _said(text: Both) -> str:
    """Return a text in the language of the page."""
    found: str = getattr(text, _language.get())
    return found


def _moment(at: datetime) -> str:
    """Return a stored moment as the clock on the wall shows it."""
    return f"{at.astimezone(WALL):%Y-%m-%d %H:%M}"


def _say(key: str, **facts: object) -> str:
    return _said(both(key, **facts))


def words(request: Request, key: str, **facts: object) -> str:
    """Return message ``key`` in the language of whoever asks."""
    return say(key, spoken_to(request), **facts)


@cache
def _content(name: str) -> bytes:
    """Return a file of the pages; the look begins with that of the report."""
    folder, _ = _FILES[name]
    content = (folder / name).read_bytes()
    if name != "pages.css":
        return content
    shared = environment().get_template("page.css.j2").render(palette=palette)
    month = environment().get_template("month.css").render()
    return shared.encode() + month.encode() + content


@cache
def address_of(name: str) -> str:
    """Return where a file of the pages is; another content has another address."""
    return f"/static/{name}?{sha256(_content(name)).hexdigest()[:12]}"


async def static_file(request: Request) -> Response:
    """Hand out a file of the pages."""
    name = request.path_params["name"]
    if name not in _FILES:
        raise Refusal(404, "not_found")
    kept = {**HEADERS, "Cache-Control": f"public, max-age={_A_YEAR}, immutable"}
    return Response(_content(name), media_type=_FILES[name][1], headers=kept)
