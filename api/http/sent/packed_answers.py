"""Answers that stay the same, made small once for all who read them.

A month's plan is 1.5 MB of JSON. Fifty clients that read it at once wait for the bytes,
not for whoever makes them; as gzip it is a fifteenth of that.
"""

import asyncio
import re
from collections import OrderedDict
from gzip import compress

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import Scope

from api.http.sent.known_answers import KnownAnswer

WORTH_IT = 2**10
"""Bytes from which on an answer is made smaller."""
_MOST_KEPT = 64
_GZIP = re.compile(r"(gzip|\*)\s*(;\s*q=(1(\.0*)?|0?\.\d*[1-9]\d*)\s*)?", re.IGNORECASE)


class PackedAnswers:
    """Makes answers smaller, and remembers those of the contents that were asked last.

    What is known is forgotten at every change of anything; a plan stays what it was.
    """

    def __init__(self) -> None:
        self._small: OrderedDict[str, bytes] = OrderedDict()

    async def of(self, answer: KnownAnswer) -> KnownAnswer:
        """Return the answer with what is sent of it to those who take gzip."""
        if len(answer.content) < WORTH_IT:
            return answer
        small = self._small.get(answer.etag)
        if small is None:  # in a thread: nobody waits for it but who asked
            small = await asyncio.to_thread(compress, answer.content, mtime=0)
        self._small[answer.etag] = small
        self._small.move_to_end(answer.etag)
        while len(self._small) > _MOST_KEPT:
            self._small.popitem(last=False)
        return _both(answer, small)


def _both(answer: KnownAnswer, small: bytes) -> KnownAnswer:
    """Return both; the smaller has a weak ``ETag``: the same, said in other bytes."""
    plain = MutableHeaders(raw=list(answer.headers))
    plain.add_vary_header("Accept-Encoding")
    packed = MutableHeaders(raw=list(plain.raw))
    packed["Content-Encoding"] = "gzip"
    packed["Content-Length"] = str(len(small))
    packed["ETag"] = f"W/{answer.etag}"
    smaller = KnownAnswer(packed.raw, answer.etag, small)
    return KnownAnswer(plain.raw, answer.etag, answer.content, smaller)


def takes_gzip(scope: Scope) -> bool:
    """Whether a caller says that it reads gzip."""
    said = Headers(scope=scope).get("accept-encoding", "")
    return any(_GZIP.fullmatch(each.strip()) for each in said.split(","))
