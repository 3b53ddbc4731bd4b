"""Answers that take seconds: found beside the requests, one at a time, each once."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from concurrent.futures import Future
from threading import Lock, Thread
from time import monotonic
from typing import Any

_KEPT = 100
"""Answers that stay in memory."""


class LongAnswer:
    """What somebody asked, and the answer once it is there."""

    def __init__(self) -> None:
        self.found: Future[Any] = Future()
        self._begun = monotonic()

    @property
    def seconds(self) -> int:
        """How long ago it was asked."""
        return round(monotonic() - self._begun)

    @property
    def is_there(self) -> bool:
        """Whether it has been found, or cannot be."""
        return self.found.done()


class LongAnswers:
    """What is asked of plans that never change, by what was asked."""

    def __init__(self) -> None:
        self._kept: OrderedDict[Hashable, LongAnswer] = OrderedDict()
        self._lock, self._turn = Lock(), Lock()

    def of(self, asked: Hashable, find: Callable[[], Any]) -> LongAnswer:
        """Return what is known of a question; begins to look when it is new.

        One that failed is looked for anew when it is asked again.
        """
        with self._lock:
            known = self._kept.get(asked)
            if known is None or (known.is_there and known.found.exception()):
                known = self._kept[asked] = LongAnswer()
                seek = Thread(target=self._look, args=(known, find), daemon=True)
                seek.start()
            self._kept.move_to_end(asked)
            self._forget()
            return known

    def _forget(self) -> None:
        """Drop the oldest that are there."""
        there = [key for key, each in self._kept.items() if each.is_there]
        for key in there[: max(0, len(self._kept) - _KEPT)]:
            del self._kept[key]

    def _look(self, answer: LongAnswer, find: Callable[[], Any]) -> None:
        with self._turn:
            try:
                answer.found.set_result(find())
            except Exception as error:  # whoever asks is told that it failed
                answer.found.set_exception(error)
