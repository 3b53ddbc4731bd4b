"""The tables that the compiled engine reads and writes.

A *task* is one place at a visit (two for double staffing). A *route* is one part of one
duty: it leaves a unit and returns to it. A *crew* is whoever drives: a person, or while
tours have no names yet a label such as "third day tour of central". Times are minutes
after the first midnight of the problem's history; money is öre.

Few tables of records, not many arrays: each array is seven arguments to every compiled
call, and compiling is most of what the first run waits for. For the same reason every
integer that a kernel hands to another is 64 bits wide: each mix of widths would be
compiled anew.
"""

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Words = NDArray[np.uint64]
Flags = NDArray[np.bool_]
Records = NDArray[Any]
"""An array of one of the record types below, or a single record of it."""

MOST_STOPS = 96
"""Longest route; a part of a duty never has room for more."""
MOST_BREAKS = 4
MOST_TOUCHED = 60
MOST_REMOVED = 48

TASK = np.dtype(
    [
        ("place", np.int64),
        ("low", np.int64),  # the visit's window, both ends included
        ("high", np.int64),
        ("minutes", np.int64),
        ("outside_price", np.int64),  # öre a minute outside; 0 where not allowed
        ("open_price", np.int64),  # öre when nobody takes it
        ("client", np.int64),  # -1 where continuity is not counted
        ("named", np.int64),  # client where the contact's share is counted, or -1
        ("day", np.int64),  # the visit's date among history and plan days
        ("visit", np.int64),
        ("fixed", np.int64),  # 1: locked, stays on its route
        ("first_route", np.int64),  # some_routes[first:last] could hold it
        ("last_route", np.int64),
    ]
)
ROUTE = np.dtype(
    [
        ("crew", np.int64),
        ("start", np.int64),
        ("end", np.int64),
        ("unit_place", np.int64),
        ("mode", np.int64),
        ("open_cost", np.int64),  # öre when the route has any visit
        ("breaks", np.int64),
        ("break_low", np.int64, (MOST_BREAKS,)),  # earliest and latest start
        ("break_high", np.int64, (MOST_BREAKS,)),
        ("break_minutes", np.int64, (MOST_BREAKS,)),
    ]
)
VISIT = np.dtype(
    [
        ("tasks", np.int64, (2,)),  # -1 where it has one
        ("low", np.int64),  # hard limits of the start, flexibility included
        ("high", np.int64),
        ("coupled", np.int64),  # 1: its start is decided by itself
        ("first_link", np.int64),
        ("last_link", np.int64),
    ]
)
LINK = np.dtype(
    [
        ("visit", np.int64),
        ("least", np.int64),  # start - the other's start lies in [least, most]
        ("most", np.int64),
    ]
)
PARAMETERS = np.dtype(
    [
        ("tasks", np.int64),
        ("plan_from", np.int64),  # the first plan day among history and plan days
        ("window", np.int64),
        ("target", np.int64),
        ("person_each", np.int64),
        ("person_above", np.int64),
        ("contact_price", np.int64),
        ("travel_price", np.int64),
        ("nameless", np.int64),
        ("scarcity", np.int64, (8,)),  # öre by number of people who could take a tour
    ]
)
STAND = np.dtype(
    [
        ("route", np.int64),  # -1 when open
        ("begins", np.int64),  # start in the present timing
        ("wlow", np.int64),  # window as decided: one moment for coupled visits
        ("whigh", np.int64),
    ]
)
LOAD = np.dtype([("length", np.int64), ("cost", np.int64)])
CONTACT = np.dtype([("wanted", np.int64), ("got", np.int64)])
SUM = np.dtype([("total", np.int64), ("random", np.uint64)])


class Model(NamedTuple):
    """What does not change while the engine works."""

    tasks: Records
    routes: Records
    visits: Records
    links: Records
    travel: Ints
    """[mode, from place, to place] minutes."""
    some_routes: Ints
    can: NDArray[np.uint8]
    """[task, crew] may the crew make the visit? Then [tasks + client, crew] is the crew
    the client's contact or backup?"""
    words: Words
    """Bit sets of persons: [task] who may make the visit, [tasks + route] who could
    work it; no columns when crews are persons."""
    p: Records
    """[1] parameters."""


class State(NamedTuple):
    """A solution, with what is kept beside it so that changes are cheap to price."""

    stops: Ints
    """[route, position] tasks in order."""
    tasks: Records
    routes: Records
    moment: Ints
    """[visit] the decided start of a coupled visit."""
    meets: NDArray[np.int16]
    """[client, crew, day] visits."""
    people: NDArray[np.int16]
    """[client, plan day] different crews in the window that ends there."""
    contacts: Records
    """[client] visits wanted by the contact person or a backup, and done by them."""
    x: Records
    """[1] price of everything, and the state of the random generator."""


class Scratch(NamedTuple):
    """Room to work in, so that nothing is allocated in the loop."""

    a: Ints
    b: Ints
    times: Ints
    removed: Ints
    """[n] task, and the route, wlow, whigh and moment it had."""
    touched: Ints
    """[n] route, its length, its stops as they were."""


def scratch() -> Scratch:
    """Return empty working room."""
    return Scratch(
        a=np.zeros(MOST_STOPS, np.int64),
        b=np.zeros(MOST_STOPS, np.int64),
        times=np.zeros(MOST_STOPS + MOST_BREAKS + 1, np.int64),
        removed=np.zeros((MOST_REMOVED + MOST_STOPS, 5), np.int64),
        touched=np.zeros((MOST_TOUCHED + 8, MOST_STOPS + 2), np.int64),
    )


def copy_state(state: State) -> State:
    """Return an independent copy."""
    return State(*(a.copy() for a in state))  # type: ignore[arg-type]


def restore(state: State, kept: State) -> None:
    """Put the values of ``kept`` into ``state``; the random generator goes on."""
    random = state.x["random"].copy()
    for name in State._fields:
        mine: Records = getattr(state, name)
        mine[...] = getattr(kept, name)
    state.x["random"] = random
