"""Full time of 40 hours is that of a week without holidays (*helgfri vecka*)."""

from datetime import date

import pytest

from scheduler.pay.hours import absence_credit, contract_minutes, target_minutes
from tests.build import absence, at, employee, problem

FORTY = employee("amy")
MIXED = employee("amy", week_minutes=2295)


@pytest.mark.parametrize(
    ("start", "days", "holidays"),
    [
        pytest.param(date(2026, 3, 30), 28, 2, id="Easter: Friday and Monday"),
        pytest.param(date(2026, 12, 21), 14, 4, id="24, 25, 31 December, 1 January"),
        pytest.param(date(2026, 6, 15), 7, 1, id="midsummer eve is a Friday"),
        pytest.param(date(2026, 6, 1), 7, 0, id="national day on a Saturday"),
        pytest.param(date(2026, 10, 26), 7, 0, id="All Saints' eve is a working day"),
    ],
)
def test_each_holiday_and_eve_from_monday_to_friday_lowers_it_by_a_fifth(
    start: date, days: int, holidays: int
) -> None:
    made = problem(start=start, days=days)
    assert target_minutes(made, FORTY) == 2400 * days // 7 - 480 * holidays
    assert target_minutes(made, MIXED) == 2295 * days // 7


def test_a_part_timer_gets_a_share_of_the_holiday() -> None:
    made = problem(days=7)
    assert target_minutes(made, employee(degree_pct=50)) == 1200 - 2 * 240


def test_a_week_of_holidays_away_is_credited_as_what_it_asks_for() -> None:
    away = absence("amy", "2026-12-21 00:00", "2026-12-28 00:00")
    made = problem(absences=(away,))
    assert absence_credit(made, FORTY) == target_minutes(made, FORTY) == 1440


@pytest.mark.parametrize(
    ("night", "filled"),
    [
        pytest.param("2026-10-24", 540, id="the autumn night is an hour longer"),
        pytest.param("2026-10-17", 540, id="any night"),
        pytest.param("2026-03-28", 480, id="the spring night is an hour shorter"),
    ],
)
def test_the_hour_that_occurs_twice_fills_no_contract(night: str, filled: int) -> None:
    part = (at(f"{night} 22:00"), at(f"{night} 31:00"))
    paid = part[1] - part[0]
    assert contract_minutes(problem(), (part,), paid) == filled
