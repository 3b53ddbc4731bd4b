"""The lower bound, computed in a thread beside the planning."""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, wait
from contextlib import contextmanager
from threading import Thread

from scheduler.domain.problem import Problem
from scheduler.rules.rule import Rule

LOOK = 0.2
"""Seconds between two looks at whether to wait on."""

KnownBound = Callable[[], int | None]
"""Returns the bound in öre, None while it is unknown; raises what computing it did."""


@contextmanager
def bounding(
    problem: Problem, rules: Sequence[Rule], stop: Callable[[], bool] = lambda: False
) -> Iterator[KnownBound]:
    """Compute the lower bound while the block runs.

    Leaving it waits for the bound, unless whoever called wants the best plan now.
    """
    found: Future[int] = Future()

    def work() -> None:
        try:
            from scheduler.bound import lower_bound

            found.set_result(lower_bound(problem, rules))
        except BaseException as error:  # whatever it is, the planning thread raises it
            found.set_exception(error)

    Thread(target=work, name="bound", daemon=True).start()
    yield lambda: found.result() if found.done() else None
    while not (found.done() or stop()):
        wait([found], timeout=LOOK)
    if found.done():
        found.result()
