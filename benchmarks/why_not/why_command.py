"""``python -m benchmarks why``: plant contradictions, and time what explains them."""

import argparse
import os
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from statistics import median
from time import monotonic, process_time

from rich.console import Console

from api.inputs import Inputs, read_inputs
from api.why.row_places import lines_of_folder
from api.why.why_not import why_not
from benchmarks.kept import Record, conditions, file_of, write
from benchmarks.machine import ROOT
from benchmarks.why_not.planted_clashes import PlantedClash, planted_clashes


def main(arguments: Sequence[str]) -> int:
    """Plant, explain, and keep the record."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks why")
    parser.add_argument("dataset", type=Path)
    parser.add_argument("--rounds", type=int, default=6, help="of each kind")
    parser.add_argument("--seed", type=int, default=0)
    asked = parser.parse_args(arguments)
    load, now = os.getloadavg()[0], datetime.now(UTC)
    rows = list(explained(asked.dataset, asked.rounds, asked.seed))
    record = conditions(now, load) | {"dataset": asked.dataset.name, "planted": rows}
    record["summary"] = summary(rows)
    name = f"why-{asked.dataset.name}-"
    kept = write(record, file_of(name, now, record["commit"]))
    console = Console(highlight=False)
    console.print(record["summary"])
    console.print(str(kept.relative_to(ROOT)), soft_wrap=True)
    return 0


def explained(dataset: Path, rounds: int, seed: int) -> Iterator[Record]:
    """Yield how each contradiction was explained."""
    inputs = read_inputs(dataset)
    for planted in planted_clashes(inputs.problem, Random(seed), rounds):
        yield _explained(inputs, planted, dataset)


def _explained(inputs: Inputs, planted: PlantedClash, dataset: Path) -> Record:
    problem = planted.problem
    visit = problem.visit[planted.visit] if planted.visit else None
    wall, begun = monotonic(), process_time()
    lines = lines_of_folder(dataset)
    answer = why_not(Inputs(problem, inputs.rules), None, lines, visit)
    told = [c for c in answer.contradictions if c.members]
    return {
        "kind": planted.kind,
        "seconds": round(process_time() - begun, 2),
        "wall_seconds": round(monotonic() - wall, 2),
        "explained": bool(told),
        "minimal": bool(told) and told[0].is_minimal,
        "members": len(told[0].members) if told else 0,
        "repairs": len(told[0].repairs) if told else 0,
    }


def summary(rows: Sequence[Record]) -> Record:
    """Return how many were explained, and how long it took."""
    seconds = [row["seconds"] for row in rows]
    counts = {
        name: sum(bool(row[name]) for row in rows)
        for name in ("explained", "minimal", "repairs")
    }
    times = {"median_seconds": median(seconds), "most_seconds": max(seconds)}
    return {"planted": len(rows), **counts, **times}
