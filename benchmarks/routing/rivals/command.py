"""``python -m benchmarks rivals``: our engine beside VROOM and PyVRP.

Single-staffed days of the sample municipality, with the same matrix, windows and
skills, one solver after another on the same cores for the same time.
"""

import argparse
import os
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from importlib.metadata import version
from math import inf
from pathlib import Path

from rich.console import Console

from benchmarks.kept import RESULTS, conditions, file_of, write
from benchmarks.routing.instances.day import VisitDay, make_day, weekdays
from benchmarks.routing.rivals.bout import HEADING, Allowance, Bout, fight, line
from benchmarks.routing.rivals.rivals import INSTALL, NEEDED, Solver, missing, solvers
from constraints import default_rules
from data.sample import make_sample

SAMPLE = "lekeberg"
DONE, INVALID, BAD_INPUT, STOPPED = 0, 1, 2, 130
SCREEN = Console(highlight=False, markup=False, soft_wrap=True)
COMPLAINTS = Console(stderr=True, highlight=False, markup=False, soft_wrap=True)


def main(
    arguments: Sequence[str],
    contenders: Mapping[str, Solver] | None = None,
    folder: Path = RESULTS,
) -> int:
    """Carry out a command line; return the exit code.

    0: every answer is valid, 1: one is not, 2: nothing could be begun, 130: stopped.
    """
    given = _given(arguments)
    if contenders is None and (packages := missing()):
        COMPLAINTS.print(
            f"Not installed: {', '.join(packages)}. Install with\n{INSTALL}"
        )
        return BAD_INPUT
    load = os.getloadavg()[0]
    try:
        bouts = _all(contenders or solvers(), given)
    except KeyboardInterrupt:
        return STOPPED
    SCREEN.print(str(_keep(bouts, given, load, datetime.now(UTC), folder)))
    return INVALID if any(bout.faults for bout in bouts) else DONE


def _all(contenders: Mapping[str, Solver], given: argparse.Namespace) -> list[Bout]:
    allowed = Allowance(given.seconds, given.workers, given.seed)
    days = _days(given.days)
    for solver in contenders.values():  # what is compiled or loaded once is not timed
        solver(days[0].instance, seconds=1.0, workers=given.workers, seed=given.seed)
    SCREEN.print(HEADING)
    bouts = []
    for day in days:
        for name, solver in contenders.items():
            bouts.append(fight(day, name, solver, allowed))
            SCREEN.print(line(bouts[-1]))
    return bouts


def _days(number: int) -> list[VisitDay]:
    problem, rules = make_sample(SAMPLE), default_rules()
    dates = weekdays(problem, number)
    return [make_day(problem, rules, d, short=s) for d in dates for s in (False, True)]


def _keep(
    bouts: Sequence[Bout],
    given: argparse.Namespace,
    load: float,
    now: datetime,
    folder: Path,
) -> Path:
    """Write the record of one run; return its file."""
    record = conditions(now, load) | {
        "sample": SAMPLE,
        **vars(given),
        "bouts": [bout.model_dump(mode="json") for bout in bouts],
    }
    record["versions"] |= _installed()
    return write(record, file_of("rivals-", now, record["commit"], folder))


def _installed() -> dict[str, str]:
    absent = missing()
    return {name: version(name) for name in NEEDED.values() if name not in absent}


def _given(arguments: Sequence[str]) -> argparse.Namespace:
    """Return what is asked for; end the process with code 2 if it makes no sense."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks rivals",
        description="Our engine, VROOM and PyVRP on days of the sample municipality.",
        allow_abbrev=False,
    )
    parser.add_argument("--seconds", type=float, default=30, metavar="S")
    parser.add_argument("--workers", type=int, default=2, metavar="N")
    parser.add_argument("--days", type=int, default=3, metavar="N")
    parser.add_argument("--seed", type=int, default=0, metavar="K")
    given = parser.parse_args(arguments)
    if not 0 < given.seconds < inf or min(given.workers, given.days) < 1:
        parser.error("--seconds, --workers and --days are numbers above 0")
    return given
