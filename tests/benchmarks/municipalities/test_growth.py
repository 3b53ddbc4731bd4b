"""What is measured of a plan as a municipality grows."""

from benchmarks.municipalities.drawn_municipality import drawn_municipality
from benchmarks.municipalities.growth_command import measured
from benchmarks.municipalities.scale import Scale, districts
from scheduler.planning.result import Limits


def test_what_a_plan_takes_is_measured() -> None:
    tiny = drawn_municipality(Scale("tiny", clients=4, days=2, paid_per_care=3.0), 1)
    row = measured(tiny, Limits(seconds=None, effort=1))
    assert row["clients"] == 4
    assert row["processor_seconds"] > 0.05
    assert row["must_open"] == 0
    assert row["bound"] <= row["price"]
    assert row["people_met"] is None  # nobody has two visits on each of 14 days
    assert row["curve"][-1][1:] == (row["price"], 0)


def test_a_municipality_grows_by_districts() -> None:
    assert (districts(4).clients, districts(4).districts) == (140, 4)
