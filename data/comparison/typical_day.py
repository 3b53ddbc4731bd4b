"""Demand against staffing hour by hour, on an average weekday and weekend day."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from data.comparison.compared_world import ComparedSide, ComparedWorld
from data.report.load import HourlyLoad, loads_of

DayKind = Literal["weekday", "weekend"]
_SATURDAY = 5


@dataclass(frozen=True)
class DayLoad:
    """People in each local hour; the mean over days and plans."""

    wanted: tuple[float, ...]
    on_duty: tuple[float, ...]


@dataclass(frozen=True)
class TypicalDay:
    """One unit on one kind of day, in both worlds."""

    unit: str
    name: str
    kind: DayKind
    base: DayLoad
    other: DayLoad

    @property
    def top(self) -> float:
        """The most people in any hour."""
        loads = self.base, self.other
        return max(max(*load.wanted, *load.on_duty) for load in loads)


_Loads = dict[tuple[str, DayKind], DayLoad]


def typical_days(world: ComparedWorld) -> tuple[TypicalDay, ...]:
    """Return every unit that has demand or staff, on each kind of day there is."""
    base, other = _loads(world.base), _loads(world.other)
    problems = world.base.problem, world.other.problem
    names = {u.id: u.name for problem in problems for u in problem.units}
    nothing = DayLoad((0.0,) * 24, (0.0,) * 24)
    return tuple(
        TypicalDay(
            unit,
            names[unit],
            kind,
            base.get((unit, kind), nothing),
            other.get((unit, kind), nothing),
        )
        for unit, kind in {**base, **other}
    )


def _loads(side: ComparedSide) -> _Loads:
    days = [day.weekday() >= _SATURDAY for day in side.problem.dates]
    kinds: dict[DayKind, list[int]] = {
        "weekday": [n for n, is_weekend in enumerate(days) if not is_weekend],
        "weekend": [n for n, is_weekend in enumerate(days) if is_weekend],
    }
    by_unit: dict[str, list[HourlyLoad]] = {}
    for run in side.runs:
        for load in loads_of(run.view):
            by_unit.setdefault(load.unit, []).append(load)
    return {
        (unit, kind): _mean(loads, chosen)
        for unit, loads in by_unit.items()
        for kind, chosen in kinds.items()
        if chosen
    }


def _mean(loads: Sequence[HourlyLoad], days: Sequence[int]) -> DayLoad:
    wanted = np.mean([load.wanted[days] for load in loads], axis=(0, 1))
    on_duty = np.mean([load.on_duty[days] for load in loads], axis=(0, 1))
    return DayLoad(tuple(wanted.tolist()), tuple(on_duty.tolist()))
