"""Moves: other contents for one or two routes, kept when the price is right."""

import numpy as np

from scheduler.compiled import kernel
from scheduler.tours.decode import INFEASIBLE, evaluate
from scheduler.tours.meetings import meet, part
from scheduler.tours.model import MOST_STOPS, Ints, Model, Scratch, State


@kernel
def draw(state: State, below: int) -> int:
    """Return a random integer in [0, below)."""
    x = state.x[0].random
    x ^= x << np.uint64(13)
    x ^= x >> np.uint64(7)
    x ^= x << np.uint64(17)
    state.x[0].random = x
    return np.int64((x >> np.uint64(11)) % np.uint64(below))


@kernel
def chance(state: State) -> float:
    """Return a random number in [0, 1)."""
    return draw(state, 1 << 30) / (1 << 30)


@kernel
def accepts(state: State, delta: int, heat: float) -> bool:
    """Say whether a change of price is taken at this temperature (öre)."""
    if delta <= 0:
        return True
    return heat > 0 and chance(state) < np.exp(-delta / heat)


@kernel
def without(state: State, r: int, task: int, into: Ints) -> int:
    """Copy route ``r`` without ``task``; return the length."""
    n = 0
    for i in range(state.routes[r].length):
        if state.stops[r, i] != task:
            into[n] = state.stops[r, i]
            n += 1
    return n


@kernel
def insert_at_time(state: State, stops: Ints, n: int, task: int, moment: int) -> int:
    """Put ``task`` before the first stop that begins at ``moment`` or later."""
    if n >= MOST_STOPS - 1:
        return n
    p = n
    while p > 0 and state.tasks[stops[p - 1]].begins >= moment:
        stops[p] = stops[p - 1]
        p -= 1
    stops[p] = task
    return n + 1


@kernel
def some_moment(state: State, task: int) -> int:
    """Return a random moment of the task's window."""
    width = state.tasks[task].whigh - state.tasks[task].wlow
    return state.tasks[task].wlow + draw(state, width + 1)


@kernel
def _transfer(model: Model, state: State, r: int, stops: Ints, n: int) -> int:
    """Let the crew of ``r`` meet the stops it did not have; return the price change.

    Tasks that come from another route leave their crew; open tasks are closed. The
    task's route is set, so that a second call sees what is left.
    """
    price = 0
    for i in range(n):
        task = stops[i]
        old = state.tasks[task].route
        if old == r:
            continue
        if old >= 0:
            price += part(model, state, task, model.routes[old].crew)
        else:
            price -= model.tasks[task].open_price
        price += meet(model, state, task, model.routes[r].crew)
        state.tasks[task].route = r
    return price


@kernel
def _able(model: Model, state: State, r: int, stops: Ints, n: int) -> bool:
    for i in range(n):
        task = stops[i]
        if state.tasks[task].route != r and (
            model.tasks[task].fixed or not model.can[task, model.routes[r].crew]
        ):
            return False
    return True


@kernel
def put(state: State, r: int, stops: Ints, n: int, cost: int) -> None:
    """Store the contents of a route whose price is known."""
    state.x[0].total += cost - state.routes[r].cost
    state.routes[r].cost = cost
    state.routes[r].length = n
    for i in range(n):
        state.stops[r, i] = stops[i]


@kernel
def set_times(state: State, stops: Ints, n: int, times: Ints) -> None:
    """Store the starts of a route's stops."""
    for i in range(n):
        state.tasks[stops[i]].begins = times[i]


@kernel
def try_one(
    model: Model, state: State, room: Scratch, ra: int, na: int, heat: float
) -> bool:
    """Give ``ra`` the stops ``room.a[:na]``; open tasks may join, none may leave."""
    if not _able(model, state, ra, room.a, na):
        return False
    cost = evaluate(model, state, ra, room.a, na, room.times)
    if cost == INFEASIBLE:
        return False
    joined = 0
    for i in range(na):
        if state.tasks[room.a[i]].route < 0:
            room.removed[joined, 0] = room.a[i]
            joined += 1
    people = _transfer(model, state, ra, room.a, na)
    if accepts(state, cost - state.routes[ra].cost + people, heat):
        state.x[0].total += people
        put(state, ra, room.a, na, cost)
        set_times(state, room.a, na, room.times)
        return True
    for i in range(joined):
        task = room.removed[i, 0]
        part(model, state, task, model.routes[ra].crew)
        state.tasks[task].route = -1
    return False


@kernel
def _take_back(model: Model, state: State, r: int) -> None:
    """Give the stored stops of ``r`` back to it (after a refused exchange)."""
    for i in range(state.routes[r].length):
        task = state.stops[r, i]
        if state.tasks[task].route != r:
            part(model, state, task, model.routes[state.tasks[task].route].crew)
            meet(model, state, task, model.routes[r].crew)
            state.tasks[task].route = r


@kernel
def try_two(
    model: Model,
    state: State,
    room: Scratch,
    ra: int,
    na: int,
    rb: int,
    nb: int,
    heat: float,
) -> bool:
    """Give two routes other contents, ``room.a[:na]`` and ``room.b[:nb]``.

    Together they must hold the same tasks as before.
    """
    if na >= MOST_STOPS or nb >= MOST_STOPS:
        return False
    if not (
        _able(model, state, ra, room.a, na) and _able(model, state, rb, room.b, nb)
    ):
        return False
    cost_a = evaluate(model, state, ra, room.a, na, room.times)
    if cost_a == INFEASIBLE:
        return False
    cost_b = evaluate(model, state, rb, room.b, nb, room.times)
    if cost_b == INFEASIBLE:
        return False
    people = _transfer(model, state, ra, room.a, na)
    people += _transfer(model, state, rb, room.b, nb)
    delta = cost_a + cost_b - state.routes[ra].cost - state.routes[rb].cost + people
    if not accepts(state, delta, heat):
        _take_back(model, state, ra)
        _take_back(model, state, rb)
        return False
    state.x[0].total += people
    put(state, rb, room.b, nb, cost_b)
    set_times(state, room.b, nb, room.times)
    put(state, ra, room.a, na, cost_a)
    evaluate(model, state, ra, room.a, na, room.times)
    set_times(state, room.a, na, room.times)
    return True


@kernel
def some_route(model: Model, state: State, task: int) -> int:
    """Return a random route that could hold the task, or -1."""
    first = model.tasks[task].first_route
    many = model.tasks[task].last_route - first
    return -1 if many == 0 else model.some_routes[first + draw(state, many)]


@kernel
def relocate(model: Model, state: State, room: Scratch, task: int, heat: float) -> bool:
    """Move a task to another place, mostly on another route."""
    rb = some_route(model, state, task)
    ra = state.tasks[task].route
    if rb < 0 or (
        ra >= 0 and state.routes[rb].length == 0 and model.routes[rb].open_cost > 0
    ):
        return False
    moment = some_moment(state, task)
    if ra == rb or ra < 0:
        n = without(state, rb, task, room.a)
        n = insert_at_time(state, room.a, n, task, moment)
        return try_one(model, state, room, rb, n, heat)
    na = without(state, ra, task, room.a)
    nb = without(state, rb, task, room.b)
    nb = insert_at_time(state, room.b, nb, task, moment)
    return try_two(model, state, room, ra, na, rb, nb, heat)


@kernel
def swap(model: Model, state: State, room: Scratch, task: int, heat: float) -> bool:
    """Exchange a task with one that another route has at about that time."""
    ra, rb = state.tasks[task].route, some_route(model, state, task)
    if rb < 0 or ra < 0 or ra == rb or state.routes[rb].length == 0:
        return False
    other = state.stops[rb, draw(state, state.routes[rb].length)]
    gap = state.tasks[other].begins - state.tasks[task].begins
    if gap > 120 or gap < -120:
        return False
    na = without(state, ra, task, room.a)
    na = insert_at_time(state, room.a, na, other, some_moment(state, other))
    nb = without(state, rb, other, room.b)
    nb = insert_at_time(state, room.b, nb, task, some_moment(state, task))
    return try_two(model, state, room, ra, na, rb, nb, heat)


@kernel
def exchange_tails(
    model: Model, state: State, room: Scratch, task: int, heat: float
) -> bool:
    """Let two routes swap everything from a moment on (from the start: all)."""
    ra, rb = state.tasks[task].route, some_route(model, state, task)
    if rb < 0 or ra < 0 or ra == rb:
        return False
    moment = state.tasks[task].begins if draw(state, 4) > 0 else 0
    na, nb = np.int64(0), np.int64(0)
    for i in range(state.routes[ra].length):
        stop = state.stops[ra, i]
        if state.tasks[stop].begins < moment:
            room.a[na] = stop
            na += 1
        else:
            room.b[nb] = stop
            nb += 1
    tail = nb
    heads = np.int64(0)
    for i in range(state.routes[rb].length):
        stop = state.stops[rb, i]
        if state.tasks[stop].begins < moment:
            heads += 1
        else:
            room.a[na] = stop
            na += 1
    if heads + tail >= MOST_STOPS or na >= MOST_STOPS:
        return False
    for i in range(tail - 1, -1, -1):
        room.b[heads + i] = room.b[i]
    for i in range(heads):
        room.b[i] = state.stops[rb, i]
    return try_two(model, state, room, ra, na, rb, heads + tail, heat)


@kernel
def move_client(
    model: Model, state: State, room: Scratch, task: int, heat: float
) -> bool:
    """Move all of a client's visits on one route to another route."""
    ra, rb = state.tasks[task].route, some_route(model, state, task)
    if rb < 0 or ra < 0 or ra == rb:
        return False
    place = model.tasks[task].place
    na = np.int64(0)
    for i in range(state.routes[ra].length):
        if model.tasks[state.stops[ra, i]].place != place:
            room.a[na] = state.stops[ra, i]
            na += 1
    if state.routes[ra].length - na < 2:
        return False
    nb = np.int64(0)
    for i in range(state.routes[rb].length):
        room.b[nb] = state.stops[rb, i]
        nb += 1
    for i in range(state.routes[ra].length):
        stop = state.stops[ra, i]
        if model.tasks[stop].place == place:
            nb = insert_at_time(state, room.b, nb, stop, state.tasks[stop].begins)
    return try_two(model, state, room, ra, na, rb, nb, heat)
