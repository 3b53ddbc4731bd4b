"""A planner that takes its time, and writes down what it was given to begin from."""

import os
from collections.abc import Callable, Sequence
from pathlib import Path
from time import monotonic, sleep

from scheduler.domain.plan import Plan
from scheduler.domain.problem import Problem
from scheduler.planning.result import Limits, Progress, Result
from scheduler.rules.rule import Rule
from tests.api.village import good_plan, result_of

LOG = "BEMANNA_TEST_LOG"
"""The variable that names the file."""


def plan(  # noqa: PLR0913
    problem: Problem,
    rules: Sequence[Rule],  # noqa: ARG001
    limits: Limits,
    *,
    on_progress: Callable[[Progress], None],
    stop: Callable[[], bool],
    warm_start: Plan | None = None,
) -> Result:
    """Have the good plan at once, and go on for as long as was asked, or to a stop."""
    found = "fresh" if warm_start is None else "last" if warm_start.shifts else "empty"
    with Path(os.environ[LOG]).open("a", encoding="utf-8") as file:
        file.write(f"{found}\n")
    begun = monotonic()
    while True:
        seconds = monotonic() - begun
        on_progress(
            Progress(phase="improve", seconds=seconds, price=100, plan=good_plan())
        )
        if stop() or seconds > (limits.seconds or 0):
            return result_of(problem, good_plan(), interrupted=stop())
        sleep(0.05)


def find() -> Callable[..., Result]:
    """Return it, where the program finds the real one."""
    return plan
