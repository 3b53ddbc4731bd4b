"""Planners and executors that do at once, or when told, what real ones do slowly."""

import os
import signal
import sys
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Executor, Future
from dataclasses import dataclass, field
from threading import Event
from types import ModuleType
from typing import Any

import pytest

from scheduler.domain.plan import Plan
from scheduler.domain.problem import Problem
from scheduler.planning.result import Limits, Progress, Result, Status
from scheduler.rules.rule import Rule
from tests.api.village import good_plan, result_of

PATIENCE = 60
"""Seconds after which a test that waits for something has failed."""


@dataclass
class FakePlanner:
    """Returns the same plan always, or nothing; remembers what it was asked."""

    plan: Plan | None = field(default_factory=good_plan)
    changes: Mapping[str, object] = field(default_factory=dict)
    """What differs from an ordinary result."""
    during: Callable[[], None] = lambda: None
    """Done while planning."""
    waits: bool = False
    """Goes on until it is stopped."""
    asked: list[dict[str, Any]] = field(default_factory=list)

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
        """Plan."""
        self.asked.append(
            {"problem": problem, "rules": rules, "limits": limits, "warm": warm_start}
        )
        on_progress(Progress(phase="tours", seconds=0.1))
        best = {"price": 217_896, "paid": 215_000, "open_visits": 0}
        on_progress(Progress(phase="improve", seconds=1, **best))
        self.during()
        while self.waits and not stop():
            Event().wait(0.005)
        given = {"interrupted": stop(), **self.changes}
        if self.plan is None:
            given = {"plan": None, "audit": None, "bound": None} | given
            given.setdefault("status", Status.NO_PLAN_IN_TIME)
        return result_of(problem, self.plan or Plan(), **given)


def use_planner(monkeypatch: pytest.MonkeyPatch, planner: FakePlanner) -> FakePlanner:
    """Put ``planner`` where the program finds the real one."""
    module = ModuleType("scheduler.planning.planner")
    module.__dict__["plan"] = planner
    monkeypatch.setitem(sys.modules, module.__name__, module)
    return planner


def press(number: signal.Signals = signal.SIGINT) -> None:
    """Send this process a signal, as a terminal does."""
    os.kill(os.getpid(), number)


class InlineExecutor(Executor):
    """Does everything at once."""

    def submit(
        self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any
    ) -> Future[Any]:
        """Do it."""
        done: Future[Any] = Future()
        done.set_result(fn(*args, **kwargs))
        return done


class HeldExecutor(Executor):
    """Does nothing until it is told to."""

    def __init__(self) -> None:
        self.held: list[Callable[[], Any]] = []

    def submit(
        self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any
    ) -> Future[Any]:
        """Put it aside."""
        self.held.append(lambda: fn(*args, **kwargs))
        return Future()

    def release(self) -> None:
        """Do everything that was put aside."""
        while self.held:
            self.held.pop(0)()
