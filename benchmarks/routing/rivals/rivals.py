"""The solvers that are compared on days: ours, and others where they are installed."""

from collections.abc import Mapping
from importlib import import_module
from importlib.util import find_spec
from typing import Protocol

from benchmarks.routing.instances.instance import Answer, Instance

OURS = "bemanna"
MODULES: Mapping[str, str] = {
    OURS: "benchmarks.routing.runs.solve_instance",
    "VROOM": "benchmarks.routing.rivals.vroom_rival",
    "PyVRP": "benchmarks.routing.rivals.pyvrp_rival",
}
NEEDED: Mapping[str, str] = {"vroom": "pyvroom", "pyvrp": "pyvrp"}
"""What is imported, and the package that it comes in."""
INSTALL = "python -m pip install --require-hashes --requirement benchmarks/rivals.txt"


class Solver(Protocol):
    """Solves a day."""

    def __call__(
        self, instance: Instance, *, seconds: float, workers: int, seed: int
    ) -> Answer:
        """Return the best that was found in ``seconds`` on ``workers`` cores."""
        ...


def missing() -> tuple[str, ...]:
    """Return the packages that must be installed first."""
    return tuple(p for name, p in NEEDED.items() if find_spec(name) is None)


def solvers() -> dict[str, Solver]:
    """Return all solvers by name. Loading ours takes a while."""
    return {name: import_module(m).solve for name, m in MODULES.items()}
