"""Compiled loops around the parts of the annealer's inner loop."""

# mypy: disable-error-code="no-any-return, arg-type, return-value"

import numpy as np

from scheduler.compiled import kernel
from scheduler.tours.kernels.decode import settle
from scheduler.tours.kernels.model import Model, Scratch, State
from scheduler.tours.kernels.tour_search import propose
from scheduler.tours.kernels.trial import (
    allowance,
    apart,
    attempt,
    clear,
    draw,
    make,
    undo,
)

SORTS = {
    "relocate": (0, 40),
    "swap": (40, 60),
    "exchange tails": (60, 70),
    "exchange strings": (70, 85),
    "move pair": (85, 92),
    "move client": (92, 100),
    "flex": (100, 101),
}
"""Sorts of small moves, by the draws that choose them (see ``search.propose``)."""


@kernel
def proposals(model: Model, state: State, room: Scratch, steps: int) -> int:
    """Propose changes and make none; return how many moves had any."""
    some = np.int64(0)
    for _ in range(steps):
        kind, task = draw(state, np.int64(100)), draw(state, state.tasks.shape[0])
        some += propose(model, state, room, kind, task) > 0
    return some


@kernel
def trials(
    model: Model, state: State, room: Scratch, steps: int, timed: int
) -> tuple[int, int]:
    """Propose, make and undo changes, ``timed`` or not; return how many, and stops."""
    made, stops = np.int64(0), np.int64(0)
    zero = np.int64(0)
    for _ in range(steps):
        kind, task = draw(state, np.int64(100)), draw(state, state.tasks.shape[0])
        edits = propose(model, state, room, kind, task)
        if edits == 0:
            continue
        total, largest = state.x[0].total, state.x[0].largest
        clear(room)
        good = make(model, state, room, edits)
        if timed and good and apart(model, state, room, zero):
            settle(model, state, room, zero)
        made += 1
        stops += room.n[0].tasks
        undo(model, state, room, zero, zero, zero)
        state.x[0].total = total
        state.x[0].largest = largest
    return made, stops


@kernel
def moves(  # noqa: PLR0913
    model: Model,
    state: State,
    room: Scratch,
    first: int,
    last: int,
    steps: int,
    heat: float,
) -> tuple[int, int]:
    """Make moves of one sort; return how many had changes, and how many were kept."""
    proposed, kept = np.int64(0), np.int64(0)
    for _ in range(steps):
        kind = first + draw(state, last - first)
        edits = propose(model, state, room, kind, draw(state, state.tasks.shape[0]))
        if edits > 0:
            proposed += 1
            kept += attempt(model, state, room, edits, allowance(state, heat))
    clear(room)
    return proposed, kept
