"""The hot paths, each as work that can be repeated."""

from collections.abc import Callable
from dataclasses import dataclass

from benchmarks.kernels import evaluate_routes
from benchmarks.stage import Stage
from data.dataset import read_dataset
from scheduler.audit import audit
from scheduler.book import Book
from scheduler.pay.price import price_plan
from scheduler.tours.model import copy_state
from scheduler.tours.search import small_moves

Work = Callable[[], object]

SWEEPS = 20
STEPS = 20_000
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
    """Time and price every route that has visits, again and again."""
    model, state, room = stage.engine.model, stage.engine.state, stage.engine.room
    return lambda: evaluate_routes(model, state, room, SWEEPS)


def moves(stage: Stage) -> Work:
    """Try moves of the annealer from the same solution, at one temperature."""
    model, state, room = stage.engine.model, stage.engine.state, stage.engine.room
    return lambda: small_moves(model, copy_state(state), room, STEPS, HEAT)


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
    Case("small moves", "moves of the annealer", moves, lambda _: STEPS),
    Case("audit", "a plan judged", judge),
    Case("price", "a plan priced", price),
)
