"""A search that finds nothing is stopped, too."""

from random import Random
from time import monotonic

import pytest
from ortools.sat.python import cp_model

from scheduler.roster.solver import stoppable


def market_split() -> cp_model.CpModel:
    """Return a small model that nobody solves soon: sums that shall halve exactly."""
    model, random = cp_model.CpModel(), Random(1)
    chosen = [model.new_bool_var(f"{n}") for n in range(50)]
    for _ in range(6):
        sizes = [random.randrange(100) for _ in chosen]
        halves = cp_model.LinearExpr.weighted_sum(chosen, sizes)
        model.add(halves == sum(sizes) // 2)
    return model


@pytest.mark.parametrize("workers", [1, 8])
def test_a_search_without_solutions_hears_a_stop_within_five_seconds(
    workers: int,
) -> None:
    model = market_split()
    solver = cp_model.CpSolver()
    solver.parameters.max_time_in_seconds = 30
    solver.parameters.num_workers = workers
    begun = monotonic()
    with stoppable(solver, lambda: monotonic() > begun + 1):
        status = solver.solve(model)
    assert status == cp_model.UNKNOWN
    assert 1 <= monotonic() - begun < 6
