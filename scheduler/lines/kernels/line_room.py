"""The tables that the search for the cheapest line of one person reads and fills."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from scheduler.compiled import inlined, inner
from scheduler.compiled.tables import table
from scheduler.lines.kernels.arrays import LineArrays, Longs
from scheduler.lines.kernels.line import hours_price
from scheduler.lines.kernels.line_states import Ints

NEVER = 1 << 60
"""Öre for what cannot be."""

BURDENS = 3
BITS, EACH = 24, 8
WEEKEND, EVENING, NIGHT = 1 << 24, 1 << 32, 1 << 40
"""What a line's hours and burdens depend on is one number: minutes in so many bits, and
above them weekends, evenings and nights, in so many each."""


@table
class LineStates(NamedTuple):
    """Everybody's states, those with the same future merged (see ``StateRoom``)."""

    shapes: Longs
    """[person] how many shapes, that of no shift included; 0 without lawful lines."""
    shape_of: Longs
    """[person, kind without its sort]"""
    shape: Longs
    """[person, shape] a kind of it."""
    first: Longs
    """[person, day] the first state of each layer, and the end, for two days more."""
    arcs: Longs
    """[person] the first arc of the first state; each state has one for each shape."""
    to: Ints
    """[arc] the state after it, of the person's, or ``NONE``."""
    fee: Ints
    """[arc] öre."""
    opens: NDArray[np.uint8]
    """[state] 1 where work would be the first of a weekend."""


@table
class LineRoom(NamedTuple):
    """Where the cheapest line of a person is found."""

    price: Longs
    reduced: Longs
    pick: Longs
    """[day, shape] öre for it, the same with multipliers, and the kind that is that
    cheap."""
    ahead: Longs
    """[2, state] the least öre from there on; for the multipliers that are tried, and
    those that bound best."""
    line: Longs
    best: Longs
    """[day] shapes of the line that is tried, and of the cheapest."""
    multiplier: Longs
    """[person, 4] öre for each minute and each burden more, as found last."""
    terms: Longs
    """[burden, 4] borne before, the most and the least that colleagues bear, and öre
    for each of the difference."""
    label: Longs
    """[label, 5] state, minutes and burdens, öre with multipliers, the label before it,
    and the shape between."""
    found: Ints
    """Room to find labels by state, minutes and burdens."""
    worth: Longs
    """[kind without its sort] öre for one head more."""
    gumbel: NDArray[np.float64]
    """Random numbers of that distribution: what is cheapest with them is drawn about as
    often as an annealer would be there."""
    told: Longs
    """[2] how many lines were sought, and how many of them are proved cheapest."""


@inlined
def counted(m: LineArrays, g: LineStates, e: int, d: int, c: int) -> int:
    """Return what a shape has of minutes and burdens, but for weekends."""
    k = g.shape[e, c]
    return m.paid[d, k] + m.evening[k] * EVENING + m.night[k] * NIGHT


@inlined
def minutes_of(counts: int) -> int:
    """Return the minutes in a line's number."""
    return counts & (WEEKEND - 1)


@inlined
def borne_of(counts: int, b: int) -> int:
    """Return how much of a burden is in a line's number."""
    return (counts >> (BITS + EACH * b)) & ((1 << EACH) - 1)


@inlined
def burden_price(r: LineRoom, b: int, borne: int) -> int:
    """Return öre for so much borne in the plan."""
    if r.terms[b, 3] == 0:
        return np.int64(0)
    mine = r.terms[b, 0] + borne
    return (max(r.terms[b, 1], mine) - min(r.terms[b, 2], mine)) * r.terms[b, 3]


@inner
def terms_price(m: LineArrays, r: LineRoom, e: int, counts: int) -> int:
    """Return öre for a line's hours and burdens."""
    price = hours_price(m, e, minutes_of(counts))
    for b in range(BURDENS):
        price += burden_price(r, b, borne_of(counts, b))
    return np.int64(price)
