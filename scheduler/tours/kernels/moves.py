"""Small moves: each proposes other contents for a few routes."""

import numpy as np

from scheduler.compiled import inlined, inner
from scheduler.tours.kernels.decode import position
from scheduler.tours.kernels.model import MOST_STOPS, Ints, Model, Scratch, State
from scheduler.tours.kernels.trial import CUT, LOW, SPLICE, A, B, draw, edit


@inner
def some_moment(model: Model, state: State, task: int) -> int:
    """Return a random moment at which the visit might begin."""
    # What it is tied to may hold it where it is.
    if model.tasks[task].last_link > model.tasks[task].first_link and draw(
        state, np.int64(2)
    ):
        return state.tasks[task].begins
    low = state.tasks[task].wlow
    high = min(model.tasks[task].latest, model.tasks[task].high + model.p[0].hour)
    return low + draw(state, max(0, high - low) + 1)


@inlined
def stop_at(state: State, r: int, moment: int) -> int:
    """Return before which stop a route is at ``moment``."""
    p = state.routes[r].length
    while p > 0 and state.tasks[state.stops[r, p - 1]].begins >= moment:
        p -= 1
    return p


@inlined
def some_route(model: Model, state: State, task: int) -> int:
    """Return a random route that could hold the task, or -1."""
    first = model.tasks[task].first_route
    many = model.tasks[task].last_route - first
    return np.int64(-1) if many == 0 else model.some_routes[first + draw(state, many)]


@inner
def relocate(model: Model, state: State, room: Scratch, task: int) -> int:
    """Move a task to another place, mostly on another route."""
    rb = some_route(model, state, task)
    ra = state.tasks[task].route
    # One visit alone never pays for opening a tour: large moves do that.
    if rb < 0 or (
        ra >= 0 and state.routes[rb].length == 0 and model.routes[rb].open_cost > 0
    ):
        return np.int64(0)
    n = np.int64(0)
    p = stop_at(state, rb, some_moment(model, state, task))
    if ra >= 0:
        pa = position(state, ra, task)
        n = edit(room, n, CUT, ra, pa, task)
        # The cut comes first, and moves the stops behind it forward.
        if ra == rb and p > pa:
            p -= 1
    return edit(room, n, SPLICE, rb, p, task)


@inner
def swap(model: Model, state: State, room: Scratch, task: int) -> int:
    """Exchange a task with one that another route has at about that time."""
    none = np.int64(0)
    ra, rb = state.tasks[task].route, some_route(model, state, task)
    if rb < 0 or ra < 0 or ra == rb or state.routes[rb].length == 0:
        return none
    pb = draw(state, state.routes[rb].length)
    other = state.stops[rb, pb]
    gap = state.tasks[other].begins - state.tasks[task].begins
    if gap > 2 * model.p[0].hour or gap < -2 * model.p[0].hour:
        return none
    # That the other route may hold the task is known: it was drawn from those.
    if model.tasks[other].fixed or not model.can[other, model.routes[ra].crew]:
        return none
    pa = position(state, ra, task)
    n = edit(room, none, CUT, ra, pa, task)
    n = edit(room, n, CUT, rb, pb, other)
    # Half the time each goes where its own time is, not where the other stood.
    if draw(state, np.int64(2)) == 0:
        qa = stop_at(state, ra, some_moment(model, state, other))
        qb = stop_at(state, rb, some_moment(model, state, task))
        pa = qa - 1 if qa > pa else qa
        pb = qb - 1 if qb > pb else qb
    n = edit(room, n, SPLICE, ra, pa, other)
    return edit(room, n, SPLICE, rb, pb, task)


@inner
def exchange_tails(model: Model, state: State, room: Scratch, task: int) -> int:
    """Let two routes swap everything from a moment on (from the start: all)."""
    ra, rb = state.tasks[task].route, some_route(model, state, task)
    if rb < 0 or ra < 0 or ra == rb:
        return np.int64(0)
    fa, fb = np.int64(0), np.int64(0)
    if draw(state, np.int64(4)) > 0:
        fa = position(state, ra, task)
        fb = stop_at(state, rb, state.tasks[task].begins)
    ta, tb = state.routes[ra].length, state.routes[rb].length
    return _exchange(state, room, ra, fa, ta, rb, fb, tb)


@inner
def take_shift(model: Model, state: State, room: Scratch, task: int) -> int:
    """Let whoever drives a task's route drive all of it on another shift."""
    none, ra = np.int64(0), state.tasks[task].route
    if ra < 0 or model.routes[ra].last_rival == 0:
        return none
    first = model.routes[ra].first_rival
    rb = first + draw(state, model.routes[ra].last_rival - first)
    if ra == rb:
        return none
    return _exchange(state, room, ra, none, state.routes[ra].length, rb, none, none)


@inner
def exchange_strings(model: Model, state: State, room: Scratch, task: int) -> int:
    """Exchange a task and up to two after it with up to three of another route."""
    ra, rb = state.tasks[task].route, some_route(model, state, task)
    if rb < 0 or ra < 0 or ra == rb:
        return np.int64(0)
    fa = position(state, ra, task)
    ta = min(state.routes[ra].length, fa + 1 + draw(state, np.int64(3)))
    fb = stop_at(state, rb, some_moment(model, state, task))
    tb = min(state.routes[rb].length, fb + draw(state, np.int64(4)))
    return _exchange(state, room, ra, fa, ta, rb, fb, tb)


@inner
def _exchange(
    state: State,
    room: Scratch,
    ra: int,
    fa: int,
    ta: int,
    rb: int,
    fb: int,
    tb: int,
) -> int:
    """Propose that stops [fa:ta] of one route change places with [fb:tb] of another."""
    na = _spliced(state, room.a, ra, fa, ta, rb, fb, tb)
    nb = _spliced(state, room.b, rb, fb, tb, ra, fa, ta)
    if na < 0 or nb < 0:
        return np.int64(0)
    n = edit(room, np.int64(0), A, ra, na, np.int64(-1))
    return edit(room, n, B, rb, nb, np.int64(-1))


@inner
def _spliced(
    state: State, into: Ints, r: int, first: int, last: int, s: int, f: int, t: int
) -> int:
    """Write route r with s[f:t] instead of its [first:last]; return the length."""
    n = state.routes[r].length - (last - first) + (t - f)
    if n >= MOST_STOPS:
        return np.int64(-1)
    for i in range(first):
        into[i] = state.stops[r, i]
    for i in range(f, t):
        into[first + i - f] = state.stops[s, i]
    for i in range(last, state.routes[r].length):
        into[first + t - f + i - last] = state.stops[r, i]
    return n


@inner
def _insert_at(state: State, stops: Ints, n: int, task: int, moment: int) -> int:
    """Put ``task`` before the first stop that begins at ``moment`` or later."""
    if n >= MOST_STOPS - 1:
        return n
    p = n
    while p > 0 and state.tasks[stops[p - 1]].begins >= moment:
        stops[p] = stops[p - 1]
        p -= 1
    stops[p] = task
    return n + 1


@inner
def move_client(model: Model, state: State, room: Scratch, task: int) -> int:
    """Move all of a client's visits on one route to another route."""
    none = np.int64(0)
    ra, rb = state.tasks[task].route, some_route(model, state, task)
    if rb < 0 or ra < 0 or ra == rb:
        return none
    place, na = model.tasks[task].place, np.int64(0)
    for i in range(state.routes[ra].length):
        if model.tasks[state.stops[ra, i]].place != place:
            room.a[na] = state.stops[ra, i]
            na += 1
    # A single visit is what ``relocate`` moves.
    if state.routes[ra].length - na < 2:
        return none
    nb = state.routes[rb].length
    if nb + state.routes[ra].length - na >= MOST_STOPS:
        return none
    for i in range(nb):
        room.b[i] = state.stops[rb, i]
    for i in range(state.routes[ra].length):
        stop = state.stops[ra, i]
        if model.tasks[stop].place == place:
            nb = _insert_at(state, room.b, nb, stop, state.tasks[stop].begins)
    n = edit(room, none, A, ra, na, np.int64(-1))
    return edit(room, n, B, rb, nb, np.int64(-1))


@inner
def move_pair(model: Model, state: State, room: Scratch, task: int) -> int:
    """Move a task and one that it is tied to, both to other crews or moments."""
    none = np.int64(0)
    first = model.tasks[task].first_link
    many = model.tasks[task].last_link - first
    if many == 0:
        return none
    other = model.links[first + draw(state, many)].other
    ra, rb = state.tasks[task].route, state.tasks[other].route
    if ra < 0 or rb < 0 or ra == rb or model.tasks[other].fixed:
        return none
    sa, sb = some_route(model, state, task), some_route(model, state, other)
    # At times one stays on its route: another moment may be all that is needed.
    if draw(state, np.int64(4)) == 0:
        sb = rb
    if sa < 0 or sb < 0 or sa == sb:
        return none
    low = state.tasks[task].wlow
    high = min(model.tasks[task].latest, model.tasks[task].high + model.p[0].hour)
    moment = low + draw(state, max(0, high - low) + 1)
    later = moment + state.tasks[other].begins - state.tasks[task].begins
    pa, pb = position(state, ra, task), position(state, rb, other)
    qa, qb = stop_at(state, sa, moment), stop_at(state, sb, later)
    n = edit(room, none, CUT, ra, pa, task)
    n = edit(room, n, CUT, rb, pb, other)
    if (sa == ra and qa > pa) or (sa == rb and qa > pb):
        qa -= 1
    if (sb == rb and qb > pb) or (sb == ra and qb > pa):
        qb -= 1
    n = edit(room, n, SPLICE, sa, qa, task)
    return edit(room, n, SPLICE, sb, qb, other)


@inner
def flex(model: Model, state: State, room: Scratch, task: int) -> int:
    """Decide anew how early a visit may begin, for all who make it together.

    Earlier than its window where it is flexible; later where others come too, so that
    they need not wait for each other between breaks.
    """
    tied = model.tasks[task].last_link > model.tasks[task].first_link
    low = model.tasks[task].low
    if draw(state, np.int64(2)) == 0:
        first = model.tasks[task].soonest
        last = model.tasks[task].latest if tied else low
        low = first + draw(state, last - first + 1)
    n = edit(room, np.int64(0), LOW, np.int64(-1), low, task)
    for i in range(model.tasks[task].first_link, model.tasks[task].last_link):
        if model.links[i].apart and model.links[i].gap == 0:
            n = edit(room, n, LOW, np.int64(-1), low, model.links[i].other)
    return n
