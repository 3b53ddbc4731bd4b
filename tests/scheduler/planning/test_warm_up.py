"""Compiling ahead; in a folder of its own, so it does take its time."""

import os
import subprocess
import sys
from pathlib import Path

PLAN = """
from constraints import default_rules
from data.sample import make_sample
from scheduler.planning.planner import plan
from scheduler.planning.result import Limits
assert plan(make_sample("small"), default_rules(), Limits(effort=1)).plan is not None
"""

STOPPED = """
import os
from time import monotonic, process_time
from constraints import default_rules
from data.sample import make_sample
from scheduler.planning.planner import plan
from scheduler.planning.result import Limits
begun, before = monotonic(), process_time()
stop = lambda: monotonic() - begun > 1
found = plan(make_sample("small"), default_rules(), Limits(effort=1), stop=stop)
took = process_time() - before  # of all threads, also where the machine is busy
assert found.interrupted and found.plan is None
assert took < 6, took  # a second before the stop; compiling takes twelve
os._exit(0)  # as the command ends: the compiler's thread is still at work
"""


def run(folder: Path, *arguments: str) -> set[str]:
    """Run Python; return the compiled functions that lie in the folder then."""
    environment = os.environ | {"NUMBA_CACHE_DIR": str(folder)}
    subprocess.run([sys.executable, *arguments], env=environment, check=True)
    return {file.name for file in folder.rglob("*.nbc")}


def test_a_plan_finds_everything_compiled(tmp_path: Path) -> None:
    compiled = run(tmp_path, "-m", "scheduler.planning.warm_up")
    assert compiled
    assert run(tmp_path, "-c", PLAN) == compiled


def test_a_stop_is_heard_while_kernels_are_compiled(tmp_path: Path) -> None:
    assert run(tmp_path, "-c", STOPPED) == set()
