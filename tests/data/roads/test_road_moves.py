"""Which moves are asked for, and what becomes of their seconds."""

from collections.abc import Sequence
from math import inf

import numpy as np
import pytest

from data.roads.road_clip import Spot
from data.roads.road_moves import RoadMoves, road_moves, tour_places
from data.roads.road_times import RoadTimes
from scheduler.domain.problem import Problem, TravelModel, TravelRow
from scheduler.domain.values import Transport
from tests.build import client, employee, problem, unit, visit


def test_people_move_between_their_units_places_as_they_do() -> None:
    units = (unit("north"), unit("south", lends_to=("north",)), unit("empty"))
    made = problem(
        units=units,
        employees=(
            employee("amy", unit="north", transport="bike"),
            employee("bea", unit="south", transport="car"),
        ),
        clients=(client("ann", unit="north"), client("sam", unit="south")),
        visits=(visit("v1", client="sam", unit="north"),),
    )
    north, south = frozenset(("north", "ann", "sam")), frozenset(("south", "sam"))
    assert tour_places(made) == {
        Transport.BIKE: [north],
        Transport.CAR: [north, south],
    }


def moves(seconds: float, **given: object) -> RoadMoves:
    def took(_: Transport, places: Sequence[Spot]) -> RoadTimes:
        size = len(places)
        return RoadTimes(np.full((size, size), seconds), np.arange(size, dtype=float))

    made: Problem = problem(clients=(client("carl"),), **given)
    return road_moves(made, tour_places(made), took)


@pytest.mark.parametrize(
    ("seconds", "minutes"), [(0, 2), (60, 3), (60.00001, 3), (61, 4), (119.9, 4)]
)
def test_moves_are_whole_minutes_rounded_up_with_handling(
    seconds: float, minutes: int
) -> None:
    assert moves(seconds).minutes == {
        TravelRow("carl", "centre", "car"): minutes,
        TravelRow("centre", "carl", "car"): minutes,
    }


def test_handling_is_the_datasets() -> None:
    found = moves(60, travel_model=TravelModel(handling_minutes=4.5))
    assert set(found.minutes.values()) == {6}


def test_where_no_road_leads_nothing_is_written_but_counted() -> None:
    found = moves(inf)
    assert (found.minutes, found.unreached) == ({}, 2)
    assert found.away == {Transport.CAR: {"carl": 0, "centre": 1}}


def test_places_of_other_units_need_no_move() -> None:
    found = moves(60, units=(unit("centre"), unit("other")))
    assert all("other" not in row for row in found.minutes)
