"""What can be chosen, and how the service is."""

import pytest

from constraints import ALL_RULES
from data.export.export_forms import ExportForm
from data.scenario.presets.registry import FAMILIES
from tests.api.answers import order, ordered, post_dataset, refused
from tests.api.conftest import Opener
from tests.api.fakes import HeldExecutor
from tests.api.http.client import TestClient


def test_every_scenario_is_listed_with_its_parameters(api: TestClient) -> None:
    items = api.get("/v1/scenarios").json()["items"]
    assert [item["name"] for item in items] == [
        preset.name for presets in FAMILIES.values() for preset in presets
    ]
    [weekends] = [item for item in items if item["name"] == "weekends"]
    assert [p["name"] for p in weekends["parameters"]] == ["pattern"]


def test_every_rule_is_listed_with_its_source_and_force(api: TestClient) -> None:
    items = api.get("/v1/rules").json()["items"]
    assert [item["id"] for item in items] == [rule.id for rule in ALL_RULES]
    first = items[0]
    assert (first["id"], first["name_sv"], first["force"]) == (
        "R01",
        "Dygnsvila",
        "law",
    )
    assert "rest_min" in [parameter["name"] for parameter in first["parameters"]]


def test_a_rule_set_can_be_sent_with_an_order(api: TestClient) -> None:
    rules = [{"kind": "visits_done", "price_kr": 123}]
    dataset = post_dataset(api, rules=rules)
    listed = api.get("/v1/rule-sets").json()["items"]
    assert [item["id"] for item in listed] == ["default", dataset]
    prices = {}
    for id_ in ("default", dataset):
        found = api.get(f"/v1/rule-sets/{id_}").json()["rules"]
        assert order(api, dataset, rules=found).status_code == 202
        [prices[id_]] = [r["price_kr"] for r in found if r["kind"] == "visits_done"]
    assert prices[dataset] == 123
    assert prices["default"] != 123
    refused(api.get(f"/v1/rule-sets/{'0' * 32}"), 404, "no_dataset")


def test_every_form_of_export_is_listed_and_is_there(api: TestClient) -> None:
    schedule = ordered(api)
    forms = [item["form"] for item in api.get("/v1/exports").json()["items"]]
    assert forms == [form.value for form in ExportForm]
    for form in forms:
        assert api.get(f"/v1/schedules/{schedule}/exports/{form}").status_code == 200


@pytest.mark.parametrize("waits", [True, False])
def test_health_counts_what_waits(serve: Opener, waits: bool) -> None:
    api = serve(pool=HeldExecutor()) if waits else serve()
    ordered(api)
    found = api.get("/v1/health").json()
    assert (found["queued"], found["running"]) == (int(waits), 0)
    assert (found["database"], found["planning"]) == ("sqlite", "within")
    assert found["planning_process"] is None
