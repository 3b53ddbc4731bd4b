"""What is asked for again, laid out on later days."""

from collections.abc import Sequence
from datetime import date

import pytest

from scheduler.domain.clock import wall_clock
from scheduler.domain.problem import Problem, StaffingNeed, Visit
from scheduler.next_period.recurring import (
    repeated_needs,
    repeated_visits,
    weekly_needs,
)
from tests.build import ZONE, day, need, problem, visit

CLOCK = wall_clock(ZONE)


def shown(start: int, end: int) -> tuple[str, str]:
    first, last = (f"{CLOCK.local(m):%m-%d %H:%M}" for m in (start, end))
    return first, last


def needs_on(made: Problem, days: Sequence[date]) -> list[tuple[str, str]]:
    found = weekly_needs(made.staffing, made, CLOCK, days)
    return [shown(n.start, n.end) for n in found]


def visits_on(made: Problem, *days: date) -> list[Visit]:
    return list(repeated_visits(made, CLOCK, days))


def weekly(start: str, end: str) -> StaffingNeed:
    return need(start, end, weekly=True)


def test_weekly_demand_comes_on_its_weekday_across_midnight() -> None:
    made = problem(days=14, staffing=(weekly("2026-12-22 21:00", "2026-12-23 07:00"),))
    days = [day(n) for n in range(14, 28)]
    assert needs_on(made, days) == [
        ("01-05 21:00", "01-06 07:00"),
        ("01-12 21:00", "01-13 07:00"),
    ]


def test_demand_of_a_second_week_is_no_other_row() -> None:
    rows = [weekly(f"2026-12-{n} 08:00", f"2026-12-{n} 09:00") for n in (21, 28)]
    assert needs_on(problem(days=14, staffing=rows), [day(14)]) == [
        ("01-04 08:00", "01-04 09:00")
    ]


def test_demand_by_date_is_not_weekly_and_is_repeated_only_when_asked() -> None:
    made = problem(staffing=(need("2026-12-21 08:00", "2026-12-21 09:00"),))
    assert needs_on(made, [day(7)]) == []
    again = repeated_needs(made.staffing, made, CLOCK, [day(7), day(8)])
    assert [shown(n.start, n.end) for n in again] == [("12-28 08:00", "12-28 09:00")]


def test_the_last_whole_weeks_come_again_and_again() -> None:
    visits = visit("a"), visit("b", "2026-12-28 08:00")
    made = problem(days=16, visits=visits)
    assert [v.id for v in visits_on(made, *(day(n) for n in range(16, 40)))] == [
        "b-20270111",
        "b-20270125",
    ]


def test_windows_are_by_the_clock_also_when_clocks_were_moved() -> None:
    made = problem(start="2026-10-19", visits=(visit("v", "2026-10-20 07:15"),))
    (again,) = visits_on(made, date(2026, 10, 27))
    assert shown(again.earliest, again.latest) == ("10-27 07:15", "10-27 08:15")


def test_a_window_in_the_hour_that_is_skipped_is_no_shorter_than_nothing() -> None:
    made = problem(
        start="2027-03-15",
        visits=(visit("v", "2027-03-21 02:10", "2027-03-21 02:50", date="2027-03-21"),),
    )
    (again,) = visits_on(made, date(2027, 3, 28))
    assert again.earliest <= again.latest


def test_ids_name_the_new_date_once() -> None:
    made = problem(visits=(visit("v-20261221"),))
    (again,) = visits_on(made, day(7))
    assert again.id == "v-20261228"


@pytest.mark.parametrize(
    ("days_before", "follows"),
    [(0, "a-20261229"), (1, "a-20261228")],
    ids=["same day", "the day before"],
)
def test_a_visit_follows_the_repeated_one(days_before: int, follows: str) -> None:
    first = visit("a", f"2026-12-{22 - days_before} 08:00")
    after = visit("b", "2026-12-22 10:00", after="a", gap_min=30)
    made = problem(visits=(first, after))
    again = {v.id: v for v in visits_on(made, day(7), day(8))}
    assert again["b-20261229"].after == follows
    assert again["b-20261229"].gap_min == 30


def test_what_would_follow_a_visit_of_the_old_plan_follows_nothing() -> None:
    first = visit("a", "2026-12-27 08:00")
    after = visit("b", "2026-12-28 10:00", after="a", gap_min=30)
    made = problem(start="2026-12-27", days=8, visits=(first, after))
    again = {v.id: v for v in visits_on(made, day(14))}
    assert again["b-20270104"].after is None
    assert again["b-20270104"].gap_min is None


def test_a_plan_of_less_than_a_week_repeats_nothing() -> None:
    made = problem(days=6, visits=(visit(),))
    assert visits_on(made, day(7)) == []
