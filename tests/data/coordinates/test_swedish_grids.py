"""Where a pair of numbers lies in Sweden, and which pairs say too little."""

import pytest

from data.columns import UnreadableCellError
from data.coordinates.swedish_grids import spot_of, without_grid

TM = [
    (55, 12.75, 6097106.672, 356083.438),
    (55, 14.25, 6095048.642, 452024.069),
    (57, 12.75, 6319636.937, 363331.554),
    (57, 19.5, 6326392.707, 773251.054),
    (59, 11.25, 6546096.724, 284626.066),
    (59, 19.5, 6548757.206, 758410.519),
    (61, 12.75, 6764877.311, 378323.440),
    (61, 18.75, 6768593.345, 702745.127),
    (63, 12, 6989134.048, 348083.148),
    (63, 19.5, 6993565.630, 727798.671),
    (65, 13.5, 7209293.753, 429270.201),
    (65, 21.75, 7225449.115, 817833.405),
    (67, 16.5, 7432168.174, 565398.458),
    (67, 24, 7459745.672, 891298.142),
    (69, 21, 7666089.698, 739639.195),
]
"""Lantmäteriet's "Kontrollpunkter för SWEREF 99 TM", 2007-11-20."""

ZONES = [
    ("SWEREF 99 12 00", 57, 11.25, 6320164.077, 104421.390),
    ("SWEREF99 13 30", 59, 14.25, 6542910.921, 193105.897),
    ("sweref99_1415_n", 63, 12.0, 6990379.288, 36003.367),
    ("SWEREF 991500", 61, 15.75, 6765725.847, 190579.995),
    ("SWEREF 99 16 30", 63, 17.25, 6988606.198, 188003.980),
    ("N (SWEREF 99 18 00)", 59, 18.75, 6542910.921, 193105.897),
    ("EPSG:3011 N", 59, 18.75, 6542910.921, 193105.897),
    ("epsg 3012", 63, 12.0, 6990379.288, 36003.367),
    ("N EPSG:3006", 59, 11.25, 6546096.724, 284626.066),
]
"""Of its "Kontrollpunkter för de lokala SWEREF 99-zonerna", 2007-11-20."""


@pytest.mark.parametrize(("lat", "lon", "north", "east"), TM[2:])
def test_sweref_99_tm_is_known_by_its_numbers(
    lat: float, lon: float, north: float, east: float
) -> None:
    assert spot_of(north, east) == pytest.approx((lat, lon), abs=1e-6)
    assert spot_of(east, north) == spot_of(north, east)


@pytest.mark.parametrize(("name", "lat", "lon", "north", "east"), ZONES)
def test_a_local_zone_is_known_by_the_heading(
    name: str, lat: float, lon: float, north: float, east: float
) -> None:
    assert spot_of(north, east, name) == pytest.approx((lat, lon), abs=1e-6)


@pytest.mark.parametrize(
    "name", ["X EPSG:3021", "X RT 90", "RT90 2,5 gon V", "rt90_2.5_gon_v y"]
)
def test_rt_90_is_known_by_the_heading(name: str) -> None:
    # Stockholm's city hall, as EPSG 3021 has it (seven parameters).
    found = spot_of(6580908.598, 1628832.573, name)
    assert found == pytest.approx((59.3293, 18.0686), abs=5e-6)


@pytest.mark.parametrize(
    ("first", "second", "heading"),
    [
        (6542910.9, 193105.9, "N"),
        (6580908.6, 1628832.6, "X"),
        (6580908.6, 1628832.6, "X RT90 5 gon V"),
        (6542910.9, 193105.9, "N SWEREF 99 12 34"),
        (7500000, 290000, "N"),
        (6563000, 489000, "N EPSG:9999"),
    ],
)
def test_metres_that_could_be_of_several_grids_are_refused(
    first: float, second: float, heading: str
) -> None:
    assert refusal(first, second, heading) == "import_grid_unclear"


@pytest.mark.parametrize(
    ("first", "second", "heading"),
    [
        (6563000, 489000, "N SWEREF 99 18 00"),
        (6563000, 489000, "X RT 90"),
        (6542910.9, 193105.9, "SWEREF99 TM"),
        (6097106.672, 356083.438 + 520_000, "SWEREF99 TM"),
    ],
)
def test_numbers_that_do_not_fit_the_named_grid_are_refused(
    first: float, second: float, heading: str
) -> None:
    assert refusal(first, second, heading) == "import_grid_elsewhere"


@pytest.mark.parametrize(
    ("first", "second"), [(591, 15), (59.2, 489000), (489000, 489000), (6563000, 15.2)]
)
def test_what_is_neither_degrees_nor_metres_is_no_place(
    first: float, second: float
) -> None:
    assert refusal(first, second, "").startswith("import_")


def test_degrees_stay_as_they_are_unless_only_their_turn_is_in_sweden() -> None:
    assert spot_of(59.2741, 15.2066) == (59.2741, 15.2066)
    assert spot_of(15.2066, 59.2741, "X Y") == (59.2741, 15.2066)
    assert spot_of(-33.9, 18.4) == (-33.9, 18.4)


@pytest.mark.parametrize(
    ("heading", "left"),
    [
        ("SWEREF99 TM N", "N"),
        ("sweref99tm_n", "_n"),
        ("Nord (SWEREF 99 18 00)", "Nord ( )"),
        ("X RT 90 2,5 gon V", "X"),
        ("RT90 X", "X"),
        ("Start 90", "Start 90"),
        ("SWEREF99 TM", ""),
        ("EPSG:3006 N", "N"),
        ("Lat (WGS 84)", "Lat ( )"),
    ],
)
def test_a_heading_without_its_grid_says_which_way(heading: str, left: str) -> None:
    assert without_grid(heading).strip() == left


def refusal(first: float, second: float, heading: str) -> str:
    with pytest.raises(UnreadableCellError) as error:
        spot_of(first, second, heading)
    return error.value.code
