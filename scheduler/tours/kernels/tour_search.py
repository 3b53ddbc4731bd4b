"""Steps of the annealer, in batches of one sort, and the start of a state."""

import numpy as np

from scheduler.compiled import inner
from scheduler.tours.kernels.decode import extra_of, length_of, work_of
from scheduler.tours.kernels.meetings import meet
from scheduler.tours.kernels.model import Ints, Model, Scratch, State
from scheduler.tours.kernels.moves import (
    exchange_strings,
    exchange_tails,
    flex,
    move_client,
    move_pair,
    relocate,
    swap,
    take_shift,
)
from scheduler.tours.kernels.ruin import insert_best, ruin_and_recreate
from scheduler.tours.kernels.trial import (
    ILLEGAL,
    TIME,
    allowance,
    attempt,
    change,
    clear,
    draw,
)

MOVES = 100
"""Sorts of moves that change stops, by weight."""


@inner
def prime(model: Model, state: State, room: Scratch) -> bool:
    """Compute everything a state keeps beside its routes; say whether they are legal.

    Times that are right stay: of visits that people make together, the later arrival
    may be what makes the other's breaks possible, so not all orders to compute them in
    come out.
    """
    state.x[0].total = 0
    state.x[0].largest = 0
    _forget(model, state)
    state.meets[:, :, model.p[0].plan_from :] = 0
    for c in range(state.people.shape[0]):
        state.contacts[c].got = 0
        state.x[0].total += state.contacts[c].wanted * model.p[0].contact_price
    _count_history(model, state)
    for r in range(state.routes.shape[0]):
        for i in range(state.routes[r].length):
            task = state.stops[r, i]
            state.tasks[task].route = r
            off = state.tasks[task].off
            state.x[0].total += off * model.tasks[task].outside_price
            state.x[0].largest = max(state.x[0].largest, off)
            state.x[0].total -= model.tasks[task].open_price
            state.x[0].total += meet(model, state, task, model.routes[r].crew)
    state.x[0].total += state.x[0].largest * model.p[0].largest_price
    return _time_all(model, state, room)


@inner
def _forget(model: Model, state: State) -> None:
    for task in range(state.tasks.shape[0]):
        state.tasks[task].route = -1
        state.x[0].total += model.tasks[task].open_price


@inner
def _time_all(model: Model, state: State, room: Scratch) -> bool:
    """Time all routes, until no route waits for another."""
    legal = True
    for r in range(state.routes.shape[0]):
        n = state.routes[r].length
        state.routes[r].driven = length_of(model, state, r)
        state.routes[r].work = work_of(model, state, r)
        extra = extra_of(model, state, r)
        state.routes[r].extra = extra
        state.x[0].total += extra
        state.x[0].total += state.routes[r].driven * model.routes[r].travel_price
        if n > 0:
            clear(room)
            zero = np.int64(0)
            timed = change(model, state, room, TIME, np.int64(r), zero, zero)
            legal = legal and timed < ILLEGAL
    clear(room)
    return legal


@inner
def _count_history(model: Model, state: State) -> None:
    """Count the people of each window from what was met before the plan."""
    days = state.people.shape[1]
    for c in range(state.people.shape[0]):
        for t in range(days):
            people = 0
            end = t + model.p[0].plan_from
            for e in range(state.meets.shape[1]):
                for d in range(max(0, end - model.p[0].window + 1), end + 1):
                    # Days of the plan are counted as the routes are entered.
                    if d < model.p[0].plan_from and state.meets[c, e, d] > 0:
                        people += 1
                        break
            state.people[c, t] = people
            above = max(0, people - model.p[0].target)
            state.x[0].total += (
                people * model.p[0].person_each + above * model.p[0].person_above
            )


@inner
def construct(model: Model, state: State, room: Scratch, order: Ints) -> None:
    """Insert the open tasks of ``order`` one by one where they are cheapest."""
    for i in range(order.shape[0]):
        if state.tasks[order[i]].route < 0:
            # Nothing is taken back here, and a full journal would refuse.
            clear(room)
            insert_best(model, state, room, order[i], np.int64(50))
    clear(room)


@inner
def propose(model: Model, state: State, room: Scratch, kind: int, task: int) -> int:
    """Let one of the moves propose changes; return how many."""
    if kind < 40:
        return relocate(model, state, room, task)
    if kind < 60:
        return swap(model, state, room, task)
    if kind < 64 and model.p[0].chosen:
        return take_shift(model, state, room, task)
    if kind < 70:
        return exchange_tails(model, state, room, task)
    if kind < 85:
        return exchange_strings(model, state, room, task)
    if kind < 92:
        return move_pair(model, state, room, task)
    if kind < MOVES:
        return move_client(model, state, room, task)
    return flex(model, state, room, task)


@inner
def small_moves(
    model: Model,
    state: State,
    room: Scratch,
    own: Ints,
    loose: Ints,
    steps: int,
    heat: float,
) -> None:
    """Make steps around ``own`` tasks; one in ten changes how early a ``loose`` is."""
    sorts = MOVES + min(10, loose.shape[0])
    for _ in range(steps):
        kind, task = draw(state, sorts), own[draw(state, own.shape[0])]
        if kind >= MOVES:
            task = loose[task % loose.shape[0]]
        if model.tasks[task].fixed:
            continue
        edits = propose(model, state, room, kind, task)
        if edits > 0:
            attempt(model, state, room, edits, allowance(state, heat))
    clear(room)


@inner
def large_moves(
    model: Model,
    state: State,
    room: Scratch,
    own: Ints,
    waiting: Ints,
    steps: int,
    heat: float,
) -> None:
    """Ruin and recreate, as often around a ``waiting`` task as around any ``own``."""
    for step in range(steps):
        task = own[draw(state, own.shape[0])]
        if waiting.shape[0] > 0 and step % 2 == 0:
            task = waiting[draw(state, waiting.shape[0])]
        ruin_and_recreate(model, state, room, task, heat)
