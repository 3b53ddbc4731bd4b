"""What an agreement says on a day, and what it admits to assuming."""

from datetime import date, timedelta

import pytest

from scheduler.messages import LANGUAGES, catalogue
from scheduler.pay.agreement import (
    AgreementName,
    UnknownAgreementError,
    find_agreement,
    known_agreements,
)
from scheduler.pay.agreement_rows import NoRateError, ObRates, on
from scheduler.pay.assumptions import assumptions
from scheduler.pay.items import Item

AB = find_agreement("AB")
AB_SINCE = date(2022, 1, 1)
"""The first day that can be priced."""


def keys(first: date, days: int = 1) -> set[str]:
    dates = [first + timedelta(days=n) for n in range(days)]
    return {a.key.removeprefix("pay.assumed.") for a in assumptions(AB, dates)}


def test_the_agreement_ab_is_known_and_others_are_named_as_unknown() -> None:
    assert known_agreements() == ("AB", "PAN")
    with pytest.raises(UnknownAgreementError, match="'XY'; known: AB, PAN") as fault:
        find_agreement("XY")
    assert fault.value.id == "XY"
    assert isinstance(fault.value, KeyError)


@pytest.mark.parametrize(
    ("day", "a", "b_night", "d"),
    [
        ("2022-01-01", 11410, 6830, 2305),
        ("2023-03-31", 11410, 6830, 2305),
        ("2023-04-01", 11880, 7110, 2400),
        ("2024-03-31", 11880, 7110, 2400),
        ("2024-04-01", 12270, 7340, 2480),
        ("2025-03-31", 12270, 7340, 2480),
        ("2025-04-01", 12690, 7600, 2560),
        ("2026-03-31", 12690, 7600, 2560),
        ("2026-04-01", 13070, 7830, 2640),
        ("2030-01-01", 13070, 7830, 2640),
    ],
)
def test_ob_is_that_of_the_day(day: str, a: int, b_night: int, d: int) -> None:
    row = on(AB.ob, date.fromisoformat(day))
    assert (row.a, row.b_night, row.d) == (a, b_night, d)


def test_a_day_before_the_first_rate_is_refused_with_both_days() -> None:
    assumptions(AB, [AB_SINCE])
    with pytest.raises(NoRateError) as fault:
        assumptions(AB, [AB_SINCE - timedelta(days=1)])
    assert (fault.value.day, fault.value.first) == (date(2021, 12, 31), AB_SINCE)


def test_on_costs_are_those_of_the_year() -> None:
    assert on(AB.on_cost, date(2023, 12, 31)).assumed == ""
    assert on(AB.on_cost, date(2024, 1, 1)).assumed == "on_cost"
    assert on(AB.on_cost, date(2022, 12, 31)).pct == 3925
    assert {row.pct for row in AB.on_cost[1:]} == {4453}


def test_amounts_are_given_in_kronor_with_or_without_decimals() -> None:
    row = ObRates.model_validate(
        {"since": date(2026, 1, 1), "source": "test", "certainty": "stated"}
        | {"a": 130.7, "a_night": 156}
        | {"b": 68.1, "b_night": 78.3, "c": 58.4, "d": 26}
    )
    assert (row.a, row.a_night, row.d) == (13070, 15600, 2600)


def test_only_what_the_days_use_is_listed_as_assumed() -> None:
    always = {
        "hourly_month",
        "calendar_days",
        "to_the_minute",
        "sick",
        "overtime",
        "holiday_pay",
    }
    always |= {"holiday_free"}
    assert keys(date(2023, 12, 31)) == always | {"fyllnad"}
    assert keys(date(2024, 1, 1)) == always | {"fyllnad", "on_cost"}
    assert keys(date(2024, 4, 1)) == always | {"fyllnad", "on_cost", "ob_2024"}
    assert keys(date(2025, 4, 1)) == always | {"part_time_overtime", "on_cost"}
    assert keys(date(2025, 3, 31), 2) > {"fyllnad", "part_time_overtime", "ob_2024"}


def test_rates_older_than_a_year_are_listed_as_assumed() -> None:
    assert "ob_later" not in keys(date(2027, 4, 1))
    assert "ob_later" in keys(date(2027, 4, 2))


def test_the_autumn_hour_is_listed_when_summer_time_ends_in_the_plan() -> None:
    assert "autumn_hour" not in keys(date(2026, 10, 18), 7)
    assert "autumn_hour" in keys(date(2026, 10, 25))
    assert "autumn_hour" not in keys(date(2026, 10, 26), 30)


def test_what_the_agreement_switches_off_is_not_listed() -> None:
    reckoned = AB.reckoning.model_copy(
        update={"holiday_pay_on_ob": True, "autumn_hour_is_overtime": False}
    )
    other = AB.model_copy(update={"reckoning": reckoned})
    listed = {a.key for a in assumptions(other, [date(2026, 10, 25)])}
    assert not listed & {"pay.assumed.holiday_pay", "pay.assumed.autumn_hour"}


def test_amounts_in_an_assumption_follow_the_language() -> None:
    found = {a.key: a for a in assumptions(AB, [date(2026, 4, 1)])}
    assert "78,30 kr" in found["pay.assumed.ob_2026"].text("sv")
    assert "SEK 78.30" in found["pay.assumed.ob_2026"].text("en")
    assert "44,53 procent" in found["pay.assumed.on_cost"].text("sv")
    assert "2024-01-01" in found["pay.assumed.on_cost"].text("en")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_assumption_and_item_has_words(language: str) -> None:
    rows = (*AB.ob, *AB.extra, *AB.on_cost, *AB.hours, *AB.overtime)
    listed = [
        assumptions(AB, [max(row.since, AB_SINCE)])
        for row in (*rows, AB.ob[-1].model_copy(update={"since": date(2028, 10, 29)}))
    ]
    assert all(a.text(language) for found in listed for a in found)
    assert all(f"pay.item.{item}" in catalogue() for item in Item)
    assert all(row.source for row in rows)


def test_rows_are_named_over_an_agreement_and_a_whole_one_in_its_place() -> None:
    name = AgreementName.parse("AB+lekeberg@2025-03-31")
    assert str(name.under("late", "[[hours]]")) == "AB+lekeberg+late@2025-03-31"
    assert str(name.under("own", 'extends = "AB"')) == "own"
