"""The dataset after a plan, over HTTP."""

from tests.api.answers import codes, ordered, refused
from tests.api.http.client import TestClient


def test_a_plan_is_followed_by_a_dataset_that_knows_it(api: TestClient) -> None:
    address = f"/v1/schedules/{ordered(api)}/next"
    answer = api.post(address, json={"last": "2027-01-03", "repeats": True})
    assert answer.status_code == 201
    made = answer.json()
    assert answer.headers["location"] == f"/v1/datasets/{made['id']}"
    assert made["start"] == "2026-12-28"
    assert made["days"] == 7
    again = api.post(address, json={"last": "2027-01-03", "repeats": True})
    assert (again.status_code, again.json()["id"]) == (200, made["id"])
    schedule = {"dataset": made["id"]}
    assert api.post("/v1/schedules?operation=validate", json=schedule).is_success


def test_a_last_day_that_is_none_is_refused(api: TestClient) -> None:
    address = f"/v1/schedules/{ordered(api)}/next"
    for last in ("2026-12-27", "2028-01-01"):
        errors = refused(api.post(address, json={"last": last}), 422, "bad_input")
        assert codes(errors) == ["next_last"]


def test_nothing_follows_where_there_is_no_plan(api: TestClient) -> None:
    checked = ordered(api, "validate")
    body = {"last": "2027-01-03"}
    refused(api.post(f"/v1/schedules/{checked}/next", json=body), 409, "no_plan")
