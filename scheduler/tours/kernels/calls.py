"""What Python may ask of the compiled search.

It is one kernel: what several of these share is then compiled once.
"""

import numpy as np

from scheduler.compiled import kernel
from scheduler.tours.kernels import tour_search as search
from scheduler.tours.kernels import trial
from scheduler.tours.kernels.model import Ints, Model, Scratch, State

_PRIME, _CONSTRUCT, _SMALL, _LARGE, _CHANGE, _DRIVABLE = range(6)
_NONE: Ints = np.zeros(0, np.int64)
_NOWHERE = (0, 0, 0, 0)


@kernel
def _work(
    model: Model,
    state: State,
    room: Scratch,
    job: int,
    change: tuple[int, int, int, int],
    tasks: Ints,
    some: Ints,
    steps: int,
    heat: float,
) -> int:
    # Every branch returns 64 bits: numba would not unite two widths.
    if job == _PRIME:
        return np.int64(search.prime(model, state, room))
    if job == _CHANGE:
        return trial.change(model, state, room, *change)
    if job == _DRIVABLE:
        return np.int64(trial.drivable(model, state, room, change[1]))
    if job == _CONSTRUCT:
        search.construct(model, state, room, tasks)
    elif job == _SMALL:
        search.small_moves(model, state, room, tasks, some, steps, heat)
    elif job == _LARGE:
        search.large_moves(model, state, room, tasks, some, steps, heat)
    return np.int64(0)


def prime(model: Model, state: State, room: Scratch) -> bool:
    """Compute what a state keeps beside its routes; say whether they are legal."""
    return bool(_work(model, state, room, _PRIME, _NOWHERE, _NONE, _NONE, 0, 0.0))


def construct(model: Model, state: State, room: Scratch, order: Ints) -> None:
    """Insert the open tasks of ``order`` one by one where they are cheapest."""
    _work(model, state, room, _CONSTRUCT, _NOWHERE, order, _NONE, 0, 0.0)


def small_moves(
    model: Model,
    state: State,
    room: Scratch,
    own: Ints,
    loose: Ints,
    steps: int,
    heat: float,
) -> None:
    """Make steps around ``own`` tasks; one in ten changes how early a ``loose`` is."""
    _work(model, state, room, _SMALL, _NOWHERE, own, loose, steps, heat)


def large_moves(
    model: Model,
    state: State,
    room: Scratch,
    own: Ints,
    waiting: Ints,
    steps: int,
    heat: float,
) -> None:
    """Ruin and recreate, as often around a ``waiting`` task as around any ``own``."""
    _work(model, state, room, _LARGE, _NOWHERE, own, waiting, steps, heat)


def change(
    model: Model, state: State, room: Scratch, op: int, r: int, p: int, task: int
) -> int:
    """Change one route (see ``trial.change``); return the price, or ``ILLEGAL``."""
    edit = (op, r, p, task)
    return int(_work(model, state, room, _CHANGE, edit, _NONE, _NONE, 0, 0.0))


def drivable(model: Model, state: State, room: Scratch, r: int) -> bool:
    """Say whether a route is legal as its crew moves now, and delays no other."""
    edit = (0, r, 0, 0)
    return bool(_work(model, state, room, _DRIVABLE, edit, _NONE, _NONE, 0, 0.0))
