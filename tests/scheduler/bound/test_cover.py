from random import Random

import numpy as np
import pytest

from scheduler.bound.cover import Cover
from scheduler.bound.program import Program


def cover(
    weight: list[list[int]],
    relief: list[list[int]],
    need: list[int],
    *,
    whole: bool = True,
) -> Cover:
    """Build rows over one column for each option, and then one for each relief."""
    options, reliefs = len(weight[0]), len(relief[0])
    return Cover(
        shifts=[np.array([n]) for n in range(options)],
        reliefs=np.arange(options, options + reliefs),
        weight=np.array(weight, np.float64),
        relief=np.array(relief, np.float64),
        need=np.array(need, np.float64),
        whole=whole,
    )


def test_a_need_of_two_shifts_and_a_minute_takes_three() -> None:
    found = cover([[200, 120]], [[50]], [401]).rounded()
    assert list(found.weight[1]) == [1, 1]
    assert (found.relief[1][0], found.need[1]) == (1, 3)


def test_a_shorter_shift_counts_for_its_share_of_the_rest() -> None:
    found = cover([[200, 120]], [[19]], [390]).rounded()
    assert list(found.weight[1]) == [1, 120 / 190]
    assert (found.relief[1][0], found.need[1]) == (19 / 190, 2)


def test_a_need_of_exactly_two_shifts_is_only_divided_by_shorter_ones() -> None:
    found = cover([[200, 120]], [[50]], [400]).rounded()
    assert list(found.need) == [400, 4]
    assert list(found.weight[1]) == [2, 1]


def test_minutes_that_may_be_missing_count_by_the_minute() -> None:
    found = cover([[200]], [[250]], [390], whole=False).rounded()
    assert found.relief[1][0] == 250 / 190
    assert cover([[200]], [[250]], [390]).rounded().relief[1][0] == 1 + 50 / 190


def test_rows_that_no_shift_helps_with_are_not_divided() -> None:
    assert len(cover([[0]], [[1]], [390]).rounded().need) == 1


@pytest.mark.parametrize("seed", range(40))
def test_whole_shifts_that_meet_a_row_meet_it_rounded(seed: int) -> None:
    rng = Random(seed)
    weight = [rng.randint(0, 300) for _ in range(4)]
    relief = [rng.randint(0, 60) for _ in range(2)]
    counts: list[float] = [rng.randint(0, 3) for _ in range(6)]
    whole = rng.random() < 0.5
    if not whole:
        counts[4:] = [rng.random() * 3 for _ in range(2)]
    need = int(np.dot(weight + relief, counts))
    found = cover([weight], [relief], [need], whole=whole).rounded()
    rows = np.concatenate((found.weight, found.relief), axis=1)
    assert (rows @ counts >= found.need - 1e-9).all()


def test_the_rows_that_are_missed_by_most_shifts_come_first() -> None:
    found = cover([[100], [10], [100]], [[0]] * 3, [50, 40, 0])
    nobody = np.zeros(2)
    assert found.unmet(nobody, 3) == [1, 0]
    assert found.unmet(nobody, 1) == [1]


def test_a_row_that_is_met_to_the_minute_is_not_missed() -> None:
    found = cover([[100]], [[5]], [110])
    assert found.unmet(np.array([1.0, 2.0]), 1) == []
    assert found.unmet(np.array([1.0, 1.9]), 1) == [0]


def test_a_row_that_is_added_holds_all_columns_of_an_option() -> None:
    program = Program()
    columns = [program.column(price, 1) for price in (7, 3, 50)]
    Cover(
        shifts=[np.array(columns[:2])],
        reliefs=np.array(columns[2:]),
        weight=np.array([[2.0]]),
        relief=np.array([[1.0]]),
        need=np.array([4.0]),
    ).add(program, 0)
    assert program.solve(10)
    assert list(program.values) == [1, 1, 0]
