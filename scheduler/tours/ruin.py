"""Take related visits out of their routes and put them back where they are cheapest."""

import numpy as np

from scheduler.compiled import kernel
from scheduler.tours.decode import INFEASIBLE, evaluate
from scheduler.tours.meetings import meet, part
from scheduler.tours.model import (
    MOST_REMOVED,
    MOST_STOPS,
    MOST_TOUCHED,
    Model,
    Scratch,
    State,
)
from scheduler.tours.moves import (
    accepts,
    draw,
    put,
    set_times,
    some_route,
    without,
)
from scheduler.tours.retime import other_moment, set_moment


@kernel
def _save_route(state: State, room: Scratch, touched: int, r: int) -> int:
    for i in range(touched):
        if room.touched[i, 0] == r:
            return touched
    room.touched[touched, 0] = r
    room.touched[touched, 1] = state.routes[r].length
    for i in range(state.routes[r].length):
        room.touched[touched, i + 2] = state.stops[r, i]
    return touched + 1


@kernel
def _note(model: Model, state: State, room: Scratch, removed: int, task: int) -> None:
    room.removed[removed, 0] = task
    room.removed[removed, 1] = state.tasks[task].route
    room.removed[removed, 2] = state.tasks[task].wlow
    room.removed[removed, 3] = state.tasks[task].whigh
    room.removed[removed, 4] = state.moment[model.tasks[task].visit]


@kernel
def _remove(model: Model, state: State, room: Scratch, r: int, task: int) -> bool:
    """Take one task off its route; refused where the rest would no longer fit."""
    n = without(state, r, task, room.a)
    cost = evaluate(model, state, r, room.a, n, room.times)
    if cost == INFEASIBLE:
        return False
    state.x[0].total += (
        part(model, state, task, model.routes[r].crew) + model.tasks[task].open_price
    )
    state.tasks[task].route = -1
    put(state, r, room.a, n, cost)
    set_times(state, room.a, n, room.times)
    return True


@kernel
def _remove_string(
    model: Model,
    state: State,
    room: Scratch,
    r: int,
    moment: int,
    many: int,
    removed: int,
) -> int:
    """Take up to ``many`` consecutive stops around a moment off a route."""
    at = 0
    while (
        at < state.routes[r].length - 1
        and state.tasks[state.stops[r, at]].begins < moment
    ):
        at += 1
    first = max(0, min(at - draw(state, many), state.routes[r].length - many))
    last = min(first + many, state.routes[r].length)
    for i in range(last - 1, first - 1, -1):
        task = state.stops[r, i]
        if model.tasks[task].fixed or removed >= MOST_REMOVED:
            continue
        _note(model, state, room, removed, task)
        if _remove(model, state, room, r, task):
            removed += 1
    return removed


@kernel
def _ruin(model: Model, state: State, room: Scratch, seed: int) -> tuple[int, int]:
    """Open the seed and strings around it; return how many tasks and routes it took."""
    removed, touched = np.int64(0), np.int64(0)
    moment = (state.tasks[seed].wlow + state.tasks[seed].whigh) // 2
    r = state.tasks[seed].route
    strings = 1 + draw(state, 3)
    if r < 0:
        _note(model, state, room, removed, seed)
        removed = 1
    else:
        moment = state.tasks[seed].begins
        touched = _save_route(state, room, touched, r)
        whole = draw(state, 4) == 0
        many = (
            state.routes[r].length
            if whole
            else 1 + draw(state, min(8, state.routes[r].length))
        )
        removed = _remove_string(model, state, room, r, moment, many, removed)
    for _ in range(strings):
        other = some_route(model, state, seed)
        if other < 0 or other == r or state.routes[other].length == 0:
            continue
        touched = _save_route(state, room, touched, other)
        many = 1 + draw(state, min(6, state.routes[other].length))
        if model.p[0].nameless and draw(state, 4) == 0:
            many = state.routes[other].length
        removed = _remove_string(model, state, room, other, moment, many, removed)
    return removed, touched


@kernel
def _free_partners(
    model: Model, state: State, room: Scratch, removed: int, touched: int
) -> tuple[int, int]:
    """Now and then open the other half of a double visit too, and move its start."""
    for i in range(removed):
        visit = model.tasks[room.removed[i, 0]].visit
        if (
            not model.visits[visit].coupled
            or draw(state, 2) == 0
            or removed >= MOST_REMOVED
        ):
            continue
        for j in range(2):
            task = model.visits[visit].tasks[j]
            if task < 0 or model.tasks[task].fixed or state.tasks[task].route < 0:
                continue
            r = state.tasks[task].route
            touched = _save_route(state, room, touched, r)
            _note(model, state, room, removed, task)
            if _remove(model, state, room, r, task):
                removed += 1
    for i in range(removed):
        visit = model.tasks[room.removed[i, 0]].visit
        if model.visits[visit].coupled and _all_open(model, state, visit):
            set_moment(model, state, visit, other_moment(model, state, visit))
    return removed, touched


@kernel
def _all_open(model: Model, state: State, visit: int) -> bool:
    """Say whether nobody is at the visit, and nobody must be at a locked start."""
    for j in range(2):
        task = model.visits[visit].tasks[j]
        if task >= 0 and (state.tasks[task].route >= 0 or model.tasks[task].fixed):
            return False
    return True


@kernel
def _with(state: State, room: Scratch, r: int, task: int, p: int) -> int:
    n = state.routes[r].length
    for i in range(p):
        room.a[i] = state.stops[r, i]
    room.a[p] = task
    for i in range(p, n):
        room.a[i + 1] = state.stops[r, i]
    return n + 1


@kernel
def _best_position(
    model: Model, state: State, room: Scratch, r: int, task: int
) -> tuple[int, int]:
    """Return the cheapest route price with the task, and where it then stands."""
    best, best_p = -1, -1
    n = state.routes[r].length
    if n >= MOST_STOPS - 1:
        return best, best_p
    for p in range(n + 1):
        if (
            p > 0
            and state.tasks[state.stops[r, p - 1]].begins > state.tasks[task].whigh
        ):
            break
        if p < n and state.tasks[state.stops[r, p]].whigh < state.tasks[task].wlow:
            continue
        m = _with(state, room, r, task, p)
        cost = evaluate(model, state, r, room.a, m, room.times)
        if cost != INFEASIBLE and (best < 0 or cost < best):
            best, best_p = cost, p
    return best, best_p


@kernel
def _cheapest(model: Model, state: State, room: Scratch, task: int) -> tuple[int, int]:
    """Return the route and position where a task costs least, or (-1, -1)."""
    best, best_r, best_p = model.tasks[task].open_price, -1, -1
    empty_seen = False
    for i in range(model.tasks[task].first_route, model.tasks[task].last_route):
        r = model.some_routes[i]
        if not model.can[task, model.routes[r].crew] or draw(state, 50) == 0:
            continue
        if state.routes[r].length == 0 and model.routes[r].open_cost > 0:
            if empty_seen and draw(state, 8) > 0:
                continue
            empty_seen = True
        cost, p = _best_position(model, state, room, r, task)
        if p < 0 or cost - state.routes[r].cost >= best:
            continue
        price = (
            cost - state.routes[r].cost + meet(model, state, task, model.routes[r].crew)
        )
        part(model, state, task, model.routes[r].crew)
        if price < best:
            best, best_r, best_p = price, r, p
    return best_r, best_p


@kernel
def insert_best(
    model: Model, state: State, room: Scratch, task: int, touched: int
) -> int:
    """Put an open task where it costs least, if that is less than leaving it open."""
    r, p = _cheapest(model, state, room, task)
    if r < 0 or touched >= MOST_TOUCHED:
        return touched
    touched = _save_route(state, room, touched, r)
    n = _with(state, room, r, task, p)
    cost = evaluate(model, state, r, room.a, n, room.times)
    state.x[0].total += (
        meet(model, state, task, model.routes[r].crew) - model.tasks[task].open_price
    )
    state.tasks[task].route = r
    put(state, r, room.a, n, cost)
    set_times(state, room.a, n, room.times)
    return touched


@kernel
def _undo(
    model: Model, state: State, room: Scratch, removed: int, touched: int
) -> None:
    for i in range(removed - 1, -1, -1):
        task = room.removed[i, 0]
        old, now = room.removed[i, 1], state.tasks[task].route
        if now != old:
            if now >= 0:
                part(model, state, task, model.routes[now].crew)
            if old >= 0:
                meet(model, state, task, model.routes[old].crew)
            state.tasks[task].route = old
        state.tasks[task].wlow = room.removed[i, 2]
        state.tasks[task].whigh = room.removed[i, 3]
        visit = model.tasks[task].visit
        if model.visits[visit].coupled:
            set_moment(model, state, visit, room.removed[i, 4])
    for i in range(touched):
        r, n = room.touched[i, 0], room.touched[i, 1]
        stops = room.touched[i, 2:]
        cost = evaluate(model, state, r, stops, n, room.times)
        put(state, r, stops, n, cost)
        set_times(state, stops, n, room.times)


@kernel
def _bait(model: Model, state: State, seed: int) -> int:
    """Return an empty tour to be filled as if it were open already, or -1.

    Visit by visit no tour would ever be worth opening in the place of two others.
    """
    if model.p[0].nameless == 0 or draw(state, 2) == 0:
        return np.int64(-1)
    r = some_route(model, state, seed)
    if r >= 0 and state.routes[r].length == 0:
        return r
    return np.int64(-1)


@kernel
def ruin_and_recreate(
    model: Model, state: State, room: Scratch, seed: int, heat: float
) -> bool:
    """Open tasks around a seed and insert them again; keep it if the annealer may."""
    before = state.x[0].total
    removed, touched = _ruin(model, state, room, seed)
    removed, touched = _free_partners(model, state, room, removed, touched)
    bait = _bait(model, state, seed)
    price = np.int64(0)
    if bait >= 0:
        price = model.routes[bait].open_cost
        model.routes[bait].open_cost = 0
        touched = _save_route(state, room, touched, bait)
    offset = draw(state, removed) if removed > 0 else 0
    by_price = draw(state, 2) == 0
    for turn in range(removed):
        task = room.removed[(turn + offset) % removed, 0]
        if by_price:
            task = _dearest_open(model, state, room, removed)
        if task >= 0 and state.tasks[task].route < 0:
            was = touched
            touched = insert_best(model, state, room, task, touched)
            if by_price and was == touched and state.tasks[task].route < 0:
                by_price = False
    if bait >= 0:
        model.routes[bait].open_cost = price
        if state.routes[bait].length > 0:
            state.routes[bait].cost += price
            state.x[0].total += price
    if accepts(state, state.x[0].total - before, heat):
        return True
    _undo(model, state, room, removed, touched)
    state.x[0].total = before
    return False


@kernel
def _dearest_open(model: Model, state: State, room: Scratch, removed: int) -> int:
    """Return the removed task that is still open and has the narrowest window."""
    best, width = -1, 1 << 30
    for i in range(removed):
        task = room.removed[i, 0]
        if state.tasks[task].route < 0:
            span = (
                state.tasks[task].whigh
                - state.tasks[task].wlow
                - model.tasks[task].minutes
            )
            if span < width:
                best, width = task, span
    return best
