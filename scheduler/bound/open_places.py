"""What places that are left open give back to the rows that visits are in."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from scheduler.bound.cover import Columns
from scheduler.bound.program import Floats
from scheduler.bound.stint import Ints
from scheduler.bound.visit_columns import Flags


@dataclass(frozen=True)
class Open:
    """Columns that count the places left open on one day."""

    must: int
    """At all visits of priority 1 and 2 together."""
    optional: Mapping[int, int]
    """At each other visit, by its index."""

    @property
    def columns(self) -> Columns:
        """All of them."""
        return np.array([self.must, *self.optional.values()], np.int64)


def relief_of(taken: Ints, must: Flags, some: Ints, open_: Open) -> Floats:
    """Return what each open place gives back, [row, column].

    ``taken`` is what each of some visits takes of a row. Must-visits are counted
    together: each gives back no more than the one that takes most.
    """
    position = {int(n): k for k, n in enumerate(some)}
    found = np.zeros((len(taken), 1 + len(open_.optional)))
    found[:, 0] = np.where(must, taken, 0).max(axis=1, initial=0)
    for k, visit in enumerate(open_.optional, start=1):
        if visit in position:
            found[:, k] = taken[:, position[visit]]
    return found
