"""Answers that never change, sent again without asking who made them.

What came out of a plan that is done stays the same until somebody deletes it. Routes
say so of their answers; within a second of the last time that a route was asked, they
are sent from here: no look into the database, no thread, nothing written twice.
"""

from collections import OrderedDict
from collections.abc import Callable
from time import monotonic
from typing import NamedTuple

from fastapi import Request
from starlette.types import Scope

FRESH = 1.0
"""Seconds; so long another server may have deleted what is still sent."""
MOST_BYTES = 64 * 2**20

_STATE = "stays"


def stays(request: Request) -> None:
    """Say of the answer to a request that it stays the same."""
    setattr(request.state, _STATE, True)


def is_said_to_stay(scope: Scope) -> bool:
    """Whether a route said so of its answer."""
    return bool(scope.get("state", {}).get(_STATE))


class KnownAnswer(NamedTuple):
    """A whole answer."""

    headers: list[tuple[bytes, bytes]]
    etag: str
    content: bytes
    smaller: "KnownAnswer | None" = None
    """The same as gzip, if it is kept so as well."""

    @property
    def size(self) -> int:
        """How many bytes it holds."""
        return len(self.content) + (len(self.smaller.content) if self.smaller else 0)


class KnownAnswers:
    """Keeps the answers that were asked for last, so many bytes at most."""

    def __init__(self, now: Callable[[], float] = monotonic) -> None:
        self._now = now
        self._kept: OrderedDict[str, KnownAnswer] = OrderedDict()
        self._asked: dict[str, float] = {}
        self._size = 0
        self.changes = 0
        """How often something may have changed."""

    def fresh(self, scope: Scope) -> KnownAnswer | None:
        """Return the answer to a request, unless it is time to ask its route.

        Of many who ask at once one goes to the route.
        """
        at = scope["path"]
        if scope["query_string"] or at not in self._kept:
            return None
        now = self._now()
        if now - self._asked[at] > FRESH:
            self._asked[at] = now
            return None
        self._kept.move_to_end(at)
        return self._kept[at]

    def keep(self, scope: Scope, answer: KnownAnswer, changes: int) -> None:
        """Keep what a route answered just now, if it said that it stays.

        Not if something has changed since it was asked, after so many ``changes``.
        """
        at = scope["path"]
        is_old = changes != self.changes or scope["query_string"]
        if is_old or not is_said_to_stay(scope):
            return
        self.forget(at)
        self._kept[at], self._asked[at] = answer, self._now()
        self._size += answer.size
        while self._size > MOST_BYTES:
            self.forget(next(iter(self._kept)))

    def forget(self, at: str) -> None:
        """Forget an answer, as its route has no such any more."""
        if (old := self._kept.pop(at, None)) is not None:
            self._size -= old.size
            del self._asked[at]

    def ask_again(self) -> None:
        """Have routes asked again: somebody has changed something."""
        self.changes += 1
        self._kept.clear()
        self._asked.clear()
        self._size = 0
