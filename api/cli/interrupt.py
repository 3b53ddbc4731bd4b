"""Ctrl-C: once asks for the best plan so far, twice gives up."""

import signal
from collections.abc import Callable
from concurrent.futures import Future, wait
from threading import Event, Thread
from types import FrameType, TracebackType
from typing import Any, TypeVar

T = TypeVar("T")

SIGNALS = (signal.SIGINT, signal.SIGTERM)
_LISTEN = 0.2
"""Seconds between looks at the signals while the work is going on elsewhere."""


class Interrupt:
    """Listens for SIGINT and SIGTERM while it is entered."""

    def __init__(self, on_first: Callable[[], None]) -> None:
        self._on_first = on_first
        self._heard = Event()
        self._before: dict[signal.Signals, Any] = {}

    def __enter__(self) -> "Interrupt":
        """Begin to listen."""
        self._before = {s: signal.signal(s, self._hear) for s in SIGNALS}
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Let the signals do what they did before."""
        for number, handler in self._before.items():
            signal.signal(number, handler)

    def asked(self) -> bool:
        """Whether somebody wants the work to end."""
        return self._heard.is_set()

    def _hear(self, _number: int, _frame: FrameType | None) -> None:
        if self._heard.is_set():
            raise KeyboardInterrupt
        self._heard.set()
        self._on_first()


def beside(work: Callable[[], T]) -> T:
    """Return what ``work`` returns, done in a thread so that signals are heard.

    Compiled code holds up the signals of the thread that it runs in.
    """
    done: Future[T] = Future()

    def carry_out() -> None:
        try:
            done.set_result(work())
        except BaseException as error:
            done.set_exception(error)

    Thread(target=carry_out, name="planner", daemon=True).start()
    while not done.done():
        wait([done], timeout=_LISTEN)
    return done.result()
