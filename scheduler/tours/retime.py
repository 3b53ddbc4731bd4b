"""Moves in time: when two people meet, and when a flexible visit may begin early."""

import numpy as np

from scheduler.compiled import kernel
from scheduler.tours.model import Model, Scratch, State
from scheduler.tours.moves import draw, insert_at_time, try_one, try_two, without


@kernel
def links_hold(model: Model, state: State, visit: int, moment: int) -> bool:
    """Say whether a start keeps its distance to every visit it is tied to."""
    for i in range(model.visits[visit].first_link, model.visits[visit].last_link):
        gap = moment - state.moment[model.links[i].visit]
        if gap < model.links[i].least or gap > model.links[i].most:
            return False
    return True


@kernel
def set_moment(model: Model, state: State, visit: int, moment: int) -> None:
    """Decide the start of a coupled visit."""
    state.moment[visit] = moment
    for i in range(2):
        task = model.visits[visit].tasks[i]
        if task >= 0:
            state.tasks[task].wlow = moment
            state.tasks[task].whigh = moment


@kernel
def other_moment(model: Model, state: State, visit: int) -> int:
    """Return another legal start, near or anywhere; the present one if none was hit."""
    low, high = model.visits[visit].low, model.visits[visit].high
    now = state.moment[visit]
    for _ in range(4):
        if draw(state, 2) == 0:
            moment = low + draw(state, high - low + 1)
        else:
            moment = min(high, max(low, now - 12 + draw(state, 25)))
        if moment != now and links_hold(model, state, visit, moment):
            return moment
    return now


@kernel
def _retry(
    model: Model, state: State, room: Scratch, first: int, second: int, heat: float
) -> bool:
    """Re-time the routes of one or two tasks whose windows have changed."""
    ra = state.tasks[first].route if first >= 0 else np.int64(-1)
    rb = state.tasks[second].route if second >= 0 else np.int64(-1)
    if ra < 0 and rb < 0:
        return True
    if ra < 0:
        first, ra, rb = second, rb, np.int64(-1)
    na = without(state, ra, first, room.a)
    na = insert_at_time(state, room.a, na, first, state.tasks[first].wlow)
    if rb < 0:
        return try_one(model, state, room, ra, na, heat)
    nb = without(state, rb, second, room.b)
    nb = insert_at_time(state, room.b, nb, second, state.tasks[second].wlow)
    return try_two(model, state, room, ra, na, rb, nb, heat)


@kernel
def retime(model: Model, state: State, room: Scratch, visit: int, heat: float) -> bool:
    """Give a coupled visit another start."""
    old = state.moment[visit]
    first, second = model.visits[visit].tasks[0], model.visits[visit].tasks[1]
    for task in (first, second):
        if task >= 0 and model.tasks[task].fixed:
            return False
    moment = other_moment(model, state, visit)
    if moment == old:
        return False
    set_moment(model, state, visit, moment)
    if _retry(model, state, room, first, second, heat):
        return True
    set_moment(model, state, visit, old)
    return False


@kernel
def flex(model: Model, state: State, room: Scratch, task: int, heat: float) -> bool:
    """Let a flexible visit begin somewhat before its window, or no longer."""
    visit, old = model.tasks[task].visit, state.tasks[task].wlow
    early = model.tasks[task].low - model.visits[visit].low
    state.tasks[task].wlow = model.tasks[task].low
    if draw(state, 2) == 0:
        state.tasks[task].wlow -= draw(state, early + 1)
    if state.tasks[task].wlow != old and _retry(
        model, state, room, task, np.int64(-1), heat
    ):
        return True
    state.tasks[task].wlow = old
    return False
