"""``python -m benchmarks verdicts``: how often a study's verdict is right."""

import argparse
import os
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from rich.console import Console

from api.what_if.better_plans import MadeFor, better_plans
from api.what_if.kept_runs import KeptRuns, WantedRun
from api.what_if.sweep import Sweep
from api.what_if.workers import Workers
from api.what_if.world import World, base_world, other_worlds
from benchmarks.kept import conditions, file_of, write
from benchmarks.what_if.verdicts import Exchanged, other_world, same_world, told
from data.sample import make_sample
from data.scenario.patch import Alteration, Patch
from data.scenario.patch_place import PatchPlace
from data.writing.dataset_files import write_dataset
from scheduler.planning.result import Limits

PLANTED = 1.05
"""All pay is so many times higher in the other world."""


def main(arguments: Sequence[str]) -> int:
    """Make the runs that are missing, draw the studies, and keep the record."""
    asked = _asked(arguments)
    load = os.getloadavg()[0]
    with TemporaryDirectory() as folder:
        write_dataset(make_sample("small"), Path(folder) / "small")
        base = base_world(Path(folder) / "small", None)
    [dearer] = other_worlds(base, [lambda: (_planted(), PatchPlace("planted"))])
    console = Console(highlight=False)
    with Workers(asked.cores) as workers:
        sweep = Sweep(
            KeptRuns(asked.runs),
            workers,
            tell=lambda tally: console.print(f"{tally.done} done, {tally.left} left"),
        )
        before, after = (_made(world, asked, sweep) for world in (base, dearer))
    record = conditions(datetime.now(UTC), load)
    record |= {"sample": "small", "effort": asked.effort, "pool": len(before)}
    same, other = _exchanged(before, before), _exchanged(before, after)
    common = sorted(before.keys() & after.keys())
    record["same_world"] = told(same_world(sorted(before), same, Random(1)))
    record["planted_5_pct"] = told(other_world(common, other, Random(2)))
    kept = write(record, file_of("verdicts-", datetime.now(UTC), record["commit"]))
    console.print_json(data={k: record[k] for k in ("same_world", "planted_5_pct")})
    console.print(str(kept), soft_wrap=True)
    return 0


def _asked(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks verdicts")
    parser.add_argument("--runs", type=Path, required=True, help="where runs are kept")
    parser.add_argument("--pool", type=int, default=60, help="seeds in each world")
    parser.add_argument("--effort", type=int, default=2)
    parser.add_argument("--cores", type=int, default=2)
    return parser.parse_args(arguments)


def _planted() -> Patch:
    step = Alteration(file="employees", times={"monthly_pay": PLANTED})
    return Patch(name="planted", change=(step,))


Made = Mapping[int, MadeFor]
"""Runs of a world by seed."""


def _made(world: World, asked: argparse.Namespace, sweep: Sweep) -> Made:
    runs = [
        WantedRun(
            world.name, world.inputs, Limits(effort=asked.effort, workers=1, seed=seed)
        )
        for seed in range(asked.pool)
    ]
    sweep.make(runs)
    kept = (run for run in runs if sweep.kept.has(run))
    return {r.limits.seed: (world.inputs, sweep.kept.read(r)) for r in kept}


def _exchanged(base: Made, other: Made) -> Exchanged:
    """Return what personnel costs in each world with the better of two plans."""

    @cache
    def costs(one: int, another: int) -> tuple[float, float]:
        before, after = better_plans(base[one], [other[another]])
        return before.audit.personnel_cost / 100, after.audit.personnel_cost / 100

    return costs
