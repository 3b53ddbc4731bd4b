"""Who could take over whose work, as the line search draws colleagues."""

import numpy as np
import pytest

from scheduler.lines.circles import Circles, circles
from scheduler.lines.kernels.arrays import Longs

DAYS, KINDS = 2, 3


def able(*of: set[int]) -> Longs:
    """Return who may work which kinds, every day."""
    may = np.zeros((len(of), DAYS, KINDS), np.int64)
    for person, kinds in enumerate(of):
        may[person, :, list(kinds)] = 1
    return may


def of(found: Circles) -> list[list[int]]:
    return [found.members[first:last].tolist() for first, last in found.circle]


@pytest.mark.parametrize(
    ("may", "expected"),
    [
        ((set[int]({0}), {1}, {0}), [[0, 2], [1]]),
        (({0}, {1}, {0, 1}), [[0, 1, 2]]),
        (({0}, {2}, {1, 2}, {0, 1}), [[0, 1, 2, 3]]),
        ((set[int](), {0}, set[int]()), [[0], [1], [2]]),
        ((), []),
    ],
)
def test_a_circle_has_a_kind_of_shift_in_common_or_somebody_between(
    may: tuple[set[int], ...], expected: list[list[int]]
) -> None:
    found = circles(able(*may), np.ones((DAYS, KINDS), np.int64))
    assert of(found) == expected
    for circle, people in enumerate(expected):
        assert found.circle_of[people].tolist() == [circle] * len(people)


def test_people_of_one_circle_may_work_different_days() -> None:
    may = able({0}, {0})
    may[0, 0], may[1, 1] = 0, 0
    assert of(circles(may, np.ones((DAYS, KINDS), np.int64))) == [[0, 1]]


def test_a_circle_is_asked_for_the_kinds_that_somebody_of_it_works() -> None:
    need = np.array([[1, 1, 0], [0, 2, 1]])
    found = circles(able({0, 2}, {1}), need)
    asked = [
        [found.asked[first:last].tolist() for first, last in days]
        for days in found.asked_of
    ]
    assert asked == [[[0], [2]], [[1], [1]]]
