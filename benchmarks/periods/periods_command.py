"""``python -m benchmarks periods``: a year of periods in a row, held to the targets."""

import argparse
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from rich.console import Console

from api.inputs import read_inputs
from benchmarks.kept import conditions, file_of, write
from benchmarks.periods.chain import ChainLinkMade, chain
from benchmarks.periods.joined import PlannedPeriod, broken, joined
from benchmarks.periods.sums import off_by, sums
from scheduler.planning.result import Limits


def told(made: ChainLinkMade, before: Sequence[PlannedPeriod]) -> dict[str, Any]:
    """Return what is to be said of a period, and of its border with the one before."""
    audit = made.result.audit
    row: dict[str, Any] = {
        "start": made.inputs.problem.start.isoformat(),
        "end": made.inputs.problem.end.isoformat(),
        "status": made.result.status.value,
        "hard_breaches": audit.hard_breaches if audit else None,
        "must_open": audit.must_open if audit else None,
    }
    if not before:
        return row
    both = joined(before[-1], made.period)
    row["broken_as_one"] = [
        f"{b.rule} {b.message} {b.employee} {b.date}"
        for b in broken(both, made.inputs.rules)
    ]
    balances = made.inputs.problem.balance
    off = [off_by(found, sums(before, who)) for who, found in balances.items()]
    row["balances_off"] = {n: float(max(each[n] for each in off)) for n in off[0]}
    return row


def main(arguments: Sequence[str]) -> int:
    """Plan the periods, print what each says and keep the record."""
    asked = _asked(arguments)
    load = os.getloadavg()[0]
    inputs = read_inputs(asked.folder)
    limits = Limits(seconds=None, effort=asked.effort, workers=2)
    console = Console(highlight=False)
    done: list[PlannedPeriod] = []
    rows: list[dict[str, Any]] = []
    now = datetime.now(UTC)
    record = conditions(now, load) | {"dataset": inputs.problem.name}
    kept = file_of("periods-", now, record["commit"])
    lengths = [inputs.problem.days] * asked.periods
    with _place(asked.place) as place:
        for made in chain(inputs, lengths, limits, place, repeats=asked.repeat):
            rows.append(told(made, done))
            done.append(made.period)
            console.print(str(rows[-1]), soft_wrap=True)
            record |= {"effort": asked.effort, "summary": summary(rows)}
            write(record | {"periods": rows}, kept)
    console.print_json(data=record["summary"])
    console.print(str(kept), soft_wrap=True)
    return 0


@contextmanager
def _place(asked: Path | None) -> Iterator[Path]:
    """Yield the folder in which datasets and plans are kept; one of ours is removed."""
    if asked is not None:
        asked.mkdir(parents=True, exist_ok=True)
        yield asked
        return
    with TemporaryDirectory() as place:
        yield Path(place)


def summary(rows: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """Return what the targets ask for."""
    later = [row for row in rows if "balances_off" in row]
    return {
        "periods": len(rows),
        "hard_breaches": sum(row["hard_breaches"] for row in rows),
        "broken_as_one": sum(len(row["broken_as_one"]) for row in later),
        "balances_off": {
            name: max(row["balances_off"][name] for row in later)
            for name in (later[0]["balances_off"] if later else ())
        },
    }


def _asked(arguments: Sequence[str]) -> argparse.Namespace:
    asked = argparse.ArgumentParser(prog="python -m benchmarks periods")
    asked.add_argument("folder", type=Path, help="dataset of the first period")
    asked.add_argument("--periods", type=int, default=12)
    asked.add_argument("--effort", type=int, default=0)
    asked.add_argument("--place", type=Path, help="kept here, so that it can go on")
    asked.add_argument("--repeat", action="store_true", help="what has dates, too")
    return asked.parse_args(arguments)
