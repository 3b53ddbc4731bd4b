"""Time one route: the earliest legal times of a fixed order, and what it costs."""

import numpy as np

from scheduler.compiled import kernel
from scheduler.tours.model import MOST_BREAKS, MOST_STOPS, Ints, Model, State

INFEASIBLE = -1
_NEVER = 1 << 30


@kernel
def rest_between(model: Model, r: int, ready: Ints) -> None:
    """Let each number of breaks taken grow by one where a break fits here.

    ``ready[k]`` is the earliest moment at this place with k breaks behind.
    """
    for k in range(model.routes[r].breaks):
        if ready[k] == _NEVER:
            continue
        begin = max(ready[k], model.routes[r].break_low[k])
        if begin <= model.routes[r].break_high[k]:
            ready[k + 1] = min(ready[k + 1], begin + model.routes[r].break_minutes[k])


@kernel
def scarcity(model: Model, r: int, stops: Ints, n: int) -> int:
    """Return the price of a nameless tour that few people could take."""
    if model.p[0].nameless == 0:
        return 0
    found = 0
    for w in range(model.words.shape[1]):
        word = model.words[model.p[0].tasks + r, w]
        for i in range(n):
            word &= model.words[stops[i], w]
        while word:
            word &= word - np.uint64(1)
            found += 1
    return model.p[0].scarcity[min(found, 7)]


@kernel
def evaluate(
    model: Model, state: State, r: int, stops: Ints, n: int, times: Ints
) -> int:
    """Return what route ``r`` costs with these stops, or INFEASIBLE.

    ``times`` receives the start of each stop (its tail is working room).
    Driving, breaks and visits follow each other without overlap; all breaks are
    taken and the unit is reached in time.
    """
    if n == 0:
        return 0
    ready = times[MOST_STOPS:]
    ready[:] = _NEVER
    ready[0] = model.routes[r].start
    here, mode = model.routes[r].unit_place, model.routes[r].mode
    driven, outside = 0, 0
    last = model.routes[r].breaks
    for i in range(n):
        task = stops[i]
        there = model.tasks[task].place
        move = model.travel[mode, here, there]
        driven += move
        rest_between(model, r, ready)
        for k in range(last + 1):
            if ready[k] < _NEVER:
                ready[k] += move
        rest_between(model, r, ready)
        soonest = _NEVER
        for k in range(last + 1):
            if ready[k] == _NEVER:
                continue
            begin = max(ready[k], state.tasks[task].wlow)
            if begin > state.tasks[task].whigh:
                ready[k] = _NEVER
                continue
            soonest = min(soonest, begin)
            ready[k] = begin + model.tasks[task].minutes
        if soonest == _NEVER:
            return INFEASIBLE
        times[i] = soonest
        if model.tasks[task].outside_price > 0:
            off = max(
                0, soonest - model.tasks[task].high, model.tasks[task].low - soonest
            )
            outside += off * model.tasks[task].outside_price
        here = there
    home = model.travel[mode, here, model.routes[r].unit_place]
    rest_between(model, r, ready)
    for k in range(last + 1):
        if ready[k] < _NEVER:
            ready[k] += home
    rest_between(model, r, ready)
    if ready[last] > model.routes[r].end:
        return INFEASIBLE
    few = scarcity(model, r, stops, n)
    return (
        (driven + home) * model.p[0].travel_price
        + outside
        + few
        + model.routes[r].open_cost
    )


@kernel
def timetable(model: Model, state: State, r: int, begins: Ints, pauses: Ints) -> int:
    """Write the exact times of a route that ``evaluate`` accepts.

    ``begins[i]`` is the start at stop i, ``pauses[k]`` the start of break k. Walks the
    same table as ``evaluate``, keeping where each value came from. Returns the moment
    the unit is reached, or INFEASIBLE.
    """
    n, last = state.routes[r].length, model.routes[r].breaks
    # Rows: leave place, arrive, visited — for every stop and then the unit.
    ready = np.full((3 * (n + 1) + 1, MOST_BREAKS + 1), _NEVER, np.int64)
    ready[0, 0] = model.routes[r].start
    here, mode = model.routes[r].unit_place, model.routes[r].mode
    for i in range(n + 1):
        there = (
            model.routes[r].unit_place
            if i == n
            else model.tasks[state.stops[r, i]].place
        )
        move = model.travel[mode, here, there]
        row = 3 * i
        rest_between(model, r, ready[row])
        for k in range(last + 1):
            if ready[row, k] < _NEVER:
                ready[row + 1, k] = ready[row, k] + move
        rest_between(model, r, ready[row + 1])
        if i == n:
            break
        task = state.stops[r, i]
        for k in range(last + 1):
            if ready[row + 1, k] < _NEVER:
                begin = max(ready[row + 1, k], state.tasks[task].wlow)
                if begin <= state.tasks[task].whigh:
                    ready[row + 3, k] = begin + model.tasks[task].minutes
        here = there
    reached = ready[3 * n + 1, last]
    if reached > model.routes[r].end:
        return INFEASIBLE
    _walk_back(model, state, r, ready, begins, pauses)
    return reached


@kernel
def _walk_back(
    model: Model, state: State, r: int, ready: Ints, begins: Ints, pauses: Ints
) -> None:
    n, k = state.routes[r].length, model.routes[r].breaks
    mode = model.routes[r].mode
    for i in range(n, -1, -1):
        row = 3 * i
        here = (
            model.routes[r].unit_place
            if i == 0
            else model.tasks[state.stops[r, i - 1]].place
        )
        there = (
            model.routes[r].unit_place
            if i == n
            else model.tasks[state.stops[r, i]].place
        )
        move = model.travel[mode, here, there]
        k = _unrest(model, r, ready[row + 1], ready[row], move, k, pauses)
        k = _unrest(model, r, ready[row], ready[row], -1, k, pauses)
        if i > 0:
            task = state.stops[r, i - 1]
            begins[i - 1] = ready[row, k] - model.tasks[task].minutes


@kernel
def _unrest(
    model: Model, r: int, ready: Ints, before: Ints, move: int, k: int, pauses: Ints
) -> int:
    """Undo the breaks that were taken at one place; return how many remain.

    With ``move`` >= 0 a value that equals arriving by that move came without a break.
    Before a move, a value came from a break when the break explains it.
    """
    while k > 0:
        if move >= 0 and before[k] < _NEVER and ready[k] == before[k] + move:
            break
        if ready[k - 1] == _NEVER:
            break
        begin = max(ready[k - 1], model.routes[r].break_low[k - 1])
        if begin > model.routes[r].break_high[k - 1]:
            break
        if ready[k] != begin + model.routes[r].break_minutes[k - 1]:
            break
        pauses[k - 1] = begin
        k -= 1
    return k
