"""The hot paths, each as work that can be repeated."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from benchmarks.stage import Stage
from data.dataset import read_dataset
from scheduler.audit import audit
from scheduler.book import Book
from scheduler.pay.price import price_plan
from scheduler.tours.calls import large_moves, prime, small_moves
from scheduler.tours.model import copy_state

Work = Callable[[], object]

SWEEPS = 20
STEPS = 20_000
LARGE_STEPS = 2_000
HEAT = 5_000.0


@dataclass(frozen=True)
class Case:
    """One hot path."""

    name: str
    says: str
    """What one repetition does."""
    prepare: Callable[[Stage], Work]
    steps: Callable[[Stage], int] = lambda _: 1
    """How many equal steps one repetition consists of."""


def read(stage: Stage) -> Work:
    """Read the dataset's folder, all checks included."""
    folder = stage.folder
    return lambda: read_dataset(folder)


def model_build(stage: Stage) -> Work:
    """Build the CP-SAT model of everybody, with every rule posted."""
    desk, tours, takers = stage.desk, stage.tours, stage.takers
    return lambda: desk.roster(tours, takers)


def decode(stage: Stage) -> Work:
    """Time and price all routes from nothing, again and again."""
    model, state, room = stage.engine.model, stage.engine.state, stage.engine.room

    def work() -> None:
        for _ in range(SWEEPS):
            prime(model, state, room)

    return work


def moves(stage: Stage) -> Work:
    """Try small moves of the annealer from the same solution, at one temperature."""
    engine = stage.engine
    model, room = engine.model, engine.room
    tied = model.tasks["last_link"] > model.tasks["first_link"]
    loose = np.flatnonzero(tied & (model.tasks["fixed"] == 0)).astype(np.int64)
    own = np.arange(len(model.tasks))

    def work() -> None:
        small_moves(model, copy_state(engine.state), room, own, loose, STEPS, HEAT)

    return work


def ruins(stage: Stage) -> Work:
    """Try large moves of the annealer from the same solution, at one temperature."""
    engine = stage.engine
    model, room, waiting = engine.model, engine.room, engine.waiting
    own = np.arange(len(model.tasks))

    def work() -> None:
        state = copy_state(engine.state)
        large_moves(model, state, room, own, waiting, LARGE_STEPS, HEAT)

    return work


def judge(stage: Stage) -> Work:
    """Audit a plan: every rule's check, the price and all figures."""
    problem, plan, rules = stage.problem, stage.plan, stage.rules
    return lambda: audit(problem, plan, rules)


def price(stage: Stage) -> Work:
    """Price a plan, nothing remembered from before."""
    problem, plan = stage.problem, stage.plan
    return lambda: price_plan(Book(problem, plan))


def _routes(stage: Stage) -> int:
    return SWEEPS * int((stage.engine.state.routes["length"] > 0).sum())


CASES = (
    Case("read", "a dataset folder", read),
    Case("model build", "a roster model", model_build),
    Case("decode", "routes timed and priced", decode, _routes),
    Case("small moves", "changes to a few routes", moves, lambda _: STEPS),
    Case("large moves", "visits taken out and put back", ruins, lambda _: LARGE_STEPS),
    Case("audit", "a plan judged", judge),
    Case("price", "a plan priced", price),
)
