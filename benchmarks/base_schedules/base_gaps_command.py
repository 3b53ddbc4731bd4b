"""``python -m benchmarks base``: base schedules, and how near their bound they come."""

import argparse
import os
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from rich.console import Console

from api.base_schedules import BaseWanted, make_base
from api.inputs import Inputs, read_inputs
from benchmarks.kept import conditions, file_of, write
from data.base_schedule.base_figures import fact_document
from scheduler.planning.result import Limits


def measured(
    inputs: Inputs, wanted: BaseWanted, seconds: float, seed: int
) -> dict[str, Any]:
    """Make one base schedule; return what it is worth and how evenly it is shared."""
    limits = Limits(seconds=seconds, workers=2, seed=seed)
    result = make_base(inputs, wanted, limits)
    if result is None:
        raise SystemExit("no rows")
    return {"limit": seconds, **fact_document(inputs.problem, result)}


def main(arguments: Sequence[str]) -> int:
    """Make a base schedule for each limit of time, print and keep what came out."""
    asked = _asked(arguments)
    load = os.getloadavg()[0]
    inputs = read_inputs(asked.folder)
    wanted = BaseWanted(asked.weeks, tuple(asked.unit), asked.vacant)
    console = Console(highlight=False)
    rows = []
    for seconds in asked.seconds:
        rows.append(measured(inputs, wanted, seconds, asked.seed))
        console.print_json(data=rows[-1])
    now = datetime.now(UTC)
    record = conditions(now, load) | {"seed": asked.seed, "runs": rows}
    kind = f"base-{inputs.problem.name}-"
    kept = write(record, file_of(kind, now, record["commit"]))
    console.print(str(kept), soft_wrap=True)
    return 0


def _asked(arguments: Sequence[str]) -> argparse.Namespace:
    asked = argparse.ArgumentParser(prog="python -m benchmarks base")
    asked.add_argument("folder", type=Path, help="dataset")
    asked.add_argument("--weeks", type=int, default=8)
    asked.add_argument("--unit", action="append", default=[])
    asked.add_argument("--vacant", default="")
    asked.add_argument("--seconds", type=float, nargs="+", default=[120.0])
    asked.add_argument("--seed", type=int, default=0)
    return asked.parse_args(arguments)
