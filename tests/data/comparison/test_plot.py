"""Scales and shapes of the charts."""

import pytest

from data.comparison.plot import (
    AxisScale,
    height_labels,
    nice_step,
    path_through,
    steps_through,
)


@pytest.mark.parametrize(
    ("length", "step"),
    [(1, 0.2), (4, 1), (5, 1), (5.1, 2), (12, 2.5), (100, 20), (0, 1), (0.03, 0.01)],
)
def test_steps_are_round_and_few(length: float, step: float) -> None:
    assert nice_step(length) == pytest.approx(step)


def test_both_ends_of_a_scale_are_where_they_shall_be() -> None:
    scale = AxisScale(10, 20, 100, 0)
    assert (scale(10), scale(20), scale(15)) == (100, 0, 50)


def test_lines_stand_only_inside_the_scale() -> None:
    assert AxisScale(0, 5, 0, 1).ticks == (0, 1, 2, 3, 4, 5)
    assert AxisScale(-3, 9, 0, 1).ticks == (-2.5, 0, 2.5, 5, 7.5)


@pytest.mark.parametrize(
    ("high", "written"),
    [
        (12, ["0,0", "2,5", "5,0", "7,5", "10,0"]),
        (5, ["0", "1", "2", "3", "4", "5"]),
        (100, ["0", "20", "40", "60", "80", "100"]),
        (0.2, ["0,00", "0,05", "0,10", "0,15", "0,20"]),
    ],
)
def test_a_line_is_where_its_number_says(high: float, written: list[str]) -> None:
    labels = height_labels(AxisScale(0, high, 0, 1))
    assert [label.text.sv for label in labels] == written


def test_a_scale_without_length_places_all_at_its_start() -> None:
    assert AxisScale(3, 3, 7, 9)(3) == 7


def test_steps_are_level_between_their_edges() -> None:
    assert steps_through([0, 10, 20], [5, 8]) == "M0 5H10V8H20V8"
    assert path_through([(0, 1), (2.5, 3)]) == "M0 1L2.5 3"
