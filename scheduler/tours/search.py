"""Steps of the annealer, in batches of one sort, and the start of a state."""

import numpy as np

from scheduler.compiled import kernel
from scheduler.tours.decode import evaluate
from scheduler.tours.meetings import meet
from scheduler.tours.model import Ints, Model, Scratch, State
from scheduler.tours.moves import (
    draw,
    exchange_tails,
    move_client,
    relocate,
    set_times,
    swap,
)
from scheduler.tours.retime import flex, retime
from scheduler.tours.ruin import insert_best, ruin_and_recreate


@kernel
def prime(model: Model, state: State, room: Scratch) -> None:
    """Compute everything a state keeps beside its routes, from the routes alone."""
    state.x[0].total = 0
    for task in range(state.tasks.shape[0]):
        state.tasks[task].route = -1
        state.x[0].total += model.tasks[task].open_price
    for c in range(state.people.shape[0]):
        state.contacts[c].got = 0
        state.x[0].total += state.contacts[c].wanted * model.p[0].contact_price
    state.meets[:, :, model.p[0].plan_from :] = 0
    _count_history(model, state)
    for r in range(state.routes.shape[0]):
        n = state.routes[r].length
        state.routes[r].cost = evaluate(model, state, r, state.stops[r], n, room.times)
        set_times(state, state.stops[r], n, room.times)
        state.x[0].total += state.routes[r].cost
        for i in range(n):
            task = state.stops[r, i]
            state.tasks[task].route = r
            state.x[0].total -= model.tasks[task].open_price
            state.x[0].total += meet(model, state, task, model.routes[r].crew)


@kernel
def _count_history(model: Model, state: State) -> None:
    """Count the people of each window from what was met before the plan."""
    days = state.people.shape[1]
    for c in range(state.people.shape[0]):
        for t in range(days):
            people = 0
            end = t + model.p[0].plan_from
            for e in range(state.meets.shape[1]):
                for d in range(max(0, end - model.p[0].window + 1), end + 1):
                    if d < model.p[0].plan_from and state.meets[c, e, d] > 0:
                        people += 1
                        break
            state.people[c, t] = people
            above = max(0, people - model.p[0].target)
            state.x[0].total += (
                people * model.p[0].person_each + above * model.p[0].person_above
            )


@kernel
def construct(model: Model, state: State, room: Scratch, order: Ints) -> None:
    """Insert the open tasks of ``order`` one by one where they are cheapest."""
    for i in range(order.shape[0]):
        if state.tasks[order[i]].route < 0:
            insert_best(model, state, room, order[i], np.int64(0))


@kernel
def small_moves(
    model: Model, state: State, room: Scratch, steps: int, heat: float
) -> None:
    """Make steps that change the contents of one or two routes."""
    tasks = state.tasks.shape[0]
    for _ in range(steps):
        kind, task = draw(state, 100), draw(state, tasks)
        if model.tasks[task].fixed:
            continue
        if kind < 50:
            relocate(model, state, room, task, heat)
        elif kind < 75:
            swap(model, state, room, task, heat)
        elif kind < 87:
            exchange_tails(model, state, room, task, heat)
        else:
            move_client(model, state, room, task, heat)


@kernel
def time_moves(
    model: Model,
    state: State,
    room: Scratch,
    coupled: Ints,
    loose: Ints,
    steps: int,
    heat: float,
) -> None:
    """Make steps that move the starts of coupled visits and of flexible tasks."""
    for step in range(steps):
        if coupled.shape[0] > 0 and step % 4 > 0:
            visit = coupled[draw(state, coupled.shape[0])]
            retime(model, state, room, visit, heat)
        elif loose.shape[0] > 0:
            flex(model, state, room, loose[draw(state, loose.shape[0])], heat)


@kernel
def large_moves(
    model: Model, state: State, room: Scratch, waiting: Ints, steps: int, heat: float
) -> None:
    """Ruin and recreate, as often around an open task as around any other."""
    for step in range(steps):
        task = draw(state, state.tasks.shape[0])
        if waiting.shape[0] > 0 and step % 2 == 0:
            task = waiting[draw(state, waiting.shape[0])]
        ruin_and_recreate(model, state, room, task, heat)


def open_tasks(state: State) -> Ints:
    """Return the tasks that nobody takes."""
    return np.flatnonzero(state.tasks["route"] < 0).astype(np.int64)
