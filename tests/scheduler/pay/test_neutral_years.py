"""Which days are holidays, and the years that have none."""

from datetime import date, timedelta

import pytest

from scheduler.pay.holidays import (
    NEUTRAL,
    easter_on_call,
    great_holidays,
    is_early_eve,
    is_holiday,
)


@pytest.mark.parametrize(("year", "holidays"), [(2027, True), (NEUTRAL, False)])
def test_cycles_are_judged_in_years_without_holidays(year: int, holidays: bool) -> None:
    days = [date(year, 1, 1) + timedelta(days=n) for n in range(365)]
    assert any(map(is_holiday, days)) == holidays
    assert any(map(is_early_eve, days)) == holidays
    assert bool(great_holidays(year)) == holidays
    first, last = easter_on_call(year)
    assert (first < last) == holidays
