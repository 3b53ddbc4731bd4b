"""Errors as RFC 9457 problem documents, with a pointer per fault."""

import json
from collections.abc import Iterable, Mapping
from http import HTTPStatus
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.routing import iter_route_contexts
from pydantic import Field
from starlette.exceptions import HTTPException
from starlette.responses import Response
from starlette.routing import compile_path

from api.language import accepted
from data.faults import MOST, BadInput, Fault
from scheduler.domain.described import Described
from scheduler.messages import LANGUAGES, catalogue, say

MEDIA_TYPE = "application/problem+json"


class ProblemError(Described):
    """One fault."""

    pointer: str | None = None
    """RFC 6901, into the body; for a zip the path is `/file/row/column`."""
    parameter: str | None = None
    """The query, path or header parameter at fault, if it is not the body."""
    code: str = Field(examples=["decimal"])
    """For programs; it stays when the words change."""
    detail: str
    """What was found and what was expected, in the language of `Accept-Language`."""
    file: str | None = Field(default=None, examples=["employees.csv"])
    """The file of a dataset or plan that it is in."""
    line: int | None = Field(default=None, examples=[2])
    """The line of the file, counted from 1 with its headings."""
    column: str | None = Field(default=None, examples=["degree_pct"])
    """The column's heading."""
    value: str | None = Field(default=None, examples=["120"])
    """What stands there."""
    more: int = 0
    """How many other rows have the very same fault."""


class ProblemDetails(Described):
    """What went wrong (RFC 9457)."""

    type: str = Field(examples=["urn:bemanna:problem:bad_input"])
    """For programs: which problem it is."""
    title: str
    """What went wrong, in the language of `Accept-Language`."""
    status: int = Field(examples=[422])
    """The HTTP status."""
    detail: str
    """What to do about it."""
    instance: str = Field(examples=["/v1/datasets"])
    """The address that was asked."""
    errors: list[ProblemError] = Field(default=[])
    """An entry for every fault; none where no part of the request is at fault."""


class Refusal(Exception):
    """A request that is answered with a problem.

    The words are the messages ``problem.<code>`` and ``problem.<code>.detail``;
    ``pointer`` or ``parameter`` say what in the request is at fault, if one thing is.
    """

    def __init__(
        self,
        status: int,
        code: str,
        *,
        pointer: str | None = None,
        parameter: str | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(code)
        self.status, self.code = status, code
        self.pointer, self.parameter = pointer, parameter
        self.headers = dict(headers or {})

    def errors(self, language: str) -> list[ProblemError]:
        """Return the one thing that is at fault, if it is one."""
        if self.pointer is None and self.parameter is None:
            return []
        detail = say(f"problem.{self.code}.detail", language)
        error = ProblemError(code=self.code, detail=detail)
        error.pointer, error.parameter = self.pointer, self.parameter
        return [error]


class ProblemResponse(Response):
    """A problem document; plain ASCII, so that nothing quoted in it can break it."""

    media_type = MEDIA_TYPE

    def render(self, content: Any) -> bytes:
        """Write the document."""
        return json.dumps(content).encode()


def respond(
    request: Request, refusal: Refusal, errors: Iterable[ProblemError] = ()
) -> ProblemResponse:
    """Answer with a problem, in the caller's language."""
    language = language_of(request)
    problem = ProblemDetails(
        type=f"urn:bemanna:problem:{refusal.code}",
        title=say(f"problem.{refusal.code}", language),
        status=refusal.status,
        detail=say(f"problem.{refusal.code}.detail", language),
        instance=request.url.path,
        errors=[*errors, *refusal.errors(language)],
    )
    content = problem.model_dump(mode="python")
    headers = {"Content-Language": language} | refusal.headers
    return ProblemResponse(content, refusal.status, headers)


CHOSEN = "lang"
"""The cookie of the language that somebody chose on the pages."""


def language_of(request: Request) -> str:
    """Return the language that was chosen on the pages, else what the caller accepts.

    Pages lead to files here, which are to be in the words that the page was in.
    """
    chosen = request.cookies.get(CHOSEN)
    if chosen in LANGUAGES:
        return chosen
    return accepted(request.headers.get("accept-language", ""))


def install(app: FastAPI) -> None:
    """Answer every error of ``app`` with a problem document."""
    app.add_exception_handler(Refusal, _refused)
    app.add_exception_handler(BadInput, _bad_input)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(HTTPException, _http)


def refusal_of(error: Exception) -> Refusal:
    """Return what is answered to whatever refuses a request, without its faults."""
    if isinstance(error, Refusal):
        return error
    if isinstance(error, BadInput):
        return Refusal(422, "bad_input")
    if isinstance(error, RequestValidationError):
        return Refusal(422, "invalid_request")
    assert isinstance(error, HTTPException)
    code = HTTPStatus(error.status_code).name.lower()
    known = code if f"problem.{code}" in catalogue() else "bad_request"
    return Refusal(error.status_code, known, headers=error.headers)


def _refused(request: Request, error: Exception) -> Response:
    return respond(request, refusal_of(error))


def _bad_input(request: Request, error: Exception) -> Response:
    assert isinstance(error, BadInput)
    language = language_of(request)
    errors = [error_of(fault, language) for fault in error.faults]
    return respond(request, refusal_of(error), errors)


def error_of(fault: Fault, language: str) -> ProblemError:
    """Return a fault of a dataset, a plan or rules as part of a problem."""
    place = [p for p in (fault.file, fault.line, fault.column) if p is not None]
    pointer = "".join(f"/{_escaped(part)}" for part in place)
    return ProblemError(
        pointer=pointer if fault.pointer is None else fault.pointer,
        code=fault.code,
        detail=fault.message(language),
        file=fault.file,
        line=fault.line,
        column=fault.column,
        value=fault.value,
        more=fault.more,
    )


def _escaped(token: object) -> str:
    return str(token).replace("~", "~0").replace("/", "~1")


def _invalid(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    language = language_of(request)
    found = error.errors()
    errors = [_value_error(each, language) for each in found[:MOST]]
    if left := len(found) - len(errors):
        detail = say("input.more_faults", language, count=left)
        errors.append(ProblemError(code="more_faults", detail=detail))
    return respond(request, refusal_of(error), errors)


def _value_error(found: Mapping[str, Any], language: str) -> ProblemError:
    where, *path = found["loc"]
    key = f"problem.value.{found['type']}"
    known = key if key in catalogue() else "problem.value"
    detail = say(known, language, **found.get("ctx", {}))
    if found["type"] == "json_invalid":
        path = []  # the framework gives the position in the text
    if where == "body":
        pointer = "".join(f"/{_escaped(token)}" for token in path)
        return ProblemError(pointer=pointer, code=found["type"], detail=detail)
    name = ".".join(map(str, path))
    return ProblemError(parameter=name, code=found["type"], detail=detail)


def _http(request: Request, error: Exception) -> Response:
    """Turn what the framework refuses into a problem."""
    refusal = refusal_of(error)
    if refusal.status == HTTPStatus.METHOD_NOT_ALLOWED:
        refusal.headers["Allow"] = ", ".join(_methods_at(request))
    return respond(request, refusal)


def _methods_at(request: Request) -> list[str]:
    """Return the methods of an address; the framework names those of one route."""
    here = request.url.path
    routes = iter_route_contexts(request.app.routes)
    described = [r for r in routes if r.include_in_schema and r.path]
    fits = [r for r in described if compile_path(str(r.path))[0].match(here)]
    known = [r for r in fits if r.path == here] or fits
    return sorted({method for route in known for method in route.methods or ()})
