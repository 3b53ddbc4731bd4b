"""What stands around every request: a cap on its size, a net under mishaps."""

import logging
import traceback

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.http.problems import Refusal, respond

log = logging.getLogger(__name__)


class BodyCap:
    """Refuses bodies of more than ``most`` bytes, as soon as that is known."""

    def __init__(self, app: ASGIApp, most: int) -> None:
        self._app, self._most = app, most

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let the request through, counting."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        announced = _announced(scope)
        seen = 0

        async def counted() -> Message:
            nonlocal seen
            message = await receive()
            seen += len(message.get("body", b""))
            if max(seen, announced) > self._most:
                raise HTTPException(413)
            return message

        await self._app(scope, counted, send)


def _announced(scope: Scope) -> float:
    """Return what the ``Content-Length`` says, if it says a number."""
    text = Request(scope).headers.get("content-length", "")
    return float(text) if text.isdecimal() else 0


class Net:
    """Answers a defect of ours with a problem and logs where it was, not its text.

    The text of an error may quote the data, and that is about people.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let the request through, watching whether an answer has begun."""
        begun = False

        async def watched(message: Message) -> None:
            nonlocal begun
            begun = True
            await send(message)

        try:
            await self._app(scope, receive, watched)
        except Exception as error:
            frames = "".join(traceback.format_tb(error.__traceback__))
            log.error("request failed: %s\n%s", type(error).__name__, frames)
            if begun or scope["type"] != "http":
                raise RuntimeError("request failed") from None
            answer = respond(Request(scope), Refusal(500, "internal_server_error"))
            await answer(scope, receive, send)
