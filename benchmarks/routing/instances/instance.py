"""A day of visits as every solver here is given it."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

FOREVER = 1 << 40
"""A moment that is never reached."""


@dataclass(frozen=True)
class CareJob:
    """One service by one person. Times are instance units (see ``Instance.scale``)."""

    patient: int
    """Index in the file; two jobs of one patient are done by two people."""
    place: int
    low: int
    """Earliest start."""
    high: int
    """Latest start that is not late."""
    length: int
    able: frozenset[int]
    """Vehicles (indices) that may do it."""
    open_price: int | None = None
    """What it costs to leave it out; ``None``: it must be done."""


@dataclass(frozen=True)
class Vehicle:
    """One person's day: it leaves ``start_place`` at ``start`` or later."""

    start_place: int
    end_place: int
    start: int = 0
    end: int = FOREVER
    """When it must have reached ``end_place``."""


@dataclass(frozen=True)
class Pair:
    """Start of ``second`` less start of ``first`` lies in [least, most]."""

    first: int
    second: int
    least: int
    most: int


@dataclass(frozen=True)
class Instance:
    """A day's jobs and people, and what a plan of it costs.

    Cost = (travel_price x driven + late_price x lateness of all jobs
    + largest_price x largest lateness) / divisor, divided by ``scale`` to be shown.
    """

    name: str
    jobs: tuple[CareJob, ...]
    vehicles: tuple[Vehicle, ...]
    pairs: tuple[Pair, ...]
    travel: NDArray[np.int64]
    """[from place, to place], the same for all vehicles."""
    scale: int
    """Instance units in a minute: all times are whole numbers of 1/scale minutes."""
    hard: bool
    """A start after ``high`` is not allowed; if False, it costs."""
    travel_price: int = 1
    late_price: int = 0
    largest_price: int = 0
    divisor: int = 1


@dataclass(frozen=True)
class Answer:
    """What a solver found."""

    routes: tuple[tuple[int, ...], ...]
    """Jobs in order, for each vehicle."""
    starts: tuple[int, ...]
    """Start of each job; -1 where it is left out."""
    seconds_to_best: float
    steps: int
    """Moves tried, over all workers; each evaluates one candidate or many."""
