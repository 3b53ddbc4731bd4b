"""Charts as SVG path data: steps and heat."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from data.report.load import HOURS, Hourly, HourlyLoad

HEAT_EDGES = (-2.0, -1.0, -0.25, 0.75, 2.0, 4.0)
"""People to spare: where one colour of the heat map ends and the next begins."""
WEEK = 7


@dataclass(frozen=True)
class Steps:
    """A step chart; x = hours from 0, y = people counted down from ``top``."""

    first_day: int
    first_hour: int
    """The local hour at the left edge, 0-23."""
    hours: int
    top: int
    wanted: str
    """A filled area."""
    visits: str
    """A filled area, below the headcount demand that is stacked on it."""
    least: str
    on_duty: str

    @property
    def midnights(self) -> range:
        """Where a new day begins, hours from the left edge."""
        return range(HOURS - self.first_hour, self.hours, HOURS)


@dataclass(frozen=True)
class HeatChart:
    """Coloured hours: for each colour a path of unit squares, x = hour, y = day."""

    days: int
    shades: tuple[str, ...]


def day_steps(load: HourlyLoad, day: int, hours: tuple[int, int], top: int) -> Steps:
    """Draw a unit from an hour of a day on, for so many hours; empty after the plan."""
    first, length = hours
    return _steps(load, day * HOURS + first, length, top)


def week_steps(load: HourlyLoad) -> Iterator[Steps]:
    """Draw a unit week by week, all to the same scale."""
    top, days = peak(load), len(load.on_duty)
    for first in range(0, days, WEEK):
        hours = min(WEEK, days - first) * HOURS
        yield _steps(load, first * HOURS, hours, top)


def peak(load: HourlyLoad) -> int:
    """Return the people at the top of a unit's charts."""
    most = max(float(load.wanted.max()), float(load.on_duty.max()))
    return max(1, int(np.ceil(most)))


def _steps(load: HourlyLoad, first: int, hours: int, top: int) -> Steps:
    def row(hourly: Hourly) -> list[float]:
        values: list[float] = hourly.ravel()[first : first + hours].tolist()
        return values + [0.0] * (hours - len(values))

    return Steps(
        first_day=first // HOURS,
        first_hour=first % HOURS,
        hours=hours,
        top=top,
        wanted=_area(row(load.wanted), top),
        visits=_area(row(load.visits), top),
        least=_line(row(load.least), top) if load.least.any() else "",
        on_duty=_line(row(load.on_duty), top),
    )


def _line(values: Sequence[float], top: int) -> str:
    """Return a path that steps from value to value."""
    parts: list[str] = []
    last: str | None = None
    for hour, value in enumerate(values):
        y = _short(top - value)
        if last is None:
            parts.append(f"M0 {y}")
        elif y != last:
            parts.append(f"H{hour}V{y}")
        last = y
    return "".join(parts) + f"H{len(values)}"


def _area(values: Sequence[float], top: int) -> str:
    return f"{_line(values, top)}V{top}H0Z" if any(values) else ""


def _short(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")


def heat_of(load: HourlyLoad) -> HeatChart:
    """Colour every hour by the people to spare; an hour of nothing stays bare."""
    shade = np.digitize(load.spare, HEAT_EDGES)
    shade[(load.wanted == 0) & (load.on_duty == 0)] = -1
    paths = (_squares(shade == n) for n in range(len(HEAT_EDGES) + 1))
    return HeatChart(days=len(shade), shades=tuple(paths))


def _squares(wanted: "np.ndarray[tuple[int, ...], np.dtype[np.bool_]]") -> str:
    """Return one path of the squares that are set, runs of hours joined."""
    parts = []
    for day, hours in enumerate(wanted):
        edges = np.flatnonzero(np.diff(np.concatenate(([0], hours, [0]))))
        for start, end in edges.reshape(-1, 2).tolist():
            parts.append(f"M{start} {day}H{end}v1H{start}z")
    return "".join(parts)
