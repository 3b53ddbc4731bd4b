"""Take related visits out of their routes and put them back where they are cheapest."""

import numpy as np

from scheduler.compiled import inlined, inner
from scheduler.tours.kernels.decode import note, place_before, position
from scheduler.tours.kernels.meetings import meet, part
from scheduler.tours.kernels.model import (
    MOST_REMOVED,
    MOST_STOPS,
    Model,
    Scratch,
    State,
)
from scheduler.tours.kernels.moves import some_route, stop_at
from scheduler.tours.kernels.trial import (
    ILLEGAL,
    OFF,
    ON,
    TRY,
    allowance,
    change,
    clear,
    detour,
    draw,
    has_rival,
    undo,
)


@inlined
def _opens(model: Model) -> bool:
    """Say whether it is open which routes are driven at all."""
    return model.p[0].nameless + model.p[0].chosen > 0


@inner
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
    n = state.routes[r].length
    at = min(stop_at(state, r, moment), n - 1)
    first = max(0, min(at - draw(state, many), n - many))
    return _remove(model, state, room, r, first, min(first + many, n), removed)


@inner
def _remove(
    model: Model,
    state: State,
    room: Scratch,
    r: int,
    first: int,
    last: int,
    removed: int,
) -> int:
    """Take the stops [first:last] off a route, those that may be."""
    # From the back, so that the positions before a stop stay what they are.
    for i in range(last - 1, first - 1, -1):
        task = state.stops[r, i]
        if model.tasks[task].fixed or removed >= MOST_REMOVED:
            continue
        if change(model, state, room, OFF, r, np.int64(i), task) < ILLEGAL:
            room.removed[removed] = task
            removed += 1
    return removed


@inner
def _ruin(model: Model, state: State, room: Scratch, seed: int) -> int:
    """Open the seed and strings around it; return how many tasks that are."""
    removed = np.int64(0)
    moment = state.tasks[seed].wlow
    r = state.tasks[seed].route
    if r < 0:
        room.removed[0] = seed
        removed = np.int64(1)
    else:
        moment = state.tasks[seed].begins
        n = state.routes[r].length
        # At times all of it: no string, taken out and put back, saves a tour.
        many = n if draw(state, np.int64(4)) == 0 else 1 + draw(state, min(8, n))
        removed = _remove_string(model, state, room, r, moment, many, removed)
    for _ in range(1 + draw(state, np.int64(3))):
        other = some_route(model, state, seed)
        if other < 0 or other == r or state.routes[other].length == 0:
            continue
        many = 1 + draw(state, min(6, state.routes[other].length))
        if _opens(model) and draw(state, np.int64(4)) == 0:
            many = state.routes[other].length
        removed = _remove_string(model, state, room, other, moment, many, removed)
    return removed


@inner
def _free_partners(model: Model, state: State, room: Scratch, removed: int) -> int:
    """Now and then open the visits too that the opened ones are tied to."""
    for i in range(removed):
        task = room.removed[i]
        if model.tasks[task].last_link == model.tasks[task].first_link:
            continue
        # A partner that stays holds the visit at the moment it had.
        if draw(state, np.int64(2)) == 0:
            continue
        for j in range(model.tasks[task].first_link, model.tasks[task].last_link):
            other = model.links[j].other
            r = state.tasks[other].route
            if r < 0 or model.tasks[other].fixed or removed >= MOST_REMOVED:
                continue
            p = position(state, r, other)
            if change(model, state, room, OFF, r, p, other) < ILLEGAL:
                room.removed[removed] = other
                removed += 1
    return removed


@inner
def _least(model: Model, state: State, r: int, p: int, task: int) -> int:
    """Return less than what driving and lateness cost with the task before stop p.

    ``ILLEGAL`` where it or the next visit could not begin in time. What ties bring
    about, and those after the next, is left out.
    """
    mode, place = model.routes[r].mode, model.tasks[task].place
    ready, here = model.routes[r].start, place_before(model, state, r, p)
    if p > 0:
        before = state.stops[r, p - 1]
        ready = state.tasks[before].begins + model.tasks[before].minutes
    begin = max(state.tasks[task].wlow, ready + model.travel_to[mode, place, here])
    if begin > model.tasks[task].latest:
        return ILLEGAL
    late = max(0, begin - model.tasks[task].high) * model.tasks[task].outside_price
    if p < state.routes[r].length:
        after = state.stops[r, p]
        begin += model.tasks[task].minutes
        begin += model.travel[mode, place, model.tasks[after].place]
        if begin > model.tasks[after].latest:
            return ILLEGAL
        more = begin - model.tasks[after].high - state.tasks[after].off
        late += max(0, more) * model.tasks[after].outside_price
    return late + detour(model, state, r, p, task) * model.routes[r].travel_price


@inner
def _best_on(
    model: Model, state: State, room: Scratch, r: int, task: int, best: int
) -> tuple[int, int]:
    """Return the least price on a route and where; (best, -1) if none is below."""
    found = np.int64(-1)
    floor = -model.tasks[task].open_price + _meeting_price(model, state, r, task)
    for p in range(state.routes[r].length + 1):
        # A bound first: to time a route costs many times as much.
        if _least(model, state, r, np.int64(p), task) + floor >= best:
            continue
        price = change(model, state, room, TRY, r, np.int64(p), task)
        if price < best:
            best, found = price, np.int64(p)
    return best, found


@inner
def _meeting_price(model: Model, state: State, r: int, task: int) -> int:
    """Return what it costs that a route's crew meets the client."""
    if model.tasks[task].client < 0 and model.tasks[task].named < 0:
        return np.int64(0)
    price = meet(model, state, task, model.routes[r].crew)
    part(model, state, task, model.routes[r].crew)
    return price


@inner
def _cheapest(
    model: Model, state: State, room: Scratch, task: int, blink: int
) -> tuple[int, int]:
    """Return the route and stop where an open task costs least; (-1, -1) if open does.

    One route in ``blink`` is overlooked, so that not the same is chosen every time.
    """
    best, best_r, best_p = np.int64(0), np.int64(-1), np.int64(-1)
    empty_seen = False
    for i in range(model.tasks[task].first_route, model.tasks[task].last_route):
        r = model.some_routes[i]
        if not model.can[task, model.routes[r].crew] or draw(state, blink) == 0:
            continue
        if state.routes[r].length >= MOST_STOPS - 1:
            continue
        if state.routes[r].length == 0 and model.routes[r].open_cost > 0:
            # Empty tours of a day are much alike: one is looked at, seldom another.
            if empty_seen and draw(state, np.int64(8)) > 0:
                continue
            if has_rival(model, state, r):
                continue
            empty_seen = True
        best, p = _best_on(model, state, room, r, task, best)
        if p >= 0:
            best_r, best_p = r, p
    return best_r, best_p


@inner
def insert_best(
    model: Model, state: State, room: Scratch, task: int, blink: int
) -> bool:
    """Put an open task where it costs least, if that is less than leaving it open.

    A flexible one that finds no place may begin before its window.
    """
    if model.tasks[task].fixed:
        return False
    r, p = _cheapest(model, state, room, task, blink)
    tied = model.tasks[task].last_link > model.tasks[task].first_link
    if r < 0 and not tied and model.tasks[task].soonest < state.tasks[task].wlow:
        note(state, room, task)
        state.tasks[task].wlow = model.tasks[task].soonest
        r, p = _cheapest(model, state, room, task, blink)
    return r >= 0 and change(model, state, room, ON, r, p, task) < ILLEGAL


@inner
def _bait(model: Model, state: State, seed: int) -> int:
    """Return an empty tour to be filled as if it were open already, or -1.

    Visit by visit no tour would ever be worth opening in the place of two others.
    """
    if not _opens(model) or draw(state, np.int64(2)) == 0:
        return np.int64(-1)
    r = some_route(model, state, seed)
    if r >= 0 and state.routes[r].length == 0:
        return r
    return np.int64(-1)


@inner
def _give_way(
    model: Model, state: State, room: Scratch, bait: int, removed: int
) -> int:
    """Take the visits off what the driver of a route has instead of it that day."""
    for r in range(model.routes[bait].first_rival, model.routes[bait].last_rival):
        stops = state.routes[r].length
        removed = _remove(model, state, room, r, np.int64(0), stops, removed)
    return removed


@inner
def ruin_and_recreate(
    model: Model, state: State, room: Scratch, seed: int, heat: float
) -> bool:
    """Open tasks around a seed and insert them again; keep it if the annealer may."""
    before, largest = state.x[0].total, state.x[0].largest
    allowed = allowance(state, heat)
    clear(room)
    removed = _ruin(model, state, room, seed)
    removed = _free_partners(model, state, room, removed)
    bait, price = _bait(model, state, seed), np.int64(0)
    if bait >= 0:
        removed = _give_way(model, state, room, bait, removed)
        price = model.routes[bait].open_cost  # no other thread's: see ``another``
        model.routes[bait].open_cost = 0
    _recreate(model, state, room, removed)
    if bait >= 0:
        model.routes[bait].open_cost = price
        if state.routes[bait].length > 0:
            state.routes[bait].extra += price
            state.x[0].total += price
    if state.x[0].total - before <= allowed:
        clear(room)
        return True
    undo(model, state, room, np.int64(0), np.int64(0), np.int64(1))
    state.x[0].total = before
    state.x[0].largest = largest
    return False


@inner
def _recreate(model: Model, state: State, room: Scratch, removed: int) -> None:
    """Insert the removed tasks: in turn from a random one, or the tightest first."""
    offset = draw(state, removed) if removed > 0 else np.int64(0)
    tightest = draw(state, np.int64(2)) == 0
    blink = np.int64(50) if draw(state, np.int64(2)) else np.int64(12)
    for turn in range(removed):
        task = room.removed[(turn + offset) % removed]
        if tightest:
            task = _tightest_open(model, state, room, removed)
        if task >= 0 and state.tasks[task].route < 0:
            put = insert_best(model, state, room, task, blink)
            # It stays the tightest, and would be chosen for ever: the rest go in turn.
            if tightest and not put:
                tightest = False


@inner
def _tightest_open(model: Model, state: State, room: Scratch, removed: int) -> int:
    """Return the removed task that is still open and has the narrowest window."""
    best, width = np.int64(-1), np.int64(1 << 60)
    for i in range(removed):
        task = room.removed[i]
        if state.tasks[task].route < 0:
            span = model.tasks[task].high - state.tasks[task].wlow
            span -= model.tasks[task].minutes
            if span < width:
                best, width = task, span
    return best
