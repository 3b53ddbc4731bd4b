"""Krüger's formulas give the degrees that Lantmäteriet publishes."""

import pytest

from data.coordinates.gauss_kruger import Grid
from tests.data.coordinates.test_swedish_grids import TM


def test_the_published_example_is_met_to_a_thousandth_of_a_millimetre() -> None:
    meridian = 13 + 35 / 60 + 7.692 / 3600
    grid = Grid(meridian, 1.00000254, -6_226_307.864, 84_182.879)
    found = grid.spot(1_135_809.413803, 555_304.016555)
    assert found == pytest.approx((66, 24), abs=2e-11)


@pytest.mark.parametrize(("lat", "lon", "north", "east"), TM)
def test_every_control_point_is_met_to_the_millimetre(
    lat: float, lon: float, north: float, east: float
) -> None:
    grid = Grid(15.0, 0.9996, 0.0, 500_000.0)
    assert grid.spot(north, east) == pytest.approx((lat, lon), abs=2e-8)
