"""The map keeps distances and directions."""

from math import hypot

import pytest

from data.report.day_tours import TourBook
from data.report.map import WIDTH, MapRoute, Spot, UnitMap
from scheduler.domain.plan import Plan
from scheduler.domain.plan_view import PlanView
from scheduler.domain.travel import great_circle_km
from tests.build import client, day, plan, problem, shift_row, unit, visit, visit_row

NORTH = client("north", lat=59.25, lon=14.87)
EAST = client("east", lat=59.17, lon=15.05)
VISITS = (
    visit("v1", client="north"),
    visit("v2", client="east", start="2026-12-21 10:00"),
    visit("v3", client="north", start="2026-12-21 12:00"),
)


def made_map(*rows: object) -> tuple[UnitMap, PlanView]:
    made = problem(clients=(NORTH, EAST), visits=VISITS)
    view = PlanView(made, plan(*rows) if rows else Plan())  # type: ignore[arg-type]
    return UnitMap(view, "centre"), view


def test_north_is_up_and_east_is_right() -> None:
    drawn, _ = made_map()
    north, east = drawn.clients
    assert north.y < drawn.centre.y == east.y
    assert east.x > drawn.centre.x == north.x


def test_everything_lies_inside_the_frame() -> None:
    drawn, _ = made_map()
    for spot in (*drawn.clients, drawn.centre):
        assert 0 < spot.x < WIDTH
        assert 0 < spot.y < drawn.height


def test_the_scale_is_the_same_both_ways_and_on_the_bar() -> None:
    drawn, _ = made_map()
    per_km = drawn.scale.length / drawn.scale.km
    for spot, place in zip(drawn.clients, (NORTH, EAST), strict=True):
        apart = hypot(spot.x - drawn.centre.x, spot.y - drawn.centre.y)
        km = great_circle_km(59.17, 14.87, place.lat, place.lon)
        assert apart / km == pytest.approx(per_km, rel=0.01)


def test_the_scale_bar_is_a_round_distance() -> None:
    drawn, _ = made_map()
    assert drawn.scale.km in (1, 2, 5)
    assert drawn.scale.length <= WIDTH / 4


def test_a_single_place_is_drawn_in_the_middle() -> None:
    drawn = UnitMap(PlanView(problem(), Plan()), "centre")
    assert (drawn.centre.x, drawn.centre.y) == (WIDTH / 2, drawn.height / 2)


def test_a_route_passes_its_stops_in_order_with_their_numbers() -> None:
    drawn, view = made_map(
        shift_row(),
        visit_row("v1"),
        visit_row("v2", start="2026-12-21 10:00", from_id="north"),
        visit_row("v3", start="2026-12-21 12:00", from_id="east"),
    )
    (route,) = drawn.routes(TourBook(view).day(day(0))[0])
    assert route.path.count("L") == 4
    assert [label.id for label in route.labels] == ["1, 3", "2"]
    north = drawn.clients[0]
    assert (route.labels[0].x, route.labels[0].y) == (north.x, north.y)


def test_no_two_of_24_routes_have_colour_and_dash_in_common() -> None:
    spot = Spot("1", 0, 0)
    routes = [MapRoute(n, "Amy", "", spot, ()) for n in range(7, 31)]
    assert len({(route.colour, route.dash) for route in routes}) == 24
    assert routes[0].dash != routes[8].dash


def test_a_route_has_its_number_on_its_longest_move() -> None:
    drawn, view = made_map(
        shift_row(),
        visit_row("v1"),
        visit_row("v2", start="2026-12-21 10:00", from_id="north"),
    )
    (route,) = drawn.routes(TourBook(view).day(day(0))[0])
    north, east = drawn.clients
    assert (route.number, route.badge.id, route.name) == (1, "1", "Amy")
    assert route.badge.x == pytest.approx((north.x + east.x) / 2, abs=0.1)
    assert route.badge.y == pytest.approx((north.y + east.y) / 2, abs=0.1)


def test_the_numbers_of_two_routes_do_not_hide_each_other() -> None:
    drawn, view = made_map(
        shift_row(),
        shift_row("bo"),
        visit_row("v1"),
        visit_row("v2", start="2026-12-21 10:00", from_id="north"),
        visit_row("v1", "bo", staff_no=2),
        visit_row("v2", "bo", start="2026-12-21 10:00", from_id="north", staff_no=2),
    )
    amy, bo = drawn.routes(TourBook(view).day(day(0))[0])
    assert hypot(amy.badge.x - bo.badge.x, amy.badge.y - bo.badge.y) > 18


def test_whoever_makes_no_visits_has_no_route() -> None:
    drawn, view = made_map(shift_row())
    assert list(drawn.routes(TourBook(view).day(day(0))[0])) == []


def test_places_that_nobody_knows_are_left_out() -> None:
    drawn, view = made_map(
        shift_row(),
        visit_row("v9"),
        visit_row("v1", start="2026-12-21 09:00", from_id="v9"),
    )
    (route,) = drawn.routes(TourBook(view).day(day(0))[0])
    assert route.path.count("L") == 2
    assert [label.id for label in route.labels] == ["2"]


def test_only_the_clients_of_the_unit_are_on_its_map() -> None:
    made = problem(units=(unit(), unit("outer")), clients=(NORTH,), visits=VISITS[:1])
    assert UnitMap(PlanView(made, Plan()), "outer").clients == ()
