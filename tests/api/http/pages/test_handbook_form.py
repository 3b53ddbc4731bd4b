"""Rules and prices in the browser: seen, changed, refused, planned with, kept."""

from typing import Any

import pytest

from api.http.pages.handbook_form.filled_rules import (
    FilledRules,
    settings_of,
    text_of,
    value_of,
)
from api.inputs import read_rules_document
from api.rules_doc import parameters
from constraints import ALL_RULES, default_rules
from constraints.handbook.fields import is_clock, kind_of
from scheduler.messages import catalogue, say
from scheduler.rules.rule import Rule
from tests.api.answers import order, ordered, post_dataset
from tests.api.conftest import Opener
from tests.api.fakes import FakePlanner
from tests.api.http.client import TestClient
from tests.api.http.pages.browsing import PAGE, seen, sent

NUMBERS = ("integer", "number")


def refused(api: TestClient, path: str, **fields: str) -> str:
    answer = api.post(path, headers=PAGE, data=fields)
    assert answer.status_code == 422, answer.text
    return str(answer.text)


@pytest.mark.parametrize("rule", ALL_RULES, ids=lambda rule: rule.id)
def test_whatever_can_be_set_says_what_it_means_and_its_unit(rule: type[Rule]) -> None:
    schema = rule.model_json_schema()["properties"]
    for each in parameters(rule):
        assert f"setting.{rule.id}.{each.name}" in catalogue()
        if schema[each.name].get("type") in NUMBERS:
            assert f"setting.unit.{each.name}" in catalogue()
        for value in schema[each.name].get("enum", ()):
            assert f"setting.choice.{value}" in catalogue()


@pytest.mark.parametrize("rule", ALL_RULES, ids=lambda rule: rule.id)
@pytest.mark.parametrize("language", ["sv", "en"])
def test_a_setting_means_what_its_text_says(rule: type[Rule], language: str) -> None:
    for name, value in settings_of(rule).items():
        clock = is_clock(rule, name)
        text = text_of(value, language, is_clock=clock)
        assert value_of(text, value, is_clock=clock) == value


@pytest.mark.parametrize("language", ["sv", "en"])
def test_untouched_fields_are_the_usual_rules(language: str) -> None:
    filled = FilledRules(None, language)
    assert filled.document() is None
    assert read_rules_document(filled.rules()) == default_rules()


def test_only_what_differs_is_kept_and_notes_stay() -> None:
    before = {
        "x_decided": "Nämnden",
        "rules": [
            {"kind": "continuity", "x_why": "2026", "target": 10},
            {"kind": "forward_rotation", "off": True},
        ],
    }
    filled = FilledRules(before, "sv")
    filled.change({"continuity.price_kr": "40,5", "forward_rotation.off": "false"})
    assert filled.document() == {
        "x_decided": "Nämnden",
        "rules": [
            {"kind": "continuity", "x_why": "2026", "price_kr": 40.5, "target": 10}
        ],
    }


@pytest.mark.parametrize(
    ("text", "default", "value"),
    [
        ("20 000", 1.0, 20_000),
        ("20\N{NO-BREAK SPACE}000", 1.0, 20_000),
        ("0,5", 1.0, 0.5),
        ("\N{MINUS SIGN}3", 1, -3),
        ("nan", 1.0, "nan"),
        ("1e9", 1.0, "1e9"),
        ("9" * 5000, 1, "9" * 5000),
        ("", 1, ""),
        ("PAN, , AB", [], ["PAN", "AB"]),
        ("kanske", True, "kanske"),
    ],
)
def test_numbers_are_read_as_people_write_them(
    text: str, default: object, value: object
) -> None:
    assert value_of(text, default) == value


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("18:00", 1080),
        ("18.30", 1110),
        ("18,30", 1110),
        (" 7 ", 420),
        ("07:05", 425),
        ("25:00", 1500),
        ("1080", "1080"),
        ("18:60", "18:60"),
        ("kväll", "kväll"),
        ("", ""),
    ],
)
def test_clock_times_are_read_as_people_write_them(
    text: str, minutes: int | str
) -> None:
    assert value_of(text, 720, is_clock=True) == minutes


def test_whatever_is_minutes_after_midnight_is_shown_as_a_clock_time(
    api: TestClient,
) -> None:
    html = seen(api, f"/datasets/{post_dataset(api)}/handbook")
    for field, shown in {
        "planned_exception.evening": "18:00",
        "planned_exception.noon": "12:00",
        "forward_rotation.evening_ends": "20:00",
        "forward_rotation.morning_starts": "12:00",
        "minors.night_from": "22:00",
        "minors.night_to": "06:00",
        "alarm_readiness.first_minute": "07:00",
        "alarm_readiness.last_minute": "22:00",
    }.items():
        assert f'name="{field}" value="{shown}"' in html
    assert "klockslag 12:00–18:00; förvalt 18:00" in html


def test_a_clock_time_that_will_not_do_is_told_in_clock_times(api: TestClient) -> None:
    path = f"/datasets/{post_dataset(api)}/handbook"
    html = refused(
        api,
        path,
        do="check",
        **{"planned_exception.evening": "19.00", "minors.night_from": "sent"},
    )
    assert "Det ska vara ett klockslag från 12:00 till 18:00 men är 19.00." in html
    assert "Det ska vara ett klockslag från 18:00 till 22:00 men är sent." in html


def test_a_clock_time_is_kept_in_minutes(api: TestClient) -> None:
    at = f"/datasets/{post_dataset(api)}/handbook"
    kept = sent(api, at, do="keep", **{"forward_rotation.morning_starts": "9.30"})
    rules = rules_of(api, kept.rpartition("/")[2])
    assert rules["forward_rotation"]["morning_starts"] == 570
    shown = seen(api, f"{kept}/handbook")
    assert 'name="forward_rotation.morning_starts" value="09:30"' in shown


def test_every_rule_stands_there_with_meaning_source_and_fields(
    api: TestClient,
) -> None:
    html = seen(api, f"/datasets/{post_dataset(api)}/handbook")
    for rule in ALL_RULES:
        assert f'id="{kind_of(rule)}"' in html
        for name in settings_of(rule):
            assert f'name="{kind_of(rule)}.{name}"' in html
    assert say("rule.R31.text") in html
    assert "Kolada" in html
    assert 'name="daily_rest_window.off"' not in html


def test_all_faults_are_told_at_once_and_nothing_is_lost(api: TestClient) -> None:
    path = f"/datasets/{post_dataset(api)}/handbook"
    fields = {
        "continuity.price_kr": "dyrt",
        "daily_rest_window.rest_min": "500",
        "days_in_a_row.preferred": "9",
        "long_shifts.price_kr": "77",
        "seconds": "aldrig",
        "name": "Prov",
    }
    html = refused(api, path, do="plan", **fields)
    assert 'id="continuity.price_kr-fault"' in html
    assert "Det ska vara ett tal men är &#34;dyrt&#34;" in html
    assert "Det ska vara minst 540 men är 500" in html
    assert 'id="days_in_a_row-fault"' in html
    assert 'id="seconds-fault"' in html
    for text in fields.values():
        assert f'value="{text}"' in html
    assert api.get("/v1/schedules").json()["items"] == []


def test_what_can_be_used_is_said_to_be_and_differences_are_counted(
    api: TestClient,
) -> None:
    path = f"/datasets/{post_dataset(api)}/handbook"
    fields = {"continuity.price_kr": "21", "continuity.target": "11"}
    html = api.post(path, headers=PAGE, data=fields).text
    assert "Allt går att använda" in html
    assert "2 skiljer sig från förvalt" in html


def test_law_is_neither_left_out_nor_softened(api: TestClient) -> None:
    dataset = post_dataset(api)
    fields = {"daily_rest_window.off": "true", "daily_rest_window.hard": "false"}
    at = sent(api, f"/datasets/{dataset}/handbook", do="keep", **fields)
    assert at == f"/datasets/{dataset}"


def test_a_plan_is_made_with_the_rules_once(serve: Opener) -> None:
    planner = FakePlanner()
    api = serve(planner)
    dataset = post_dataset(api)
    fields = {"do": "plan", "seconds": "5", "name": "Prov", "continuity.target": "7"}
    at = sent(api, f"/datasets/{dataset}/handbook", **fields)
    (asked,) = planner.asked
    assert asked["limits"].seconds == 5
    assert {r.kind: r for r in asked["rules"]}["continuity"].target == 7
    assert rules_of(api, dataset)["continuity"]["target"] == 12
    shown = seen(api, f"/datasets/{dataset}/handbook?schedule={at.split('/')[-1]}")
    assert 'name="continuity.target" value="7"' in shown


def test_usual_rules_are_planned_with_though_the_dataset_has_others(
    serve: Opener,
) -> None:
    planner = FakePlanner()
    api = serve(planner)
    own = [{"kind": "continuity", "target": 5}]
    dataset = post_dataset(api, rules=own)
    path = f"/datasets/{dataset}/handbook"
    sent(api, path, do="plan", **{"continuity.target": "12"})
    sent(api, path, do="plan")
    targets = [
        {r.kind: r for r in asked["rules"]}["continuity"].target
        for asked in planner.asked
    ]
    assert targets == [12, 5]


def test_rules_are_kept_with_a_dataset_of_their_own(api: TestClient) -> None:
    dataset = post_dataset(api)
    fields = {"do": "keep", "kept_name": "Jul", "forward_rotation.off": "true"}
    at = sent(api, f"/datasets/{dataset}/handbook", **fields)
    kept = at.rpartition("/")[2]
    assert kept != dataset
    assert api.get(f"/v1/datasets/{kept}").json()["name"] == "Jul"
    assert rules_of(api, kept)["forward_rotation"]["off"] is True
    assert "off" not in rules_of(api, dataset)["forward_rotation"]
    back = {"do": "keep", "forward_rotation.off": "false"}
    assert sent(api, f"{at}/handbook", **back) == f"/datasets/{dataset}"


def test_keeping_what_did_not_change_makes_no_dataset(api: TestClient) -> None:
    dataset = post_dataset(api, rules=[{"kind": "continuity", "target": 12}])
    at = sent(api, f"/datasets/{dataset}/handbook", do="keep")
    assert at == f"/datasets/{dataset}"
    assert len(api.get("/v1/datasets").json()["items"]) == 1


def test_the_rules_of_a_plan_of_something_else_are_not_shown(api: TestClient) -> None:
    path = f"/datasets/{post_dataset(api)}/handbook?schedule={'0' * 32}"
    assert api.get(path, headers=PAGE).status_code == 404


def rules_of(api: TestClient, id_: str) -> dict[str, dict[str, Any]]:
    rules = api.get(f"/v1/rule-sets/{id_}").json()["rules"]
    return {rule["kind"]: rule for rule in rules}


def test_publications_come_along_with_other_rules_and_with_a_part(
    api: TestClient,
) -> None:
    plan = ordered(api)
    dataset = api.get(f"/v1/schedules/{plan}").json()["dataset"]
    at = f"/datasets/{dataset}"
    assert "mäts sedan inte" not in seen(api, at)
    api.post(f"/v1/schedules/{plan}/publish", json={"by": "Eva"})
    said = "Underlaget har 1 publicering. Det som de anställda fått besked om gäller"
    assert said in seen(api, at)
    fields = {"do": "keep", "forward_rotation.off": "true"}
    kept = sent(api, f"{at}/handbook", **fields)
    assert said in seen(api, kept)
    ordered_again = order(api, kept.rpartition("/")[2]).json()["id"]
    changes = api.get(f"/v1/schedules/{ordered_again}/changes")
    assert (changes.status_code, changes.json()["changes"]) == (200, [])
