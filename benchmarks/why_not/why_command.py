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
from api.why.why_not import found_why_not
from benchmarks.kept import Record, conditions, file_of, write
from benchmarks.machine import ROOT
from benchmarks.why_not.planted_clashes import PlantedClash, planted_clashes
from benchmarks.why_not.proven import is_minimal, works
from scheduler.why_not.member import Member


def main(arguments: Sequence[str]) -> int:
    """Plant, explain, and keep the record."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks why")
    parser.add_argument("dataset", type=Path)
    parser.add_argument("--rounds", type=int, default=3, help="of each kind")
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
        yield _explained(inputs, planted)


def _explained(inputs: Inputs, planted: PlantedClash) -> Record:
    problem = planted.problem
    visit = problem.visit[planted.visit] if planted.visit else None
    wall, begun = monotonic(), process_time()
    answer = found_why_not(
        Inputs(problem, inputs.rules), None, visit, clock=process_time
    )
    seconds, wall = process_time() - begun, monotonic() - wall
    found = next((one for one in answer.found if one.clash), None)
    record = {"kind": planted.kind, "seconds": round(seconds, 2)}
    record["wall_seconds"] = round(wall, 2)
    if found is None or found.clash is None:
        return record | NOTHING
    first = found.repairs[0] if found.repairs else None
    return record | {
        "explained": True,
        "minimal": is_minimal(found.clash),
        "members": [_name(member) for member in found.clash.members],
        "repairs": len(found.repairs),
        "cheapest": first and first.kind.value,
        "kronor": first and first.price / 100,
        "hours": first and round(first.minutes / 60, 2),
        "works": first is not None and works(found.clash, first, problem),
    }


NOTHING: Record = {"explained": False, "minimal": False, "repairs": 0, "works": False}
"""What is recorded where nothing was told."""


def _name(member: Member) -> str:
    return ":".join(
        part for part in (member.kind.value, member.id, member.column) if part
    )


def summary(rows: Sequence[Record]) -> Record:
    """Return how many were explained, and how long it took."""
    seconds = [row["seconds"] for row in rows]
    counts = {
        name: sum(bool(row[name]) for row in rows)
        for name in ("explained", "minimal", "repairs", "works")
    }
    times = {"median_seconds": median(seconds), "most_seconds": max(seconds)}
    return {"planted": len(rows), **counts, **times}
