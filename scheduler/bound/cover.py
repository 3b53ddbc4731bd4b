"""Rows of one kind that a program may need: shifts and reliefs, at least so much."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from scheduler.bound.program import Floats, Program, Term

Columns = NDArray[np.int64]

DUST = 1e-6
"""Shifts that may be missing from a row that counts as met."""

SIZES = 3
"""How many sizes of shift a row is divided by, the greatest first."""


@dataclass(frozen=True)
class Cover:
    """Row by row: shifts times ``weight`` plus reliefs times ``relief`` >= ``need``.

    Rows are only added where a solution does not meet them.
    """

    shifts: Sequence[Columns]
    """For each option the columns that count people on it."""
    reliefs: Columns
    """Columns of what may be done instead."""
    weight: Floats
    """[row, option]"""
    relief: Floats
    """[row, relief]"""
    need: Floats
    """[row]"""
    whole: bool = True
    """Whether reliefs are counts; else they are minutes. Shifts always are."""

    def rounded(self, sizes: int = SIZES) -> "Cover":
        """Add rows that hold because people are whole (mixed-integer rounding).

        A row in minutes is divided by what one shift gives. Of ``need = n * size +
        rest`` at least n + 1 such shifts are short, unless others give the rest: what
        a shift has beyond whole sizes counts for its share of the rest, at most one.
        """
        parts = [self]
        size = np.full(len(self.need), np.inf)
        for _ in range(sizes):
            below = np.where(self.weight < size[:, None], self.weight, 0.0)
            size = below.max(axis=1, initial=0.0)
            parts.append(self._divided(size))
        return Cover(
            self.shifts,
            self.reliefs,
            np.vstack([part.weight for part in parts]),
            np.vstack([part.relief for part in parts]),
            np.concatenate([part.need for part in parts]),
            self.whole,
        )

    def _divided(self, size: Floats) -> "Cover":
        """Return the rows that have a rest when divided by a size each."""
        rest = np.mod(self.need, np.maximum(size, 1.0))
        rows = np.flatnonzero((size >= 1) & (rest > 0))
        by, left = size[rows, None], rest[rows, None]
        relief = self.relief[rows]
        return Cover(
            self.shifts,
            self.reliefs,
            _shares(self.weight[rows], by, left),
            _shares(relief, by, left) if self.whole else relief / left,
            np.floor(self.need[rows] / size[rows]) + 1,
            self.whole,
        )

    def unmet(self, values: Floats, most: int) -> list[int]:
        """Return the rows that a solution misses by most shifts."""
        people = np.array([values[columns].sum() for columns in self.shifts])
        found = self.weight @ people + self.relief @ values[self.reliefs]
        size = np.maximum(self.weight.max(axis=1, initial=1.0), 1.0)
        missing = (self.need - found) / size
        worst = np.argsort(-missing, kind="stable")[:most]
        return [int(row) for row in worst if missing[row] > DUST]

    def add(self, program: Program, row: int) -> None:
        """Add one of the rows to a program."""
        program.row(self._terms(row), lower=float(self.need[row]))

    def _terms(self, row: int) -> Iterator[Term]:
        for columns, weight in zip(self.shifts, self.weight[row], strict=True):
            if weight:
                yield from ((int(column), float(weight)) for column in columns)
        for column, weight in zip(self.reliefs, self.relief[row], strict=True):
            if weight:
                yield int(column), float(weight)


def _shares(values: Floats, size: Floats, rest: Floats) -> Floats:
    """Count whole sizes as one each, and what is beyond as a share of the rest."""
    shares: Floats = np.floor(values / size)
    shares += np.minimum(np.mod(values, size), rest) / rest
    return shares
