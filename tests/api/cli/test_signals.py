"""Real processes and real signals at many moments: no traceback, a documented code."""

import json
import os
import pty
import signal
import subprocess
import sys
from itertools import pairwise
from pathlib import Path
from random import Random
from time import monotonic, sleep

import pytest

from api.cli.exits import Exit
from api.cli.stopping import SIGNALS
from tests.api.cli.commands import Shell
from tests.api.village import dataset_folder

PATIENCE = 60
"""Seconds for a process on a busy machine."""

REPORTS = """
import sys
from itertools import pairwise
from types import ModuleType
from api.cli.main import main
from tests.api.fakes import FakePlanner

PLANNER

module = ModuleType("scheduler.planning.planner")
module.plan = PLAN
sys.modules[module.__name__] = module
sys.argv[0] = "bemanna"
main()
"""
COMMAND = "import sys; sys.argv[0] = 'bemanna'; from api.cli.main import main; main()"


def started(code: str, *words: object) -> subprocess.Popen[str]:
    """Start a command line that hears signals, whatever this process does."""
    script = (
        "import signal\n"
        "for s in (1, 2, 15): signal.signal(s, signal.SIG_DFL)\n"
        "signal.signal(2, signal.default_int_handler)\n"
        "import api.cli.main\n"
        "print('begun', flush=True)\n" + code
    )
    command = [sys.executable, "-c", script, *map(str, words)]
    process = subprocess.Popen(command, stdout=-1, stderr=-1, text=True)
    assert process.stdout is not None
    assert process.stdout.readline() == "begun\n"
    return process


def ended(process: subprocess.Popen[str]) -> tuple[int, str, str]:
    """Return how a process ended, and what it said; there is never a traceback."""
    out, err = process.communicate(timeout=PATIENCE)
    for said in (out, err):
        assert "Traceback" not in said
        assert "Exception" not in said
    return process.returncode, out, err


def planning(planner: str, plan: str) -> str:
    """Return a command whose planner is a fake one."""
    return REPORTS.replace("PLANNER", planner).replace("PLAN", plan)


@pytest.mark.parametrize("number", SIGNALS)
def test_a_signal_at_any_moment_before_a_plan_leaves_nothing(
    tmp_path: Path, number: signal.Signals
) -> None:
    dataset = dataset_folder(tmp_path / "dataset")
    random = Random(number)
    for n in range(5):
        process = started(COMMAND, "solve", dataset, "--out", tmp_path / "plan")
        sleep(0.02 + n * random.uniform(0.1, 0.4))
        process.send_signal(number)
        code, _, _ = ended(process)
        assert code == Exit.ABORTED
        assert {path.name for path in tmp_path.iterdir()} == {"dataset"}


def test_a_signal_during_imports_is_told_to_people_and_programs(
    tmp_path: Path,
) -> None:
    late = (
        "import builtins, os\n"
        "real = builtins.__import__\n"
        "def hooked(name, *more, **named):\n"
        "    if name.startswith('click'): os.kill(os.getpid(), 15)\n"
        "    return real(name, *more, **named)\n"
        "builtins.__import__ = hooked\n" + COMMAND
    )
    code, out, err = ended(started(late, "check", tmp_path, "--json", "--lang", "en"))
    assert code == Exit.ABORTED
    assert err == "Interrupted. Nothing was kept.\n"
    assert json.loads(out) == {"error": err.strip(), "exit_code": 130}


def pressed(number: signal.Signals) -> str:
    """Return a command that hears a signal whenever a file is on its way to disk."""
    return (
        "import os\n"
        "sync = os.fsync\n"
        "def pressed(file):\n"
        f"    os.kill(os.getpid(), {int(number)})\n"
        "    return sync(file)\n"
        "os.fsync = pressed\n" + COMMAND
    )


@pytest.mark.parametrize("number", SIGNALS)
def test_a_signal_while_a_single_file_is_written_changes_nothing(
    tmp_path: Path, number: signal.Signals
) -> None:
    book = tmp_path / "book.xlsx"
    assert ended(started(pressed(number), "template", book))[0] == Exit.DONE
    assert [path.name for path in tmp_path.iterdir()] == ["book.xlsx"]


@pytest.mark.parametrize("number", SIGNALS)
def test_a_signal_while_files_are_written_changes_nothing(
    shell: Shell, tmp_path: Path, number: signal.Signals
) -> None:
    words = ("sample", "impossible", "--out", tmp_path / "mine")
    assert ended(started(pressed(number), *words))[0] == Exit.DONE
    assert {path.name for path in tmp_path.iterdir()} == {"mine"}
    assert shell("check", tmp_path / "mine").code == Exit.NO_PLAN


@pytest.mark.parametrize("number", SIGNALS)
def test_a_signal_once_all_is_done_changes_no_code(
    tmp_path: Path, number: signal.Signals
) -> None:
    late = (
        "import os\n"
        "class Late:\n"
        f"    def __del__(self, kill=os.kill, pid=os.getpid()): kill(pid, {number})\n"
        "late = Late()\n" + COMMAND
    )
    book = tmp_path / "book.xlsx"
    assert ended(started(late, "template", book))[0] == Exit.DONE
    assert ended(started(late, "template", book))[0] == Exit.BAD_INPUT


def test_progress_comes_every_five_seconds_in_a_silent_step(tmp_path: Path) -> None:
    dataset = dataset_folder(tmp_path / "dataset")
    silent = "from time import sleep\ndef plan(*a, **k):\n    sleep(8)\n    1 / 0"
    process = started(
        planning(silent, "plan"), "solve", dataset, "--out", tmp_path / "plan"
    )
    assert process.stderr is not None
    told = [monotonic() for _ in process.stderr]
    assert ended(process)[0] == Exit.INTERNAL
    assert len(told) >= 4
    gaps = [b - a for a, b in pairwise(told)]
    assert max(gaps) < 6  # a second for the machine


def test_progress_comes_while_modules_are_read(tmp_path: Path) -> None:
    dataset = dataset_folder(tmp_path / "dataset")
    slow = (
        "import builtins, sys, time\n"
        "real = builtins.__import__\n"
        "def hooked(name, *more, **named):\n"
        "    if name == 'api.cli.commands.solve':\n"
        "        print('reads', file=sys.stderr, flush=True)\n"
        "        time.sleep(5.5)\n"
        "    return real(name, *more, **named)\n"
        "builtins.__import__ = hooked\n" + planning("plan = FakePlanner()", "plan")
    )
    process = started(slow, "solve", dataset, "--out", tmp_path / "plan")
    assert process.stderr is not None
    told = [(monotonic(), line) for line in process.stderr]
    assert ended(process)[0] == Exit.DONE
    begun, *after = [line for _, line in told]
    assert begun == "0 s  Startar\n"
    assert "reads\n" in after
    assert max(b - a for (a, _), (b, _) in pairwise(told)) < 5


def test_who_silenced_a_signal_is_obeyed(tmp_path: Path) -> None:
    dataset = dataset_folder(tmp_path / "dataset")
    deaf = "import signal; signal.signal(1, signal.SIG_IGN)\n"
    waits = (
        "plan = FakePlanner()\nimport os, time\n"
        "plan.during = lambda: (os.kill(os.getpid(), 1), time.sleep(0.5))"
    )
    process = started(
        deaf + planning(waits, "plan"), "solve", dataset, "--out", tmp_path / "plan"
    )
    assert ended(process)[0] == Exit.DONE


def test_a_terminal_that_hangs_up_does_not_take_the_plan_along(tmp_path: Path) -> None:
    dataset = dataset_folder(tmp_path / "dataset")
    waits = "plan = FakePlanner(waits=True)"
    words = ["solve", str(dataset), "--out", str(tmp_path / "plan")]
    child, terminal = pty.fork()
    if child == 0:
        script = planning(waits, "plan")
        os.execv(sys.executable, [sys.executable, "-c", script, *words])
    shown = b""
    while "Förbättrar".encode() not in shown:
        shown += os.read(terminal, 1000)
    os.close(terminal)
    _, status = os.waitpid(child, 0)
    assert os.waitstatus_to_exitcode(status) == Exit.INTERRUPTED
    assert (tmp_path / "plan" / "report.html").exists()


@pytest.mark.parametrize(
    ("first", "second", "code"),
    [
        (signal.SIGHUP, signal.SIGHUP, Exit.INTERRUPTED),
        (signal.SIGHUP, signal.SIGTERM, Exit.INTERRUPTED),
        (signal.SIGTERM, signal.SIGTERM, Exit.INTERRUPTED),
        (signal.SIGINT, signal.SIGHUP, Exit.INTERRUPTED),
        (signal.SIGINT, signal.SIGINT, Exit.ABORTED),
        (signal.SIGHUP, signal.SIGINT, Exit.ABORTED),
    ],
)
def test_of_two_signals_only_a_ctrl_c_after_the_first_gives_the_plan_up(
    tmp_path: Path, first: signal.Signals, second: signal.Signals, code: Exit
) -> None:
    dataset = dataset_folder(tmp_path / "dataset")
    twice = (
        "plan = FakePlanner(waits=True)\nimport os\n"
        f"plan.during = lambda: [os.kill(os.getpid(), n)"
        f" for n in ({int(first)}, {int(second)})]"
    )
    process = started(
        planning(twice, "plan"), "solve", dataset, "--out", tmp_path / "plan"
    )
    assert ended(process)[0] == code
    assert (tmp_path / "plan").exists() is (code == Exit.INTERRUPTED)


def test_who_reads_the_progress_may_go_away(tmp_path: Path) -> None:
    dataset = dataset_folder(tmp_path / "dataset")
    talks = "plan = FakePlanner()\nimport sys\nplan.during = sys.stdin.read"
    words = ["solve", str(dataset), "--out", str(tmp_path / "plan")]
    command = [sys.executable, "-c", planning(talks, "plan"), *words]
    with subprocess.Popen(command, stdin=-1, stdout=-1, stderr=-1) as process:
        assert process.stdin is not None
        assert process.stderr is not None
        process.stderr.readline()
        process.stderr.close()
        process.stdin.close()
        assert process.wait(PATIENCE) == Exit.DONE
    assert (tmp_path / "plan" / "report.html").exists()
