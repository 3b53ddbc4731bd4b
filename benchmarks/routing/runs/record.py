"""Where the runs of a session are kept, and under which conditions they were made."""

import json
import os
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from benchmarks.kept import conditions, file_of, write
from benchmarks.routing.instances.suite import UnusableInputError
from benchmarks.routing.runs.attempt import Effort
from benchmarks.routing.runs.table import SolverRun, read_runs, write_runs


def default_file(now: datetime, commit: str) -> Path:
    """Return where runs are kept if nothing else is said."""
    return file_of("tours-", now, commit).with_suffix(".csv")


class RunRecord:
    """A table of runs that is whole on disk after every run.

    Beside it, with the same name in JSON, stands what was measured on which machine.
    """

    def __init__(self, file: Path, effort: Effort, *, resume: bool) -> None:
        self.file = file
        self.effort = effort
        self.runs: list[SolverRun] = []
        beside = file.with_suffix(".json")
        if beside == file:
            raise UnusableInputError(f"{file}: the table cannot be called .json")
        if file.exists() and not resume:
            raise UnusableInputError(f"{file}: is there already; --resume continues it")
        try:
            if file.exists():
                _must_be_equal(_conditions(beside), effort, beside)
                self.runs = read_runs(file)
            else:
                file.parent.mkdir(parents=True, exist_ok=True)
                _describe(beside, effort)
                write_runs(file, [])
        except OSError as error:
            raise UnusableInputError(str(error)) from error

    def add(self, run: SolverRun) -> None:
        """Keep a run."""
        self.runs.append(run)
        write_runs(self.file, self.runs)

    def holds(self, instance: str, seed: int) -> bool:
        """Whether the run has been done."""
        return any(run.instance == instance and run.seed == seed for run in self.runs)


def _conditions(beside: Path) -> dict[str, Any]:
    try:
        kept = json.loads(beside.read_text(encoding="utf-8"))
    except ValueError as error:
        raise UnusableInputError(f"{beside}: {error}") from error
    return kept if isinstance(kept, dict) else {}


def _must_be_equal(kept: dict[str, Any], effort: Effort, beside: Path) -> None:
    for name in ("seconds", "workers"):
        now = getattr(effort, name)
        if kept.get(name) != now:
            raise UnusableInputError(
                f"{beside}: was begun with {name} {kept.get(name)}, not {now}"
            )


def _describe(beside: Path, effort: Effort) -> None:
    now, load = datetime.now(UTC), os.getloadavg()[0]
    allowed = {"seconds": effort.seconds, "workers": effort.workers}
    write(conditions(now, load, effort.commit) | allowed, beside)
