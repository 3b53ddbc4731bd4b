"""The best values ever published, from the tables beside the instances."""

import csv
from dataclasses import dataclass
from decimal import ROUND_FLOOR, Decimal
from pathlib import Path

from benchmarks.routing.instances.instance import Instance

HOME_CARE = "best_known.csv"
VISITS = "bredstrom_best_known.csv"
PRINTED_DIGITS = 6
"""Significant digits of the published values; some tables keep fewer."""


@dataclass(frozen=True)
class BestKnown:
    """A published cost, as precise as it was printed."""

    cost: Decimal | None
    """``None``: it is proved that there is no solution."""
    proven: bool
    """No solution is cheaper."""

    def is_hit_by(self, cost: float) -> bool:
        """Whether ``cost`` is no worse, in the digits that are written."""
        if self.cost is None:
            return False
        exponent = int(self.cost.as_tuple().exponent)
        return Decimal(repr(cost)) <= self.cost + Decimal(5).scaleb(exponent - 1)

    def is_beaten_by(self, cost: float) -> bool:
        """Whether ``cost`` is better, by more than the printing can have hidden."""
        return self.cost is not None and Decimal(repr(cost)) < self.cost - self._slack()

    def target(self, instance: Instance) -> int | None:
        """Return the units of ``instance`` at which nothing is left to be found."""
        if self.cost is None or not self.proven:
            return None
        units = (self.cost + self._slack()) * instance.scale * instance.divisor
        return int(units.to_integral_value(ROUND_FLOOR))

    def gap_percent(self, cost: float) -> float | None:
        """Return how much more ``cost`` is."""
        if not self.cost:
            return None
        return 100 * (cost / float(self.cost) - 1)

    def _slack(self) -> Decimal:
        """Return half a unit of the last digit that is printed."""
        digits = self.cost.adjusted() if self.cost is not None else 0
        return Decimal(5).scaleb(digits - PRINTED_DIGITS)


def best_known(folder: Path) -> dict[str, BestKnown]:
    """Return what is known of the instances in ``folder``, by name."""
    known = {
        row["instance"]: BestKnown(
            Decimal(row["best_known"]), row["proven_optimal"] == "yes"
        )
        for row in _rows(folder / HOME_CARE)
    }
    for row in _rows(folder / VISITS):
        cost = Decimal(row["best_known_travel"]) if row["best_known_travel"] else None
        proven = row["cpsat_status"] == "OPTIMAL"
        if cost is not None or row["cpsat_status"].startswith("INFEASIBLE"):
            known[row["instance"]] = BestKnown(cost, proven)
    return known


def _rows(file: Path) -> list[dict[str, str]]:
    if not file.exists():
        return []
    with file.open(encoding="utf-8", newline="") as opened:
        return list(csv.DictReader(opened))
