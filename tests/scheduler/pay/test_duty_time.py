"""What of a duty is worked, and which part of it twice by the clock."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scheduler.domain.clock import wall_clock
from scheduler.domain.problem import BreakRule
from scheduler.domain.spans import worked_spans
from scheduler.pay.agreement import find_agreement
from scheduler.pay.duty_time import PaidTime, placed_breaks, read_work
from scheduler.pay.items import Item
from scheduler.pay.ob import band_calendar
from tests.build import ZONE, at, clock

AB = find_agreement("AB")


def work(start: str, end: str, *breaks: tuple[str, str]) -> PaidTime:
    return read_work(
        AB,
        band_calendar(AB.hours, ZONE),
        wall_clock(ZONE),
        ((at(start), at(end)),),
        tuple((at(a), at(b)) for a, b in breaks),
    )


@pytest.mark.parametrize(
    ("breaks", "left"),
    [
        ([], [(0, 100)]),
        ([(40, 50)], [(0, 40), (50, 100)]),
        ([(0, 10)], [(10, 100)]),
        ([(90, 100)], [(0, 90)]),
        ([(-5, 10), (95, 120)], [(10, 95)]),
        ([(-9, 0), (100, 110)], [(0, 100)]),
        ([(40, 60), (50, 70)], [(0, 40), (70, 100)]),
        ([(60, 50)], [(0, 100)]),
        ([(-1, 101)], []),
    ],
)
def test_breaks_are_cut_out_of_a_part(
    breaks: list[tuple[int, int]], left: list[tuple[int, int]]
) -> None:
    assert list(worked_spans([(0, 100)], breaks)) == left


def test_breaks_are_cut_out_of_the_part_they_lie_in() -> None:
    parts, breaks = [(0, 100), (200, 300)], [(250, 260), (40, 50)]
    left = [(0, 40), (50, 100), (200, 250), (260, 300)]
    assert list(worked_spans(parts, breaks)) == left


SPAN = st.tuples(st.integers(0, 200), st.integers(0, 200))


@given(breaks=st.lists(SPAN, max_size=5))
def test_what_is_worked_is_each_minute_outside_every_break(
    breaks: list[tuple[int, int]],
) -> None:
    parts = [(20, 80), (110, 160)]
    worked = [m for a, b in worked_spans(parts, breaks) for m in range(a, b)]
    taken = {m for a, b in breaks for m in range(a, b)}
    assert worked == [m for a, b in parts for m in range(a, b) if m not in taken]


def test_a_planned_break_is_taken_in_the_middle_of_its_interval() -> None:
    rules = [BreakRule(minutes=30, earliest=clock("10:30"), latest=clock("12:30"))]
    parts = [(at("2026-12-21 07:00"), at("2026-12-21 16:00"))]
    placed = placed_breaks(wall_clock(ZONE), parts, rules)
    assert placed == [(at("2026-12-21 11:15"), at("2026-12-21 11:45"))]


def test_two_breaks_in_one_interval_follow_each_other() -> None:
    rule = BreakRule(minutes=30, earliest=clock("10:30"), latest=clock("12:30"))
    parts = [(at("2026-12-21 07:00"), at("2026-12-21 16:00"))]
    placed = placed_breaks(wall_clock(ZONE), parts, [rule, rule])
    assert [b - a for a, b in placed] == [30, 30]
    assert placed[0][1] == placed[1][0]


def test_a_break_after_midnight_belongs_to_the_planning_day() -> None:
    rules = [BreakRule(minutes=30, earliest=clock("25:00"), latest=clock("27:30"))]
    parts = [(at("2026-12-21 21:00"), at("2026-12-22 07:00"))]
    placed = placed_breaks(wall_clock(ZONE), parts, rules)
    assert placed == [(at("2026-12-22 02:00"), at("2026-12-22 02:30"))]


def test_ob_is_paid_on_worked_minutes_only() -> None:
    found = work(
        "2026-12-22 14:00", "2026-12-22 22:00", ("2026-12-22 18:45", "2026-12-22 19:15")
    )
    assert found.minutes == 450
    assert [(e.item, e.minutes) for e in found.ob] == [(Item.OB_D, 165)]


def test_ob_on_a_night_when_rates_change_is_paid_by_the_minute() -> None:
    found = work("2025-03-31 22:00", "2025-04-01 06:00")
    assert [e[:3] for e in found.ob] == [(Item.OB_C, 480, 2 * 5480 + 6 * 5670)]
    assert found.date == date(2025, 3, 31)


@pytest.mark.parametrize(
    ("start", "end", "minutes", "repeated"),
    [
        ("2026-10-24 21:00", "2026-10-25 07:00", 660, 60),
        ("2026-10-24 21:00", "2026-10-25 03:00", 420, 60),
        ("2026-10-24 21:00", "2026-10-25 02:00", 300, 0),
        ("2026-10-25 02:30", "2026-10-25 07:00", 330, 60),
        ("2026-10-25 03:00", "2026-10-25 07:00", 240, 0),
        ("2026-03-28 21:00", "2026-03-29 07:00", 540, 0),
        ("2026-10-25 21:00", "2026-10-26 07:00", 600, 0),
    ],
)
def test_only_the_autumn_night_is_longer_than_its_clock_times(
    start: str, end: str, minutes: int, repeated: int
) -> None:
    found = work(start, end)
    assert (found.minutes, found.repeated) == (minutes, repeated)


def test_the_repeated_hour_has_no_ob_when_it_is_overtime() -> None:
    found = work("2026-10-24 22:00", "2026-10-25 06:00")
    assert [e[:3] for e in found.ob] == [(Item.OB_B_NIGHT, 540, 9 * 7830)]
    assert [e[:3] for e in found.ob_once] == [(Item.OB_B_NIGHT, 480, 8 * 7830)]


def test_a_break_does_not_shorten_the_repeated_hour() -> None:
    found = work(
        "2026-10-24 22:00", "2026-10-25 06:00", ("2026-10-25 02:00", "2026-10-25 02:30")
    )
    assert (found.minutes, found.repeated) == (510, 60)
    assert [e.minutes for e in found.ob_once] == [450]
