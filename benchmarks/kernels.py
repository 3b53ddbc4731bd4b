"""Compiled loops around what is measured, so that calling it costs nothing."""

# mypy: disable-error-code="no-any-return"

from numba import njit

from scheduler.tours.decode import evaluate
from scheduler.tours.model import Model, Scratch, State


@njit(cache=True, nogil=True)
def evaluate_routes(model: Model, state: State, room: Scratch, sweeps: int) -> int:
    """Evaluate each route with visits so many times; return the sum of the prices."""
    total = 0
    for _ in range(sweeps):
        for r in range(state.routes.shape[0]):
            n = state.routes[r].length
            if n > 0:
                total += evaluate(model, state, r, state.stops[r], n, room.times)
    return total
