"""K09: sick hours of contracted hours, and the first 14 days of sick periods."""

from datetime import timedelta

import pytest

from scheduler.follow_up.reported import ReportedTime
from scheduler.follow_up.sick_hours import first_days, sick_time
from tests.build import MONDAY, absence, day, employee, hourly, problem
from tests.scheduler.follow_up.told import sick_day, told_time

NOVEMBER = MONDAY - timedelta(days=49)
"""A Monday of weeks without holidays."""


def sick(*times: ReportedTime, **given: object) -> tuple[float, float, float]:
    people = (employee(), hourly())
    made = problem(start=NOVEMBER, days=28, employees=people, **given)
    found = sick_time(made, made.employees, times)
    return float(found.sick), float(found.short), float(found.due)


def nth(number: int) -> object:
    return NOVEMBER + timedelta(days=number)


def test_a_day_without_times_is_what_the_contract_asks_for_that_day() -> None:
    found, _, due = sick(sick_day("amy", nth(0)))
    assert due == 4 * 2400
    assert found == pytest.approx(2400 / 7)


def test_times_count_as_they_are_less_the_break() -> None:
    span = {"start": "2026-11-02 07:00", "end": "2026-11-02 12:00"}
    time = told_time(**span, break_minutes=30, absence="sick")
    assert sick(time)[:2] == (270, 270)


def test_other_absence_and_work_are_no_illness() -> None:
    span = {"start": "2026-11-02 07:00", "end": "2026-11-02 12:00"}
    assert sick(told_time(**span), told_time(**span, absence="vacation"))[0] == 0


def test_people_without_contracted_hours_are_left_out() -> None:
    assert sick(sick_day("hal", nth(0)))[0] == 0


def test_the_fifteenth_day_of_a_period_is_no_longer_short() -> None:
    found, short, _ = sick(*(sick_day("amy", nth(n)) for n in range(15)))
    assert found - short == pytest.approx(2400 / 7)


def test_a_period_that_began_before_the_plan_goes_on() -> None:
    before = absence("amy", "2026-10-19 00:00", "2026-11-02 00:00", "sick")
    found, short, _ = sick(sick_day("amy", nth(0)), absences=(before,))
    assert (found > 0, short) == (True, 0)


@pytest.mark.parametrize(
    ("pause", "short"), [(5, False), (6, True)], ids=["relapse", "ill anew"]
)
def test_who_falls_ill_again_soon_goes_on_with_the_same_period(
    pause: int, short: bool
) -> None:
    again = day(13 + pause)
    assert (again in first_days([*(day(n) for n in range(14)), again])) is short
