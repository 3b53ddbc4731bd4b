"""Solve an instance with the product's tour engine."""

from functools import cache
from time import monotonic

import numpy as np

from benchmarks.routing.instances.engine_model import answer_of, blank, model_of
from benchmarks.routing.instances.instance import Answer, CareJob, Instance, Vehicle
from scheduler.context.search_budget import Budget
from scheduler.tours.engine import Engine, Heat, run_course

HOT, COLD = 1.6, 0.015
"""Temperatures, as parts of what a visit's drive costs on average."""


def solve(
    instance: Instance,
    *,
    seconds: float,
    workers: int,
    seed: int,
    target: int | None = None,
) -> Answer:
    """Return the best that was found in ``seconds``, sooner at ``target``."""
    _compile()
    begun = monotonic()
    engines = _engines(instance, workers, seed)

    def reached() -> bool:
        late = monotonic() - begun >= seconds
        return late or (target is not None and any(e.total <= target for e in engines))

    visit = _drive(instance, engines[0])
    heat = Heat(HOT * visit, COLD * visit)
    left = Budget(seconds=seconds - (monotonic() - begun))
    best = run_course(engines, left, heat, reached)
    steps = sum(engine.steps for engine in engines)
    return answer_of(best.state, max(0.0, best.found_at - begun), steps)


@cache
def _compile() -> None:
    """Let the engine be compiled before the clock runs: it is, once on a machine."""
    job = CareJob(0, 0, 0, 1, 0, frozenset({0}))
    tiny = Instance(
        "", (job,), (Vehicle(0, 0),), (), np.zeros((1, 1), np.int64), 1, True
    )
    _engines(tiny, 1, 0)[0].run(Budget(steps=1), Heat(), lambda: False)


def _engines(instance: Instance, workers: int, seed: int) -> list[Engine]:
    model = model_of(instance)
    engines = [
        Engine(model, blank(instance, model, 1000 * seed + n)) for n in range(workers)
    ]
    for engine in engines:
        engine.insert_open()
    return engines


def _drive(instance: Instance, engine: Engine) -> float:
    """Return what it costs to drive to a visit, on average, in a first solution."""
    driven = float(engine.state.routes["driven"].sum()) * instance.travel_price
    return max(1.0, driven / max(1, len(instance.jobs)))
