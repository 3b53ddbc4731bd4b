"""Time the routes: the earliest legal times of fixed orders, visits together included.

Each stop keeps when its crew can be there, when it begins, and when the crew is ready
after it for each number of breaks behind. A change is computed from its position on,
and only as far as it changes anything; where a visit is tied to another, the other's
route follows.
"""

import numpy as np

from scheduler.compiled import inlined, inner, kernel
from scheduler.tours.kernels.model import (
    MOST_BREAKS,
    MOST_CHANGES,
    MOST_WAITING,
    NEVER,
    Ints,
    Model,
    Scratch,
    State,
)

INFEASIBLE = -1
_MOST_SWEEPS = 64
_KEPT_FREE = 256
"""Journal entries that sweeps leave to those who move tasks."""


@inlined
def rest_between(model: Model, r: int, ready: Ints) -> None:
    """Let each number of breaks taken grow by one where a break fits here.

    ``ready[k]`` is the earliest moment at this place with k breaks behind.
    """
    # Upwards, so that one break may follow another at the same place.
    for k in range(model.routes[r].breaks):
        if ready[k] == NEVER:
            continue
        begin = max(ready[k], model.routes[r].break_low[k])
        if begin <= model.routes[r].break_high[k]:
            ready[k + 1] = min(ready[k + 1], begin + model.routes[r].break_minutes[k])


@inlined
def drive(model: Model, r: int, ready: Ints, move: int) -> int:
    """Let a route go on for ``move`` minutes, breaks before or after; return when."""
    last = model.routes[r].breaks
    # Innermost of all: without breaks there is one number to carry.
    if last == 0:
        ready[0] += move
        return ready[0]
    rest_between(model, r, ready)
    for k in range(last + 1):
        if ready[k] < NEVER:
            ready[k] += move
    rest_between(model, r, ready)
    soonest = ready[0]
    for k in range(1, last + 1):
        soonest = min(soonest, ready[k])
    return soonest


@inlined
def begin_of(model: Model, state: State, task: int, arrives: int) -> int:
    """Return when a visit begins whose crew can be there at ``arrives``.

    No visit it is tied to begins before its own crew and window allow.
    """
    begin = max(arrives, state.tasks[task].wlow)
    for i in range(model.tasks[task].first_link, model.tasks[task].last_link):
        other = model.links[i].other
        if state.tasks[other].route >= 0:
            # Not its begin: two that wait for each other would never be earlier.
            own = max(state.tasks[other].arrives, state.tasks[other].wlow)
            begin = max(begin, own + model.links[i].gap)
    return begin


@inner
def queue(room: Scratch, r: int, first: int, sure: int) -> None:
    """Note that a route's times are to be computed from stop ``first`` on.

    From stop ``sure`` on, they are what they were as soon as one of them is.
    """
    n = room.n[0].waiting
    for i in range(min(n, MOST_WAITING)):
        if room.waiting[i, 0] == r:
            room.waiting[i, 1] = min(room.waiting[i, 1], first)
            # A change since may have moved the stops by one; too late only costs time.
            room.waiting[i, 2] = max(room.waiting[i, 2] + 1, sure)
            return
    if n < MOST_WAITING:
        room.waiting[n, 0] = r
        room.waiting[n, 1] = first
        room.waiting[n, 2] = sure
    # Counted even where there was no room: ``settle`` then refuses.
    room.n[0].waiting = n + 1


@inlined
def note(state: State, room: Scratch, task: int) -> None:
    """Write what a task is now into the journal."""
    n = room.n[0].tasks
    room.ids[n] = task
    room.was[n] = state.tasks[task]
    room.n[0].tasks = n + 1


@inner
def renew(
    model: Model, state: State, room: Scratch, r: int, first: int, sure: int
) -> None:
    """Queue a route, as ``queue`` does, that may now be earlier than it was.

    Where a visit waits for one behind it on its own route, each would be held where it
    was by the other: what such visits had is forgotten.
    """
    for i in range(first, state.routes[r].length):
        task = state.stops[r, i]
        for j in range(model.tasks[task].first_link, model.tasks[task].last_link):
            # Where the journal is full they stay as late as they were, which is legal.
            mine = state.tasks[model.links[j].other].route == r
            if mine and room.n[0].tasks < MOST_CHANGES - _KEPT_FREE:
                note(state, room, task)
                state.tasks[task].arrives = -NEVER
                sure = max(sure, np.int64(i))
    queue(room, r, first, sure)


@inner
def _tell_others(model: Model, state: State, room: Scratch, task: int) -> None:
    """Queue the routes of visits that a new arrival makes begin at another time."""
    for i in range(model.tasks[task].first_link, model.tasks[task].last_link):
        other = model.links[i].other
        r = state.tasks[other].route
        # One that is not timed yet looks for itself when its turn comes.
        if r < 0 or state.tasks[other].arrives == -NEVER:
            continue
        begin = begin_of(model, state, other, state.tasks[other].arrives)
        if begin != state.tasks[other].begins:
            at = position(state, r, other)
            # Cut out, and on its way to a route that is queued.
            if at < 0:
                continue
            if begin < state.tasks[other].begins:
                renew(model, state, room, r, at, at)
            else:
                queue(room, r, at, at)


@inlined
def position(state: State, r: int, task: int) -> int:
    """Return where a task stands on a route, -1 where it does not."""
    for i in range(state.routes[r].length):
        if state.stops[r, i] == task:
            return i
    return np.int64(-1)


@inlined
def place_at(model: Model, state: State, r: int, p: int) -> int:
    """Return where stop p of a route is; after the last, where the route ends."""
    if p == state.routes[r].length:
        return model.routes[r].end_place
    return model.tasks[state.stops[r, p]].place


@inlined
def place_before(model: Model, state: State, r: int, p: int) -> int:
    """Return where a route comes from to its stop p."""
    if p == 0:
        return model.routes[r].start_place
    return model.tasks[state.stops[r, p - 1]].place


@inlined
def _leaves(
    model: Model, state: State, task: int, ready: Ints, begin: int, last: int
) -> None:
    """Let the crew make the visit, for each number of breaks behind."""
    tied = model.tasks[task].last_link > model.tasks[task].first_link
    latest, low = model.tasks[task].latest, state.tasks[task].wlow
    for k in range(last + 1):
        mine = max(ready[k], low)
        # Who make it together begin at once, however many breaks are behind each.
        if tied:
            mine = begin if mine <= begin else NEVER
        ready[k] = mine + model.tasks[task].minutes if mine <= latest else NEVER


@inner
def _write(
    model: Model,
    state: State,
    room: Scratch,
    task: int,
    arrives: int,
    begin: int,
    last: int,
) -> None:
    """Store a task's new times and what they cost."""
    note(state, room, task)
    off = max(0, begin - model.tasks[task].high, model.tasks[task].low - begin)
    state.x[0].total += (off - state.tasks[task].off) * model.tasks[task].outside_price
    moved = arrives != state.tasks[task].arrives
    state.tasks[task].off = off
    state.tasks[task].arrives = arrives
    state.tasks[task].begins = begin
    vague = np.int64(0)
    for k in range(last + 1):
        state.tasks[task].leave[k] = room.ready[k]
        if last > 0 and room.ready[k] < NEVER:
            mine = room.ready[k] - model.tasks[task].minutes
            out = mine > model.tasks[task].high or mine < model.tasks[task].low
            vague += out and model.tasks[task].outside_price > 0
    state.tasks[task].vague = vague
    if moved and model.tasks[task].last_link > model.tasks[task].first_link:
        _tell_others(model, state, room, task)


@inlined
def sweep(
    model: Model, state: State, room: Scratch, r: int, first: int, sure: int
) -> bool:
    """Compute the times of a route from stop ``first`` on; say whether they are legal.

    Drives, breaks and visits follow each other without overlap; all breaks are taken
    and the route ends in time.
    """
    ready, mode = room.ready, model.routes[r].mode
    n, last = state.routes[r].length, model.routes[r].breaks
    for k in range(MOST_BREAKS + 1):
        ready[k] = NEVER
    ready[0] = model.routes[r].start
    here = place_before(model, state, r, first)
    if first > 0:
        before = state.stops[r, first - 1]
        for k in range(last + 1):
            ready[k] = state.tasks[before].leave[k]
    for i in range(first, n):
        task = state.stops[r, i]
        there = model.tasks[task].place
        arrives = drive(model, r, ready, model.travel[mode, here, there])
        begin = begin_of(model, state, task, arrives)
        if begin > model.tasks[task].latest:
            return False
        _leaves(model, state, task, ready, begin, last)
        same = (
            arrives == state.tasks[task].arrives and begin == state.tasks[task].begins
        )
        for k in range(last + 1):
            same = same and ready[k] == state.tasks[task].leave[k]
        if not same:
            if room.n[0].tasks >= MOST_CHANGES - _KEPT_FREE:
                return False
            _write(model, state, room, task, arrives, begin, last)
        elif i >= sure:
            _price_as_taken(model, state, room, r)
            return True
        here = there
    home = model.routes[r].end_place
    drive(model, r, ready, model.travel[mode, here, home])
    # Nobody drives an empty route, so it need not have room for the breaks.
    if n > 0 and ready[last] > model.routes[r].end:
        return False
    _price_as_taken(model, state, room, r)
    return True


@inner
def _price_as_taken(model: Model, state: State, room: Scratch, r: int) -> None:
    """Price vague starts by the breaks that are really behind them.

    That is known at the end only: all breaks are taken, so that the end is reached as
    early as can be (``timetable`` writes the same times).
    """
    if model.routes[r].breaks == 0:
        return
    first = state.routes[r].length
    for i in range(state.routes[r].length - 1, -1, -1):
        if state.tasks[state.stops[r, i]].vague:
            first = i
    if first < state.routes[r].length:
        _walk_to(model, state, room, r, first)


@inner
def _walk_to(model: Model, state: State, room: Scratch, r: int, first: int) -> None:
    """Walk back from the end to stop ``first``, and price what is vague on the way."""
    n, mode = state.routes[r].length, model.routes[r].mode
    last = model.routes[r].breaks
    before, after = room.steps[0], room.steps[1]
    there, k = model.routes[r].end_place, last
    for i in range(n - 1, first - 1, -1):
        task = state.stops[r, i]
        here = model.tasks[task].place
        move = model.travel[mode, here, there]
        for j in range(MOST_BREAKS + 1):
            before[j] = state.tasks[task].leave[j] if j <= last else NEVER
        rest_between(model, r, before)
        for j in range(MOST_BREAKS + 1):
            after[j] = before[j] + move if before[j] < NEVER else NEVER
        rest_between(model, r, after)
        k = _unrest(model, r, after, before, move, k, room.steps[2])
        k = _unrest(model, r, before, before, np.int64(-1), k, room.steps[2])
        there = here
        if state.tasks[task].vague:
            begin = state.tasks[task].leave[k] - model.tasks[task].minutes
            off = max(0, begin - model.tasks[task].high, model.tasks[task].low - begin)
            if off != state.tasks[task].off:
                note(state, room, task)
                more = off - state.tasks[task].off
                state.x[0].total += more * model.tasks[task].outside_price
                state.tasks[task].off = off


@inner
def _next(state: State, room: Scratch) -> int:
    """Return the place in the queue whose times come first."""
    # A later moment seldom changes an earlier one, so few are timed twice.
    best, soonest = np.int64(0), NEVER
    for i in range(room.n[0].waiting):
        r, first = room.waiting[i, 0], room.waiting[i, 1]
        moment = np.int64(0)
        if first > 0:
            moment = state.tasks[state.stops[r, first - 1]].begins
        if moment < soonest:
            best, soonest = np.int64(i), moment
    return best


@inlined
def settle(model: Model, state: State, room: Scratch, mark: int) -> bool:
    """Compute all times that wait to be; say whether they are legal.

    Two orders that wait for each other never settle: they are not legal.
    ``mark`` is where the journal of this change begins.
    """
    sweeps = 0
    while room.n[0].waiting > 0:
        sweeps += 1
        if sweeps > _MOST_SWEEPS or room.n[0].waiting > MOST_WAITING:
            return False
        i = _next(state, room) if room.n[0].waiting > 1 else np.int64(0)
        r, first, sure = room.waiting[i, 0], room.waiting[i, 1], room.waiting[i, 2]
        last = room.n[0].waiting - 1
        for j in range(3):
            room.waiting[i, j] = room.waiting[last, j]
        room.n[0].waiting = last
        if not sweep(model, state, room, r, first, sure):
            return False
    # Only published instances price it; a plan of care does not.
    if model.p[0].largest_price > 0:
        renew_largest(model, state, room, mark)
    return True


@inner
def renew_largest(model: Model, state: State, room: Scratch, mark: int) -> None:
    """Price the largest lateness anew after the changes since ``mark``."""
    now, high, lost = state.x[0].largest, np.int64(0), False
    for i in range(mark, room.n[0].tasks):
        high = max(high, state.tasks[room.ids[i]].off)
        lost = lost or room.was[i].off == now
    # All tasks are looked at only where the one that was latest no longer is.
    if high < now and lost:
        for task in range(state.tasks.shape[0]):
            high = max(high, state.tasks[task].off)
    elif high < now:
        high = now
    state.x[0].total += (high - now) * model.p[0].largest_price
    state.x[0].largest = high


@inner
def scarcity(model: Model, state: State, r: int) -> int:
    """Return the price of a nameless tour that few people could take."""
    if model.p[0].nameless == 0:
        return 0
    found = 0
    for w in range(model.words.shape[1]):
        word = model.words[model.p[0].tasks + r, w]
        for i in range(state.routes[r].length):
            word &= model.words[state.stops[r, i], w]
        while word:
            # Clears the lowest bit: one turn for each person, not for each bit.
            word &= word - np.uint64(1)
            found += 1
    return model.p[0].scarcity[min(found, 7)]


@inner
def work_of(model: Model, state: State, r: int) -> int:
    """Return the minutes of a route's visits."""
    work = np.int64(0)
    for i in range(state.routes[r].length):
        work += model.tasks[state.stops[r, i]].minutes
    return work


@inlined
def extra_of(model: Model, state: State, r: int) -> int:
    """Return what a route costs for being used, being full, and how few could take it.

    Paying for each minute above what fills a route spreads the work evenly.
    """
    if state.routes[r].length == 0:
        return np.int64(0)
    busy = state.routes[r].work + state.routes[r].driven
    above = max(0, busy - model.routes[r].full)
    few = scarcity(model, state, r)
    return model.routes[r].open_cost + above * model.p[0].full_price + few


@inner
def length_of(model: Model, state: State, r: int) -> int:
    """Return the minutes that a route drives."""
    n, mode = state.routes[r].length, model.routes[r].mode
    if n == 0:
        return np.int64(0)
    driven, here = np.int64(0), model.routes[r].start_place
    for i in range(n):
        there = model.tasks[state.stops[r, i]].place
        driven += model.travel[mode, here, there]
        here = there
    return driven + model.travel[mode, here, model.routes[r].end_place]


@kernel
def timetable(
    model: Model, state: State, r: int, ready: Ints, begins: Ints, break_begins: Ints
) -> int:
    """Write the exact times of a route that is legal.

    ``begins[i]`` is the start at stop i, ``break_begins[k]`` that of break k. Walks the
    same table as ``sweep``, keeping where each value came from in ``ready``: rows leave
    place, arrive, visited for every stop and then the end. Returns the moment the end
    is reached, or INFEASIBLE.
    """
    n, last = state.routes[r].length, model.routes[r].breaks
    ready[:] = NEVER
    ready[0, 0] = model.routes[r].start
    here, mode = model.routes[r].start_place, model.routes[r].mode
    for i in range(n + 1):
        there = place_at(model, state, r, np.int64(i))
        move = model.travel[mode, here, there]
        row = 3 * i
        rest_between(model, r, ready[row])
        for k in range(last + 1):
            if ready[row, k] < NEVER:
                ready[row + 1, k] = ready[row, k] + move
        rest_between(model, r, ready[row + 1])
        if i == n:
            break
        task = state.stops[r, i]
        for k in range(last + 1):
            ready[row + 3, k] = ready[row + 1, k]
        _leaves(model, state, task, ready[row + 3], state.tasks[task].begins, last)
        here = there
    reached = ready[3 * n + 1, last]
    if reached > model.routes[r].end:
        return INFEASIBLE
    _walk_back(model, state, r, ready, begins, break_begins)
    return reached


@inner
def _walk_back(
    model: Model, state: State, r: int, ready: Ints, begins: Ints, break_begins: Ints
) -> None:
    n, k = state.routes[r].length, model.routes[r].breaks
    mode = model.routes[r].mode
    for i in range(n, -1, -1):
        row = 3 * i
        here = place_before(model, state, r, np.int64(i))
        there = place_at(model, state, r, np.int64(i))
        move = model.travel[mode, here, there]
        k = _unrest(model, r, ready[row + 1], ready[row], move, k, break_begins)
        k = _unrest(model, r, ready[row], ready[row], np.int64(-1), k, break_begins)
        if i > 0:
            task = state.stops[r, i - 1]
            begins[i - 1] = ready[row, k] - model.tasks[task].minutes


@inner
def _unrest(
    model: Model,
    r: int,
    ready: Ints,
    before: Ints,
    move: int,
    k: int,
    break_begins: Ints,
) -> int:
    """Undo the breaks that were taken at one place; return how many remain.

    With ``move`` >= 0 a value that equals arriving by that move came without a break.
    Before a move, a value came from a break when the break explains it.
    """
    while k > 0:
        if move >= 0 and before[k] < NEVER and ready[k] == before[k] + move:
            break
        if ready[k - 1] == NEVER:
            break
        begin = max(ready[k - 1], model.routes[r].break_low[k - 1])
        if begin > model.routes[r].break_high[k - 1]:
            break
        if ready[k] != begin + model.routes[r].break_minutes[k - 1]:
            break
        break_begins[k - 1] = begin
        k -= 1
    return k
