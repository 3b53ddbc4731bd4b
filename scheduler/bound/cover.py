"""Rows of one kind that a program may need: shifts and reliefs, at least so much."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from scheduler.bound.program import Floats, Program, Term

Columns = NDArray[np.int64]

DUST = 1e-6
"""What does not count as above a whole number, or as a row that is not met."""


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

    def rounded(self) -> "Cover":
        """Add to each row another that holds for whole shifts and whole reliefs.

        Divided by its greatest weight and rounded up, the left side is whole, and
        therefore at least the need rounded up (Chvátal and Gomory).
        """
        size = np.maximum(self.weight.max(axis=1, initial=1.0), 1.0)
        return Cover(
            self.shifts,
            self.reliefs,
            np.vstack((self.weight, _up(self.weight / size[:, None]))),
            np.vstack((self.relief, _up(self.relief / size[:, None]))),
            np.concatenate((self.need, _up(self.need / size))),
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


def _up(values: Floats) -> Floats:
    """Round up, but not what is above a whole number by dust."""
    rounded: Floats = np.ceil(values - DUST)
    return rounded
