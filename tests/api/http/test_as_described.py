"""What a body must not say, though a lenient reader would take it for something."""

from typing import Any

import pytest

from tests.api.answers import ordered, post_dataset
from tests.api.http.client import TestClient

pytestmark = pytest.mark.usefixtures("plain_weeks")

NO_DAYS = [0, "0", 1_764_460_800, "2026-12-01T00:00:00", "2026-12-1"]


@pytest.mark.parametrize("day", NO_DAYS)
def test_a_day_is_written_with_year_month_and_day(api: TestClient, day: object) -> None:
    """A number would be a day of 1970, and a publication cannot be undone."""
    made = ordered(api)
    at = f"/v1/schedules/{made}"
    answers = [
        api.post(f"{at}/publish", json={"by": "Eva", "told_on": day}),
        api.post(f"{at}/next", json={"last": day}),
    ]
    assert [answer.status_code for answer in answers] == [422, 422]
    assert api.get(f"{at}/life").json()["state"] == "draft"


@pytest.mark.parametrize("day", [None, "2026-12-01"])
def test_a_day_may_be_left_out_or_given(api: TestClient, day: str | None) -> None:
    at = f"/v1/schedules/{ordered(api)}"
    answer = api.post(f"{at}/publish", json={"by": "Eva", "told_on": day})
    assert answer.is_success, answer.text


@pytest.mark.parametrize("value", [0, "false", 1])
def test_whether_is_true_or_false(api: TestClient, value: object) -> None:
    made = ordered(api)
    draft = api.post("/v1/drafts", json={"schedule": made, "author": "Kim"}).json()
    edit = {"kind": "lock", "employee_id": "amy", "date": "2026-12-21"}
    asked: dict[str, Any] = {"edit": {**edit, "locked": value}, "author": "Kim"}
    answer = api.post(f"/v1/drafts/{draft['id']}/effects", json=asked)
    assert answer.status_code == 422, answer.text
    body = {"last": "2027-02-28", "repeats": value}
    assert api.post(f"/v1/schedules/{made}/next", json=body).status_code == 422


@pytest.mark.parametrize("field", ["tolerance", "percentile", "weeks"])
def test_true_is_no_number(api: TestClient, field: str) -> None:
    usual = {"weeks": 1, "limits": {"seconds": 1}}
    path = f"/v1/datasets/{post_dataset(api)}/base"
    answer = api.post(path, json={**usual, field: True})
    assert answer.status_code == 422
    [fault] = answer.json()["errors"]
    assert fault["pointer"] == f"/{field}"
