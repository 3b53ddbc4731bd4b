"""JSON bodies, read with an eye on what they take: nothing has many names by nature."""

import json
from collections.abc import Callable, Coroutine, Sequence
from typing import Any

from fastapi import Request, Response
from fastapi.routing import APIRoute
from starlette.exceptions import HTTPException

MOST_KEYS = 1_000
"""Of one object. Every name that is not known becomes a fault, which takes a thousand
times as much as the name."""


def parsed(content: bytes) -> Any:
    """Return a JSON document; an object with names without end is refused."""
    return json.loads(content, object_pairs_hook=_object)


def _object(pairs: Sequence[tuple[str, Any]]) -> dict[str, Any]:
    if len(pairs) > MOST_KEYS:
        raise HTTPException(413)
    return dict(pairs)


class _BoundedRequest(Request):
    async def json(self) -> Any:
        return parsed(await self.body())


class BoundedRoute(APIRoute):
    """A route that reads its JSON bodies so."""

    def get_route_handler(
        self,
    ) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """Return what answers a request."""
        answer = super().get_route_handler()

        async def bounded(request: Request) -> Response:
            return await answer(_BoundedRequest(request.scope, request.receive))

        return bounded
