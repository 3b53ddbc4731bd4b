"""What driving costs in the roster model: kilometres, and cars needed at once."""

from collections.abc import Iterator

from ortools.sat.python import cp_model

from scheduler.roster.cars_out import Drives, car_drives, cars_out
from scheduler.roster.variables import Roster


def vehicle_costs(roster: Roster) -> Iterator[cp_model.LinearExprT]:
    """Price the tours by car of each unit whose cars have a price."""
    for cars in roster.problem.vehicles:
        drives = car_drives(roster, cars.unit)
        if cars.km_price and drives:
            yield driven_kilometres(drives, cars.km_price)
        if cars.day_price and drives:
            for needed in _needed(roster, cars.unit, drives):
                yield cars.day_price * needed


def driven_kilometres(drives: Drives, km_price: float) -> cp_model.LinearExprT:
    """Return what the kilometres of tours cost that are driven."""
    prices = [round(tour.kilometres * km_price) for tour, _ in drives]
    return cp_model.LinearExpr.weighted_sum([literal for _, literal in drives], prices)


def _needed(roster: Roster, unit: str, drives: Drives) -> Iterator[cp_model.IntVar]:
    """Yield how many cars each day needs at the same time."""
    for day in roster.problem.dates:
        groups = list(cars_out(roster, drives, day))
        if groups:
            most = max(map(len, groups))
            needed = roster.model.new_int_var(0, most, f"{unit} cars on {day}")
            for out in groups:
                roster.model.add(cp_model.LinearExpr.sum(out) <= needed)
            yield needed
