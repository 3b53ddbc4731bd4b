"""Work beside the planning thread, which goes on looking at whether it shall stop."""

from collections.abc import Callable
from concurrent.futures import Future, wait
from threading import Thread
from typing import TypeVar

T = TypeVar("T")

LOOK = 0.2
"""Seconds between two looks at whether to wait on."""


def begun(work: Callable[[], T], name: str) -> Future[T]:
    """Begin work in a thread that the end of the process does not wait for."""
    done: Future[T] = Future()

    def carry_out() -> None:
        try:
            done.set_result(work())
        except BaseException as error:  # whatever it is, who waits must hear of it
            done.set_exception(error)

    Thread(target=carry_out, name=name, daemon=True).start()
    return done


def await_unless(stop: Callable[[], bool], done: Future[T]) -> None:
    """Wait until work is done, well or not, or ``stop`` says not to."""
    while not (done.done() or stop()):
        wait([done], timeout=LOOK)
