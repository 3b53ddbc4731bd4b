"""The hot paths, each as work that can be repeated."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from benchmarks.stage import Stage
from data.reading.dataset import read_dataset
from scheduler.audit.audit import audit
from scheduler.domain.plan_view import PlanView
from scheduler.pay.agreement import under
from scheduler.pay.price import price_plan
from scheduler.tours.kernels.calls import prime
from scheduler.tours.kernels.model import copy_state

Work = Callable[[], object]

SWEEPS = 20
STEPS = 20_000
LARGE_STEPS = 2_000
HEAT = 5_000.0
_THEN = date(2025, 3, 31)
"""The last day before Friday evenings and extra hours began to cost more."""


@dataclass(frozen=True)
class HotPath:
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
    solver, tours, takers = stage.solver, stage.tours, stage.takers
    return lambda: solver.roster(tours, takers)


def decode(stage: Stage) -> Work:
    """Time and price all routes from nothing, again and again."""
    model, state, room = stage.engine.model, stage.engine.state, stage.engine.room

    def work() -> None:
        for _ in range(SWEEPS):
            prime(model, state, room)

    return work


def moves(stage: Stage) -> Work:
    """Try small moves of the annealer from the same solution, at one temperature."""
    engine, kept = stage.engine, stage.engine.state

    def work() -> None:
        engine.state = copy_state(kept)
        engine.small_moves(STEPS, HEAT)
        engine.state = kept

    return work


def ruins(stage: Stage) -> Work:
    """Try large moves of the annealer from the same solution, at one temperature."""
    engine, kept = stage.engine, stage.engine.state
    waiting = engine.waiting

    def work() -> None:
        engine.state = copy_state(kept)
        engine.large_moves(waiting, LARGE_STEPS, HEAT)
        engine.state = kept

    return work


def judge(stage: Stage) -> Work:
    """Audit a plan: every rule's check, the price and all figures."""
    problem, plan, rules = stage.problem, stage.plan, stage.rules
    return lambda: audit(problem, plan, rules)


def price(stage: Stage) -> Work:
    """Price a plan, nothing remembered from before."""
    problem, plan = stage.problem, stage.plan
    return lambda: price_plan(PlanView(problem, plan))


def reprice(stage: Stage) -> Work:
    """Price a plan under the agreement as it stood on another day."""
    problem, plan = stage.problem, stage.plan
    return lambda: price_plan(PlanView(under(problem, own=None, day=_THEN), plan))


def _routes(stage: Stage) -> int:
    return SWEEPS * int((stage.engine.state.routes["length"] > 0).sum())


CASES = (
    HotPath("read", "a dataset folder", read),
    HotPath("model build", "a roster model", model_build),
    HotPath("decode", "routes timed and priced", decode, _routes),
    HotPath("small moves", "changes to a few routes", moves, lambda _: STEPS),
    HotPath(
        "large moves", "visits taken out and put back", ruins, lambda _: LARGE_STEPS
    ),
    HotPath("audit", "a plan judged", judge),
    HotPath("price", "a plan priced", price),
    HotPath("reprice", "a plan priced under another agreement", reprice),
)
