"""What is shown as an example is taken."""

from typing import Any

import jsonschema_rs
import pytest

from api.http.body_examples import EXAMPLES
from data.export.code_tables import payroll_codes
from scheduler.pay.items import Item
from tests.api.http.client import TestClient
from tests.api.http.serving import promised


def bodies() -> dict[str, Any]:
    """Return what each operation that takes JSON says of it, by its id."""
    operations = [o for path in promised()["paths"].values() for o in path.values()]
    taken = {o["operationId"]: o.get("requestBody", {}) for o in operations}
    return {
        id_: body["content"]["application/json"]
        for id_, body in taken.items()
        if "application/json" in body.get("content", {})
    }


def test_every_json_body_has_an_example() -> None:
    shown = {id_: body["example"] for id_, body in bodies().items()}
    assert shown == EXAMPLES


@pytest.mark.parametrize("id_", EXAMPLES)
def test_an_example_is_as_described(id_: str) -> None:
    described = bodies()[id_]["schema"] | {"components": promised()["components"]}
    faults = jsonschema_rs.validator_for(described).iter_errors(EXAMPLES[id_])
    assert [fault.message for fault in faults] == []


def test_the_dataset_and_the_base_schedule_of_the_examples_fit(
    api: TestClient,
) -> None:
    kept = api.post("/v1/datasets", json=EXAMPLES["add_dataset"])
    assert kept.status_code == 201, kept.json()["errors"]
    at = f"/v1/datasets/{kept.json()['id']}/laid-out"
    laid = api.post(at, json=EXAMPLES["lay_out_base_schedule"])
    assert laid.status_code == 201, laid.json()["errors"]


def test_the_codes_of_the_example_are_known() -> None:
    codes = payroll_codes(EXAMPLES["make_export"]["codes"])
    assert codes.items[Item.EXTRA] != payroll_codes().items[Item.EXTRA]
