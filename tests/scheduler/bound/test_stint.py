from itertools import product
from random import Random

import numpy as np
import pytest

from scheduler.bound.stint import Stint, stints_of
from scheduler.domain.clock import wall_clock
from scheduler.domain.shift_option import option_of
from tests.build import MONDAY, UNIT, ZONE, at, problem, shift_type


def stints(*parts: str, breaks: str = "") -> list[Stint]:
    """Return the parts of one shift on Monday."""
    type_ = shift_type("day", "|".join(parts), breaks)
    case = problem(shift_types=(type_,))
    return list(stints_of(case, option_of(wall_clock(ZONE), type_, MONDAY, UNIT)))


def minutes(stint: Stint, start: str, end: str) -> tuple[int, int]:
    """Return the working minutes between two clock times, at most and at least."""
    spans = (
        np.array([at(f"2026-12-21 {start}")]),
        np.array([at(f"2026-12-21 {end}")]),
    )
    return int(stint.most(*spans)[0]), int(stint.least(*spans)[0])


def test_a_break_that_must_lie_inside_is_taken_off() -> None:
    (day,) = stints("07:00-16:00", breaks="30@10:30-12:30")
    assert minutes(day, "10:30", "12:30") == (90, 90)


def test_a_break_that_may_lie_outside_is_taken_off_only_at_worst() -> None:
    (day,) = stints("07:00-16:00", breaks="30@10:30-12:30")
    assert minutes(day, "10:30", "12:00") == (90, 60)
    assert minutes(day, "10:30", "12:10") == (90, 70)


def test_outside_the_shift_nobody_works() -> None:
    (day,) = stints("07:00-16:00")
    assert minutes(day, "05:00", "07:00") == (0, 0)
    assert minutes(day, "15:30", "17:00") == (30, 30)


def test_a_break_that_may_lie_in_either_part_counts_in_both_at_worst() -> None:
    first, second = stints("07:00-11:00", "13:00-17:00", breaks="20@10:00-14:00")
    assert (first.break_count, second.break_count) == (1, 1)
    assert minutes(first, "07:00", "11:00") == (240, 220)
    assert minutes(second, "13:00", "17:00") == (240, 220)


@pytest.mark.parametrize("seed", range(30))
def test_wherever_breaks_lie_the_work_is_between_least_and_most(seed: int) -> None:
    rng = Random(seed)
    windows = [(20, 50, 10), (60, 60 + rng.randint(20, 40), 20)]
    stint = Stint(0, 120, windows, 0, 2)
    start = rng.randint(-10, 90)
    end = start + rng.randint(1, 60)
    found = []
    for places in product(*(range(a, b - m + 1) for a, b, m in windows)):
        taken = {t for p, w in zip(places, windows, strict=True) for t in _run(p, w[2])}
        found.append(len(set(range(max(0, start), min(120, end))) - taken))
    span = np.array([start]), np.array([end])
    assert (stint.least(*span)[0], stint.most(*span)[0]) == (min(found), max(found))


def _run(start: int, minutes: int) -> range:
    return range(start, start + minutes)
