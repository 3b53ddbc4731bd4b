"""Anneal who works which duty: whole tours change hands, and shifts with them.

The visits of a tour stay together. Its price is that of two lines, and of whom the
clients meet.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from scheduler.compiled import inlined, inner, kernel
from scheduler.compiled.tables import table
from scheduler.lines.kernels.arrays import FORBIDDEN, LineArrays, Longs
from scheduler.lines.kernels.fair_share import share_all, share_anew
from scheduler.lines.kernels.line import line_cost
from scheduler.lines.kernels.manning import (
    OFF,
    Manning,
    count_head,
    draw,
    is_refused,
    slot_price,
)
from scheduler.tours.kernels.meetings import meet, part
from scheduler.tours.kernels.model import Model, State

IDLE = -1
"""Instead of a tour, where somebody drives none."""

TO_KNOWN, SWAPPED, RUN, TWICE, TOURS, KINDS, CLAIMED = 40, 50, 64, 76, 84, 92, 3
STEPS = 96
"""Of so many steps, the most give a duty to somebody whom one of its clients meets on
another day, for what that person has; then any two people swap a day, days in a row,
two days, the tours alone, or one person changes shift; the last swap weekends. Of
``CLAIMED`` steps one gives somebody a tour that nobody drives, if there is one."""

MOVED = 2
"""Of so many steps with a duty without a tour, one moves it to another day."""

RELIEVED, NEAR = 2, 6
"""Whoever takes a tour that nobody drives gives up to so many duties away, to one
person each; one in four within so many days."""

ILLEGAL = FORBIDDEN // 20
"""Öre that only what the law forbids costs."""

TRIES = 8
"""Draws of a duty, or of somebody to swap with, before a step gives up."""


@table
class Holdings(NamedTuple):
    """Who drives which tour, and what each tour allows."""

    tour: Longs
    """[person, day] number of a tour, or ``IDLE``."""
    span: Longs
    """[tour, 2] range in ``tasks``."""
    tasks: Longs
    takes: NDArray[np.uint8]
    """[tour, person] 1 where the person could drive it."""
    fits: NDArray[np.uint8]
    """[tour, kind] 1 where it can be driven on that shift."""
    still: NDArray[np.uint8]
    """[person, day] 1 where nothing changes."""
    most: Longs
    """[kind] how many may work it on a day."""
    held: Longs
    """[tour] how many drive it."""
    driver: Longs
    """[tour] who was the last to begin to."""
    open_price: Longs
    """[tour] öre while nobody does."""
    spare: Longs
    """[day, kind] the unit that somebody on it without a tour is to spare in, or -1."""
    idle: Longs
    """[day, unit] people to spare."""
    crowd: Longs
    """[2] how many are free of charge, and by how many öre each further one is
    dearer."""
    loose: Longs
    """[n, 3] tours that nobody drove, their days and kinds."""
    edits: Longs
    """[n, 5] person, day, kind and tour before, tour after: what a step changed."""
    costs: Longs
    """[n] öre of the person's line after a step."""


def start_handovers(
    m: LineArrays, s: Manning, h: Holdings, model: Model, state: State
) -> int:
    """Count heads and price all lines; return what these cost."""
    return int(_work(m, s, h, model, state, 0, 0.0))


def hand_over(
    m: LineArrays,
    s: Manning,
    h: Holdings,
    model: Model,
    state: State,
    steps: int,
    heat: float,
) -> int:
    """Make ``steps`` at one temperature (öre); return the change of price."""
    return int(_work(m, s, h, model, state, steps, heat))


@kernel
def _work(
    m: LineArrays,
    s: Manning,
    h: Holdings,
    model: Model,
    state: State,
    steps: int,
    heat: float,
) -> int:
    if steps == 0:
        return _count_all(m, s, h)
    gained = np.int64(0)
    for _ in range(steps):
        gained += _step(m, s, h, model, state, heat)
    return gained


@inner
def _count_all(m: LineArrays, s: Manning, h: Holdings) -> int:
    s.cover[:] = 0
    s.heads[:] = 0
    h.held[:] = 0
    h.idle[:] = 0
    total = share_all(m, s)
    for slot in range(m.slot.shape[0]):
        total += slot_price(m, slot, np.int64(0))
    for e in range(s.works.shape[0]):
        s.cost[e] = line_cost(m, s, e)
        total += s.cost[e]
        for d in range(s.works.shape[1]):
            total += _present(m, s, h, e, d, 1)
            if h.tour[e, d] != IDLE:
                h.held[h.tour[e, d]] += 1
                h.driver[h.tour[e, d]] = e
    return total


@inner
def _present(m: LineArrays, s: Manning, h: Holdings, e: int, d: int, by: int) -> int:
    """Count a person in or out of a day; return the change of headcount's price."""
    k = s.works[e, d]
    if k == OFF:
        return np.int64(0)
    s.cover[d, k] += by
    # Whoever drives a tour is away from the unit.
    if h.tour[e, d] != IDLE:
        return np.int64(0)
    return count_head(m, s, e, d, k, by) + _crowd(h, d, k, by)


@inner
def _crowd(h: Holdings, d: int, k: int, by: int) -> int:
    """Count somebody to spare in or out; return the change of price."""
    unit = h.spare[d, k]
    if unit < 0:
        return np.int64(0)
    before = max(0, h.idle[d, unit] - h.crowd[0])
    h.idle[d, unit] += by
    now = max(0, h.idle[d, unit] - h.crowd[0])
    return h.crowd[1] * (now * (now + 1) - before * (before + 1)) // 2


@inner
def _give(
    m: LineArrays, s: Manning, h: Holdings, e: int, d: int, k: int, t: int
) -> int:
    """Let a person have other work on a day.

    Return the change of what a unit and open visits cost. Whom clients meet is for
    ``_settled``: most steps are refused for what they do to a line.
    """
    n = s.edited[0]
    h.edits[n, 0], h.edits[n, 1] = e, d
    h.edits[n, 2], h.edits[n, 3], h.edits[n, 4] = s.works[e, d], h.tour[e, d], t
    s.edited[0] = n + 1
    return _place(m, s, h, e, d, k, t)


@inner
def _place(
    m: LineArrays, s: Manning, h: Holdings, e: int, d: int, k: int, t: int
) -> int:
    change, before = _present(m, s, h, e, d, -1), h.tour[e, d]
    if before != t:
        if before != IDLE:
            h.held[before] -= 1
            change += (h.held[before] == 0) * h.open_price[before]
        if t != IDLE:
            change -= (h.held[t] == 0) * h.open_price[t]
            h.held[t] += 1
            h.driver[t] = e
    s.works[e, d], h.tour[e, d] = k, t
    return change + _present(m, s, h, e, d, 1)


@inner
def _take_back(m: LineArrays, s: Manning, h: Holdings) -> None:
    for n in range(s.edited[0] - 1, -1, -1):
        e, d, k, t = h.edits[n, 0], h.edits[n, 1], h.edits[n, 2], h.edits[n, 3]
        _place(m, s, h, e, d, k, t)


@inner
def _meet_all(s: Manning, h: Holdings, model: Model, state: State) -> int:
    """Let clients meet who now has their tours; return the change of price."""
    change = np.int64(0)
    for n in range(s.edited[0]):
        e, before, t = h.edits[n, 0], h.edits[n, 3], h.edits[n, 4]
        change += _exchange(h, model, state, e, before, t)
    return change


@inner
def _meet_as_before(s: Manning, h: Holdings, model: Model, state: State) -> None:
    for n in range(s.edited[0] - 1, -1, -1):
        e, before, t = h.edits[n, 0], h.edits[n, 3], h.edits[n, 4]
        _exchange(h, model, state, e, t, before)


@inner
def _exchange(
    h: Holdings, model: Model, state: State, e: int, before: int, t: int
) -> int:
    change = np.int64(0)
    if before == t:
        return change
    if before != IDLE:
        for i in range(h.span[before, 0], h.span[before, 1]):
            change += part(model, state, h.tasks[i], e)
    if t != IDLE:
        for i in range(h.span[t, 0], h.span[t, 1]):
            change += meet(model, state, h.tasks[i], e)
    return change


@inner
def _step(
    m: LineArrays, s: Manning, h: Holdings, model: Model, state: State, heat: float
) -> int:
    """Change something; return the change of price, nought if it was taken back."""
    s.edited[0] = 0
    if h.loose.shape[0] > 0 and draw(s, CLAIMED) == 0:
        return _claim(m, s, h, model, state, heat)
    a, d = _duty(s, h)
    if a < 0:
        return np.int64(0)
    sort, b, change = draw(s, STEPS), np.int64(-1), np.int64(0)
    if h.tour[a, d] == IDLE and draw(s, MOVED) == 0:
        change = _move_idle(m, s, h, a, d)
    elif sort < TO_KNOWN:
        b = _acquaintance(m, s, h, model, state, a, d)
    elif sort < TOURS or sort >= KINDS:
        b = _partner(m, s, h, a, d)
    if s.edited[0] > 0:
        return _settled(m, s, h, model, state, change, heat)
    if b >= 0 and sort >= TWICE and sort < TOURS:
        change = _swap_tours(m, s, h, a, b, d)
    elif b >= 0 and sort >= KINDS:
        change = _swap_weekends(m, s, h, a, b, d)
    elif b >= 0:
        change = _swap(m, s, h, a, b, d)
        if sort >= SWAPPED:
            change += _swap_more(m, s, h, a, b, d, sort < RUN)
        elif sort % 2 == 0:
            change += _swap_back(m, s, h, a, b)
    elif sort >= TOURS and sort < KINDS:
        change = _change_kind(m, s, h, a, d)
    if s.edited[0] == 0:
        return np.int64(0)
    return _settled(m, s, h, model, state, change, heat)


@inner
def _claim(
    m: LineArrays, s: Manning, h: Holdings, model: Model, state: State, heat: float
) -> int:
    """Give somebody a tour that nobody drives, mostly for another duty of theirs."""
    n = draw(s, h.loose.shape[0])
    t, d = h.loose[n, 0], h.loose[n, 1]
    a, k = _claimant(m, s, h, t, d, h.loose[n, 2])
    if a < 0:
        return np.int64(0)
    change = _give(m, s, h, a, d, k, t)
    for _ in range(draw(s, np.int64(RELIEVED + 1))):
        change += _relieve(m, s, h, a, d)
    return _settled(m, s, h, model, state, change, heat)


@inner
def _relieve(m: LineArrays, s: Manning, h: Holdings, a: int, d: int) -> int:
    """Let somebody else have a duty of whoever takes one more on day ``d``."""
    i, sort = draw(s, s.works.shape[1]), draw(s, np.int64(4))
    if sort == 0 and m.weekend[d] >= 0:
        # Who takes this weekend mostly has to give one near it away.
        i = d + 7 - 14 * draw(s, np.int64(2))
    elif sort == 1:
        # Rest and days in a row are short around the day itself.
        i = d - NEAR + draw(s, np.int64(2 * NEAR + 1))
    if i == d or i < 0 or i >= s.works.shape[1] or s.works[a, i] == OFF:
        return np.int64(0)
    b = _partner(m, s, h, a, i)
    if b < 0:
        return np.int64(0)
    change = _swap(m, s, h, a, b, i)
    if draw(s, np.int64(3)) > 0:
        few = draw(s, np.int64(2)) == 0
        change += _swap_more(m, s, h, a, b, i, few)
    return change


@inner
def _claimant(
    m: LineArrays, s: Manning, h: Holdings, t: int, d: int, own: int
) -> tuple[int, int]:
    """Return somebody without a tour who could drive it, and on which shift."""
    none = np.int64(-1)
    if h.held[t] > 0:
        return none, none
    for _ in range(TRIES):
        e = draw(s, s.works.shape[0])
        if h.takes[t, e] == 0 or h.still[e, d] or h.tour[e, d] != IDLE:
            continue
        k = s.works[e, d]
        if k != OFF and h.fits[t, k]:
            return e, k
        if m.may[e, d, own] and s.cover[d, own] < h.most[own]:
            return e, own
    return none, none


@inner
def _settled(
    m: LineArrays,
    s: Manning,
    h: Holdings,
    model: Model,
    state: State,
    change: int,
    heat: float,
) -> int:
    """Keep what a step changed, for however many people, or take it back."""
    change += _lines(m, s, h)
    is_illegal = change > ILLEGAL
    if not is_illegal:
        change += _share(m, s, h) + _meet_all(s, h, model, state)
    if is_refused(s, change, heat):
        _take_back(m, s, h)
        if not is_illegal:
            _meet_as_before(s, h, model, state)
            _share(m, s, h)
        return np.int64(0)
    for n in range(s.edited[0]):
        if _is_first(h, n):
            s.cost[h.edits[n, 0]] = h.costs[n]
    return change


@inner
def _lines(m: LineArrays, s: Manning, h: Holdings) -> int:
    """Price the lines that a step changed; return the change, or what is illegal.

    Most steps leave somebody too little rest, which shows without a look at the line.
    """
    for n in range(s.edited[0]):
        if _is_too_soon(m, s, h.edits[n, 0], h.edits[n, 1]):
            return np.int64(FORBIDDEN)
    change = np.int64(0)
    for n in range(s.edited[0]):
        if _is_first(h, n):
            e = h.edits[n, 0]
            h.costs[n] = line_cost(m, s, e)
            change += h.costs[n] - s.cost[e]
    return change


@inlined
def _is_too_soon(m: LineArrays, s: Manning, e: int, d: int) -> bool:
    """Say whether the law forbids a day of a legal line beside those next to it."""
    k, of = s.works[e, d], m.of_class[e]
    if k == OFF or s.cost[e] > ILLEGAL:
        return False
    base = m.base[k]
    before = s.works[e, d - 1] if d > 0 else OFF
    after = s.works[e, d + 1] if d + 1 < s.works.shape[1] else OFF
    if before != OFF and m.pair[of, d - 1, m.base[before], base] > ILLEGAL:
        return True
    return after != OFF and bool(m.pair[of, d, base, m.base[after]] > ILLEGAL)


@inner
def _share(m: LineArrays, s: Manning, h: Holdings) -> int:
    """Count anew what those bear whom a step changed; return the change of price."""
    change = np.int64(0)
    for n in range(s.edited[0]):
        if _is_first(h, n):
            change += share_anew(m, s, h.edits[n, 0])
    return change


@inlined
def _is_first(h: Holdings, n: int) -> bool:
    """Say whether a step's edit is the first of its person."""
    first = np.int64(0)
    while h.edits[first, 0] != h.edits[n, 0]:
        first += 1
    return first == n


@inner
def _duty(s: Manning, h: Holdings) -> tuple[int, int]:
    """Return somebody who works on a day that may change, and it; or (-1, -1)."""
    for _ in range(TRIES):
        e, d = draw(s, s.works.shape[0]), draw(s, s.works.shape[1])
        if s.works[e, d] != OFF and h.still[e, d] == 0:
            return e, d
    return np.int64(-1), np.int64(-1)


@inlined
def _could(m: LineArrays, h: Holdings, e: int, d: int, k: int, t: int) -> bool:
    """Say whether a person could have that work on a day."""
    if k == OFF:
        return True
    return m.may[e, d, k] == 1 and (t == IDLE or h.takes[t, e] == 1)


@inner
def _may_swap(m: LineArrays, s: Manning, h: Holdings, a: int, b: int, d: int) -> bool:
    ka, kb = s.works[a, d], s.works[b, d]
    ta, tb = h.tour[a, d], h.tour[b, d]
    if a == b or h.still[a, d] or h.still[b, d] or (ka == kb and ta == tb):
        return False
    return _could(m, h, b, d, ka, ta) and _could(m, h, a, d, kb, tb)


@inner
def _partner(m: LineArrays, s: Manning, h: Holdings, a: int, d: int) -> int:
    """Return somebody to swap a day with, or -1."""
    for _ in range(TRIES):
        b = draw(s, s.works.shape[0])
        if _may_swap(m, s, h, a, b, d):
            return b
    return np.int64(-1)


@inner
def _acquaintance(
    m: LineArrays, s: Manning, h: Holdings, model: Model, state: State, a: int, d: int
) -> int:
    """Return somebody to swap with who meets a client of the tour anyhow, or -1."""
    t = h.tour[a, d]
    if t == IDLE:
        return _partner(m, s, h, a, d)
    first, last = h.span[t, 0], h.span[t, 1]
    for _ in range(TRIES):
        task = h.tasks[first + draw(s, last - first)]
        mates = model.tasks[task].first_visit
        many = model.tasks[task].last_visit - mates
        other = model.of_client[mates + draw(s, many)]
        b = _holder(model, state, h, other)
        if b >= 0 and _may_swap(m, s, h, a, b, d):
            return b
    return np.int64(-1)


@inner
def _holder(model: Model, state: State, h: Holdings, task: int) -> int:
    """Return who drives a task's tour, or -1."""
    t = state.tasks[task].route
    if t < 0:
        return np.int64(-1)
    d, e = model.tasks[task].day - model.p[0].plan_from, h.driver[t]
    return e if h.tour[e, d] == t else np.int64(-1)


@inner
def _swap(m: LineArrays, s: Manning, h: Holdings, a: int, b: int, d: int) -> int:
    """Let two people swap a day, shift and tour."""
    ka, kb = s.works[a, d], s.works[b, d]
    ta, tb = h.tour[a, d], h.tour[b, d]
    change = _give(m, s, h, a, d, kb, tb)
    return change + _give(m, s, h, b, d, ka, ta)


@inner
def _swap_more(
    m: LineArrays, s: Manning, h: Holdings, a: int, b: int, d: int, few: bool
) -> int:
    """Let two people swap days in a row after it: a few, or up to two weeks."""
    change = np.int64(0)
    most = np.int64(6) if few else np.int64(13)
    last = min(s.works.shape[1], d + 2 + draw(s, most))
    for i in range(d + 1, last):
        if _may_swap(m, s, h, a, b, i):
            change += _swap(m, s, h, a, b, i)
    return change


@inner
def _swap_back(m: LineArrays, s: Manning, h: Holdings, a: int, b: int) -> int:
    """Let two people swap another day as well: hours may even out again."""
    for _ in range(TRIES):
        i = draw(s, s.works.shape[1])
        if _may_swap(m, s, h, a, b, i):
            return _swap(m, s, h, a, b, i)
    return np.int64(0)


@inner
def _swap_tours(m: LineArrays, s: Manning, h: Holdings, a: int, b: int, d: int) -> int:
    """Let two people swap tours and keep their shifts, where these allow it."""
    ka, kb = s.works[a, d], s.works[b, d]
    ta, tb = h.tour[a, d], h.tour[b, d]
    if ka == OFF or kb == OFF or ta == tb:
        return np.int64(0)
    if (ta != IDLE and not h.fits[ta, kb]) or (tb != IDLE and not h.fits[tb, ka]):
        return np.int64(0)
    change = _give(m, s, h, a, d, ka, tb)
    return change + _give(m, s, h, b, d, kb, ta)


@inner
def _swap_weekends(
    m: LineArrays, s: Manning, h: Holdings, a: int, b: int, d: int
) -> int:
    """Let two people swap a weekend and, the other way round, the one after it."""
    change, first = np.int64(0), d
    while first < s.works.shape[1] and m.weekend[first] < 0:
        first += 1
    for i in range(first, min(s.works.shape[1], first + 9)):
        if m.weekend[i] >= 0 and _may_swap(m, s, h, a, b, i):
            change += _swap(m, s, h, a, b, i)
    return change


@inner
def _change_kind(m: LineArrays, s: Manning, h: Holdings, a: int, d: int) -> int:
    """Let a person drive the day's tour on another shift that has room for it."""
    kinds, now, t = m.may.shape[2], s.works[a, d], h.tour[a, d]
    first = draw(s, kinds)
    for i in range(kinds):
        k = (first + i) % kinds
        if k == now or not m.may[a, d, k] or s.cover[d, k] >= h.most[k]:
            continue
        if t == IDLE or h.fits[t, k]:
            return _give(m, s, h, a, d, k, t)
    return np.int64(0)


@inner
def _move_idle(m: LineArrays, s: Manning, h: Holdings, a: int, d: int) -> int:
    """Let a person work another day instead of one without a tour; seldom none."""
    now, change = s.works[a, d], np.int64(0)
    for _ in range(TRIES):
        i = draw(s, s.works.shape[1])
        if s.works[a, i] != OFF or h.still[a, i]:
            continue
        k = _kind_on(m, s, h, a, i, now)
        if k != OFF:
            change = _give(m, s, h, a, i, k, np.int64(IDLE))
            break
    if s.edited[0] == 0 and draw(s, np.int64(TRIES)) > 0:
        return np.int64(0)
    return change + _give(m, s, h, a, d, np.int64(OFF), np.int64(IDLE))


@inner
def _kind_on(m: LineArrays, s: Manning, h: Holdings, e: int, d: int, now: int) -> int:
    """Return a kind that a person could work on a day, mostly as ``now``, or OFF."""
    kinds = m.may.shape[2]
    first = now if draw(s, np.int64(4)) > 0 else draw(s, kinds)
    for n in range(kinds):
        k = (first + n) % kinds
        if m.may[e, d, k] and s.cover[d, k] < h.most[k]:
            return k
    return np.int64(OFF)
