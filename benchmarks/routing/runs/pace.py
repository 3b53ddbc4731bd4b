"""``python -m benchmarks pace``: how fast the engine is, and how that grows."""

import argparse
import os
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from time import thread_time
from typing import Any

from rich.console import Console

from benchmarks.kept import conditions, file_of, write
from benchmarks.routing.instances.engine_model import blank, model_of
from benchmarks.routing.instances.instance import Instance
from benchmarks.routing.instances.made import made_day
from benchmarks.routing.instances.read import read
from benchmarks.routing.runs.hot_loop import SORTS, moves, proposals, trials
from scheduler.context.search_budget import Budget
from scheduler.tours.engine import Engine, Heat

Row = dict[str, Any]
SIZES = (50, 100, 200, 500, 1000, 2000)
STEPS, LARGE = 300_000, 1_000
WARM = 10.0
"""Temperature in minutes: half way down a cooling."""
ROUNDS = 3
"""The best of so many counts: the machine is shared."""


def main(arguments: Sequence[str]) -> int:
    """Measure, print, and keep the record."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks pace")
    parser.add_argument("--instance", type=Path, nargs="*", default=[])
    parser.add_argument("--out", type=Path)
    given = parser.parse_args(arguments)
    now = datetime.now(UTC)
    record = conditions(now, os.getloadavg()[0])
    record["profiles"] = [
        profile(instance) for instance in (made_day(100, 1), *map(read, given.instance))
    ]
    record["growth"] = [growth(made_day(size, 1)) for size in SIZES]
    write(record, given.out or file_of("pace-", now, record["commit"]))
    Console(highlight=False, soft_wrap=True).print_json(data=record)
    return 0


def profile(instance: Instance) -> Row:
    """Return the rates of each sort of move, and the parts of a candidate's time."""
    engine = _settled(instance)
    model, state, room = engine.model, engine.state, engine.room
    heat = WARM * instance.scale
    whole = _small_rate(engine, heat)
    parts = {
        "propose": _rate(lambda: proposals(model, state, room, STEPS)),
        "and change stops, undo": _rate(lambda: trials(model, state, room, STEPS, 0)),
        "and time all that moves": _rate(lambda: trials(model, state, room, STEPS, 1)),
    }
    made, stops = trials(model, state, room, STEPS, 1)
    return {
        "instance": instance.name,
        "jobs": len(instance.jobs),
        "candidates_per_second": round(whole * made / STEPS),
        "moves_per_second": round(whole),
        "microseconds_to": {name: round(1e6 / rate, 3) for name, rate in parts.items()},
        "stops_timed_per_candidate": round(stops / made, 2),
        "sorts": [
            _sort(engine, name, first, last, heat)
            for name, (first, last) in SORTS.items()
        ],
        "large_moves_per_second": round(_large_rate(engine, heat)),
    }


def _sort(engine: Engine, name: str, first: int, last: int, heat: float) -> Row:
    model, state, room = engine.model, engine.state, engine.room
    found = (0, 0)

    def run() -> None:
        nonlocal found
        found = moves(model, state, room, first, last, STEPS, heat)

    rate = _rate(run)
    return {
        "sort": name,
        "per_second": round(rate),
        "with_changes": round(found[0] / STEPS, 3),
        "kept": round(found[1] / STEPS, 4),
    }


def growth(instance: Instance) -> Row:
    """Return seconds for a fixed number of moves, and bytes, at one size."""
    engine = _settled(instance)
    model, state, room = engine.model, engine.state, engine.room
    small = _small_rate(engine, WARM)
    held = [a for t in (model, state, room) for a in t]
    ways = model.travel.nbytes + model.travel_to.nbytes
    own = sum(a.nbytes for a in held) - ways
    return {
        "visits": len({job.patient for job in instance.jobs}),
        "jobs": len(instance.jobs),
        "people": len(instance.vehicles),
        "seconds_for_300000_small_moves": round(STEPS / small, 3),
        "seconds_for_1000_large_moves": round(LARGE / _large_rate(engine, WARM), 3),
        "megabytes_without_travel": round(own / 1e6, 2),
        "megabytes_of_travel": round(ways / 1e6, 2),
    }


def _settled(instance: Instance) -> Engine:
    """Return an engine some way down a cooling: nobody searches from chaos for long."""
    model = model_of(instance)
    engine = Engine(model, blank(instance, model, 1))
    engine.insert_open()
    steps = 400 * len(instance.jobs)
    engine.run(Budget(steps=steps), Heat(30.0, WARM), lambda: False)
    return engine


def _small_rate(engine: Engine, heat: float) -> float:
    return _rate(lambda: engine.small_moves(STEPS, heat))


def _large_rate(engine: Engine, heat: float) -> float:
    waiting = engine.waiting
    run = _rate(lambda: engine.large_moves(waiting, LARGE, heat))
    return run * LARGE / STEPS


def _rate(run: Callable[[], object]) -> float:
    """Return steps a second of processor time: the best of some rounds."""
    run()
    best = float("inf")
    for _ in range(ROUNDS):
        begun = thread_time()
        run()
        best = min(best, thread_time() - begun)
    return STEPS / best
