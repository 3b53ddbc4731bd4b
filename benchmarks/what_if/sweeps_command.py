"""``python -m benchmarks sweeps``: twelve presets by the clock, and after a kill."""

import argparse
import os
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from rich.console import Console

from api.what_if.kept_runs import WantedRun
from benchmarks.kept import Record, conditions, file_of, write
from benchmarks.what_if.twelve_presets import (
    PRESETS,
    killed_half_way,
    preset_worlds,
    runs_of,
    timed_sweep,
    written_at,
)
from scheduler.planning.result import Limits


def main(arguments: Sequence[str]) -> int:
    """Sweep with each number of processes, then kill a sweep; keep the record."""
    asked = _asked(arguments)
    load = os.getloadavg()[0]
    limits = Limits(seconds=asked.seconds, effort=asked.effort, workers=1)
    runs = runs_of(preset_worlds(asked.sample), limits)
    record = conditions(datetime.now(UTC), load)
    record |= {"sample": asked.sample, "presets": PRESETS}
    record["limits"] = limits.model_dump(mode="json")
    console = Console(highlight=False)
    for cores in asked.cores:
        with TemporaryDirectory() as folder:
            found = timed_sweep(runs, Path(folder), cores)
        record[f"processes_{cores}"] = found._asdict()
        console.print(cores, found)
    if asked.kill:
        record["killed_half_way"] = _killed(runs, max(asked.cores))
        console.print(record["killed_half_way"])
    place = file_of(f"sweeps-{asked.sample}-", datetime.now(UTC), record["commit"])
    console.print(str(write(record, place)), soft_wrap=True)
    return 0


def _asked(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks sweeps")
    parser.add_argument("--sample", default="small")
    parser.add_argument("--seconds", type=int, default=5, help="of a run")
    parser.add_argument("--effort", type=int, help="of a run, instead of seconds")
    parser.add_argument("--cores", type=int, nargs="+", default=[1, 2])
    parser.add_argument("--kill", action="store_true", help="and begin again")
    return parser.parse_args(arguments)


def _killed(runs: Sequence[WantedRun], cores: int) -> Record:
    """Return how the sweep went that was begun after the kill."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        kept = killed_half_way(runs, folder, cores)
        before = written_at(folder, kept)
        again = timed_sweep(runs, folder, cores)
        repeated = sum(written_at(folder, kept)[one] != before[one] for one in kept)
    return {"kept": len(kept), "repeated": repeated, "again": again._asdict()}
