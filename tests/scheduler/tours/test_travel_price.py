"""A minute on the road costs its own price, and what the car's kilometres cost."""

import pytest

from scheduler.context.planning_context import PlanningContext
from scheduler.domain.clock import wall_clock
from scheduler.domain.problem import Problem, TravelModel, Vehicles
from scheduler.domain.shift_option import option_of
from scheduler.domain.values import Transport
from scheduler.rules.tour_weights import TourWeights
from scheduler.tours.build import route_table
from scheduler.tours.route_spec import RouteSpec
from tests.build import MONDAY, UNIT, ZONE, problem, shift_type, unit

DAY = shift_type("day", "07:00-16:00", unit=None)


def minute(made: Problem, mode: Transport, of_unit: str = UNIT) -> int:
    context = PlanningContext(made, (), TourWeights(travel_minute=100))
    option = option_of(wall_clock(ZONE), DAY, MONDAY, of_unit)
    return int(
        route_table(context, [RouteSpec(0, option, 0, (), mode)])[0]["travel_price"]
    )


@pytest.mark.parametrize(
    ("mode", "price"),
    [(Transport.CAR, 280), (Transport.BIKE, 100), (Transport.WALK, 100)],
)
def test_kilometres_are_paid_by_the_minute_where_somebody_drives(
    mode: Transport, price: int
) -> None:
    """60 km an hour is a kilometre a minute, at 1.80 kr."""
    made = problem(
        units=(unit(), unit("other")),
        shift_types=(DAY,),
        travel_model=TravelModel(car_kmh=60),
        vehicles=(Vehicles(unit=UNIT, km_price=180, day_price=9_999),),
    )
    assert minute(made, mode) == price
    assert minute(made, mode, "other") == 100
