"""Numbers and names are written as each language writes them."""

import datetime as dt

import pytest

from data.both_languages import (
    Both,
    both,
    day_name,
    measure,
    money,
    named,
    number,
    percent,
    points,
    rule_name,
    weekday,
    with_sign,
)

SPACE = "\N{NO-BREAK SPACE}"


@pytest.mark.parametrize(
    ("value", "decimals", "swedish", "english"),
    [
        (1234567.25, 1, f"1{SPACE}234{SPACE}567,2", "1,234,567.2"),
        (999, 0, "999", "999"),
        (1000, 0, f"1{SPACE}000", "1,000"),
        (-2.5, 1, "−2,5", "-2.5"),
        (-0.04, 1, "0,0", "0.0"),
        (-0.06, 1, "−0,1", "-0.1"),
    ],
)
def test_a_number_is_written_in_both_languages(
    value: float, decimals: int, swedish: str, english: str
) -> None:
    assert number(value, decimals) == Both(swedish, english)


@pytest.mark.parametrize(
    ("ore", "swedish", "english"),
    [
        (123_456, f"1{SPACE}235", "1,235"),
        (1_050, "10", "10"),
        (999, "9,99", "9.99"),
        (50, "0,50", "0.50"),
        (100, "1", "1"),
        (0, "0", "0"),
    ],
)
def test_money_is_whole_kronor_unless_it_is_small(
    ore: int, swedish: str, english: str
) -> None:
    assert money(ore) == Both(f"{swedish}{SPACE}kr", f"SEK{SPACE}{english}")


@pytest.mark.parametrize(
    ("value", "written"),
    [(0.04, "0,0"), (0.06, "+0,1"), (0.0, "0,0"), (-0.06, "−0,1")],
)
def test_what_rounds_to_nothing_has_no_sign(value: float, written: str) -> None:
    assert with_sign(number(value, 1), value).sv == written


def test_one_of_a_thing_is_not_called_many() -> None:
    assert points(100) == Both("1 poäng", "1 point")
    assert points(200) == Both("2 poäng", "2 points")
    assert points(50) == Both("0,50 poäng", "0.50 points")
    assert measure("weekends", 1) == Both("helg", "weekend")
    assert measure("weekends", -1) == Both("helg", "weekend")
    assert measure("weekends") == Both("helger", "weekends")
    assert measure("furlongs", 1) == Both("furlongs", "furlongs")


@pytest.mark.parametrize(
    ("day", "swedish", "english"),
    [
        ("2026-12-24", "tors 24/12", "Thu 24 Dec"),
        ("2027-05-01", "lör 1/5", "Sat 1 May"),
    ],
)
def test_a_day_is_written_as_one_says_it(day: str, swedish: str, english: str) -> None:
    written = day_name(dt.date.fromisoformat(day))
    assert written == Both(swedish, english)
    assert weekday(dt.date.fromisoformat(day)).sv == swedish.split()[0]


def test_a_share_is_per_cent() -> None:
    assert percent(0.075) == Both(f"7,5{SPACE}%", "7.5%")


def test_a_fact_in_two_languages_is_said_in_each() -> None:
    said = both("report.tile.gap", gap=Both("ett", "one"))
    assert ("ett" in said.sv, "one" in said.en) == (True, True)


def test_what_nobody_has_named_is_called_by_its_id() -> None:
    assert named("report.reason", "full_moon") == Both("full_moon", "full_moon")
    assert named("report.reason", "no_skill").sv != "no_skill"


def test_a_rule_is_called_by_its_title_or_its_id() -> None:
    assert rule_name("R31").sv == "Personalkontinuitet"
    assert rule_name("X99") == Both("X99", "X99")
