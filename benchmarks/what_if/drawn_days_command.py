"""``python -m benchmarks robustness``: a thousand drawn days beside ten thousand.

Every run has a process of its own, so that none has another's memory to go through.
"""

import argparse
import os
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from datetime import UTC, datetime
from multiprocessing import get_context
from pathlib import Path

from rich.console import Console

from api.inputs import read_inputs
from benchmarks.kept import conditions, file_of, write
from benchmarks.what_if.drawn_days import ASKED, TimedDays, off_by, timed_days
from data.reading.plans import read_plan
from scheduler.domain.plan_view import PlanView
from scheduler.robustness.ill_people import Draw


def main(arguments: Sequence[str]) -> int:
    """Live through few days with each seed and through many; keep the record."""
    asked = _asked(arguments)
    record = conditions(datetime.now(UTC), os.getloadavg()[0])
    problem, _ = read_inputs(asked.dataset, judges=True)
    record |= {"dataset": problem.name, "long_seed": asked.long_seed}
    record["processes"] = asked.processes
    console = Console(highlight=False)
    file = file_of("robustness-", datetime.now(UTC), record["commit"])
    draws = [Draw(days=asked.long, seed=asked.long_seed)]
    draws += [Draw(days=asked.days, seed=seed) for seed in asked.seeds]
    with ProcessPoolExecutor(
        asked.processes, get_context("spawn"), max_tasks_per_child=1
    ) as pool:
        runs = [pool.submit(_timed, asked.dataset, asked.plan, draw) for draw in draws]
        many = runs[0].result()
        record["long"] = many.told()
        console.print(f"{many.days} days: {many.seconds:.0f} s")
        for seed, run in zip(asked.seeds, runs[1:], strict=True):
            few = run.result()
            off = off_by(few.means, many.means)
            record[f"seed_{seed}"] = few.told() | {"off_pct": off}
            told = ", ".join(f"{key} {off.get(key, 0):+.2f} %" for key in ASKED)
            console.print(f"seed {seed}: {few.seconds:.0f} s, {told}")
            write(record, file)
    console.print(str(file), soft_wrap=True)
    return 0


def _timed(dataset: Path, plan: Path, draw: Draw) -> TimedDays:
    problem, rules = read_inputs(dataset, judges=True)
    return timed_days(PlanView(problem, read_plan(plan, problem)), rules, draw)


def _asked(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks robustness")
    parser.add_argument("dataset", type=Path)
    parser.add_argument("plan", type=Path)
    parser.add_argument("--days", type=int, default=1_000)
    parser.add_argument("--long", type=int, default=10_000, help="days to compare with")
    parser.add_argument("--seeds", type=int, nargs="+", default=[*range(5)])
    parser.add_argument("--long-seed", type=int, default=100)
    parser.add_argument("--processes", type=int, default=1, help="at the same time")
    return parser.parse_args(arguments)
