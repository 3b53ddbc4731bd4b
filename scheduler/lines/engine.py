"""The first roster: a compiled search for lines that cover what is needed."""

from collections import Counter
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from time import monotonic
from typing import NamedTuple

import numpy as np

from scheduler.context.search_budget import Budget
from scheduler.domain.shift_option import ShiftOption
from scheduler.lines.build import LineTable
from scheduler.lines.kernels.arrays import LineArrays, Longs
from scheduler.lines.kernels.line_room import LineStates
from scheduler.lines.kernels.line_search import anneal, start
from scheduler.lines.kernels.manning import OFF, Manning, nobody
from scheduler.lines.kernels.whole_lines import renew, settle
from scheduler.lines.kinds import Sort
from scheduler.lines.state_graphs import line_room

HOT, WARM, COLD = 400_000.0, 60_000.0, 1_500.0
"""Temperatures at the beginning, from nothing or from lines, and at the end, öre."""
CHUNK = 20_000
LEAST = 10 * CHUNK
"""Steps that even the smallest effort takes, so that the search ends cold."""
FEW, LINES = 2_500, 40
"""After so many steps, so many whole lines are renewed."""
SHAKEN = 0.3
"""How hot lines are renewed, of the temperature of the other steps: random numbers on
every day of a line come to more than one on a single step."""


class CoveringLines(NamedTuple):
    """Who works what, and what is missing, by unit and date."""

    works: dict[tuple[str, ShiftOption], bool]
    missing: Counter[tuple[str, date]]
    """Tours on whose shifts there is nobody."""
    misfits: Counter[tuple[str, date, Sort]]
    """Tours for whose sort nobody is on the shift."""
    sorts: Mapping[tuple[str, ShiftOption], Sort]
    """Of the tours that people are meant for; the others may drive any or none."""

    @property
    def short(self) -> int:
        """How many tours have nobody, or nobody of their sort."""
        return self.missing.total() + self.misfits.total()


def cover(  # noqa: PLR0913
    table: LineTable,
    states: LineStates,
    budget: Budget,
    seeds: range,
    stop: Callable[[], bool],
    before: CoveringLines | None = None,
) -> CoveringLines:
    """Return who works what so that the tours that are needed are covered best.

    Lines keep what the rules tell of them; that is nearly the whole law, and CP-SAT
    has the last word. Where nobody could work anything, nobody does. Lines that
    covered tours ``before`` are begun from, less hot.
    """
    if not table.kinds.names:
        return CoveringLines({}, Counter(), Counter(), {})
    start_with = None if before is None else _numbers(table, before)
    x = anneal_lines(table.arrays, budget, seeds, stop, start_with, states)
    short = _short(table, x)
    missing, misfits = _missing(table, short), _misfits(table, short)
    return CoveringLines(works_of(table, x), missing, misfits, _sorts(table, x))


def anneal_lines(  # noqa: PLR0913
    lines: LineArrays,
    budget: Budget,
    seeds: range,
    stop: Callable[[], bool],
    before: Longs | None = None,
    states: LineStates | None = None,
) -> Longs:
    """Return [person, day] the kinds of the cheapest lines that a seed came to.

    Less hot where it is begun from those ``before``. With everybody's ``states``, whole
    lines are renewed; lines that begin again have none.
    """
    begun = [nobody(lines, seed) for seed in seeds]
    if before is not None:
        for manning in begun:
            manning.works[:] = before
    heat = HOT if before is None else WARM

    def search(manning: Manning) -> tuple[int, Longs]:
        return _search(_Steps(lines, states), manning, budget, heat, stop)

    with ThreadPoolExecutor(max_workers=len(seeds)) as pool:
        found = pool.map(search, begun)
        _, works = min(found, key=lambda pair: pair[0])
    return works


def _numbers(table: LineTable, lines: CoveringLines) -> Longs:
    """Return [person, day] the kinds that lines hold; a sort that is no more is any."""
    context, place, base = table.context, table.kinds.place, table.arrays.base
    plain = len(table.kinds.names)
    kinds = {(int(base[plain + n]), s): plain + n for n, s in enumerate(table.sorts)}
    works = np.full(table.arrays.may.shape[:2], OFF, np.int64)
    for who, option in lines.works:
        d, k = place[option]
        sort = lines.sorts.get((who, option))
        kind = k if sort is None else kinds.get((k, sort), k)
        works[context.employee_index[who], d] = kind
    return works


def _sorts(table: LineTable, works: Longs) -> dict[tuple[str, ShiftOption], Sort]:
    people, base = table.context.problem.employees, table.arrays.base
    plain = len(table.kinds.names)
    return {
        (who, table.kinds.of(who, d, int(base[k]))): table.sorts[k - plain]
        for e, d in np.argwhere(works >= plain).tolist()
        for who, k in [(people[e].id, int(works[e, d]))]
    }


def works_of(table: LineTable, works: Longs) -> dict[tuple[str, ShiftOption], bool]:
    """Return who works what, nobody above the contract."""
    people, base = table.context.problem.employees, table.arrays.base
    return {
        (who, table.kinds.of(who, d, int(base[works[e, d]]))): False
        for e, d in np.argwhere(works != OFF).tolist()
        for who in [people[e].id]
    }


def _short(table: LineTable, works: Longs) -> Longs:
    """Return how many tours of each [day, kind] nobody drives."""
    lines = table.arrays
    manned = np.zeros(lines.need.shape, np.int64)
    for e, d in np.argwhere(works != OFF):
        manned[d, works[e, d]] += 1
        if lines.base[works[e, d]] != works[e, d]:
            manned[d, lines.base[works[e, d]]] += 1
    return np.asarray(np.maximum(0, lines.need - manned))


def _missing(table: LineTable, short: Longs) -> Counter[tuple[str, date]]:
    missing: Counter[tuple[str, date]] = Counter()
    for d, k in np.argwhere(short[:, : len(table.kinds.names)]).tolist():
        option = table.kinds.option[d, k]
        missing[option.unit, option.date] += int(short[d, k])
    return missing


def _misfits(table: LineTable, short: Longs) -> Counter[tuple[str, date, Sort]]:
    misfits: Counter[tuple[str, date, Sort]] = Counter()
    plain = len(table.kinds.names)
    for d, n in np.argwhere(short[:, plain:]).tolist():
        option = table.kinds.option[d, int(table.arrays.base[plain + n])]
        key = option.unit, option.date, table.sorts[n]
        misfits[key] += int(short[d, plain + n])
    return misfits


class _Steps:
    """The steps of one search."""

    def __init__(self, lines: LineArrays, states: LineStates | None) -> None:
        self.lines, self._states = lines, states
        self._room = None if states is None else line_room(lines, states)

    def made(self, manning: Manning, heat: float) -> int:
        """Make ``CHUNK`` of them at one temperature; return the change of price."""
        if self._states is None or self._room is None:
            return anneal(self.lines, manning, CHUNK, heat)
        change, search = 0, (self.lines, manning, self._states, self._room)
        for _ in range(CHUNK // FEW):
            change += anneal(self.lines, manning, FEW, heat)
            change += renew(*search, LINES, heat * SHAKEN)
        return change

    def settled(self, manning: Manning) -> int:
        """Renew lines until none can be cheaper; return the change of price."""
        if self._states is None or self._room is None:
            return 0
        return settle(self.lines, manning, self._states, self._room)


def _search(
    steps: _Steps,
    manning: Manning,
    budget: Budget,
    hot: float,
    stop: Callable[[], bool],
) -> tuple[int, Longs]:
    price = start(steps.lines, manning)
    best, best_works = price, manning.works.copy()
    begun, done = monotonic(), 0
    while not stop():
        if budget.steps is None:
            share = (monotonic() - begun) / max(budget.seconds, 1e-9)
        else:
            share = done / max(budget.steps, LEAST)
        if share >= 1:
            break
        price += steps.made(manning, hot * (COLD / hot) ** share)
        done += CHUNK
        if price < best:
            best, best_works = price, manning.works.copy()
    if not done:
        return best, best_works
    manning.works[:] = best_works
    return start(steps.lines, manning) + steps.settled(manning), manning.works
