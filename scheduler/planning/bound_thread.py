"""The lower bound, computed in a thread beside the planning, as high as time allows."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from threading import Event
from time import monotonic, thread_time

from scheduler.context.background import await_unless, begun, noted
from scheduler.domain.problem import Problem
from scheduler.planning.result import LeastCost, Limits
from scheduler.rules.rule import Rule

SHARE = 0.2
"""Of one core's time, which raising the bound takes at most."""

EFFORT_EACH = 1_000
"""Effort for each step in which the bound is raised."""

KnownBound = Callable[[], LeastCost | None]
"""Returns the bound, None while it is unknown or when it could not be had."""


@contextmanager
def bounding(
    problem: Problem,
    rules: Sequence[Rule],
    limits: Limits,
    stop: Callable[[], bool] = lambda: False,
) -> Iterator[KnownBound]:
    """Compute the lower bound while the block runs, and raise it.

    Leaving it waits for a first bound, unless whoever called wants the best plan now;
    where effort counts, also until it was raised so often. A defect in computing it
    costs the bound only: the plan is as good without.
    """
    raising = _Raising(limits)
    found = begun(lambda: raising.run(problem, rules), "bound")
    try:
        yield lambda: raising.known
    finally:
        raising.leave()
    await_unless(stop, found)


class _Raising:
    """The bound as far as it is known."""

    def __init__(self, limits: Limits) -> None:
        self.known: LeastCost | None = None
        self._effort = limits.effort
        self._left = Event()

    def leave(self) -> None:
        """Hear that the block is over."""
        if self._effort is None:
            self._left.set()

    def run(self, problem: Problem, rules: Sequence[Rule]) -> None:
        try:
            from scheduler.bound import bounds

            began, worked = monotonic(), thread_time()
            raised = bounds(problem, rules, enough=self._left.is_set)
            for steps, found in enumerate(raised):
                self.known = LeastCost(fixed=found.fixed, parts=found.parts)
                if self._effort is None:
                    due = began + (thread_time() - worked) / SHARE
                    self._left.wait(max(0.0, due - monotonic()))
                if self._left.is_set() or self._is_enough(steps):
                    return
        except BaseException as error:
            noted("the bound", error)

    def _is_enough(self, steps: int) -> bool:
        return self._effort is not None and steps >= self._effort // EFFORT_EACH
