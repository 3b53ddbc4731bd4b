"""Who stands in for people on breaks."""

import pytest

from scheduler.domain.clock import wall_clock
from scheduler.domain.problem import ShiftType, StaffingNeed
from scheduler.domain.shift_option import option_of
from scheduler.lines.relief import stand_ins
from tests.build import UNIT, ZONE, at, day, need, problem, shift_type

CLOCK = wall_clock(ZONE)
DAY = shift_type("day", "07:00-15:30", "30@10:30-12:30")
SHORT = shift_type("short", "08:00-12:00")


@pytest.mark.parametrize(
    ("begins", "ends", "least", "more"),
    [
        ("10:15", "10:30", 1, 0),
        ("10:30", "10:45", 1, 1),
        ("12:15", "12:30", 1, 1),
        ("12:30", "12:45", 1, 0),
        ("11:00", "11:15", 0, 0),
    ],
)
def test_a_slot_where_all_may_rest_takes_one_more(
    begins: str, ends: str, least: int, more: int
) -> None:
    asked = need("2026-12-21 07:00", "2026-12-21 15:30", min=least)
    assert _more([DAY], asked, begins, ends) == more


def test_nobody_stands_in_where_somebody_needs_no_break() -> None:
    asked = need("2026-12-21 07:00", "2026-12-21 15:30")
    assert _more([DAY, SHORT], asked, "11:00", "11:15") == 0


@pytest.mark.parametrize(("until", "more"), [("12:29", 0), ("12:30", 1)])
def test_a_break_that_can_lie_after_the_need_takes_nobody(
    until: str, more: int
) -> None:
    asked = need("2026-12-21 07:00", f"2026-12-21 {until}")
    assert _more([DAY], asked, "11:00", "11:15") == more


def _more(types: list[ShiftType], asked: StaffingNeed, begins: str, ends: str) -> int:
    made = problem(shift_types=types, staffing=[asked])
    options = [option_of(CLOCK, type_, day(0), UNIT) for type_ in types]
    slot = (at(f"2026-12-21 {begins}"), at(f"2026-12-21 {ends}"))
    return stand_ins(made, CLOCK, made.staffing[0], options, slot)
