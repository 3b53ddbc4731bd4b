"""Ranges of base staffing, as one writes them."""

import pytest

from data.faults import BadInput
from data.scenario.frontier_range import find_frontier
from tests.api.village import amy, document


def test_a_range_has_usual_values_around_the_base() -> None:
    found = find_frontier("posts", document())
    assert [point.preset.text for point in found.points] == [
        "posts:-2",
        "posts:-1",
        "posts",
        "posts:2",
        "posts:3",
        "posts:4",
    ]
    assert (found.base, found.base_mark) == (0, "0")


def test_values_of_ones_own_are_taken() -> None:
    found = find_frontier("degrees:-5, 20", document())
    assert [(p.place, p.mark) for p in found.points] == [(-5, "-5"), (20, "20")]


def test_a_value_that_changes_nothing_is_where_the_base_stands() -> None:
    half = {"employees": (amy(weekends={"worked": 1, "of": 2}),)}
    found = find_frontier("weekends", document(**half))
    assert [point.mark for point in found.points] == ["2/5", "1/3"]
    assert (found.base, found.base_mark) == (0.5, "1/2")
    third = find_frontier("weekends:1/3,2/5", document(**half))
    assert third.base is None


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("pots", "frontier_name"),
        ("posts:0", "frontier_points"),
        ("posts:many", "preset_value"),
        ("posts:99", "preset_value"),
    ],
)
def test_what_makes_no_curve_is_refused(text: str, code: str) -> None:
    with pytest.raises(BadInput) as refused:
        find_frontier(text, document())
    assert [fault.code for fault in refused.value.faults] == [code]
