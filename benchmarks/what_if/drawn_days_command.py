"""``python -m benchmarks robustness``: a thousand drawn days beside ten thousand."""

import argparse
import os
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from rich.console import Console

from api.inputs import read_inputs
from benchmarks.kept import conditions, file_of, write
from benchmarks.what_if.drawn_days import ASKED, off_by, timed_days
from data.reading.plans import read_plan
from scheduler.domain.plan_view import PlanView
from scheduler.robustness.ill_people import Draw


def main(arguments: Sequence[str]) -> int:
    """Live through few days with each seed and through many; keep the record."""
    asked = _asked(arguments)
    load = os.getloadavg()[0]
    problem, rules = read_inputs(asked.dataset, judges=True)
    view = PlanView(problem, read_plan(asked.plan, problem))
    console = Console(highlight=False)
    many = timed_days(view, rules, Draw(days=asked.long, seed=asked.long_seed))
    record = conditions(datetime.now(UTC), load)
    record |= {"dataset": problem.name, "long_seed": asked.long_seed}
    record["long"] = many.told()
    console.print(f"{many.days} days: {many.seconds:.0f} s")
    file = file_of("robustness-", datetime.now(UTC), record["commit"])
    for seed in asked.seeds:
        few = timed_days(view, rules, Draw(days=asked.days, seed=seed))
        off = off_by(few.means, many.means)
        record[f"seed_{seed}"] = few.told() | {"off_pct": off}
        told = ", ".join(f"{key} {off.get(key, 0):+.2f} %" for key in ASKED)
        console.print(f"seed {seed}: {few.seconds:.0f} s, {told}")
        write(record, file)
    console.print(str(file), soft_wrap=True)
    return 0


def _asked(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks robustness")
    parser.add_argument("dataset", type=Path)
    parser.add_argument("plan", type=Path)
    parser.add_argument("--days", type=int, default=1_000)
    parser.add_argument("--long", type=int, default=10_000, help="days to compare with")
    parser.add_argument("--seeds", type=int, nargs="+", default=[0, 1, 2])
    parser.add_argument("--long-seed", type=int, default=100)
    return parser.parse_args(arguments)
