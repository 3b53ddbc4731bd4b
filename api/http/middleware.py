"""What stands around every request: whence it comes, its size, mishaps."""

import hmac
import logging
import re
import traceback
from collections.abc import Callable, Collection

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.http.problems import Refusal, respond

log = logging.getLogger(__name__)

LOOPBACK = ("localhost", "127.0.0.1", "[::1]")
"""Names of this computer for itself."""
_HOST = re.compile(r"(\[[0-9a-fA-F:.]+\]|[^\[\]:/@]+)(?::[0-9]{1,5})?")


MOST_JSON = 16 * 2**20
"""Bytes of a JSON body, which takes many times as much once it is read."""
MOST_OBJECTS = 50_000
MOST_VALUES = 400_000
"""Objects, lists and values of a JSON body, counted by the marks that begin them."""
_MAY_BE_LARGE = (
    "application/zip",
    "application/x-zip-compressed",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "multipart/",
)


class JsonMeter:
    """Measures a JSON body while it comes in, before anybody reads it."""

    def __init__(self) -> None:
        self._size = self._objects = self._values = 0

    def pour(self, content: bytes) -> None:
        """Take the next part; one too many is refused."""
        self._size += len(content)
        self._objects += content.count(b"{") + content.count(b"[")
        self._values += content.count(b",")
        if (
            self._size > MOST_JSON
            or self._objects > MOST_OBJECTS
            or self._values > MOST_VALUES
        ):
            raise HTTPException(413)


class BodyCap:
    """Refuses bodies of more than ``most`` bytes, as soon as that is known."""

    def __init__(self, app: ASGIApp, most: int) -> None:
        self._app, self._most = app, most

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let the request through, counting; nobody reads what comes with a GET."""
        if scope["type"] != "http" or scope["method"] == "GET":
            await self._app(scope, receive, send)
            return
        announced = _announced(scope)
        kind = Request(scope).headers.get("content-type", "").strip().lower()
        meter = None if kind.startswith(_MAY_BE_LARGE) else JsonMeter()
        seen = 0

        async def counted() -> Message:
            nonlocal seen
            message = await receive()
            seen += len(message.get("body", b""))
            if max(seen, announced) > self._most:
                raise HTTPException(413)
            if meter is not None:
                meter.pour(message.get("body", b""))
            return message

        await self._app(scope, counted, send)


def _announced(scope: Scope) -> float:
    """Return what the ``Content-Length`` says, if it says a number."""
    text = Request(scope).headers.get("content-length", "")
    return float(text) if text.isdecimal() else 0


class OwnPages:
    """Refuses requests that another site's page made a browser send.

    A foreign name in ``Host`` is one that was made to point here (DNS rebinding); a
    foreign ``Origin`` is a page that uploads or stops without being asked. Where
    nobody is asked for a key, this is what keeps other sites out; where one is, the
    service may have any name (``names`` is ``None``).
    """

    def __init__(self, app: ASGIApp, names: Collection[str] | None = LOOPBACK) -> None:
        self._app = app
        self._names = None if names is None else frozenset(names)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let the request through if it is meant for this address."""
        if scope["type"] == "http" and (code := self._foreign(scope)):
            answer = respond(Request(scope), Refusal(403, code))
            await answer(scope, receive, send)
            return
        await self._app(scope, receive, send)

    def _foreign(self, scope: Scope) -> str | None:
        headers = Request(scope).headers
        host, origins = headers.get("host", ""), headers.getlist("origin")
        name, is_one = _name(host), len(headers.getlist("host")) == 1
        if not name or not is_one or (self._names and name not in self._names):
            return "foreign_host"
        if any(
            origin.partition("://")[2].lower() != host.lower() for origin in origins
        ):
            return "foreign_origin"
        return None


def _name(host: str) -> str:
    """Return the name in a ``Host`` header, without its port."""
    found = _HOST.fullmatch(host)
    return found[1].lower() if found else ""


class KeyHolders:
    """Answers only those who show the key; what describes the service is for all."""

    def __init__(self, app: ASGIApp, key: str) -> None:
        self._app, self._key = app, key.encode()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let the request through if it has the key."""
        is_open = scope["type"] != "http" or not scope["path"].startswith("/v1/")
        if is_open or self._is_shown(Request(scope)):
            await self._app(scope, receive, send)
            return
        asks = {"WWW-Authenticate": "Bearer"}
        answer = respond(Request(scope), Refusal(401, "no_key", headers=asks))
        await answer(scope, receive, send)

    def _is_shown(self, request: Request) -> bool:
        scheme, _, token = request.headers.get("authorization", "").partition(" ")
        bearer = token.strip() if scheme.lower() == "bearer" else ""
        by_name = request.headers.get("x-api-key", "")
        first = hmac.compare_digest(bearer.encode(), self._key)
        return hmac.compare_digest(by_name.encode(), self._key) or first


class Net:
    """Answers a defect of ours with a problem and logs where it was, not its text.

    The text of an error may quote the data, and that is about people. ``told`` words
    the problem for whoever asked.
    """

    def __init__(
        self, app: ASGIApp, told: Callable[[Request, Refusal], Response] = respond
    ) -> None:
        self._app, self._told = app, told

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
            defect = Refusal(500, "internal_server_error")
            await self._told(Request(scope), defect)(scope, receive, send)
