"""What ``/openapi.json`` says beyond what the routes say themselves."""

from collections.abc import Iterable
from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

from api.http.body_examples import with_example
from api.http.problems import MEDIA_TYPE
from api.http.sent.etags import describe_etags

DESCRIPTION = """\
Plans the staff of a municipality's care: who works when and who visits whom.

1. `POST /v1/datasets`: a JSON document, the dataset's folder as a zip, or a workbook
   (xlsx). Or `POST /v1/imports`: what other systems export, mapped.
2. `POST /v1/schedules?operation=solve`: answers at once with the place to look.
3. `GET /v1/schedules/{id}` until `state` is none of `queued` and `running`.
4. Fetch the plan, its figures, costs, breaches, report and workbook below it.

What could be: `POST /v1/studies` plans a dataset and other worlds with the same seeds,
and says how much each differs, and how surely. A world is a patch, a ready-made
scenario, or a word for what is asked most often.

Amounts are SEK, moments UTC; a plan's own times are local, as in its files. Errors are
problem documents (RFC 9457) with an entry in `errors` for every fault. Texts come in
Swedish unless `Accept-Language` prefers English. Posting a dataset, comparing and
stopping may be repeated freely; an order may with an `Idempotency-Key`.

On another computer's behalf the service answers only who shows its key, as
`Authorization: Bearer KEY` or `X-API-Key: KEY`; on its own computer none is asked for
unless it was started with one.
"""

_KEYS = {
    "bearer": {"type": "http", "scheme": "bearer"},
    "key": {"type": "apiKey", "in": "header", "name": "X-API-Key"},
}


def describe(app: FastAPI) -> None:
    """Let the description say that errors are problem documents."""

    def openapi() -> dict[str, Any]:
        if app.openapi_schema is None:
            app.openapi_schema = _schema(app)
        return app.openapi_schema

    app.openapi = openapi  # type: ignore[method-assign]


def _schema(app: FastAPI) -> dict[str, Any]:
    schema = get_openapi(
        title=app.title,
        version=app.version,
        description=app.description,
        routes=app.routes,
    )
    for path in schema["paths"].values():
        for method, operation in path.items():
            _as_problems(operation["responses"])
            _without_null(operation.get("parameters", ()))
            with_example(operation)
            if method == "get":
                describe_etags(operation)
    schema["components"]["securitySchemes"] = _KEYS
    schema["security"] = [{}, *({name: []} for name in _KEYS)]
    for name in ("HTTPValidationError", "ValidationError"):
        schema["components"]["schemas"].pop(name, None)
    return schema


def _without_null(parameters: Iterable[dict[str, Any]]) -> None:
    """Say of no parameter that it may be null: it is there with a text, or left out."""
    for parameter in parameters:
        schema = parameter["schema"]
        kinds = [each for each in schema.get("anyOf", ()) if each != {"type": "null"}]
        if len(kinds) == 1:
            del schema["anyOf"]
            schema |= kinds[0]


def _as_problems(responses: dict[str, Any]) -> None:
    """Say of every error that its body is a problem document."""
    reference = {"$ref": "#/components/schemas/ProblemDetails"}
    for status, response in responses.items():
        if status >= "400":
            response["content"] = {MEDIA_TYPE: {"schema": reference}}
