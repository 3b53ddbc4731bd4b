"""Commands and service with the planner that is really used."""

import subprocess
import sys
from concurrent.futures import Executor
from pathlib import Path

import pytest

from api.cli.exits import Exit
from api.http.app import create_app
from tests.api.answers import ordered, state
from tests.api.cli.commands import Shell
from tests.api.conftest import database
from tests.api.fakes import InlineExecutor
from tests.api.http.client import TestClient


@pytest.fixture
def pool() -> Executor:
    return InlineExecutor()


def test_what_the_planner_says_of_its_plan_is_what_the_files_say(
    shell: Shell, tmp_path: Path
) -> None:
    dataset, plan = tmp_path / "small", tmp_path / "plan"
    shell("sample", "small", "--out", dataset)
    quick = ("--effort", 1, "--workers", 1)
    solved = shell("solve", dataset, "--out", plan, *quick, "--json")
    assert solved.code in (Exit.DONE, Exit.OPEN), solved.err
    judged = shell("evaluate", dataset, plan, "--json")
    assert judged.code is solved.code
    told, found = solved.document["summary"], judged.document["summary"]
    assert told["price"]["hard_breaches"]["value"] == 0
    for part in ("cost", "hours", "visits", "breaches", "unassigned"):
        assert told[part] == found[part]
    assert told["price"]["objective"] == found["price"]["objective"]


SIGNAL_AFTER_PLANNING = """
import signal
signal.signal(signal.SIGINT, signal.default_int_handler)  # in the background, too
from threading import Event
from api.cli.main import main
from scheduler.planning import planner
from tests.api.fakes import press

real = planner.plan

def plan(*given, stop, **more):
    result = real(*given, stop=stop, **more)
    press()
    while not stop():
        Event().wait(0.005)
    return result.model_copy(update={"interrupted": True})

planner.plan = plan
main()
"""


def test_signals_are_still_heard_after_the_solver_has_worked(
    dataset: Path, tmp_path: Path
) -> None:
    words = ["solve", str(dataset), "--out", str(tmp_path / "plan")]
    quick = ["--effort", "1", "--workers", "1"]
    ran = subprocess.run(
        [sys.executable, "-c", SIGNAL_AFTER_PLANNING, *words, *quick],
        capture_output=True,
        timeout=600,
        check=False,
    )
    assert ran.returncode == Exit.INTERRUPTED


def test_an_order_is_planned_for_real(pool: Executor) -> None:
    with TestClient(create_app(database(), pool)) as api:
        limits = {"effort": 1, "workers": 1}
        schedule = ordered(api, limits=limits)
        found = state(api, schedule)
        assert found["state"] == "completed", found
        assert (found["must_open"], found["hard_breaches"]) == (0, 0)
        assert found["bound"] <= found["price"]
