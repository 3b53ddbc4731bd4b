"""What a planner is to those who call one."""

from collections.abc import Callable, Sequence
from typing import Protocol

from scheduler.domain.plan import Plan
from scheduler.domain.problem import Problem
from scheduler.planning.result import Limits, Progress, Result
from scheduler.rules.rule import Rule


class Planner(Protocol):
    """Makes plans; tells how it goes and stops when asked, with the best so far."""

    def __call__(  # noqa: PLR0913
        self,
        problem: Problem,
        rules: Sequence[Rule],
        limits: Limits,
        *,
        on_progress: Callable[[Progress], None],
        stop: Callable[[], bool],
        warm_start: Plan | None = None,
    ) -> Result:
        """Return the best plan; never raises because a problem is impossible."""


def find_planner() -> Planner:
    """Return the planner; importing it takes a moment, so only who plans does."""
    from scheduler.planning.planner import plan

    return plan
