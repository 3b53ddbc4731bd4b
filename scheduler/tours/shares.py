"""Shares of a problem that do not touch: each can be searched on a core of its own."""

from collections import Counter
from dataclasses import dataclass

import numpy as np

from scheduler.tours.kernels.model import Flags, Ints, Model, State


@dataclass(frozen=True)
class Share:
    """Tasks and routes that no other share's can change the price of."""

    tasks: Flags
    routes: Flags


def shares_of(model: Model, state: State, most: int) -> list[Share]:
    """Split a problem into up to ``most`` shares with about as many tasks each.

    Tasks that one route could hold, that are tied or of one client stay together, and
    the routes of one person's day. One share with everything if that leaves no two
    apart.
    """
    tasks, routes = len(model.tasks), len(model.routes)
    part = _joined(tasks + routes + len(state.contacts), *_ties(model, state))
    sizes = Counter(part[:tasks].tolist())
    bins: list[list[int]] = [[] for _ in range(min(most, len(sizes)) or 1)]
    loads = [0] * len(bins)
    for label, size in sizes.most_common():
        least = loads.index(min(loads))
        bins[least].append(label)
        loads[least] += size
    inside = [np.isin(part, labels) for labels in bins]
    return [Share(i[:tasks], i[tasks : tasks + routes]) for i in inside]


def _ties(model: Model, state: State) -> tuple[Ints, Ints]:
    """Return pairs of what belongs together: tasks, then routes, then clients."""
    rows, routes = model.tasks, len(model.tasks)
    clients, on = routes + len(model.routes), state.tasks["route"]
    able, candidates = _rows_of(rows["first_route"], rows["last_route"])
    linked, links = _rows_of(rows["first_link"], rows["last_link"])
    rivals = np.flatnonzero(model.routes["last_rival"])
    ties = [
        (routes + rivals, routes + model.routes["first_rival"][rivals]),
        (able, routes + model.some_routes[candidates]),
        (linked, model.links["other"][links]),
        *(
            (np.flatnonzero(to >= 0), first + to[to >= 0])
            for first, to in (
                (routes, on),
                (clients, rows["client"]),
                (clients, rows["named"]),
            )
        ),
    ]
    a, b = (np.concatenate(ends) for ends in zip(*ties, strict=True))
    return a, b


def _rows_of(first: Ints, last: Ints) -> tuple[Ints, Ints]:
    """Return the rows [first:last] of every task, and whose each is."""
    many = last - first
    before = np.repeat(np.cumsum(many) - many, many)
    rows = np.arange(many.sum()) - before + np.repeat(first, many)
    return np.repeat(np.arange(len(many)), many), rows


def _joined(nodes: int, a: Ints, b: Ints) -> Ints:
    """Return for each node the least of all that it is tied to, directly or not."""
    least = np.arange(nodes)
    while True:
        both = np.minimum(least[a], least[b])
        now = least.copy()
        np.minimum.at(now, a, both)
        np.minimum.at(now, b, both)
        now = now[now]
        if (now == least).all():
            return least
        least = now
