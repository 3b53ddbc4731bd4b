"""K09: sick hours of contracted hours, and the first 14 days of sick periods."""

from collections.abc import Sequence
from datetime import date, timedelta

import pytest

from scheduler.domain.plan_view import PlanView
from scheduler.follow_up.reported import ReportedTime
from scheduler.follow_up.sick_hours import first_days, sick_time
from tests.build import MONDAY, absence, day, employee, hourly, plan, problem, shift_row
from tests.scheduler.follow_up.told import sick_day, told_time

NOVEMBER = MONDAY - timedelta(days=49)
"""A Monday of weeks without holidays."""


def sick(
    *times: ReportedTime, planned: Sequence[int] = (), **given: object
) -> tuple[float, float, float]:
    """Count in four weeks; on some days Amy has a shift of nine hours."""
    people = (employee(), hourly())
    made = problem(start=NOVEMBER, days=28, employees=people, **given)
    shifts = (
        shift_row("amy", f"{nth(n)} 07:00", f"{nth(n)} 16:00", shift="s")
        for n in planned
    )
    found = sick_time(PlanView(made, plan(*shifts)), made.employees, times)
    return float(found.sick), float(found.short), float(found.due)


def nth(number: int) -> date:
    return NOVEMBER + timedelta(days=number)


def test_a_day_without_times_is_the_shift_that_was_planned() -> None:
    found, _, due = sick(sick_day("amy", nth(0)), planned=[0, 1])
    assert due == 4 * 2400
    assert found == 540


def test_a_day_on_which_nothing_was_planned_is_none() -> None:
    assert sick(sick_day("amy", nth(1)), planned=[0])[0] == 0


def test_of_whoever_was_known_to_be_away_it_is_what_the_contract_asks_for() -> None:
    known = absence("amy", "2026-11-02 00:00", "2026-11-09 00:00", "sick")
    found = sick(sick_day("amy", nth(0)), sick_day("amy", nth(7)), absences=(known,))
    assert found[0] == 480


def test_times_count_as_they_are_less_the_break() -> None:
    span = {"start": "2026-11-02 07:00", "end": "2026-11-02 12:00"}
    time = told_time(**span, break_minutes=30, absence="sick")
    assert sick(time)[:2] == (270, 270)


def test_other_absence_and_work_are_no_illness() -> None:
    span = {"start": "2026-11-02 07:00", "end": "2026-11-02 12:00"}
    assert sick(told_time(**span), told_time(**span, absence="vacation"))[0] == 0


def test_people_without_contracted_hours_are_left_out() -> None:
    span = {"start": "2026-11-02 07:00", "end": "2026-11-02 12:00"}
    assert sick(told_time("hal", **span, absence="sick"))[0] == 0


def test_the_fifteenth_day_of_a_period_is_no_longer_short() -> None:
    days = range(15)
    found, short, _ = sick(*(sick_day("amy", nth(n)) for n in days), planned=days)
    assert (found, short) == (15 * 540, 14 * 540)


def test_a_period_that_began_before_the_plan_goes_on() -> None:
    before = absence("amy", "2026-10-19 00:00", "2026-11-02 00:00", "sick")
    found, short, _ = sick(sick_day("amy", nth(0)), planned=[0], absences=(before,))
    assert (found, short) == (540, 0)


@pytest.mark.parametrize(
    ("pause", "short"), [(5, False), (6, True)], ids=["relapse", "ill anew"]
)
def test_who_falls_ill_again_soon_goes_on_with_the_same_period(
    pause: int, short: bool
) -> None:
    again = day(13 + pause)
    assert (again in first_days([*(day(n) for n in range(14)), again])) is short
