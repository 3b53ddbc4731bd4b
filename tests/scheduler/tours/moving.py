"""Moves of every sort on an engine, hot and cold."""

from collections.abc import Iterator

import numpy as np

from scheduler.tours.calls import large_moves, small_moves
from scheduler.tours.engine import Engine
from scheduler.tours.model import Ints


def loose_of(engine: Engine) -> Ints:
    """Return the tasks of which it may be decided how early they begin."""
    tasks = engine.model.tasks
    tied = tasks["last_link"] > tasks["first_link"]
    free = tasks["fixed"] == 0
    loose = np.flatnonzero((tied | (tasks["soonest"] < tasks["low"])) & free)
    return loose.astype(np.int64)


def batches(engine: Engine, small: int, large: int) -> Iterator[None]:
    """Make batches of moves; yield after each."""
    model, state, room, loose = (
        engine.model,
        engine.state,
        engine.room,
        loose_of(engine),
    )
    own = np.arange(len(model.tasks))
    for heat in (1e6, 3e4, 100.0, 0.0):
        small_moves(model, state, room, own, loose, small, heat)
        yield
        large_moves(model, state, room, own, engine.waiting, large, heat)
        yield
