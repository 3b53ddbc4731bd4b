"""Hours above the contract by week and unit, in both worlds."""

import datetime as dt
from collections import Counter
from dataclasses import dataclass

from data.comparison.compared_world import ComparedSide, ComparedWorld
from scheduler.audit.figures.duty_use import paid_time
from scheduler.domain.values import PayClass

_ABOVE = (PayClass.EXTRA, PayClass.OVERTIME)
_Place = tuple[str, tuple[int, int], PayClass]


@dataclass(frozen=True)
class ExtraHours:
    """One week of a unit: hours, the mean over the plans."""

    week: tuple[int, int]
    """Year and number."""
    base_extra: float
    base_overtime: float
    other_extra: float
    other_overtime: float

    @property
    def most(self) -> float:
        """The larger sum."""
        base = self.base_extra + self.base_overtime
        return max(base, self.other_extra + self.other_overtime)


@dataclass(frozen=True)
class UnitExtraHours:
    """A unit to whose staff the hours belong, week by week."""

    unit: str
    name: str
    weeks: tuple[ExtraHours, ...]


def extra_hours(world: ComparedWorld) -> tuple[UnitExtraHours, ...]:
    """Return the units whose staff have hours above the contract, in either world."""
    base, other = _hours(world.base), _hours(world.other)
    problems = world.base.problem, world.other.problem
    names = {u.id: u.name for problem in problems for u in problem.units}
    weeks = sorted({_week(day) for problem in problems for day in problem.dates})
    units = [u for u in names if any(u == place[0] for place in (*base, *other))]
    return tuple(
        UnitExtraHours(
            unit,
            names[unit],
            tuple(
                ExtraHours(
                    week,
                    *(
                        found[unit, week, pay_class]
                        for found in (base, other)
                        for pay_class in _ABOVE
                    ),
                )
                for week in weeks
            ),
        )
        for unit in units
    )


def _hours(side: ComparedSide) -> Counter[_Place]:
    minutes: Counter[_Place] = Counter()
    for run in side.runs:
        for work in run.ledger.works:
            for piece in work.duty.pieces:
                if piece.pay_class in _ABOVE:
                    place = work.employee.unit, _week(piece.date), piece.pay_class
                    minutes[place] += paid_time(piece)
    return Counter({p: n / 60 / len(side.runs) for p, n in minutes.items()})


def _week(day: dt.date) -> tuple[int, int]:
    year, week, _ = day.isocalendar()
    return year, week
