"""Work in a thread of its own."""

from collections.abc import Callable
from concurrent.futures import Future, wait
from threading import Thread
from typing import TypeVar

T = TypeVar("T")

_LISTEN = 0.2
"""Seconds between looks at the signals while the work is going on elsewhere."""


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
