"""A linear program that grows by rows, and what its duals prove.

The solver is not trusted: whatever multipliers it gives, each row times its multiplier
may be added up, and every column can be no better than the better of its two ends.
That sum is below the price of every point that meets the rows, found by arithmetic
on the numbers of the program alone.
"""

from collections.abc import Iterable, Mapping
from math import floor, inf

import numpy as np
from numpy.typing import NDArray
from ortools.linear_solver import pywraplp

from scheduler.rules.price_parts import PricePart

Floats = NDArray[np.float64]
Term = tuple[int, float]
"""A column's index and its coefficient."""

DUST = 1e-12
"""Relative error of adding up many products; what is proved is lowered by it."""


class Program:
    """Columns between two finite ends, rows between two ends, a price to minimise."""

    def __init__(self) -> None:
        make = pywraplp.Solver.CreateSolver
        self._solver = make("GLOP")  # type: ignore[no-untyped-call]
        self._solver.Objective().SetMinimization()
        self._columns: list[pywraplp.Variable] = []
        self._rows: list[pywraplp.Constraint] = []
        self._ends: list[tuple[float, float, float]] = []
        self._parts: list[PricePart] = []
        self._limits: list[tuple[float, float]] = []
        self._index: list[int] = []
        self._weight: list[float] = []
        self._row_of: list[int] = []
        self.values: Floats = np.zeros(0)
        """Of the columns, in the last solution."""
        self._duals: Floats = np.zeros(0)

    @property
    def width(self) -> int:
        """How many columns there are."""
        return len(self._columns)

    @property
    def height(self) -> int:
        """How many rows there are."""
        return len(self._rows)

    def column(
        self,
        cost: float,
        upper: float,
        lower: float = 0.0,
        rows: Iterable[tuple[int, float]] = (),
        part: PricePart = PricePart.OTHER,
    ) -> int:
        """Add a quantity between two ends, with a price for each unit of it.

        ``rows`` are those that there are already and count it, with how they do;
        ``part`` is what its price is for.
        """
        made = self._solver.NumVar(float(lower), float(upper), "")
        self._solver.Objective().SetCoefficient(made, float(cost))
        self._columns.append(made)
        self._ends.append((cost, lower, upper))
        self._parts.append(part)
        number = len(self._columns) - 1
        for row, weight in rows:
            self._weigh(row, number, weight)
        return number

    def row(
        self, terms: Iterable[Term], lower: float = -inf, upper: float = inf
    ) -> int:
        """Hold a sum of different columns between two ends."""
        self._rows.append(self._solver.RowConstraint(lower, upper, ""))
        self._limits.append((lower, upper))
        number = len(self._rows) - 1
        for index, weight in terms:
            self._weigh(number, index, weight)
        return number

    def _weigh(self, row: int, column: int, weight: float) -> None:
        self._rows[row].SetCoefficient(self._columns[column], float(weight))  # type: ignore[no-untyped-call]
        self._index.append(column)
        self._weight.append(float(weight))
        self._row_of.append(row)

    def solve(self, seconds: float) -> bool:
        """Solve for at most so many seconds of wall time; say whether it was enough."""
        self._solver.SetTimeLimit(max(1, floor(1000 * seconds)))
        done: bool = self._solver.Solve() == pywraplp.Solver.OPTIMAL
        if done:
            self.values = np.array(
                [c.solution_value() for c in self._columns]  # type: ignore[no-untyped-call]
            )
            self._duals = np.array(
                [r.dual_value() for r in self._rows]  # type: ignore[no-untyped-call]
            )
        return done

    @property
    def duals(self) -> Floats:
        """What one more at each row's end costs in the last solution, about.

        Nothing at rows that were added since.
        """
        return np.pad(self._duals, (0, self.height - len(self._duals)))

    def spent(self) -> Mapping[PricePart, float]:
        """Return what the last solution pays for each part of the price."""
        found = dict.fromkeys(PricePart, 0.0)
        # Columns that were added since are at nought in it.
        for value, (cost, *_), part in zip(
            self.values, self._ends, self._parts, strict=False
        ):
            found[part] += cost * value
        return found

    def proven(self) -> float:
        """Return what the last solution's multipliers prove that every point costs.

        Rows that were added since have none. Before there is a solution, only the ends
        of the columns prove anything.
        """
        limits = np.array(self._limits).reshape(-1, 2)
        return self._sum(_usable(self.duals, limits), limits)

    def _sum(self, duals: Floats, limits: Floats) -> float:
        cost, lower, upper = np.array(self._ends).reshape(-1, 3).T
        index = np.array(self._index, np.int64)
        used = np.array(self._weight) * duals[np.array(self._row_of, np.int64)]
        left = cost - np.bincount(index, used, self.width)
        at_rows = duals * _nearest(duals, limits)
        at_columns = np.minimum(left * lower, left * upper)
        added = np.abs(cost) + np.bincount(index, np.abs(used), self.width)
        far = np.maximum(np.abs(lower), np.abs(upper))
        size = np.abs(at_rows).sum() + (added * far).sum()
        return float(at_rows.sum() + at_columns.sum() - DUST * size)


def _usable(duals: Floats, limits: Floats) -> Floats:
    """Drop multipliers that are no number, or that lean on an end that is not there."""
    good = np.isfinite(duals)
    good &= ~((duals > 0) & np.isinf(limits[:, 0]))
    good &= ~((duals < 0) & np.isinf(limits[:, 1]))
    return np.where(good, duals, 0.0)


def _nearest(duals: Floats, limits: Floats) -> Floats:
    """Return the end of each row that its multiplier leans on; 0 where it is unused."""
    end = np.where(duals > 0, limits[:, 0], limits[:, 1])
    return np.where(duals == 0, 0.0, end)
