"""Presets of prices and rest: one fact is otherwise, and nothing else."""

from datetime import date
from itertools import permutations

import pytest

from constraints.handbook.handbook import read_handbook_document
from data.reading.dataset import read_document
from scheduler.pay.agreement import Agreement, agreement_of, agreements_of
from scheduler.pay.agreement_rows import on
from tests.data.scenario.presets.build import applied, refused, sample

DAYS = (date(2022, 5, 6), date(2025, 3, 28), date(2025, 4, 4), date(2026, 12, 4))


def agreement(text: str) -> Agreement:
    return agreement_of(read_document(applied(text, sample())))


@pytest.mark.parametrize("day", DAYS)
def test_fridays_weekend_band_begins_at_the_hour_on_every_day(day: date) -> None:
    assert on(agreement("friday-ob:19").hours, day).friday_start == 19


def test_nothing_but_the_hour_differs() -> None:
    base = agreement_of(read_document(sample()))
    other = agreement("friday-ob:19")
    same = {"hours": (), "id": ""}
    assert other.model_copy(update=same) == base.model_copy(update=same)


@pytest.mark.parametrize(
    ("rule", "as_of", "minutes"),
    [("before-2025", "", 480), ("after-2025", "@2025-03-31", 0)],
)
def test_extra_hours_are_paid_by_the_rule_on_every_day(
    rule: str, as_of: str, minutes: int
) -> None:
    base = sample()
    base["dataset"]["agreement"] += as_of
    made = read_document(applied(f"extra-hours:{rule}", base))
    found = [on(agreement_of(made).extra, day) for day in DAYS]
    assert {row.fyllnad_minutes for row in found} == {minutes}
    assert made.agreement == f"AB+extra-{rule}{as_of}"


def test_an_agreement_of_ones_own_stays_below_the_preset() -> None:
    base = sample()
    text = '[[ob]]\nsince = 2026-11-01\nd = 1.25\nsource = "x"\ncertainty = "stated"\n'
    base["agreements"] = {"ours": text}
    base["dataset"]["agreement"] = "AB+ours"
    found = agreement_of(read_document(applied("friday-ob", base)))
    assert found.id == "AB+ours+friday-19"
    assert on(found.ob, DAYS[-1]).d == 125


def test_people_with_an_agreement_of_their_own_have_the_hour_too() -> None:
    base = sample()
    base["employees"][0]["agreement"] = "PAN"
    made = read_document(applied("friday-ob:19", base))
    assert [a.id for a in agreements_of(made)] == ["AB+friday-19", "PAN+friday-19"]
    assert [on(a.hours, DAYS[-1]).friday_start for a in agreements_of(made)] == [19] * 2


def test_a_preset_of_the_hour_that_holds_already_is_none() -> None:
    base = applied("friday-ob:19", sample())
    assert [f.code for f in refused("friday-ob:19", base)] == ["preset_hits_nothing"]
    assert agreement_of(read_document(applied("friday-ob:17", base))).id.endswith("17")


def rules(text: str) -> dict[str, dict[str, object]]:
    found = read_handbook_document({"rules": applied(text, sample())["rules"]})
    return {rule.kind: rule.model_dump() for rule in found}


def test_nine_hours_of_rest_are_allowed_everywhere() -> None:
    found = rules("daily-rest:9")
    assert found["planned_exception"]["max_per_period"] == 28
    assert found["daily_rest_window"]["rest_min"] == 540
    assert found["rest_between_shifts"]["gap_min"] == 540


def test_eleven_hours_by_window_ask_nothing_of_the_time_between_shifts() -> None:
    found = rules("daily-rest:window")
    assert found["daily_rest_window"]["rest_min"] == 660
    assert found["rest_between_shifts"]["gap_min"] == 0
    assert not found["planned_exception"]["enabled"]


def test_each_daily_rest_takes_the_others_back() -> None:
    for before, after in permutations(("9", "window", "11"), 2):
        base = sample() if before == "11" else applied(f"daily-rest:{before}", sample())
        made = applied(f"daily-rest:{after}", base)
        found = {rule["kind"]: rule for rule in made["rules"]}
        is_short = found.get("planned_exception", {}).get("enabled", False)
        by_window = found.get("rest_between_shifts", {}).get("window_suffices", False)
        assert (is_short, by_window) == (after == "9", after == "window")


def test_a_weekly_rest_stands_beside_the_daily_one() -> None:
    assert rules("weekly-rest:47")["weekly_rest"]["mode"] == "47_separate"


def test_rules_of_the_base_are_taken_back() -> None:
    base = sample()
    base["rules"] = {"rules": [{"kind": "weekly_rest", "mode": "47_separate"}]}
    made = applied("weekly-rest:36", base)
    assert made["rules"] == [{"kind": "weekly_rest", "mode": "36_inclusive"}]
    assert [f.code for f in refused("weekly-rest:47", base)] == ["preset_hits_nothing"]
