from collections.abc import Sequence
from datetime import date

import pytest

from scheduler.breaks.patterns import (
    MOST_PATTERNS,
    Pattern,
    break_patterns,
    longest_block,
)
from scheduler.domain.clock import wall_clock
from scheduler.domain.problem import ShiftType
from scheduler.domain.shift_option import ShiftOption, option_of
from scheduler.rules.break_terms import BreakTerms
from tests.build import MONDAY, UNIT, ZONE, shift_type

TERMS = BreakTerms(work_max=300, break_min=30, paid_meal_exempts=True)


def offered(type_: ShiftType, day: date = MONDAY) -> ShiftOption:
    return option_of(wall_clock(ZONE), type_, day, UNIT)


def clocks(patterns: Sequence[Pattern]) -> list[list[str]]:
    local = wall_clock(ZONE).local
    return [[f"{local(s):%H:%M}-{local(e):%H:%M}" for s, e in p] for p in patterns]


def patterns(type_: ShiftType, day: date = MONDAY) -> Sequence[Pattern]:
    return break_patterns(wall_clock(ZONE), type_, offered(type_, day), TERMS)


def test_a_break_lies_anywhere_in_its_interval() -> None:
    assert clocks(patterns(shift_type(breaks="30@11:00-12:00"))) == [
        ["11:00-11:30"],
        ["11:15-11:45"],
        ["11:30-12:00"],
    ]


def test_the_last_place_counts_even_off_the_grid() -> None:
    found = clocks(patterns(shift_type(breaks="30@11:00-11:50")))
    assert found == [["11:00-11:30"], ["11:15-11:45"], ["11:20-11:50"]]


def test_an_interval_that_leaves_no_choice_gives_one_place() -> None:
    assert clocks(patterns(shift_type(breaks="45@11:00-11:45"))) == [["11:00-11:45"]]


def test_no_breaks_is_one_way() -> None:
    assert patterns(shift_type()) == ((),)


@pytest.mark.parametrize(
    ("span", "interval", "first", "last"),
    [
        pytest.param("07:00-16:00", "10:00-13:00", "10:30", "12:00", id="both ends"),
        pytest.param("07:00-16:01", "10:30-13:00", "10:45", "12:00", id="a minute"),
    ],
)
def test_breaks_too_early_or_late_for_the_work_around_them_are_left_out(
    span: str, interval: str, first: str, last: str
) -> None:
    found = clocks(patterns(shift_type(span=span, breaks=f"30@{interval}")))
    assert found[0][0].startswith(first)
    assert found[-1][0].startswith(last)


def test_two_breaks_share_the_day_between_them() -> None:
    long = shift_type(span="07:00-19:00", breaks="30@10:30-12:30|30@14:30-17:00")
    found = patterns(long)
    assert 0 < len(found) <= MOST_PATTERNS
    assert all(longest_block(offered(long).parts, p) <= TERMS.work_max for p in found)
    assert len({p[0] for p in found}) > 1
    assert len({p[1] for p in found}) > 1


def test_breaks_do_not_overlap() -> None:
    close = shift_type(breaks="30@11:00-12:00|30@11:30-12:30")
    for first, second in patterns(close):
        assert first[1] <= second[0]


def test_the_shortest_is_taken_where_every_way_is_too_long() -> None:
    long = shift_type(span="07:00-19:00", breaks="30@11:00-12:30")
    assert clocks(patterns(long)) == [["12:00-12:30"]]


def test_a_paid_meal_sets_no_limit() -> None:
    night = shift_type(
        span="21:00-07:00", breaks="30@22:00-23:00", paid_meal=True, kind="night"
    )
    assert len(patterns(night)) == 3


def test_breaks_after_midnight_are_on_the_next_day() -> None:
    night = shift_type(span="21:00-07:00", breaks="30@01:30-02:30", kind="night")
    [first, *_] = patterns(night)
    assert first[0][0] - offered(night).start == 270


def test_clock_times_hold_on_the_night_the_clocks_move() -> None:
    night = shift_type(span="21:00-07:00", breaks="30@04:00-04:30", kind="night")
    assert clocks(patterns(night, date(2026, 3, 28))) == [["04:00-04:30"]]


def test_a_break_lies_in_a_part_of_a_split_shift() -> None:
    split = shift_type(span="07:00-12:00|13:00-18:00", breaks="30@11:00-14:00")
    starts = [p[0][:5] for p in clocks(patterns(split))]
    assert "11:30" in starts
    assert "13:00" in starts
    assert not {"11:45", "12:00", "12:45"} & set(starts)


def test_an_interval_outside_the_shift_gives_the_middle_of_it() -> None:
    assert clocks(patterns(shift_type(breaks="30@18:00-19:00"))) == [["11:15-11:45"]]


def test_a_coarser_grid_is_taken_where_there_are_too_many() -> None:
    wide = shift_type(span="07:00-17:00", breaks="30@08:00-12:00|30@12:00-16:00")
    found = patterns(wide)
    assert len(found) <= MOST_PATTERNS
    minutes = {clock[3:5] for way in clocks(found) for clock in way}
    assert minutes <= {"00", "30"}


@pytest.mark.parametrize(("shortest", "ways"), [(15, 5), (16, 1)])
def test_a_break_too_short_to_count_ends_no_work(shortest: int, ways: int) -> None:
    """Four hours at most: the short one at 10:45 lets the other be as late as noon."""
    two = shift_type(span="07:00-15:00", breaks="15@10:45-11:00|30@11:00-12:30")
    terms = BreakTerms(work_max=240, break_min=shortest)
    found = break_patterns(wall_clock(ZONE), two, offered(two), terms)
    assert len(found) == ways


def test_a_break_that_is_locked_in_overtime_lies_in_every_way() -> None:
    type_ = shift_type(span="07:00-15:00", breaks="30@11:00-11:45")
    shift = offered(type_)
    rest = shift.end, shift.end + 15
    longer = shift.prolonged(60, rests=(rest,))
    found = break_patterns(wall_clock(ZONE), type_, longer, TERMS)
    assert clocks(found) == [
        ["11:00-11:30", "15:00-15:15"],
        ["11:15-11:45", "15:00-15:15"],
    ]
