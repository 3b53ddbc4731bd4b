"""Everybody's states of a line (see ``kernels/line_states.py``), and room to search."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from scheduler.lines.kernels.arrays import FORBIDDEN, LineArrays, Longs
from scheduler.lines.kernels.line_room import NEVER, LineRoom, LineStates
from scheduler.lines.kernels.line_states import (
    FIELDS,
    NONE,
    Ints,
    StateRoom,
    grow,
)

MOST_STATES = 60_000
"""Of one person, before those with the same future are merged. Whoever has more has no
graph, and is left to smaller steps."""
LABELS = 1 << 15
"""That a line may take, before what is cheapest of those known is taken."""
GUMBEL = 1 << 12
"""Random numbers that a step draws from."""


class _Graph(NamedTuple):
    """One person's states."""

    shapes: Sequence[int]
    shape_of: Longs
    first: Longs
    to: Ints
    fee: Ints
    opens: Ints


def line_states(lines: LineArrays) -> LineStates:
    """Return everybody's states; of those who have no lawful line, none."""
    people, kinds = len(lines.off), lines.pair.shape[2]
    graphs = [_graph(lines, e) for e in range(people)]
    widths = np.array([len(graph.shapes) for graph in graphs], np.int64)
    shape = np.zeros((people, widths.max(initial=1)), np.int64)
    for row, graph in zip(shape, graphs, strict=True):
        row[: len(graph.shapes)] = graph.shapes
    sizes = np.array([len(graph.opens) for graph in graphs], np.int64)
    begun = np.cumsum([0, *sizes])[:-1]
    return LineStates(
        shapes=widths * (sizes > 0),
        shape_of=np.array([g.shape_of for g in graphs], np.int64).reshape(
            people, kinds
        ),
        shape=shape,
        first=np.array([g.first for g in graphs], np.int64) + begun[:, None],
        arcs=np.cumsum([0, *(sizes * widths)])[:-1].astype(np.int64),
        to=np.concatenate([graph.to for graph in graphs]),
        fee=np.concatenate([graph.fee for graph in graphs]),
        opens=np.concatenate([graph.opens for graph in graphs]).astype(np.uint8),
    )


def line_room(lines: LineArrays, states: LineStates) -> LineRoom:
    """Return room in which one search finds lines."""
    people, days = lines.off.shape
    shapes = (days, states.shape.shape[1])
    most = int((states.first[:, -1] - states.first[:, 0]).max(initial=1))
    drawn = (np.arange(GUMBEL) + 0.5) / GUMBEL
    return LineRoom(
        price=np.full(shapes, NEVER, np.int64),
        reduced=np.full(shapes, NEVER, np.int64),
        pick=np.zeros(shapes, np.int64),
        ahead=np.zeros((2, most), np.int64),
        line=np.zeros(days, np.int64),
        best=np.zeros(days, np.int64),
        multiplier=np.zeros((people, 4), np.int64),
        terms=np.zeros((3, 4), np.int64),
        label=np.zeros((LABELS, 5), np.int64),
        found=np.zeros(4 * LABELS, np.int32),
        worth=np.zeros(lines.pair.shape[2], np.int64),
        gumbel=-np.log(-np.log(drawn)),
        told=np.zeros(2, np.int64),
    )


def _graph(lines: LineArrays, e: int) -> _Graph:
    """Return one person's states, numbered from nought."""
    kinds, days = lines.pair.shape[2], lines.off.shape[1]
    can = lines.may[e, :, :kinds] > 0
    shapes, shape_of = _shapes(lines, e)
    room = _room(lines, e, shapes, shape_of, MOST_STATES)
    count = grow(lines, e, room)
    same = room.same[: max(0, count)]
    if not can.any() or len(same) == 0 or same[0] == NONE:
        nothing = np.zeros(0, np.int32)
        first = np.zeros(days + 2, np.int64)
        return _Graph(shapes, shape_of, first, nothing, nothing, nothing)
    kept = np.flatnonzero(same == np.arange(count))
    number = np.full(count + 1, NONE, np.int32)
    number[kept] = np.arange(len(kept))
    return _Graph(
        shapes,
        shape_of,
        first=np.searchsorted(kept, room.first),
        to=number[room.to[kept]].ravel(),
        fee=room.fee[kept].ravel(),
        opens=room.opens[kept].astype(np.int32),
    )


def _shapes(lines: LineArrays, e: int) -> tuple[list[int], Longs]:
    """Return a kind of each shape, nought for none, and the shape of each kind.

    A shape is kinds that this person's line does not tell apart, on any day.
    """
    kinds = lines.pair.shape[2]
    mine = np.flatnonzero(lines.may[e, :, :kinds].any(axis=0))
    pair = lines.pair[lines.of_class[e]][:, mine][:, :, mine]
    known: dict[tuple[object, ...], int] = {}
    shapes, shape_of = [0], np.zeros(kinds, np.int64)
    for n, k in enumerate(mine.tolist()):
        seen = lines.begin[:, k], lines.end[:, k], lines.paid[:, k]
        sort = lines.night[k], lines.evening[k], lines.split[k]
        pairs = pair[:, n], pair[:, :, n]
        key = *(row.tobytes() for row in (*seen, *pairs)), *map(int, sort)
        if key not in known:
            known[key] = len(shapes)
            shapes.append(k)
        shape_of[k] = known[key]
    return shapes, shape_of


def _room(
    lines: LineArrays, e: int, shapes: Sequence[int], shape_of: Longs, most: int
) -> StateRoom:
    kinds, (_, days) = lines.pair.shape[2], lines.off.shape
    may = lines.may[e, :, :kinds] > 0
    can = np.zeros((days, len(shapes)), np.int64)
    can[:, 0] = lines.off[e] < FORBIDDEN
    for c in range(1, len(shapes)):
        can[:, c] = may[:, shape_of == c].any(axis=1)
    soonest = np.full(days + 1, NEVER, np.int64)
    begins = np.where(may, lines.begin, NEVER).min(axis=1, initial=NEVER)
    soonest[:-1] = np.minimum.accumulate(begins[::-1])[::-1]
    return StateRoom(
        shape=np.array(shapes, np.int64),
        can=can,
        soonest=soonest,
        first=np.zeros(days + 2, np.int64),
        state=np.zeros((most, FIELDS), np.int64),
        to=np.zeros((most, len(shapes)), np.int32),
        fee=np.zeros((most, len(shapes)), np.int32),
        opens=np.zeros(most, np.uint8),
        same=np.zeros(most, np.int64),
        found=np.zeros(1 << 16, np.int64),
    )
