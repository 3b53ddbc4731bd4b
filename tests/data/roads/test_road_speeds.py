"""Which ways each mode may take, in which direction, and how fast."""

import pytest

from data.roads.road_speeds import CAR_KMH, WaySpeed, way_speed
from scheduler.domain.problem import TravelModel
from scheduler.domain.values import Transport


def speed(mode: str, tags: str) -> WaySpeed:
    given = dict(pair.split("=") for pair in tags.split())
    return way_speed(given, Transport(mode), TravelModel())


@pytest.mark.parametrize(
    ("tags", "along", "against"),
    [
        ("highway=residential", 30, 30),
        ("highway=residential oneway=yes", 30, 0),
        ("highway=residential oneway=-1", 0, 30),
        ("highway=residential oneway=no junction=roundabout", 30, 30),
        ("highway=residential junction=roundabout", 30, 0),
        ("highway=motorway", 100, 0),
        ("highway=secondary maxspeed=40", 34, 34),
        ("highway=secondary maxspeed=SE:urban", 42.5, 42.5),
        ("highway=secondary maxspeed=signals", 60, 60),
        ("highway=secondary maxspeed=0", 60, 60),
        ("highway=service access=private", 15, 15),
        ("highway=service access=no", 0, 0),
        ("highway=service access=no motor_vehicle=yes", 15, 15),
        ("highway=track motor_vehicle=agricultural", 0, 0),
        ("highway=cycleway", 0, 0),
        ("highway=cycleway motor_vehicle=yes", 0, 0),
        ("highway=construction", 0, 0),
    ],
)
def test_cars(tags: str, along: float, against: float) -> None:
    assert speed("car", tags) == (along, against)


def test_a_limit_in_miles_is_one() -> None:
    found = way_speed(
        {"highway": "primary", "maxspeed": "30 mph"}, Transport.CAR, TravelModel()
    )
    assert found.along == pytest.approx(30 * 1.609344 * 0.85)


@pytest.mark.parametrize(
    ("tags", "along", "against"),
    [
        ("highway=cycleway", 14, 14),
        ("highway=path", 14, 14),
        ("highway=residential oneway=yes", 14, 0),
        ("highway=residential oneway=yes oneway:bicycle=no", 14, 14),
        ("highway=residential oneway=yes cycleway=opposite_lane", 14, 14),
        ("highway=footway", 0, 0),
        ("highway=footway bicycle=yes", 14, 14),
        ("highway=steps bicycle=yes", 0, 0),
        ("highway=trunk", 0, 0),
        ("highway=trunk bicycle=yes", 14, 14),
        ("highway=motorway bicycle=yes", 0, 0),
        ("highway=path bicycle=no", 0, 0),
    ],
)
def test_bicycles(tags: str, along: float, against: float) -> None:
    assert speed("bike", tags) == (along, against)


@pytest.mark.parametrize(
    ("tags", "kmh"),
    [
        ("highway=steps", 5),
        ("highway=residential oneway=yes", 5),
        ("highway=footway", 5),
        ("highway=trunk", 0),
        ("highway=trunk foot=designated", 5),
        ("highway=motorway_link", 0),
        ("highway=path foot=no", 0),
        ("highway=proposed", 0),
    ],
)
def test_people_on_foot_go_both_ways(tags: str, kmh: float) -> None:
    assert speed("walk", tags) == (kmh, kmh)


def test_the_speeds_of_bicycles_and_walking_are_the_datasets() -> None:
    model = TravelModel(bike_kmh=20, walk_kmh=4)
    road = {"highway": "residential"}
    assert way_speed(road, Transport.BIKE, model).along == 20
    assert way_speed(road, Transport.WALK, model).along == 4


def test_bigger_roads_are_faster() -> None:
    order = ("motorway", "trunk", "primary", "secondary", "tertiary", "unclassified")
    speeds = [CAR_KMH[name] for name in (*order, "residential", "living_street")]
    assert speeds == sorted(speeds, reverse=True)
