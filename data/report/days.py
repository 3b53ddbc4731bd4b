"""Everything the page shows of one day: tours, map and hours, unit by unit."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from data.both_languages import Both, day_name
from data.report.charts import Steps, day_steps, peak
from data.report.day_tours import TourBook, UnitDay
from data.report.load import HourlyLoad
from data.report.map import MapRoute, UnitMap
from data.wall import WallDay


@dataclass(frozen=True)
class UnitSheet:
    """One unit on one day."""

    tours: UnitDay
    routes: tuple[MapRoute, ...]
    steps: Steps


@dataclass(frozen=True)
class DaySheet:
    """One day."""

    day: WallDay
    name: Both
    units: tuple[UnitSheet, ...]


def day_sheets(
    tours: TourBook,
    days: Sequence[WallDay],
    maps: Mapping[str, UnitMap],
    loads: Sequence[HourlyLoad],
) -> Iterator[DaySheet]:
    """Yield every day of the plan."""
    of_unit = {load.unit: load for load in loads}
    tops = {unit: peak(load) for unit, load in of_unit.items()}
    for number, day in enumerate(days):
        units = (
            UnitSheet(
                tours=unit,
                routes=tuple(maps[unit.unit].routes(unit)),
                steps=day_steps(
                    of_unit[unit.unit],
                    number,
                    (unit.first_hour, unit.hours),
                    tops[unit.unit],
                ),
            )
            for unit in tours.day(day.date)
            if unit.unit in of_unit
        )
        yield DaySheet(day, day_name(day.date), tuple(units))
