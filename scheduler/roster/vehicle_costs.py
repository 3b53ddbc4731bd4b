"""What driving costs in the roster model: kilometres, and cars needed at once."""

from collections.abc import Iterator
from itertools import pairwise

from ortools.sat.python import cp_model

from scheduler.context.planning_context import PlanningContext
from scheduler.roster.cars_out import Drives, car_drives, cars_out
from scheduler.roster.variables import Roster, Tour


def vehicle_costs(
    roster: Roster, context: PlanningContext
) -> Iterator[cp_model.LinearExprT]:
    """Price the tours by car of each unit whose cars have a price.

    A tour goes from the unit to its clients and back once, also on a split shift.
    """
    for cars in roster.problem.vehicles:
        drives = car_drives(roster, cars.unit)
        if cars.km_price and drives:
            prices = [
                round(_kilometres(context, tour) * cars.km_price) for tour, _ in drives
            ]
            literals = [literal for _, literal in drives]
            yield cp_model.LinearExpr.weighted_sum(literals, prices)
        if cars.day_price and drives:
            for needed in _needed(roster, cars.unit, drives):
                yield cars.day_price * needed


def _kilometres(context: PlanningContext, tour: Tour) -> float:
    unit, clients = (
        tour.option.unit,
        (context.tasks[t].visit.client for t in tour.tasks),
    )
    travel = context.view.travel
    return sum(travel.kilometres(*leg) for leg in pairwise([unit, *clients, unit]))


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
