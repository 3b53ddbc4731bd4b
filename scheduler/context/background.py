"""Work beside the planning thread, which goes on looking at whether it shall stop."""

import logging
from collections.abc import Callable
from concurrent.futures import Future, wait
from threading import Thread
from traceback import format_tb
from typing import TypeVar

T = TypeVar("T")

log = logging.getLogger(__name__)

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


def noted(what: str, error: BaseException) -> None:
    """Log a defect that the plan outlives: where it was, not its text.

    The text may quote people.
    """
    where = "".join(format_tb(error.__traceback__))
    log.error("%s failed: %s\n%s", what, type(error).__name__, where)
