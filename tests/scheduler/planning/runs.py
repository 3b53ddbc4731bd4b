"""Runs of the planner that a test takes by the hand, and a made-up clock."""

from collections.abc import Callable

import pytest

from constraints import default_rules
from scheduler.domain.problem import Problem
from scheduler.planning import time_budget
from scheduler.planning.bound_thread import KnownBound
from scheduler.planning.preparation import prepare
from scheduler.planning.result import Limits, Progress
from scheduler.planning.run import Run
from scheduler.planning.time_budget import TimeBudget, size_of
from scheduler.tours.draft import Draft
from tests.build import clock, problem, shift_type, team, visit

RULES = default_rules()
WEEK = problem(
    employees=team("amy", "bob", "cia", degree_pct=50, day_break=16 * 60),
    visits=(visit("v1"), visit("v2", "2026-12-21 09:00")),
    shift_types=(shift_type(breaks="30@10:30-12:30"),),
)
DAY = shift_type("day", "07:00-15:30", "30@11:00-13:00")
BREAK = clock("06:00")
"""A dygnsbryt that leaves eleven hours after the latest overtime."""
EFFORT = Limits(seconds=None, effort=1)


class MadeUpClock:
    """Seconds that pass when a test says so."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.now = 0.0
        monkeypatch.setattr(time_budget, "monotonic", lambda: self.now)


def run_of(  # noqa: PLR0913 - each is something that a test replaces
    made: Problem = WEEK,
    limits: Limits = EFFORT,
    on_progress: Callable[[Progress], None] = lambda _: None,
    stop: Callable[[], bool] = lambda: False,
    bound: KnownBound = lambda: None,
    heard: Callable[[], Draft | None] = lambda: None,
) -> Run:
    """Return a run that has no plan yet."""
    solver = prepare(made, RULES)
    time = TimeBudget(limits, size_of(made))
    return Run(solver, time, bound, on_progress, stop, heard)


def on_duty(run: Run) -> Draft:
    """Return that Amy is on duty on the first day, for both visits."""
    first = min(run.solver.options["amy"], key=lambda o: (o.date, o.start))
    return Draft({("amy", first): False}, {("amy", first.date, 0): (0, 1)})


def begin(run: Run, *, covered: bool) -> None:
    """Give the run a plan: Amy on duty for both visits, or nobody."""
    run.consider(on_duty(run) if covered else Draft({}))
    assert run.best is not None
    assert run.best.audit.must_open == (0 if covered else 2)
