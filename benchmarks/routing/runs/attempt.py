"""One instance solved once, and judged."""

import json
from dataclasses import dataclass
from time import perf_counter
from typing import Protocol

from benchmarks.routing.instances.instance import Answer, Instance
from benchmarks.routing.instances.suite import KnownInstance
from benchmarks.routing.runs.score import score
from benchmarks.routing.runs.solution import solution_of
from benchmarks.routing.runs.table import SolverRun


class Solve(Protocol):
    """A solver of instances."""

    def __call__(
        self,
        instance: Instance,
        *,
        seconds: float,
        workers: int,
        seed: int,
        target: int | None = None,
    ) -> Answer:
        """Return the best that was found in ``seconds``, sooner at ``target``."""
        ...


@dataclass(frozen=True)
class Effort:
    """What one attempt may use, and the code that uses it."""

    seconds: float
    workers: int
    commit: str


@dataclass(frozen=True)
class Attempt:
    """What came of it."""

    run: SolverRun
    solution: str
    """As it is written to a file."""
    violations: tuple[str, ...]


def attempt(case: KnownInstance, seed: int, effort: Effort, solve: Solve) -> Attempt:
    """Solve, write, and score what was written."""
    best, instance = case.best, case.instance
    began = perf_counter()
    answer = solve(
        instance,
        seconds=effort.seconds,
        workers=effort.workers,
        seed=seed,
        target=best.target(instance) if best else None,
    )
    seconds = perf_counter() - began
    solution = solution_of(case.raw, instance, answer)
    written = json.dumps(solution, indent=1, ensure_ascii=False) + "\n"
    verdict = score(case.raw, json.loads(written))
    run = SolverRun(
        family=case.family,
        instance=instance.name,
        seed=seed,
        cost=None if verdict.cost is None else round(verdict.cost, 6),
        best_known=best.cost if best else None,
        proven=best is not None and best.proven,
        seconds_to_best=round(answer.seconds_to_best, 3),
        seconds=round(seconds, 3),
        steps=answer.steps,
        violations=len(verdict.violations),
        commit=effort.commit,
    )
    return Attempt(run, written, verdict.violations)
