"""``python -m benchmarks growth``: what a plan takes as a municipality grows."""

import argparse
import os
import resource
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from threading import Event, Thread
from typing import Any

import psutil  # type: ignore[import-untyped]
from rich.console import Console

from benchmarks.kept import conditions, file_of, write
from benchmarks.municipalities.drawn_municipality import drawn_municipality
from benchmarks.municipalities.scale import districts
from constraints import default_rules
from scheduler.audit.figures import EVERYWHERE
from scheduler.domain.problem import Problem
from scheduler.planning.planner import plan
from scheduler.planning.result import Limits, Progress, Result

LOOK = 1.0
"""Seconds between two looks at the memory."""

KRONA = 100


class Curve:
    """How price and open visits fall, as seconds, kronor and must-visits."""

    def __init__(self) -> None:
        self.rows: list[tuple[float, int, int | None]] = []

    def __call__(self, progress: Progress) -> None:
        """Note what is better than before."""
        if progress.price is None:
            return
        price = progress.price // KRONA
        if not self.rows or price < self.rows[-1][1]:
            self.rows.append((round(progress.seconds, 1), price, progress.open_visits))


@contextmanager
def memory() -> Iterator[list[int]]:
    """Give the most bytes of this process and those below it while the block runs."""
    most, over, process = [0], Event(), psutil.Process()

    def look() -> None:
        while not over.wait(LOOK):
            most[0] = max(most[0], _bytes(process))

    watch = Thread(target=look, daemon=True)
    watch.start()
    try:
        yield most
    finally:
        over.set()
        watch.join()


def _bytes(process: psutil.Process) -> int:
    total = 0
    for each in (process, *process.children(recursive=True)):
        try:
            total += each.memory_full_info().uss
        except psutil.NoSuchProcess:  # it has ended since
            continue
    return total


def processor() -> float:
    """Return the processor seconds of this process and those that have ended."""
    used = map(resource.getrusage, (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(each.ru_utime + each.ru_stime for each in used)


def measured(problem: Problem, limits: Limits) -> dict[str, Any]:
    """Plan, and return what it took and what came out."""
    curve, begun = Curve(), processor()
    with memory() as most:
        result = plan(problem, default_rules(), limits, on_progress=curve)
    return {
        "clients": len(problem.clients),
        "people": len(problem.employees),
        "visits": len(problem.visits),
        "seconds_asked": limits.seconds,
        "seconds": round(result.seconds, 1),
        "processor_seconds": round(processor() - begun, 1),
        "memory_mb": round(most[0] / 2**20),
        **_outcome(result),
        "curve": curve.rows,
    }


def _outcome(result: Result) -> dict[str, Any]:
    judged = result.audit
    if judged is None or result.objective is None:
        return {"status": result.status}
    return {
        "status": result.status,
        "price": result.objective // KRONA,
        "paid": judged.paid // KRONA,
        "bound": result.bound and result.bound // KRONA,
        "gap_pct": result.gap and round(100 * result.gap, 2),
        "must_open": judged.must_open,
        "hard_breaches": judged.hard_breaches,
        "people_met": judged.figures[EVERYWHERE]["K01"].value,
    }


def main(arguments: Sequence[str]) -> int:
    """Measure each size and keep the record; return 0."""
    asked, load = _asked(arguments), os.getloadavg()[0]
    now = datetime.now(UTC)
    record = conditions(now, load) | {"workers": asked.workers, "sizes": []}
    file = asked.record or file_of("growth-", now, record["commit"])
    for count in asked.districts:
        problem = drawn_municipality(districts(count), asked.draw)
        seconds = asked.seconds_each * count
        limits = Limits(seconds=seconds, workers=asked.workers, seed=asked.seed)
        row = measured(problem, limits)
        record["sizes"].append(row)
        write(record, file)
        told = {name: value for name, value in row.items() if name != "curve"}
        Console(highlight=False).print(told, soft_wrap=True)
    return 0


def _asked(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks growth")
    parser.add_argument("--districts", type=int, nargs="+", default=[1, 2, 4])
    parser.add_argument("--seconds-each", type=float, default=225.0)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--seed", type=int, default=0, help="of the search")
    parser.add_argument("--draw", type=int, default=0, help="which municipality")
    parser.add_argument("--record", type=Path)
    return parser.parse_args(arguments)
