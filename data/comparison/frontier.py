"""What base staffing costs and achieves: a curve over one value after another."""

from dataclasses import dataclass
from itertools import pairwise
from statistics import fmean
from typing import Literal

from data.comparison.compared_world import ComparedSide
from scheduler.audit.certainty import PairedDifference, Verdict, paired_difference
from scheduler.audit.figures import EVERYWHERE


@dataclass(frozen=True)
class CurvePoint:
    """One staffing."""

    place: float
    mark: str
    """What stands below it."""
    label: str
    side: ComparedSide
    bound: float | None
    """The highest proven: no legal plan weighs less, points."""
    preset: str = ""
    """What makes it, as one writes it; empty for the base."""


@dataclass(frozen=True)
class Curve:
    """One quantity of every staffing; ``None`` where a plan lacks it."""

    key: str
    unit: str
    values: tuple[float | None, ...]
    widths: tuple[float | None, ...]
    """Half of the 95 % interval of the difference to the base."""


@dataclass(frozen=True)
class Frontier:
    """Staffings in order."""

    name: str
    points: tuple[CurvePoint, ...]
    base: CurvePoint
    """One of the points, unless it is none of the range."""

    def curve(self, key: str, unit: str) -> Curve:
        """Return the curve of a quantity: means, and how sure the differences are."""
        first = self.base.side
        found = [_against(first, point.side, key) for point in self.points]
        return Curve(
            key,
            unit,
            tuple(_mean(point.side, key) for point in self.points),
            tuple(None if each is None else each.half_width for each in found),
        )

    @property
    def steps(self) -> "tuple[CurveStep, ...]":
        """Return what each staffing changes to the one before it."""
        return tuple(
            CurveStep(
                before.label,
                after.label,
                _against(before.side, after.side, "personnel_cost"),
                _against(before.side, after.side, "objective"),
            )
            for before, after in pairwise(self.points)
        )


@dataclass(frozen=True)
class CurveStep:
    """From one staffing to the next."""

    before: str
    after: str
    cost: PairedDifference | None
    """Kronor."""
    weighed: PairedDifference | None
    """Cost and rules together, points."""

    @property
    def pays(self) -> Literal["yes", "no", "unclear"]:
        """Whether it pays for itself."""
        found = self.weighed
        if found is None or found.verdict is Verdict.UNCLEAR:
            return "unclear"
        return "yes" if found.mean < 0 else "no"


QUANTITIES = (
    ("personnel_cost", "kr"),
    ("H_above", "h"),
    ("must_open", "visits"),
    ("K01", "people"),
    ("K12", "%"),
    ("objective", "points"),
)
"""What is drawn as curves."""


def _values(side: ComparedSide, key: str) -> dict[int, float]:
    """Return a quantity by seed, of the plans that have it."""
    found = {}
    for seed, run in zip(side.seeds, side.runs, strict=True):
        audit, figures = run.audit, run.audit.figures.get(EVERYWHERE, {})
        if key in ("personnel_cost", "objective"):
            found[seed] = getattr(audit, key) / 100
        elif key == "must_open":
            found[seed] = float(audit.must_open)
        elif key == "H_above":
            hours = [figures[k].value for k in ("H_extra", "H_overtime")]
            found[seed] = sum(hour or 0 for hour in hours)
        elif (value := figures[key].value) is not None:
            found[seed] = value
    return found


def _mean(side: ComparedSide, key: str) -> float | None:
    values = _values(side, key).values()
    return fmean(values) if values else None


def _against(
    base: ComparedSide, other: ComparedSide, key: str
) -> PairedDifference | None:
    """Return the paired difference over the seeds that both have."""
    first, second = _values(base, key), _values(other, key)
    seeds = sorted(first.keys() & second.keys())
    if not seeds:
        return None
    return paired_difference([first[s] for s in seeds], [second[s] for s in seeds])
