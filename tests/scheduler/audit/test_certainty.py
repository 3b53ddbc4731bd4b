"""Differences beside their noise."""

from random import Random

import pytest

from scheduler.audit.certainty import (
    PairedDifference,
    Verdict,
    bound_interval,
    is_narrow,
    paired_difference,
)


def test_worlds_that_are_exactly_alike_differ_by_nought_and_say_so() -> None:
    assert paired_difference([3.1, 4.7], [3.1, 4.7]) == PairedDifference(
        pairs=2, mean=0, half_width=0, verdict=Verdict.SAME
    )


def test_one_pair_that_differs_shows_no_spread_and_no_verdict() -> None:
    found = paired_difference([1.0], [9.0])
    assert (found.mean, found.half_width, found.verdict) == (8, None, Verdict.UNCLEAR)


def test_the_interval_is_students() -> None:
    found = paired_difference([0, 0, 0], [1, 2, 3])
    assert found.mean == 2
    assert found.half_width == pytest.approx(4.30265 / 3**0.5, abs=1e-4)
    assert found.verdict is Verdict.UNCLEAR


def test_an_interval_is_narrow_to_within_a_share_of_the_whole() -> None:
    found = paired_difference([0, 0, 0], [1, 2, 3])
    assert found.half_width is not None
    share = found.half_width / 100
    assert is_narrow(found, 100, share + 1e-9)
    assert not is_narrow(found, 100, share - 1e-9)
    assert not is_narrow(paired_difference([1.0], [9.0]), 100, 1)


def test_the_verdict_asks_more_than_the_interval_that_is_shown() -> None:
    """With 3 pairs and spread 1 the limits are 2.48 (95 %) and 5.73 (99 %)."""
    spread = [-1.0, 0.0, 1.0]
    at = {m: paired_difference([0, 0, 0], [m + s for s in spread]) for m in (5.7, 5.8)}
    assert at[5.7].verdict is Verdict.UNCLEAR
    assert at[5.7].half_width == pytest.approx(2.484, abs=1e-3)
    assert at[5.8].verdict is Verdict.LARGER


def test_what_both_worlds_share_is_no_noise() -> None:
    luck = [0.0, 500.0, -300.0]
    found = paired_difference(luck, [x + 10 + n for n, x in enumerate(luck)])
    assert (found.mean, found.verdict) == (11, Verdict.LARGER)


def test_chance_alone_is_called_different_in_one_of_a_hundred() -> None:
    random = Random(7)
    called = sum(
        paired_difference(
            *([random.gauss(0, 1) for _ in range(3)] for _ in "ab")
        ).verdict
        is Verdict.LARGER
        for _ in range(2000)
    )
    assert 8 <= called <= 36  # 20 are expected; 4 standard deviations


def test_the_bounds_hold_whatever_luck_planning_had() -> None:
    """The best plans cost 95-100 and 104-110: the difference is 4 to 15."""
    found = bound_interval((95, 100), (104, 110))
    assert (found.low, found.high) == (4, 15)
