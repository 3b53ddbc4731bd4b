"""The first roster of everybody: a compiled search for lines that cover what is needed."""

from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from time import monotonic

import numpy as np

from scheduler.lines.search import OFF, anneal, start
from scheduler.lines.table import Lines, LineTable, Longs
from scheduler.option import Option
from scheduler.tours.engine import Budget

HOT, COLD = 400_000.0, 1_500.0
"""Temperatures at the beginning and the end, öre."""
CHUNK = 20_000


def cover(
    table: LineTable,
    needed: Mapping[Option, int],
    budget: Budget,
    seeds: range,
    stop: Callable[[], bool],
) -> dict[tuple[str, Option], bool]:
    """Return who works what so that ``needed`` tours on each option are covered best.

    Lines keep what the rules tell of them; that is nearly the whole law, and CP-SAT
    has the last word.
    """
    lines = table.lines(needed, short=1_500_000)
    with ThreadPoolExecutor(max_workers=len(seeds)) as pool:
        found = pool.map(lambda seed: _search(lines, budget, seed, stop), seeds)
        _, x = min(found, key=lambda pair: pair[0])
    people = table.problem.employees
    return {
        (people[e].id, table.by_place[d, k]): False
        for e, d in np.argwhere(x != OFF).tolist()
        for k in [int(x[e, d])]
    }


def _search(
    lines: Lines, budget: Budget, seed: int, stop: Callable[[], bool]
) -> tuple[int, Longs]:
    people, days, _ = lines.may.shape
    x = np.full((people, days), OFF, np.int64)
    cover_, heads = np.zeros(lines.need.shape, np.int64), np.zeros(len(lines.slot), int)
    cost = np.zeros(people, np.int64)
    random = np.array([seed * 7_919 + 88_172_645_463_325_252], np.int64)
    price = start(lines, x, cover_, heads, cost)
    best, best_x = price, x.copy()
    begun, done = monotonic(), 0
    while not stop():
        if budget.steps is None:
            share = (monotonic() - begun) / max(budget.seconds, 1e-9)
        else:
            share = done / max(budget.steps, 1)
        if share >= 1:
            break
        heat = HOT * (COLD / HOT) ** share
        price += anneal(lines, x, cover_, heads, cost, random, CHUNK, heat)
        done += CHUNK
        if price < best:
            best, best_x = price, x.copy()
    return best, best_x
