"""Hours as contract and law count them."""

from datetime import date
from fractions import Fraction

import pytest

from scheduler.pay.hours import (
    absence_credit,
    target_minutes,
)
from scheduler.pay.money import rounded_fraction
from tests.build import absence, day, employee, hourly, problem

pytestmark = pytest.mark.usefixtures("plain_weeks")

AMY = employee("amy")
PAULA = employee("paula", degree_pct=75, week_minutes=2295)


def test_the_target_is_the_contract_times_the_weeks() -> None:
    assert target_minutes(problem(days=28), AMY) == 4 * 2400
    assert target_minutes(problem(days=28), PAULA) == 6885
    assert target_minutes(problem(days=10), AMY) == 2400 + 3 * 480


def test_hourly_staff_have_no_target_and_no_credit() -> None:
    hal = hourly("hal")
    away = absence("hal", "2026-12-21 00:00", "2026-12-28 00:00")
    made = problem(employees=(hal,), absences=(away,))
    assert (target_minutes(made, hal), absence_credit(made, hal)) == (0, 0)


def test_only_employed_days_count() -> None:
    joins = employee("jo", first=date(2026, 12, 24))
    leaves = employee("le", last=date(2026, 12, 22))
    week = (
        absence("jo", "2026-12-21 00:00", "2026-12-28 00:00"),
        absence("le", "2026-12-21 00:00", "2026-12-28 00:00"),
    )
    made = problem(employees=(joins, leaves), absences=week)
    for who in (joins, leaves):
        assert target_minutes(made, who) == 2 * 480
        assert absence_credit(made, who) == 2 * 480


@pytest.mark.parametrize(
    ("first", "last", "fifths"),
    [
        pytest.param(0, 5, 5, id="Monday to Friday is a whole week"),
        pytest.param(0, 7, 5, id="and so is Monday to Sunday"),
        pytest.param(5, 7, 0, id="a weekend is nothing"),
        pytest.param(4, 8, 2, id="Friday to Monday"),
    ],
)
def test_absence_is_credited_by_working_days(
    first: int, last: int, fifths: int
) -> None:
    away = absence("amy", f"{day(first)} 00:00", f"{day(last)} 00:00", "vacation")
    assert absence_credit(problem(days=14, absences=(away,)), AMY) == fifths * 480


def test_a_week_away_is_credited_as_the_weeks_target_whatever_the_kind() -> None:
    for kind in ("vacation", "sick", "parental", "leave", "study", "other"):
        away = absence("amy", "2026-12-21 00:00", "2026-12-28 00:00", kind)
        assert absence_credit(problem(absences=(away,)), AMY) == 2400


def test_part_of_a_day_is_credited_as_much_less() -> None:
    away = absence("amy", "2026-12-22 06:00", "2026-12-22 18:00")
    assert absence_credit(problem(absences=(away,)), AMY) == 480 / 2


def test_days_outside_the_plan_are_not_credited() -> None:
    away = absence("amy", "2026-12-01 00:00", "2027-01-31 00:00")
    assert absence_credit(problem(absences=(away,)), AMY) == 2400
    edge = absence("amy", "2026-12-01 00:00", "2026-12-21 00:00")
    assert absence_credit(problem(absences=(edge,)), AMY) == 0


def test_time_in_two_absences_is_credited_once() -> None:
    away = (
        absence("amy", "2026-12-21 00:00", "2026-12-24 00:00"),
        absence("amy", "2026-12-22 00:00", "2026-12-23 00:00", "sick"),
        absence("amy", "2026-12-23 12:00", "2026-12-24 12:00", "sick"),
    )
    assert absence_credit(problem(absences=away), AMY) == 3.5 * 480


def test_somebody_elses_absence_is_not_credited() -> None:
    away = absence("paula", "2026-12-21 00:00", "2026-12-28 00:00")
    assert absence_credit(problem(absences=(away,)), AMY) == 0


@pytest.mark.parametrize(
    ("start", "days", "fifths"),
    [
        pytest.param(day(0), 5, 5, id="Monday to Friday"),
        pytest.param(day(4), 1, 1, id="a Friday"),
        pytest.param(day(5), 2, 0, id="a weekend"),
        pytest.param(day(3), 8, 6, id="Thursday to Thursday"),
    ],
)
def test_plans_that_are_not_whole_weeks_go_by_their_working_days(
    start: date, days: int, fifths: int
) -> None:
    made = problem(start=start, days=days)
    assert target_minutes(made, AMY) == 480 * fifths
    assert target_minutes(made, PAULA) == rounded_fraction(Fraction(6885, 20) * fifths)


def test_a_whole_part_of_a_week_away_is_credited_whole() -> None:
    made = problem(start=day(3), days=4, absences=(absence("amy", *FOUR_DAYS),))
    assert absence_credit(made, AMY) == target_minutes(made, AMY) == 2 * 480
    half = absence("amy", "2026-12-24 00:00", "2026-12-26 00:00")
    made = problem(start=day(3), days=4, absences=(half,))
    assert absence_credit(made, AMY) == 2 * 480


FOUR_DAYS = ("2026-12-24 00:00", "2026-12-28 00:00")
