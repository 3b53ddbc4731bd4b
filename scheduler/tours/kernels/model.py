"""The tables that the compiled engine reads and writes.

A *task* is one place at a visit (two for double staffing). A *route* is one part of one
duty: it leaves a unit and returns to it. A *crew* is whoever drives: a person, or while
tours have no names yet a label such as "third day tour of central". Times are minutes
after the first midnight of the problem's history; money is öre.

Every integer that a kernel hands to another is 64 bits wide: each mix of widths would
be compiled anew, and compiling is most of what the first run waits for.
"""

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from scheduler.compiled.tables import table

Ints = NDArray[np.int64]
Words = NDArray[np.uint64]
Flags = NDArray[np.bool_]
Records = NDArray[Any]
"""An array of one of the record types below, or a single record of it."""

MOST_STOPS = 96
"""Longest route; a part of a duty never has room for more."""
MOST_BREAKS = 4
MOST_REMOVED = 48
MOST_CHANGES = 4000
"""Times and routes that one trial may change before it is given up."""
MOST_WAITING = 64
"""Routes that may wait for new times at once."""

NEVER = 1 << 41
"""A moment that is never reached."""
TASK = np.dtype(
    [
        ("place", np.int64),
        ("low", np.int64),  # the visit's window, both ends included
        ("high", np.int64),
        ("soonest", np.int64),  # hard limits of the start, flexibility included
        ("latest", np.int64),
        ("minutes", np.int64),
        ("outside_price", np.int64),  # öre a minute outside; 0 where not allowed
        ("open_price", np.int64),  # öre when nobody takes it
        ("client", np.int64),  # -1 where continuity is not counted
        ("named", np.int64),  # client where the contact's share is counted, or -1
        ("day", np.int64),  # the visit's date among history and plan days
        ("fixed", np.int64),  # 1: locked, stays on its route
        ("first_route", np.int64),  # some_routes[first:last] could hold it
        ("last_route", np.int64),
        ("first_link", np.int64),
        ("last_link", np.int64),
        ("first_visit", np.int64),  # of_client[first:last] have the same ``client``
        ("last_visit", np.int64),
    ]
)
ROUTE = np.dtype(
    [
        ("crew", np.int64),
        ("start", np.int64),
        ("end", np.int64),
        ("start_place", np.int64),
        ("end_place", np.int64),
        ("mode", np.int64),
        ("open_cost", np.int64),  # öre when the route has any visit
        ("travel_price", np.int64),  # öre a minute of driving
        ("first_rival", np.int64),  # routes[first:last] are the person's that day; of
        ("last_rival", np.int64),  # one duty at most they have visits. 0: no others
        ("duty", np.int64),
        ("full", np.int64),  # minutes of visits and driving above which each costs
        ("breaks", np.int64),
        ("break_low", np.int64, (MOST_BREAKS,)),  # earliest and latest start
        ("break_high", np.int64, (MOST_BREAKS,)),
        ("break_minutes", np.int64, (MOST_BREAKS,)),
    ]
)
LINK = np.dtype(
    [
        ("other", np.int64),  # a task
        ("gap", np.int64),  # start - the other's start is at least this
        ("apart", np.int64),  # 1: another crew must take it
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
        ("full_price", np.int64),  # öre a minute above what fills a route
        ("largest_price", np.int64),  # öre a minute of the largest lateness
        ("hour", np.int64),  # units of time in an hour: how far moves look
        ("nameless", np.int64),
        ("chosen", np.int64),  # 1: people choose among shifts, see ``first_rival``
        ("scarcity", np.int64, (8,)),  # öre by number of people who could take a tour
    ]
)
STAND = np.dtype(
    [
        ("route", np.int64),  # -1 when open
        ("arrives", np.int64),  # when its crew can be there, before any waiting
        ("begins", np.int64),
        ("off", np.int64),  # minutes outside its window
        ("vague", np.int64),  # 1: that depends on which breaks are behind
        ("wlow", np.int64),  # earliest start as decided
        ("leave", np.int64, (MOST_BREAKS + 1,)),  # ready after it, by breaks behind
    ]
)
LOAD = np.dtype(
    [
        ("length", np.int64),
        ("driven", np.int64),
        ("work", np.int64),  # minutes of visits
        ("extra", np.int64),  # öre for having stops, being full, and few who could
    ]
)
CONTACT = np.dtype([("wanted", np.int64), ("got", np.int64)])
SUM = np.dtype([("total", np.int64), ("largest", np.int64), ("random", np.uint64)])
COUNT = np.dtype([("tasks", np.int64), ("routes", np.int64), ("waiting", np.int64)])


@table
class Model(NamedTuple):
    """What does not change while the engine works.

    But for what opening a route costs, within one large move.
    """

    tasks: Records
    routes: Records
    links: Records
    travel: NDArray[np.int32]
    """[mode, from place, to place] minutes."""
    travel_to: NDArray[np.int32]
    """[mode, to place, from place] the same: a visit is tried behind many places, and
    what leads from them to it should lie side by side."""
    some_routes: Ints
    of_client: Ints
    """Tasks, client by client; those of which continuity is not counted first."""
    can: NDArray[np.uint8]
    """[task, crew] may the crew make the visit? Then [tasks + client, crew] is the crew
    the client's contact or backup?"""
    words: Words
    """Bit sets of persons: [task] who may make the visit, [tasks + route] who could
    work it; no columns when crews are persons."""
    p: Records
    """[1] parameters."""


@table
class State(NamedTuple):
    """A solution, with what is kept beside it so that changes are cheap to price."""

    stops: Ints
    """[route, position] tasks in order."""
    tasks: Records
    routes: Records
    meets: NDArray[np.int16]
    """[client, crew, day] visits."""
    people: NDArray[np.int16]
    """[client, plan day] different crews in the window that ends there."""
    contacts: Records
    """[client] visits wanted by the contact person or a backup, and done by them."""
    x: Records
    """[1] price of everything, largest lateness, state of the random generator."""


@table
class Scratch(NamedTuple):
    """Room to work in, so that nothing is allocated in the loop.

    ``was`` and ``held`` are the journal of a trial: what tasks and routes were before,
    so that it can be undone by going backwards.
    """

    a: Ints
    b: Ints
    edits: Ints
    """[n] kind, route, position and task of the changes that a move proposes."""
    ready: Ints
    steps: Ints
    """Two rows of moments by breaks behind, and one of breaks, to walk back with."""
    removed: Ints
    ids: Ints
    was: Records
    held: Ints
    """[n] route, its length, driven, work, extra and stops as they were."""
    waiting: Ints
    """[n] route whose times are to be computed, from where, and from where on they
    may turn out to be what they were."""
    n: Records
    """[1] how much of the journal and of the queue is in use."""


def scratch() -> Scratch:
    """Return empty working room."""
    return Scratch(
        a=np.zeros(MOST_STOPS, np.int64),
        b=np.zeros(MOST_STOPS, np.int64),
        edits=np.zeros((16, 4), np.int64),
        ready=np.zeros(MOST_BREAKS + 1, np.int64),
        steps=np.zeros((3, MOST_BREAKS + 1), np.int64),
        removed=np.zeros(MOST_REMOVED, np.int64),
        ids=np.zeros(MOST_CHANGES, np.int64),
        was=np.zeros(MOST_CHANGES, STAND),
        held=np.zeros((MOST_CHANGES // 8, MOST_STOPS + 5), np.int64),
        waiting=np.zeros((MOST_WAITING, 3), np.int64),
        n=np.zeros(1, COUNT),
    )


def tied(tasks: Records) -> Flags:
    """Say which tasks have links to others."""
    return np.asarray(tasks["last_link"] > tasks["first_link"])


def steps_table() -> Ints:
    """Return room for the steps of the longest route (see ``timetable``)."""
    return np.zeros((3 * (MOST_STOPS + 1) + 1, MOST_BREAKS + 1), np.int64)


def copy_state(state: State) -> State:
    """Return an independent copy."""
    return State(*(a.copy() for a in state))


def restore(state: State, kept: State) -> None:
    """Put the values of ``kept`` into ``state``; the random generator goes on."""
    random = state.x["random"].copy()
    for name in State._fields:
        mine: Records = getattr(state, name)
        mine[...] = getattr(kept, name)
    state.x["random"] = random
