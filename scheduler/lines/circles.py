"""Who could ever take over whose work: the line search draws nobody else."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from scheduler.lines.kernels.arrays import Longs


class Circles(NamedTuple):
    """The arrays' part of that (see ``LineArrays``)."""

    circle_of: Longs
    circle: Longs
    members: Longs
    asked_of: Longs
    asked: Longs


def circles(may: Longs, need: Longs) -> Circles:
    """Part people into circles that have no kind of shift in common.

    Parameters
    ----------
    may
        [person, day, kind] 1 where the person could work it.
    need
        [day, kind] tours to drive.
    """
    works = np.asarray(may.any(axis=1))
    circle_of = _parted(works)
    members = np.argsort(circle_of, kind="stable")
    counts = np.bincount(circle_of)
    wanted = [
        np.flatnonzero(row * works[circle_of == c].any(axis=0))
        for c in range(len(counts))
        for row in need
    ]
    asked_of = _ranges([len(kinds) for kinds in wanted])
    return Circles(
        circle_of=circle_of,
        circle=_ranges(counts.tolist()),
        members=members,
        asked_of=asked_of.reshape(len(counts), len(need), 2),
        asked=np.concatenate([np.zeros(0, np.int64), *wanted]),
    )


def _parted(works: NDArray[np.bool_]) -> Longs:
    """Return [person] the number of the circle, where ``works`` is [person, kind]."""
    circle_of = np.full(len(works), -1, np.int64)
    for person in range(len(works)):
        if circle_of[person] < 0:
            kinds, more = works[person], works[person]
            while more.any():
                known = kinds
                kinds = works[works[:, known].any(axis=1)].any(axis=0)
                more = kinds & ~known
            mine = np.asarray(works[:, kinds].any(axis=1))
            mine[person] = True
            circle_of[mine] = circle_of.max() + 1
    return circle_of


def _ranges(lengths: list[int]) -> Longs:
    """Return [part, 2] where each of the parts begins and ends."""
    ends = np.cumsum([0, *lengths])
    return np.stack((ends[:-1], ends[1:]), axis=1).astype(np.int64)
