"""Change routes, see what it costs, and keep it or undo it."""

import numpy as np

from scheduler.compiled import inlined, inner
from scheduler.tours.kernels.decode import (
    extra_of,
    length_of,
    note,
    place_at,
    place_before,
    position,
    queue,
    renew,
    settle,
    sweep,
    work_of,
)
from scheduler.tours.kernels.meetings import meet, part
from scheduler.tours.kernels.model import MOST_STOPS, NEVER, Ints, Model, Scratch, State

CUT, SPLICE, LOW, A, B = (np.int64(n) for n in range(5))
"""Kinds of changes: stop p out of a route, a task before it, how early a task may
begin, and all stops from one of the buffers."""
OFF, ON, TRY, TIME, FILL = (np.int64(n) for n in range(5))
"""What ``change`` does."""
ILLEGAL = np.int64(1 << 60)


@inlined
def draw(state: State, below: int) -> int:
    """Return a random integer in [0, below)."""
    # Marsaglia's xorshift; the lowest bits are its weakest, and are dropped.
    x = state.x[0].random
    x ^= x << np.uint64(13)
    x ^= x >> np.uint64(7)
    x ^= x << np.uint64(17)
    state.x[0].random = x
    return np.int64((x >> np.uint64(11)) % np.uint64(below))


@inlined
def chance(state: State) -> float:
    """Return a random number in (0, 1)."""
    # Half a step from either end: its logarithm is taken.
    return (draw(state, np.int64(1 << 30)) + 0.5) / (1 << 30)


@inlined
def allowance(state: State, heat: float) -> int:
    """Return how much dearer a change may be to be kept at this temperature (öre)."""
    # Metropolis: kept if exp(-dearer / heat) is above a chance, solved for dearer.
    return np.int64(-heat * np.log(chance(state)))


@inlined
def clear(room: Scratch) -> None:
    """Forget the journal: what was changed stays."""
    room.n[0].tasks = 0
    room.n[0].routes = 0
    room.n[0].waiting = 0


@inner
def _hold(state: State, room: Scratch, r: int) -> bool:
    """Write what a route is now into the journal; say whether there was room."""
    m = room.n[0].routes
    if m >= room.held.shape[0]:
        return False
    n = state.routes[r].length
    room.held[m, 0] = r
    room.held[m, 1] = n
    room.held[m, 2] = state.routes[r].driven
    room.held[m, 3] = state.routes[r].work
    room.held[m, 4] = state.routes[r].extra
    for i in range(n):
        room.held[m, i + 5] = state.stops[r, i]
    room.n[0].routes = m + 1
    return True


@inlined
def _extra(model: Model, state: State, r: int) -> None:
    """Price a route for more than its driving (see ``extra_of``)."""
    now = extra_of(model, state, r)
    state.x[0].total += now - state.routes[r].extra
    state.routes[r].extra = now


@inlined
def _by_way(
    model: Model, state: State, r: int, first: int, place: int, last: int
) -> int:
    """Return the minutes that going by a place adds between two ways of a route.

    It comes from before stop ``first`` and goes on to stop ``last``; where these are
    all its stops, it would not drive otherwise.
    """
    mode = model.routes[r].mode
    here, there = place_before(model, state, r, first), place_at(model, state, r, last)
    minutes = model.travel_to[mode, place, here] + model.travel[mode, place, there]
    alone = first == 0 and last == state.routes[r].length
    return minutes if alone else minutes - model.travel[mode, here, there]


@inner
def detour(model: Model, state: State, r: int, p: int, task: int) -> int:
    """Return the minutes more that a route drives with ``task`` before its stop p."""
    return _by_way(model, state, r, p, model.tasks[task].place, p)


@inner
def shortcut(model: Model, state: State, r: int, p: int) -> int:
    """Return the minutes less that a route drives without its stop p."""
    place = model.tasks[state.stops[r, p]].place
    return _by_way(model, state, r, p, place, p + 1)


@inlined
def _drive_more(model: Model, state: State, r: int, minutes: int) -> None:
    state.routes[r].driven += minutes
    state.x[0].total += minutes * model.routes[r].travel_price


@inlined
def cut(model: Model, state: State, room: Scratch, r: int, p: int) -> bool:
    """Take stop p out of a route; the task still says that it is there."""
    if not _hold(state, room, r):
        return False
    _drive_more(model, state, r, -shortcut(model, state, r, p))
    task = state.stops[r, p]
    n = state.routes[r].length - 1
    for i in range(p, n):
        state.stops[r, i] = state.stops[r, i + 1]
    state.routes[r].length = n
    state.routes[r].work -= model.tasks[task].minutes
    _extra(model, state, r)
    renew(model, state, room, r, p, p)
    return True


@inner
def has_rival(model: Model, state: State, r: int) -> bool:
    """Say whether whoever drives a route has visits on another duty that day."""
    for other in range(model.routes[r].first_rival, model.routes[r].last_rival):
        if state.routes[other].length > 0 and (
            model.routes[other].duty != model.routes[r].duty
        ):
            return True
    return False


@inlined
def splice(
    model: Model, state: State, room: Scratch, r: int, p: int, task: int
) -> bool:
    """Put a task before stop p of a route; say whether the crew may take it."""
    n = state.routes[r].length
    if n >= MOST_STOPS - 1 or (n == 0 and has_rival(model, state, r)):
        return False
    if not _hold(state, room, r):
        return False
    if not _join(model, state, room, r, task):
        return False
    _drive_more(model, state, r, detour(model, state, r, p, task))
    for i in range(n, p, -1):
        state.stops[r, i] = state.stops[r, i - 1]
    state.stops[r, p] = task
    state.routes[r].length = n + 1
    state.routes[r].work += model.tasks[task].minutes
    _extra(model, state, r)
    renew(model, state, room, r, p, np.int64(p + 1))
    return True


@inner
def _join(model: Model, state: State, room: Scratch, r: int, task: int) -> bool:
    """Let a task be on a route; refused where it is fixed or the crew may not."""
    # Cut from this route by the same change: who drives it, and when, is known.
    if state.tasks[task].route == r:
        return True
    if model.tasks[task].fixed and state.tasks[task].route >= 0:
        return False
    if not model.can[task, model.routes[r].crew]:
        return False
    note(state, room, task)
    state.tasks[task].route = r
    # Not known yet: whoever waits for it is told once it is computed.
    state.tasks[task].arrives = -NEVER
    return True


@inner
def replace(
    model: Model, state: State, room: Scratch, r: int, stops: Ints, n: int
) -> bool:
    """Give a route other stops; say whether its crew may take them."""
    if n >= MOST_STOPS or not _hold(state, room, r):
        return False
    if n > 0 and state.routes[r].length == 0 and has_rival(model, state, r):
        return False
    for i in range(n):
        if not _join(model, state, room, r, stops[i]):
            return False
    was = state.routes[r].length
    p = np.int64(0)
    while p < n and p < was and state.stops[r, p] == stops[p]:
        p += 1
    # What is the same at both ends need not be timed anew.
    tail = np.int64(0)
    while (
        tail < min(n, was) - p and state.stops[r, was - 1 - tail] == stops[n - 1 - tail]
    ):
        tail += 1
    for i in range(p, n):
        state.stops[r, i] = stops[i]
    state.routes[r].length = n
    state.routes[r].work = work_of(model, state, r)
    driven = length_of(model, state, r)
    _drive_more(model, state, r, driven - state.routes[r].driven)
    _extra(model, state, r)
    renew(model, state, room, r, p, n - tail)
    return True


@inlined
def apart(model: Model, state: State, room: Scratch, mark: int) -> bool:
    """Say whether the moved tasks that want different crews have them."""
    for i in range(mark, room.n[0].tasks):
        task = room.ids[i]
        r = state.tasks[task].route
        if r < 0 or room.was[i].route == r:
            continue
        for j in range(model.tasks[task].first_link, model.tasks[task].last_link):
            if model.links[j].apart == 0:
                continue
            other = state.tasks[model.links[j].other].route
            if other >= 0 and model.routes[other].crew == model.routes[r].crew:
                return False
    return True


@inner
def introduce(model: Model, state: State, room: Scratch, mark: int) -> None:
    """Let the crews of moved tasks part from old clients and meet new ones."""
    price = np.int64(0)
    for i in range(mark, room.n[0].tasks):
        task, old = room.ids[i], room.was[i].route
        now = state.tasks[task].route
        # Only its first entry remembers the old route; the rest are new times.
        if old == now:
            continue
        if old >= 0:
            price += part(model, state, task, model.routes[old].crew)
        else:
            price -= model.tasks[task].open_price
        if now >= 0:
            price += meet(model, state, task, model.routes[now].crew)
        else:
            price += model.tasks[task].open_price
    state.x[0].total += price


@inner
def undo(
    model: Model, state: State, room: Scratch, tasks: int, routes: int, met: int
) -> None:
    """Go back to where the journal had so many entries.

    The caller puts the price and the largest lateness back; ``met`` says whether the
    moved tasks have met their new crews.
    """
    for i in range(room.n[0].tasks - 1, tasks - 1, -1):
        task, old = room.ids[i], room.was[i].route
        now = state.tasks[task].route
        if met > 0 and old != now:
            if now >= 0:
                part(model, state, task, model.routes[now].crew)
            if old >= 0:
                meet(model, state, task, model.routes[old].crew)
        state.tasks[task] = room.was[i]
    for m in range(room.n[0].routes - 1, routes - 1, -1):
        r, n = room.held[m, 0], room.held[m, 1]
        state.routes[r].length = n
        state.routes[r].driven = room.held[m, 2]
        state.routes[r].work = room.held[m, 3]
        state.routes[r].extra = room.held[m, 4]
        for i in range(n):
            state.stops[r, i] = room.held[m, i + 5]
    room.n[0].tasks = tasks
    room.n[0].routes = routes
    room.n[0].waiting = 0


@inlined
def edit(room: Scratch, n: int, kind: int, r: int, p: int, task: int) -> int:
    """Add to the changes that are proposed; return how many they are."""
    room.edits[n, 0] = kind
    room.edits[n, 1] = r
    room.edits[n, 2] = p
    room.edits[n, 3] = task
    return n + 1


@inlined
def make(model: Model, state: State, room: Scratch, n: int) -> bool:
    """Make the proposed changes; say whether all of them could be."""
    for i in range(n):
        kind, r = room.edits[i, 0], room.edits[i, 1]
        p, task = room.edits[i, 2], room.edits[i, 3]
        made = True
        if kind == CUT:
            made = cut(model, state, room, r, p)
        elif kind == SPLICE:
            made = splice(model, state, room, r, p, task)
        elif kind == LOW:
            decide_low(model, state, room, task, p)
        else:
            made = replace(model, state, room, r, room.a if kind == A else room.b, p)
        if not made:
            return False
    return True


@inlined
def attempt(
    model: Model, state: State, room: Scratch, edits: int, allowed: int
) -> bool:
    """Make the proposed changes; undo them if not legal or dearer than allowed."""
    before, largest = state.x[0].total, state.x[0].largest
    clear(room)
    met = np.int64(0)
    # Who must be apart is looked up before anything is timed, which costs most.
    if (
        make(model, state, room, edits)
        and apart(model, state, room, np.int64(0))
        and settle(model, state, room, np.int64(0))
    ):
        introduce(model, state, room, np.int64(0))
        met = np.int64(1)
        if state.x[0].total - before <= allowed:
            return True
    undo(model, state, room, np.int64(0), np.int64(0), met)
    state.x[0].total = before
    state.x[0].largest = largest
    return False


@inner
def requeue(model: Model, state: State, room: Scratch, task: int) -> None:
    """Compute the times of a route anew from a task on."""
    r = state.tasks[task].route
    if r >= 0:
        at = position(state, r, task)
        if at >= 0:
            renew(model, state, room, r, at, at)


@inner
def decide_low(model: Model, state: State, room: Scratch, task: int, low: int) -> None:
    """Decide how early a visit may begin."""
    note(state, room, task)
    state.tasks[task].wlow = low
    requeue(model, state, room, task)
    for i in range(model.tasks[task].first_link, model.tasks[task].last_link):
        requeue(model, state, room, model.links[i].other)


@inner
def change(
    model: Model, state: State, room: Scratch, op: int, r: int, p: int, task: int
) -> int:
    """Change one route; return what that changes, or ``ILLEGAL`` if it is undone.

    ``OFF`` leaves the visit at stop p open, ``ON`` puts an open visit before stop p,
    ``TRY`` prices that and undoes it, ``TIME`` computes all times of the route anew,
    ``FILL`` gives it the stops ``room.a[:p]``.
    """
    before, largest = state.x[0].total, state.x[0].largest
    # A large move makes many changes in one journal: only this one is undone.
    tasks, routes = room.n[0].tasks, room.n[0].routes
    made = True
    if op == OFF:
        made = _open(model, state, room, r, p, task)
    elif op in (ON, TRY):
        made = splice(model, state, room, r, p, task)
    elif op == FILL:
        made = replace(model, state, room, r, room.a, p)
    else:
        queue(room, r, np.int64(0), state.routes[r].length)
    price, met = ILLEGAL, np.int64(0)
    if made and apart(model, state, room, tasks) and settle(model, state, room, tasks):
        introduce(model, state, room, tasks)
        met = np.int64(1)
        price = state.x[0].total - before
        if op != TRY:
            return price
    undo(model, state, room, tasks, routes, met)
    state.x[0].total = before
    state.x[0].largest = largest
    return price


@inner
def _open(model: Model, state: State, room: Scratch, r: int, p: int, task: int) -> bool:
    """Take a visit off its route, so that nobody makes it."""
    if not cut(model, state, room, r, p):
        return False
    note(state, room, task)
    state.x[0].total -= state.tasks[task].off * model.tasks[task].outside_price
    state.tasks[task].route = -1
    state.tasks[task].off = 0
    for i in range(model.tasks[task].first_link, model.tasks[task].last_link):
        requeue(model, state, room, model.links[i].other)
    return True


@inner
def drivable(model: Model, state: State, room: Scratch, r: int) -> bool:
    """Say whether a route is legal as its crew moves now, and delays no other."""
    total = state.x[0].total
    clear(room)
    legal = sweep(model, state, room, r, np.int64(0), state.routes[r].length)
    for i in range(room.n[0].tasks):
        task = room.ids[i]
        tied = model.tasks[task].last_link > model.tasks[task].first_link
        if tied and state.tasks[task].begins > room.was[i].begins:
            legal = False
    undo(model, state, room, np.int64(0), np.int64(0), np.int64(0))
    state.x[0].total = total
    return legal
