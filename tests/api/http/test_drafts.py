"""Schedules changed by hand over HTTP, by several planners at once."""

from typing import Any

import pytest

from tests.api.answers import order, ordered, post_dataset, refused, studied
from tests.api.conftest import Opener, database
from tests.api.fakes import HeldExecutor
from tests.api.http.client import TestClient

pytestmark = pytest.mark.usefixtures("plain_weeks")

OFF = {"kind": "put", "employee_id": "amy", "date": "2026-12-21", "shift_id": None}
LEFT = {"kind": "visit", "visit_id": "v2", "to": None}
MOVED = {
    "kind": "visit",
    "visit_id": "v2",
    "to": "amy",
    "start": "2026-12-21T10:30",
}


def draft(api: TestClient) -> str:
    """Begin a draft of the village's plan; return its address."""
    body = {"schedule": ordered(api), "author": "kim", "name": "try"}
    answer = api.post("/v1/drafts", json=body)
    assert answer.status_code == 201, answer.text
    assert answer.json()["revision"] == 0
    return str(answer.headers["location"])


def change(
    api: TestClient, at: str, edit: dict[str, Any], known: int | None = None
) -> Any:
    headers = {} if known is None else {"If-Match": f'"{known}"'}
    body = {"edit": edit, "author": "kim"}
    return api.post(f"{at}/edits", json=body, headers=headers)


def test_what_a_change_would_do_is_told_and_nothing_kept(api: TestClient) -> None:
    at = draft(api)
    found = api.post(f"{at}/effects", json={"edit": LEFT, "author": "kim"}).json()
    assert (found["opened"], found["legal"], found["price"]) == (["v2"], True, 0)
    assert api.get(at).json()["revision"] == 0
    assert api.get(f"{at}/edits").json() == {"items": []}


def test_a_change_is_kept_with_who_and_what(api: TestClient) -> None:
    at = draft(api)
    kept = change(api, at, LEFT)
    assert kept.status_code == 201
    assert kept.headers["etag"] == '"1"'
    [made] = api.get(f"{at}/edits").json()["items"]
    assert (made["number"], made["author"], made["edit"]["kind"]) == (1, "kim", "visit")
    assert made["message_en"] == "Visit v2 is left without anybody"
    plan = api.get(f"{at}/plan").json()
    assert [row["visit_id"] for row in plan["visits"]] == ["v1"]
    assert [row["visit_id"] for row in plan["unassigned"]] == ["v2"]


def test_what_people_were_told_holds_for_the_dataset_that_a_change_makes(
    api: TestClient,
) -> None:
    first = ordered(api)
    told = {"by": "Eva", "told_on": "2026-12-01"}
    api.post(f"/v1/schedules/{first}/publish", json=told)
    body = {"schedule": first, "author": "kim"}
    at = str(api.post("/v1/drafts", json=body).headers["location"])
    ill = {"kind": "sick", "employee_id": "amy", "start": "2026-12-21T06:10"}
    assert change(api, at, ill).status_code == 201
    filed = api.post(f"{at}/schedule").json()
    known = api.get(f"/v1/schedules/{first}").json()["dataset"]
    assert filed["dataset"] != known
    schedule = f"/v1/schedules/{filed['id']}"
    changes = api.get(f"{schedule}/changes").json()["changes"]
    assert "amy" in {each["employee_id"] for each in changes}


def test_breaking_a_rule_is_told_in_words_and_may_be_kept(api: TestClient) -> None:
    at = draft(api)
    late = MOVED | {"start": "2026-12-21T15:25"}
    kept = change(api, at, late).json()
    assert not kept["effect"]["legal"]
    assert {each["rule"] for each in kept["effect"]["broken"]} >= {"R33"}
    assert all(each["message_sv"] for each in kept["effect"]["broken"])


def test_changes_elsewhere_meanwhile_lose_nothing(api: TestClient) -> None:
    at = draft(api)
    assert change(api, at, LEFT, known=0).status_code == 201
    assert change(api, at, OFF, known=0).status_code == 201
    refused(change(api, at, MOVED, known=0), 409, "draft_changed")
    assert change(api, at, MOVED, known=2).status_code == 201
    numbers = [each["number"] for each in api.get(f"{at}/edits").json()["items"]]
    assert numbers == [1, 2, 3]
    later = api.get(f"{at}/edits?after=2").json()["items"]
    assert [each["number"] for each in later] == [3]


def test_the_last_change_is_taken_back_by_whoever_has_seen_it(api: TestClient) -> None:
    at = draft(api)
    body = {"author": "lo"}
    refused(api.post(f"{at}/undo", json=body), 409, "nothing_to_undo")
    change(api, at, LEFT)
    stale = {"If-Match": '"0"'}
    refused(api.post(f"{at}/undo", json=body, headers=stale), 409, "draft_changed")
    undone = api.post(f"{at}/undo", json=body)
    assert (undone.status_code, undone.headers["etag"]) == (201, '"2"')
    assert undone.json()["edit"] is None
    plan = api.get(f"{at}/plan").json()
    assert [row["visit_id"] for row in plan["visits"]] == ["v1", "v2"]
    refused(api.post(f"{at}/undo", json=body), 409, "nothing_to_undo")


def test_taking_a_change_back_is_a_change_of_the_same_place(api: TestClient) -> None:
    at = draft(api)
    change(api, at, OFF)
    change(api, at, LEFT)
    assert api.post(f"{at}/undo", json={"author": "lo"}).status_code == 201
    assert api.get(f"{at}/plan").json()["shifts"] == []  # the change before it stays
    refused(change(api, at, MOVED, known=2), 409, "draft_changed")
    assert change(api, at, MOVED, known=3).status_code == 201


def test_a_draft_survives_the_server(serve: Opener) -> None:
    engine = database()
    first = serve(engine=engine)
    at = draft(first)
    change(first, at, LEFT)
    second = serve(engine=engine)
    assert second.get(at).json()["revision"] == 1
    assert len(second.get(f"{at}/plan").json()["visits"]) == 1
    change(first, at, OFF)
    assert second.get(f"{at}/plan").json()["shifts"] == []


def test_a_draft_becomes_a_schedule_that_is_judged(api: TestClient) -> None:
    at = draft(api)
    change(api, at, LEFT)
    made = api.post(f"{at}/schedule")
    assert made.status_code == 202
    schedule = api.get(made.headers["location"]).json()
    assert (schedule["state"], schedule["must_open"]) == ("completed", 1)
    assert schedule["name"] == "try"


def test_drafts_are_listed(api: TestClient) -> None:
    assert api.get("/v1/drafts").json() == []
    at = draft(api)
    change(api, at, LEFT)
    [line] = api.get("/v1/drafts").json()
    assert (f"/v1/drafts/{line['id']}", line["revision"]) == (at, 1)


@pytest.mark.parametrize(
    ("edit", "code"),
    [
        (OFF | {"employee_id": "zed"}, "edit_no_person"),
        (OFF | {"date": "2026-12-28"}, "edit_no_day"),
        (OFF | {"date": "2026-12-22"}, "edit_no_shift"),
        (OFF | {"shift_id": "none"}, "edit_no_shift_type"),
        (LEFT | {"visit_id": "v9"}, "edit_no_visit"),
    ],
)
def test_what_is_not_there_is_refused(
    api: TestClient, edit: dict[str, Any], code: str
) -> None:
    at = draft(api)
    refused(change(api, at, edit), 422, code)
    refused(api.post(f"{at}/effects", json={"edit": edit, "author": "kim"}), 422, code)
    assert api.get(at).json()["revision"] == 0


def test_a_moment_outside_the_plan_is_refused_with_its_place(api: TestClient) -> None:
    late = MOVED | {"start": "2027-01-21T10:30"}
    [error] = refused(change(api, draft(api), late), 422, "bad_input")
    assert (error["pointer"], error["code"]) == ("/edit/start", "not_in_plan")


def test_only_a_schedule_that_is_there_is_changed(
    api: TestClient, serve: Opener
) -> None:
    asked = serve(pool=HeldExecutor())  # to be asked is enough: it need not be made
    for service, schedule in ((api, "0" * 32), (asked, studied(asked))):
        body = {"schedule": schedule, "author": "kim"}
        refused(service.post("/v1/drafts", json=body), 404, "no_schedule")
    checked = order(api, post_dataset(api), "validate").json()["id"]
    body = {"schedule": checked, "author": "kim"}
    refused(api.post("/v1/drafts", json=body), 409, "no_plan")
    refused(api.get(f"/v1/drafts/{'0' * 32}"), 404, "no_draft")


def test_a_schedule_with_drafts_stays(api: TestClient) -> None:
    schedule = api.get(draft(api)).json()["schedule"]
    refused(api.delete(f"/v1/schedules/{schedule}"), 409, "schedule_in_use")
    other = ordered(api)
    assert api.delete(f"/v1/schedules/{other}").status_code == 204
