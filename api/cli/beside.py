"""Work in a thread of its own."""

from collections.abc import Callable
from typing import TypeVar

from scheduler.context.background import await_unless, begun

T = TypeVar("T")


def beside(work: Callable[[], T]) -> T:
    """Return what ``work`` returns, done in a thread so that signals are heard.

    Compiled code holds up the signals of the thread that it runs in.
    """
    done = begun(work, "planner")
    await_unless(lambda: False, done)
    return done.result()
