"""The lower bound, computed in a thread beside the planning."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from scheduler.context.background import await_unless, begun, noted
from scheduler.domain.problem import Problem
from scheduler.rules.rule import Rule

KnownBound = Callable[[], int | None]
"""Returns the bound in öre, None while it is unknown or when it could not be had."""


@contextmanager
def bounding(
    problem: Problem, rules: Sequence[Rule], stop: Callable[[], bool] = lambda: False
) -> Iterator[KnownBound]:
    """Compute the lower bound while the block runs.

    Leaving it waits for the bound, unless whoever called wants the best plan now. A
    defect in computing it costs the bound only: the plan is as good without.
    """
    found = begun(lambda: _bound(problem, rules), "bound")
    yield lambda: found.result() if found.done() else None
    await_unless(stop, found)


def _bound(problem: Problem, rules: Sequence[Rule]) -> int | None:
    try:
        from scheduler.bound import lower_bound

        return lower_bound(problem, rules)
    except BaseException as error:
        noted("the bound", error)
        return None
