"""``python -m benchmarks lines``: the search for lines, with and without whole ones."""

import argparse
import os
from collections import Counter
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from time import process_time
from typing import Any

import numpy as np
from rich.console import Console

from api.inputs import Inputs, read_inputs
from benchmarks.kept import conditions, file_of, write
from constraints import default_rules
from data.sample import make_sample
from scheduler.context.search_budget import Budget
from scheduler.lines.build import LineTables
from scheduler.lines.engine import anneal_lines
from scheduler.lines.kernels.arrays import LineArrays
from scheduler.lines.kernels.line_room import LineStates
from scheduler.lines.kernels.line_search import start
from scheduler.lines.kernels.manning import nobody
from scheduler.lines.kernels.whole_lines import renew
from scheduler.lines.state_graphs import line_room
from scheduler.planning.first_draft import HOT
from scheduler.planning.first_roster import sort_of
from scheduler.planning.preparation import prepare
from scheduler.roster.solver import RosterSolver
from scheduler.tours.nameless import nameless_engine, pools_of, tours_of

LONGER = 4
"""The search without whole lines is measured with so many times the steps, too."""
HEATS = (400_000.0, 30_000.0, 0.0)
"""At which lines are timed, öre."""
TIMED = 1_000


def measured(
    inputs: Inputs, moves: int, steps: int, seeds: Sequence[int]
) -> dict[str, Any]:
    """Lay tours once; return what lines for them came to with each seed."""
    solver = prepare(*inputs)
    tables = LineTables(solver.context, solver.shifts, solver.price)
    table = tables.table(_needed(solver, moves))
    lines, begun = table.arrays, process_time()
    states = tables.states
    made = process_time() - begun
    ways = {
        "steps": (None, steps),
        "more steps": (None, LONGER * steps),
        "with whole lines": (states, steps),
    }
    return {
        "people": len(lines.off),
        "days": lines.off.shape[1],
        "tours": int(lines.need[:, : len(table.kinds.names)].sum()),
        "states": len(states.opens),
        "states_seconds": round(made, 3),
        "lines_a_second": {heat: _pace(lines, states, heat) for heat in HEATS},
        "runs": {
            name: [_run(lines, seed, many, given) for seed in seeds]
            for name, (given, many) in ways.items()
        },
    }


def _needed(solver: RosterSolver, moves: int) -> Counter[Any]:
    """Return how many tours of each sort there are on each option."""
    pools = pools_of(solver.context.problem, solver.shifts)
    engine, routes = nameless_engine(solver.context, pools, solver.contract_price, 1)
    engine.insert_open()
    engine.run(Budget(steps=moves), HOT, lambda: False)
    tours = tours_of(engine, routes)
    return Counter((t.option, sort_of(solver.context, t)) for t in tours)


def _pace(lines: LineArrays, states: LineStates, heat: float) -> int:
    """Return how many lines are renewed in a second of processor time."""
    manning, room = nobody(lines, 1), line_room(lines, states)
    start(lines, manning)
    for warmer in HEATS:
        if warmer >= heat:
            renew(lines, manning, states, room, TIMED, warmer)
    begun = process_time()
    renew(lines, manning, states, room, TIMED, heat)
    return round(TIMED / (process_time() - begun))


def _run(
    lines: LineArrays, seed: int, steps: int, states: LineStates | None
) -> dict[str, Any]:
    begun, one = process_time(), range(seed, seed + 1)
    works = anneal_lines(lines, Budget(steps=steps), one, lambda: False, states=states)
    seconds, manning = process_time() - begun, nobody(lines, seed)
    manning.works[:] = works
    price = start(lines, manning)
    short = np.maximum(0, lines.need - manning.cover)
    plain = lines.pair.shape[2]
    return {
        "seed": seed,
        "processor_seconds": round(seconds, 2),
        "price_kr": round(price / 100),
        "unmanned": int(short[:, :plain].sum()),
        "misfits": int(short[:, plain:].sum()),
    }


def main(arguments: Sequence[str]) -> int:
    """Search for lines in each way, print and keep what came out."""
    asked = _asked(arguments)
    load = os.getloadavg()[0]
    if asked.sample:
        inputs = Inputs(make_sample(asked.sample), default_rules())
    else:
        inputs = read_inputs(asked.folder)
    found = measured(inputs, asked.moves, asked.steps, asked.seeds)
    console = Console(highlight=False)
    console.print_json(data=found)
    now = datetime.now(UTC)
    name = asked.sample or asked.folder.name
    record = conditions(now, load) | {"dataset": name} | found
    kept = write(record, file_of(f"lines-{name}-", now, record["commit"]))
    console.print(str(kept), soft_wrap=True)
    return 0


def _asked(arguments: Sequence[str]) -> argparse.Namespace:
    asked = argparse.ArgumentParser(prog="python -m benchmarks lines")
    asked.add_argument("folder", type=Path, nargs="?", help="dataset")
    asked.add_argument("--sample", help="instead of a dataset")
    asked.add_argument("--moves", type=int, default=2_000_000, help="to lay tours")
    asked.add_argument("--steps", type=int, default=2_000_000, help="to seek lines")
    asked.add_argument("--seeds", type=int, nargs="+", default=[1, 2, 3])
    given = asked.parse_args(arguments)
    if (given.folder is None) == (given.sample is None):
        asked.error("a dataset or a sample")
    return given
