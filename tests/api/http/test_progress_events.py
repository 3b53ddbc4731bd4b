"""Whoever follows an order hears each step once, and of its end."""

import json
from typing import Any

import pytest

from tests.api.answers import ordered, refused
from tests.api.conftest import Opener
from tests.api.fakes import HeldExecutor
from tests.api.http.client import TestClient

Told = list[dict[str, Any]]


def events(api: TestClient, schedule: str, **headers: str) -> Told:
    """Return what is told, each with its name and id."""
    answer = api.get(f"/v1/schedules/{schedule}/events", headers=headers)
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith("text/event-stream")
    found = []
    for block in answer.text.split("\n\n"):
        fields = dict(
            line.split(": ", 1) for line in block.splitlines() if ": " in line
        )
        if "event" in fields:
            found.append(fields | {"data": json.loads(fields["data"])})
    return found


def test_each_step_is_told_with_its_number_and_then_the_end(api: TestClient) -> None:
    *steps, last = events(api, ordered(api))
    assert [step["event"] for step in steps] == ["step"] * 3
    assert [step["id"] for step in steps] == ["1", "2", "3"]
    assert [step["data"]["phase"] for step in steps] == ["read", "tours", "improve"]
    assert [step["data"]["price"] for step in steps] == [None, None, 2178.96]
    paid = [step["data"]["paid"] for step in steps]
    assert paid == [None, None, 2150.0]
    assert last["event"] == "ended"
    assert last["data"]["state"] == "completed"
    assert "id" not in last


def test_whoever_comes_back_hears_what_came_after(api: TestClient) -> None:
    schedule = ordered(api)
    told = events(api, schedule, **{"Last-Event-ID": "2"})
    assert [each.get("id") for each in told] == ["3", None]
    none_new = events(api, schedule, **{"Last-Event-ID": "3"})
    assert [each["event"] for each in none_new] == ["ended"]


def test_an_order_that_is_forgotten_takes_its_steps_along(api: TestClient) -> None:
    schedule = ordered(api)
    assert api.delete(f"/v1/schedules/{schedule}").status_code == 204
    refused(api.get(f"/v1/schedules/{schedule}/events"), 404, "no_schedule")


@pytest.mark.parametrize("last", ["x", "-1", "1.5"])
def test_an_id_that_no_event_has_is_refused(api: TestClient, last: str) -> None:
    answer = api.get(
        f"/v1/schedules/{ordered(api)}/events", headers={"Last-Event-ID": last}
    )
    assert answer.status_code == 422


def test_what_waits_is_told_until_the_service_ends(serve: Opener) -> None:
    api = serve(pool=HeldExecutor())
    schedule = ordered(api)
    looks = iter([False, False, True])
    app: Any = api.app
    app.state.is_ending = lambda: next(looks)
    [state] = events(api, schedule)
    assert (state["event"], state["data"]["state"]) == ("state", "queued")
