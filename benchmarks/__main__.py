"""``python -m benchmarks``: time the hot paths, print the figures and keep them.

``python -m benchmarks tours`` measures the tour engine on published instances instead,
``python -m benchmarks rivals`` beside other solvers on days of the sample municipality,
``python -m benchmarks pace`` how fast it is, and how that grows with the day,
``python -m benchmarks verdicts`` how often what a study says of two worlds is right,
``python -m benchmarks sweeps`` how long twelve presets take, also after a kill,
``python -m benchmarks robustness`` what a thousand drawn days say beside ten thousand,
``python -m benchmarks sick`` what becomes of a plan when somebody calls in sick,
``python -m benchmarks base`` how near their bound base schedules come,
``python -m benchmarks lines`` what lines come to, with and without whole ones,
``python -m benchmarks why`` how fast planted contradictions are explained,
``python -m benchmarks periods`` what goes on from one period to the next for a year,
``python -m benchmarks service`` how fast the service answers, and what it survives,
``python -m benchmarks pictures`` takes the pictures of pages for the docs,
``python -m benchmarks growth`` what a plan takes as a municipality grows,
``python -m benchmarks drawn`` writes a municipality drawn at random, in any size.
"""

import json
import os
import sys
import tempfile
from collections.abc import Sequence
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path

import pytest
from rich.console import Console
from rich.table import Table

from benchmarks.kept import RESULTS, conditions, file_of, write
from benchmarks.machine import ROOT
from benchmarks.timings import TimedFigure, figures_of

_TIMER = "--benchmark-timer=time.process_time"
"""Others at work on the machine make a figure no longer."""


def main() -> int:
    """Run the suite; return pytest's exit code, or 0."""
    load = os.getloadavg()[0]
    with tempfile.TemporaryDirectory() as folder:
        raw = Path(folder) / "raw.json"
        suite = str(ROOT / "benchmarks" / "test_hot_paths.py")
        quiet = ("-q", "-p", "no:cacheprovider", "--benchmark-quiet", _TIMER)
        code = pytest.main([suite, *quiet, f"--benchmark-json={raw}"])
        if code:
            return int(code)
        figures = figures_of(json.loads(raw.read_text(encoding="utf-8")))
    kept = keep(figures, datetime.now(UTC), load)
    console = Console(highlight=False)
    console.print(table(figures))
    console.print(str(kept.relative_to(ROOT)), soft_wrap=True)
    return 0


def keep(
    figures: list[TimedFigure], now: datetime, load: float, folder: Path = RESULTS
) -> Path:
    """Write the record of one run; return its file.

    ``load`` is how busy the machine was before: above 0.3 or so, others were at work.
    """
    record = conditions(now, load)
    record["figures"] = [figure.model_dump() for figure in figures]
    return write(record, file_of("", now, record["commit"], folder))


def table(figures: list[TimedFigure]) -> Table:
    """Return the figures for people to read."""
    made = Table("sample", "hot path", box=None)
    for name in ("median s", "best s", "rounds", "steps", "steps/s"):
        made.add_column(name, justify="right")
    for figure in figures:
        made.add_row(
            figure.sample,
            figure.case,
            f"{figure.median_seconds:.4f}",
            f"{figure.best_seconds:.4f}",
            f"{figure.rounds}",
            f"{figure.steps}",
            f"{figure.steps_per_second:,.0f}" if figure.steps > 1 else "",
        )
    return made


_COMMANDS = {
    "tours": "benchmarks.routing.runs.tours_command",
    "rivals": "benchmarks.routing.rivals.command",
    "pace": "benchmarks.routing.runs.pace",
    "verdicts": "benchmarks.what_if.verdicts_command",
    "sweeps": "benchmarks.what_if.sweeps_command",
    "robustness": "benchmarks.what_if.drawn_days_command",
    "sick": "benchmarks.replanning.sick_calls_command",
    "base": "benchmarks.base_schedules.base_gaps_command",
    "lines": "benchmarks.rosters.lines_command",
    "why": "benchmarks.why_not.why_command",
    "periods": "benchmarks.periods.periods_command",
    "service": "benchmarks.service.service_command",
    "pictures": "benchmarks.pictures.pictures_command",
    "growth": "benchmarks.municipalities.growth_command",
    "drawn": "benchmarks.municipalities.drawn_command",
}
"""Where the ``main`` of each is; they are read when they are asked for."""


def command(arguments: Sequence[str]) -> int:
    """Carry out what is asked for; return the exit code."""
    if not arguments:
        return main()
    if (module := _COMMANDS.get(arguments[0])) is not None:
        code: int = import_module(module).main(arguments[1:])
        return code
    usage = f"python -m benchmarks [{' | '.join(_COMMANDS)}] --help"
    Console(stderr=True).print(usage, markup=False)
    return 2


if __name__ == "__main__":
    sys.exit(command(sys.argv[1:]))
