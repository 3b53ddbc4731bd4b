"""When breaks may begin, so that nobody works too long without one."""

from itertools import product

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from scheduler.breaks.windows import BreakWindow, break_windows, narrowed
from scheduler.domain.clock import wall_clock
from scheduler.rules.break_terms import BreakTerms
from tests.build import ZONE, day, problem, shift_type
from tests.judge import offer

Shift = tuple[int, list[BreakWindow]]
LONGEST_WORK = 300
TERMS = BreakTerms(work_max=LONGEST_WORK)


@st.composite
def shifts(draw: st.DrawFn) -> Shift:
    """Draw a shift from minute 0, with breaks in windows one after another."""
    windows, soon = [], 0
    for _ in range(draw(st.integers(1, 3))):
        low = soon + draw(st.integers(0, 300))
        high = low + draw(st.integers(0, 240))
        length = draw(st.sampled_from((15, 30, 45)))
        windows.append((low, high, length))
        soon = high + length
    return soon + draw(st.integers(0, 300)), windows


def _possible(end: int, windows: list[BreakWindow]) -> bool:
    """Whether some choice of starts leaves no work block too long."""
    least = most = 0
    for low, high, length in windows:
        least, most = max(low, least), min(high, most + LONGEST_WORK)
        if least > most:
            return False
        least, most = least + length, most + length
    return end - most <= LONGEST_WORK


def _longest(end: int, windows: list[BreakWindow], begins: tuple[int, ...]) -> int:
    """Return the longest work block of a choice of starts."""
    blocks, free = [], 0
    for begin, (_, _, length) in zip(begins, windows, strict=True):
        blocks.append(begin - free)
        free = begin + length
    return max(*blocks, end - free)


@given(shifts())
def test_any_choice_inside_narrowed_windows_is_legal(shift: Shift) -> None:
    end, windows = shift
    assume(_possible(end, windows))
    found = narrowed(0, end, windows, LONGEST_WORK)
    extremes = product(*[(low, high) for low, high, _ in found])
    assert max(_longest(end, found, begins) for begins in extremes) <= LONGEST_WORK


@given(shifts())
def test_windows_are_narrowed_and_never_emptied(shift: Shift) -> None:
    end, windows = shift
    assume(_possible(end, windows))
    for (low, high, length), (least, most, same) in zip(
        windows, narrowed(0, end, windows, LONGEST_WORK), strict=True
    ):
        assert low <= least <= most <= high
        assert length == same


@pytest.mark.parametrize(("latest", "narrow"), [(300, 300), (301, 300), (299, 299)])
def test_a_break_begins_after_300_minutes_of_work_at_the_latest(
    latest: int, narrow: int
) -> None:
    assert narrowed(0, 480, [(200, latest, 30)], 300) == [(200, narrow, 30)]


@pytest.mark.parametrize(("earliest", "narrow"), [(150, 150), (149, 150), (151, 151)])
def test_a_break_begins_early_enough_for_what_is_left(
    earliest: int, narrow: int
) -> None:
    assert narrowed(0, 480, [(earliest, 250, 30)], 300) == [(narrow, 250, 30)]


def test_a_break_belongs_to_the_part_of_a_split_shift_that_it_lies_in() -> None:
    split = shift_type(span="07:00-12:30|16:00-21:00", breaks="20@09:00-11:00")
    made = offer(problem(shift_types=(split,)), "day", day(0))
    first, second = break_windows(wall_clock(ZONE), split, made, TERMS)
    start = made.start
    assert first == [(start + 120, start + 220, 20)]
    assert second == []


def test_a_window_that_nothing_makes_legal_keeps_a_moment_of_its_own() -> None:
    assert narrowed(0, 900, [(400, 420, 30)], 300) == [(400, 400, 30)]


def test_half_of_what_is_too_much_is_taken_from_each_of_two_neighbours() -> None:
    found = narrowed(0, 700, [(60, 120, 30), (350, 451, 30)], 300)
    assert found == [(90, 120, 30), (370, 420, 30)]


@pytest.mark.parametrize(("shortest", "latest"), [(20, 240), (21, 300)])
def test_a_break_too_short_to_count_keeps_its_window(
    shortest: int, latest: int
) -> None:
    made_of = shift_type(span="07:00-15:00", breaks="20@10:00-12:20|30@13:00-13:30")
    made = offer(problem(shift_types=(made_of,)), "day", day(0))
    terms = BreakTerms(work_max=240, break_min=shortest)
    [[(_, last, minutes), _]] = break_windows(wall_clock(ZONE), made_of, made, terms)
    assert (last - made.start, minutes) == (latest, 20)


def test_a_paid_meal_leaves_the_windows_as_they_are() -> None:
    night = shift_type(
        span="21:00-07:00", breaks="30@22:00-23:00", paid_meal=True, kind="night"
    )
    made = offer(problem(shift_types=(night,)), "day", day(0))
    exempt = TERMS.model_copy(update={"paid_meal_exempts": True})
    clock = wall_clock(ZONE)
    assert break_windows(clock, night, made, exempt)[0][0][0] - made.start == 60
    assert break_windows(clock, night, made, TERMS)[0][0][0] - made.start == 90
