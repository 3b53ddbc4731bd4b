"""Answers that a caller has already are not sent again.

Every JSON answer to a ``GET`` has an ``ETag``: what the route gave it, or else a digest
of the answer. A caller that sends it as ``If-None-Match`` gets 304 while nothing has
changed.
"""

from hashlib import sha256
from typing import Any

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.http.sent.known_answers import KnownAnswer, KnownAnswers, is_said_to_stay
from api.http.sent.packed_answers import PackedAnswers, takes_gzip

NOT_MODIFIED = 304
_KEPT = ("etag", "retry-after", "link", "cache-control", "vary")
"""Headers of an answer that is not sent again."""


def etag_of(content: bytes) -> str:
    """Return the ``ETag`` of a content."""
    return f'"{sha256(content).hexdigest()[:32]}"'


class ETags:
    """Gives JSON answers their ``ETag``, and compares it.

    Those that stay the same are sent from memory, as gzip to those who take it.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app, self._answers = app, KnownAnswers()
        self._packed = PackedAnswers()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let the request through; hold the answer back until it is whole."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
        elif scope["method"] != "GET":
            await self._changing(scope, receive, send)
        elif (found := self._answers.fresh(scope)) is not None:
            await _sent(found, scope, send)
        else:
            await self._read(scope, receive, send)

    async def _changing(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request through that may change what is known, or delete it."""
        try:
            await self._app(scope, receive, send)
        finally:
            self._answers.ask_again()

    async def _read(self, scope: Scope, receive: Receive, send: Send) -> None:
        changes = self._answers.changes
        start: Message | None = None
        parts: list[bytes] = []

        async def held(message: Message) -> None:
            nonlocal start
            if message["type"] == "http.response.start" and _is_json(message):
                start = message
            elif message["type"] == "http.response.start":
                self._answers.forget(scope["path"])
                await send(message)
            elif start is None:
                await send(message)
            else:
                parts.append(message.get("body", b""))
                if not message.get("more_body", False):
                    answer = _whole(start, b"".join(parts))
                    if is_said_to_stay(scope):
                        answer = await self._packed.of(answer)
                        self._answers.keep(scope, answer, changes)
                    await _sent(answer, scope, send)

        await self._app(scope, receive, held)


def _known(scope: Scope) -> str:
    """Return the tags of the answers that a caller has."""
    return Headers(scope=scope).get("if-none-match", "")


def _is_json(start: Message) -> bool:
    kind = Headers(raw=start["headers"]).get("content-type", "")
    return start["status"] == 200 and kind == "application/json"


def _whole(start: Message, content: bytes) -> KnownAnswer:
    headers = MutableHeaders(raw=list(start["headers"]))
    etag = headers.get("ETag")
    if etag is None:  # as long as an answer is, so long does a digest take
        etag = headers["ETag"] = etag_of(content)
    return KnownAnswer(headers.raw, etag, content)


async def _sent(answer: KnownAnswer, scope: Scope, send: Send) -> None:
    if answer.smaller is not None and takes_gzip(scope):
        answer = answer.smaller
    status, headers, content = 200, answer.headers, answer.content
    if matches(_known(scope), answer.etag):
        kept = [pair for pair in headers if pair[0].decode() in _KEPT]
        status, headers, content = NOT_MODIFIED, kept, b""
    start = {"type": "http.response.start", "status": status, "headers": headers}
    await send(start)
    await send({"type": "http.response.body", "body": content})


def matches(known: str, etag: str) -> bool:
    """Say whether what a caller has is what there is."""
    return known.strip() == "*" or etag in _listed(known)


def _listed(known: str) -> set[str]:
    """Return the tags that a caller has; weak ones are as good for reading."""
    return {each.strip().removeprefix("W/") for each in known.split(",")}


def describe_etags(operation: dict[str, Any]) -> None:
    """Say of a ``GET`` that answers with JSON that it knows ``If-None-Match``."""
    responses = operation["responses"]
    if "application/json" not in responses.get("200", {}).get("content", {}):
        return
    operation.setdefault("parameters", []).append(
        {
            "name": "If-None-Match",
            "in": "header",
            "required": False,
            "schema": {"type": "string"},
            "description": "The `ETag` of the answer that the caller has.",
        }
    )
    tag = {"schema": {"type": "string"}, "description": "Of this answer."}
    responses["200"].setdefault("headers", {})["ETag"] = tag
    responses["304"] = {"description": "Nothing has changed since that answer."}
