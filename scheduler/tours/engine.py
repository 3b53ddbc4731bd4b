"""Run the compiled search: on the clock or by effort, alone or as islands."""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from time import monotonic, perf_counter

import numpy as np

from scheduler.context.search_budget import Budget
from scheduler.tours.kernels.calls import construct, large_moves, prime, small_moves
from scheduler.tours.kernels.model import (
    Flags,
    Ints,
    Model,
    Scratch,
    State,
    copy_state,
    restore,
    scratch,
    tied,
)
from scheduler.tours.shares import Share, shares_of

CHUNK = 20_000
"""Steps between two looks at the clock."""
SMALL, LARGE = 2_000, 30
"""Small and large moves in a batch."""


@dataclass(frozen=True)
class Heat:
    """Temperatures at the beginning and the end, öre."""

    hot: float = 20_000.0
    cold: float = 50.0


@dataclass(frozen=True)
class Phase:
    """A part of a long search, in which every island cools down once."""

    share: float
    """Of the whole budget."""
    warmth: tuple[float, ...]
    """How much of the first heat each island begins with, in turn."""
    gathered: bool = False
    """Whether all islands go on from the best of their solutions."""


COURSE = (
    Phase(0.4, (1.0,)),
    Phase(0.2, (0.3, 1.0)),
    Phase(0.2, (0.3, 0.5), gathered=True),
    Phase(0.2, (0.15, 0.4), gathered=True),
)
"""Cool down once, and again from less: the first cooling gets stuck somewhere."""


class Engine:
    """One solution under improvement.

    On the clock, large moves get about as much time as small ones; a search by steps
    makes the same moves on every machine.
    """

    def __init__(self, model: Model, state: State) -> None:
        self.model = model
        self.state = state
        self.room: Scratch = scratch()
        self.steps = 0
        """Moves tried so far."""
        self.found_at = monotonic()
        """When the best solution was found."""
        self._large = LARGE
        self.keep_to(np.ones(len(model.tasks), np.bool_))
        self.count()

    def keep_to(self, own: Flags) -> None:
        """Let further searches move these tasks (by number) only."""
        rows = self.model.tasks
        loose = tied(rows) | (rows["soonest"] < rows["low"])
        self._own: Ints = np.flatnonzero(own)
        self._loose: Ints = np.flatnonzero(own & loose & (rows["fixed"] == 0))

    def take_over(self, share: Share, other: State) -> None:
        """Let a share of the problem be as it is in another solution."""
        for table, mine in (
            ("stops", share.routes),
            ("routes", share.routes),
            ("tasks", share.tasks),
        ):
            getattr(self.state, table)[mine] = getattr(other, table)[mine]
        self.count()

    def count(self) -> bool:
        """Compute what is kept beside the routes; say whether they are legal."""
        legal = prime(self.model, self.state, self.room)
        self.state.tasks["off"][self.waiting] = 0
        return legal

    @property
    def total(self) -> int:
        """Price of the present solution, öre."""
        return int(self.state.x["total"][0])

    @property
    def waiting(self) -> Ints:
        """Tasks that nobody takes."""
        return np.flatnonzero(self.state.tasks["route"] < 0)

    @property
    def lows(self) -> Ints:
        """How early each visit may begin; those made together begin as they do now."""
        tasks = self.state.tasks
        held = tied(self.model.tasks) & (tasks["route"] >= 0)
        return np.where(held, tasks["begins"], tasks["wlow"])

    def insert_open(self) -> None:
        """Insert what is open, earliest window first."""
        waiting = self.waiting
        order = waiting[np.argsort(self.model.tasks["high"][waiting], kind="stable")]
        construct(self.model, self.state, self.room, order)

    def small_moves(self, steps: int, heat: float) -> None:
        """Try changes to a few routes each, at one temperature (öre)."""
        own, loose = self._own, self._loose
        small_moves(self.model, self.state, self.room, own, loose, steps, heat)

    def large_moves(self, waiting: Ints, steps: int, heat: float) -> None:
        """Try to take visits out and put them back, half of them ``waiting`` ones."""
        own = self._own
        large_moves(self.model, self.state, self.room, own, waiting, steps, heat)

    def run(self, budget: Budget, heat: Heat, stop: Callable[[], bool]) -> None:
        """Anneal until the budget is spent or ``stop`` says so; keep the best seen."""
        if budget.steps is not None:
            self._large = LARGE
        best = copy_state(self.state)
        begun, done = monotonic(), 0
        while len(self._own) and not stop():
            share = budget.share(monotonic() - begun, done)
            if share >= 1:
                break
            steps = CHUNK if budget.steps is None else min(CHUNK, budget.steps - done)
            now = heat.hot * (heat.cold / heat.hot) ** share
            self._round(steps, now, clocked=budget.steps is None)
            done += steps
            if self.total < int(best.x["total"][0]):
                best = copy_state(self.state)
                self.found_at = monotonic()
        if int(best.x["total"][0]) < self.total:
            restore(self.state, best)

    def _round(self, steps: int, heat: float, *, clocked: bool) -> None:
        """Make about ``steps`` moves, the sorts mixed in small batches."""
        waiting = np.intersect1d(self.waiting, self._own, assume_unique=True)
        many = max(1, steps // SMALL)
        times = [0.0, 0.0]
        for _ in range(many):
            begun = perf_counter()
            self.small_moves(SMALL, heat)
            turned = perf_counter()
            self.large_moves(waiting, self._large, heat)
            times[0] += turned - begun
            times[1] += perf_counter() - turned
        self.steps += many * (SMALL + self._large)
        if clocked:
            self._large = _balanced(self._large, *times)


def _balanced(large: int, for_small: float, for_large: float) -> int:
    """Return how many large moves would take about as long as the small ones did."""
    fair = large * for_small / max(for_large, 1e-9)
    return min(10 * LARGE, max(1, round((large + fair) / 2)))


def run_islands(
    engines: Sequence[Engine],
    budget: Budget,
    heat: Heat,
    stop: Callable[[], bool],
    only: Flags | None = None,
) -> Engine:
    """Improve a solution with all engines; return the one that has the best of it.

    Each share of the problem has engines of its own, which go on from the cheapest
    solution there is. A problem in one piece has several, each from its own solution.
    ``only`` these tasks (by number) are moved, when given.
    """
    first = min(engines, key=lambda e: e.total)
    shares = shares_of(first.model, first.state, len(engines))
    for n, engine in enumerate(engines):
        if len(shares) > 1 and engine is not first:
            restore(engine.state, first.state)
        own = shares[n % len(shares)].tasks
        engine.keep_to(own if only is None else own & only)
    _run_side_by_side(engines, budget, [heat] * len(engines), stop)
    first, *others = (
        min(engines[n :: len(shares)], key=lambda e: e.total)
        for n in range(len(shares))
    )
    for share, other in zip(shares[1:], others, strict=True):
        first.take_over(share, other.state)
    return first


def run_course(
    engines: Sequence[Engine], budget: Budget, heat: Heat, stop: Callable[[], bool]
) -> Engine:
    """Improve several solutions through all of ``COURSE``; return the cheapest."""
    for phase in COURSE:
        best = min(engines, key=lambda e: e.total)
        heats = []
        for n, engine in enumerate(engines):
            if phase.gathered and engine is not best:
                restore(engine.state, best.state)
            warmth = phase.warmth[n % len(phase.warmth)]
            heats.append(Heat(max(heat.hot * warmth, heat.cold), heat.cold))
        _run_side_by_side(engines, budget.part(phase.share), heats, stop)
    return min(engines, key=lambda e: e.total)


def _run_side_by_side(
    engines: Sequence[Engine],
    budget: Budget,
    heats: Sequence[Heat],
    stop: Callable[[], bool],
) -> None:
    with ThreadPoolExecutor(max_workers=len(engines)) as pool:
        jobs = [
            pool.submit(engine.run, budget, heat, stop)
            for engine, heat in zip(engines, heats, strict=True)
        ]
        for job in jobs:
            job.result()
