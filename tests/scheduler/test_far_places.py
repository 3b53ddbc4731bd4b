"""Coordinates of another country are told before anybody plans."""

import pytest

from constraints import default_rules
from scheduler.feasibility import feasibility
from tests.build import HERE, client, problem

pytestmark = pytest.mark.usefixtures("plain_weeks")


def told(lat: float, lon: float) -> list[str]:
    """Return what is told of a client there, beside one next to the unit."""
    made = problem(clients=[client("carl"), client("dora", lat=lat, lon=lon)])
    every = feasibility(made, default_rules())
    return [f.message("en") for f in every if f.check == "clients_far"]


@pytest.mark.parametrize(
    ("lat", "lon"),
    [
        pytest.param(HERE["lon"], HERE["lat"], id="swapped"),
        pytest.param(0, 0, id="nought"),
        pytest.param(HERE["lat"] + 2.7, HERE["lon"], id="300.2 km to the north"),
    ],
)
def test_a_client_too_far_from_the_unit_is_told(lat: float, lon: float) -> None:
    [message] = told(lat, lon)
    assert f"1 client lies more than 300 km from its unit: dora ({lat:g}, " in message


def test_one_at_the_other_end_of_a_wide_municipality_is_not() -> None:
    assert told(HERE["lat"] + 2.69, HERE["lon"]) == []
