"""Run the compiled search: on the clock or by effort, alone or as islands."""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from time import monotonic

import numpy as np

from scheduler.tours.model import (
    Ints,
    Model,
    Scratch,
    State,
    copy_state,
    restore,
    scratch,
)
from scheduler.tours.search import (
    construct,
    large_moves,
    open_tasks,
    prime,
    small_moves,
)

CHUNK = 20_000
"""Steps between two looks at the clock."""


@dataclass(frozen=True)
class Budget:
    """How long a search may go on: ``seconds`` of wall time, or ``steps`` exactly."""

    seconds: float = 0.0
    steps: int | None = None


@dataclass(frozen=True)
class Heat:
    """Temperatures at the beginning and the end, öre."""

    hot: float = 20_000.0
    cold: float = 50.0


class Engine:
    """One solution under improvement."""

    def __init__(self, model: Model, state: State) -> None:
        self.model = model
        self.state = state
        self.room: Scratch = scratch()
        tied = model.tasks["last_link"] > model.tasks["first_link"]
        flexible = model.tasks["soonest"] < model.tasks["low"]
        free = model.tasks["fixed"] == 0
        self._loose = np.flatnonzero((flexible | tied) & free).astype(np.int64)
        self.count()

    def count(self) -> None:
        """Compute from the routes alone everything that is kept beside them."""
        prime(self.model, self.state, self.room)

    @property
    def total(self) -> int:
        """Price of the present solution, öre."""
        return int(self.state.x["total"][0])

    @property
    def waiting(self) -> Ints:
        """Tasks that nobody takes."""
        return open_tasks(self.state)

    @property
    def lows(self) -> Ints:
        """How early each visit may begin; those made together begin as they do now."""
        tasks = self.state.tasks
        tied = self.model.tasks["last_link"] > self.model.tasks["first_link"]
        held = tied & (tasks["route"] >= 0)
        return np.where(held, tasks["begins"], tasks["wlow"])

    def insert_open(self) -> None:
        """Insert what is open, earliest window first."""
        waiting = self.waiting
        order = waiting[np.argsort(self.model.tasks["high"][waiting], kind="stable")]
        construct(self.model, self.state, self.room, order)

    def run(self, budget: Budget, heat: Heat, stop: Callable[[], bool]) -> None:
        """Anneal until the budget is spent or ``stop`` says so; keep the best seen."""
        best = copy_state(self.state)
        begun, done = monotonic(), 0
        while len(best.tasks) and not stop():
            share = _share(budget, monotonic() - begun, done)
            if share >= 1:
                break
            steps = CHUNK if budget.steps is None else min(CHUNK, budget.steps - done)
            self._round(steps, heat.hot * (heat.cold / heat.hot) ** share)
            done += steps
            if self.total < int(best.x["total"][0]):
                best = copy_state(self.state)
        if int(best.x["total"][0]) < self.total:
            restore(self.state, best)

    def _round(self, steps: int, heat: float) -> None:
        """Make about ``steps`` moves, the sorts mixed in small batches."""
        model, state, room, waiting = self.model, self.state, self.room, self.waiting
        for _ in range(max(1, steps // 2000)):
            small_moves(model, state, room, self._loose, 2000, heat)
            large_moves(model, state, room, waiting, 30, heat)


def _share(budget: Budget, elapsed: float, done: int) -> float:
    """Return how much of the budget is spent, 0 to 1."""
    if budget.steps is not None:
        return 1.0 if budget.steps <= done else done / budget.steps
    return 1.0 if budget.seconds <= elapsed else elapsed / budget.seconds


def run_islands(
    engines: Sequence[Engine], budget: Budget, heat: Heat, stop: Callable[[], bool]
) -> Engine:
    """Improve several solutions side by side; return the one that came out cheapest."""
    with ThreadPoolExecutor(max_workers=len(engines)) as pool:
        jobs = [pool.submit(e.run, budget, heat, stop) for e in engines]
        for job in jobs:
            job.result()
    return min(engines, key=lambda e: e.total)
