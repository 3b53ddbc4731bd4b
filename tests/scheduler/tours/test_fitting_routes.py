"""A route can hold what is reached in time by way of another visit."""

import numpy as np
import pytest

from scheduler.context.planning_context import PlanningContext
from scheduler.domain.problem import TravelRow
from scheduler.domain.shift_option import option_of
from scheduler.domain.values import Transport
from scheduler.rules.tour_weights import TourWeights
from scheduler.tours.fitting_routes import fitting_routes
from scheduler.tours.route_spec import RouteSpec
from tests.build import MONDAY, UNIT, employee, problem, shift_type, visit


def fits(from_carl: int, latest: str) -> bool:
    """Say whether a day from 07:00 on can hold a visit to Dora, 999 minutes away.

    Carl lives two minutes away.
    """
    rows = {
        TravelRow(UNIT, "dora", "car"): 999,
        TravelRow("carl", "dora", "car"): from_carl,
    }
    made = problem(
        employees=[employee(transport="car")],
        shift_types=[shift_type("day", "07:00-16:00")],
        visits=[
            visit("v1", "2026-12-21 07:00"),
            visit("v2", "2026-12-21 07:00", f"2026-12-21 {latest}", client="dora"),
        ],
        travel_rows=rows,
    )
    context = PlanningContext(made, (), TourWeights())
    option = option_of(context.view.clock, made.shift_types[0], MONDAY, UNIT)
    routes = [RouteSpec(0, option, 0, (), Transport.CAR)]
    none = np.zeros((2, 0), np.uint64)
    able = np.ones((2, 1), np.bool_)
    return bool(fitting_routes(context, routes, able, none, none[:1])[1].size)


@pytest.mark.parametrize(
    ("from_carl", "latest", "is_held"),
    [(10, "07:12", True), (10, "07:11", False), (999, "15:00", False)],
)
def test_a_visit_is_held_where_another_lies_on_the_way(
    from_carl: int, latest: str, *, is_held: bool
) -> None:
    assert fits(from_carl, latest) is is_held
