"""Propose, comment, publish and list changes, over HTTP."""

import io
import re
import zipfile

import pytest
from openpyxl import load_workbook

from tests.api.answers import order, ordered, post_dataset, refused
from tests.api.http.client import TestClient
from tests.api.http.junk import plan_document

pytestmark = pytest.mark.usefixtures("plain_weeks")
EVA = {"by": "Eva"}
TOLD = {"by": "Eva", "told_on": "2026-12-01"}


@pytest.fixture
def address(api: TestClient) -> str:
    return f"/v1/schedules/{ordered(api)}"


def lazy(api: TestClient, dataset: str) -> str:
    """Have a plan judged that leaves the second visit open; return its address."""
    plan = plan_document()
    visits = [row for row in plan["visits"] if row["visit_id"] != "v2"]
    bare = {"shifts": plan["shifts"], "visits": visits}
    answer = order(api, dataset, "evaluate", plan=bare)
    assert answer.status_code == 202, answer.text
    return str(answer.headers["Location"])


def test_a_plan_is_proposed_commented_and_published(
    api: TestClient, address: str
) -> None:
    life = api.get(f"{address}/life").json()
    assert (life["state"], [e["step"] for e in life["events"]]) == ("draft", ["made"])
    assert api.post(f"{address}/propose", json=EVA).json()["state"] == "proposed"
    said = EVA | {"text": "på kurs då", "about": "amy@2026-12-21"}
    assert api.post(f"{address}/comments", json=said).status_code == 200
    assert api.post(f"{address}/publish", json=TOLD).json()["state"] == "published"
    events = api.get(f"{address}/life").json()["events"]
    steps = [event["step"] for event in events]
    assert steps == ["made", "proposed", "commented", "published"]
    assert events[2]["text"] == "på kurs då"
    assert (events[3]["told_on"], events[3]["number"]) == ("2026-12-01", 1)


def test_what_a_plan_is_in_no_state_for_is_refused(
    api: TestClient, address: str
) -> None:
    said = EVA | {"text": "nej"}
    refused(api.post(f"{address}/comments", json=said), 409, "life_draft")
    refused(api.get(f"{address}/changes"), 409, "life_untold")
    api.post(f"{address}/propose", json=EVA)
    refused(api.post(f"{address}/propose", json=EVA), 409, "life_proposed")
    api.post(f"{address}/publish", json=TOLD)
    refused(api.post(f"{address}/publish", json=TOLD), 409, "life_told")
    nobody = said | {"about": "zoe@2026-12-21"}
    answer = api.post(f"{address}/comments", json=nobody)
    [error] = refused(answer, 422, "bad_input")
    assert error["pointer"] == "/about"


def test_a_plan_that_breaks_binding_rules_is_not_published(api: TestClient) -> None:
    rows = [{**plan_document()["shifts"][0], "end": "2026-12-21T15:00"}]
    dataset = post_dataset(api)
    broken = order(api, dataset, "evaluate", plan={"shifts": rows, "visits": []})
    address = broken.headers["Location"]
    refused(api.post(f"{address}/publish", json=TOLD), 409, "life_broken")


def test_what_was_published_is_not_deleted_and_what_was_proposed_is(
    api: TestClient, address: str
) -> None:
    api.post(f"{address}/publish", json=TOLD)
    refused(api.delete(address), 409, "life_published")
    other = f"/v1/schedules/{ordered(api, name='other')}"
    api.post(f"{other}/propose", json=EVA)
    assert api.delete(other).status_code == 204


def test_changes_are_told_since_the_last_publication_or_any_schedule(
    api: TestClient, address: str
) -> None:
    other = lazy(api, post_dataset(api))
    api.post(f"{address}/publish", json=TOLD)
    found = api.get(f"{other}/changes").json()["changes"]
    assert [(c["kind"], c["visit_id"]) for c in found] == [("visit_left", "v2")]
    since = other.rpartition("/")[2]
    back = api.get(f"{address}/changes?since={since}").json()["changes"]
    assert [(c["kind"], c["reason"]) for c in back] == [("visit_made", "was_open")]
    assert api.get(f"{other}/changes?of=bo").json()["changes"] == []
    gone = api.get(f"{address}/changes?since={'0' * 32}")
    refused(gone, 404, "no_schedule")


def test_later_orders_are_measured_against_what_people_were_told(
    api: TestClient, address: str
) -> None:
    dataset = post_dataset(api)
    empty: dict[str, list[object]] = {"shifts": [], "visits": []}

    def late(told_on: str) -> int:
        judged = order(api, dataset, "evaluate", plan=empty, told_on=told_on)
        found = api.get(f"{judged.headers['Location']}/breaches").json()["items"]
        return sum(breach["rule"] == "R19" for breach in found)

    assert late("2026-12-20") == 0
    api.post(f"{address}/publish", json=TOLD)
    assert late("2026-12-07") == 0
    assert late("2026-12-08") == 1
    known = order(api, dataset, "evaluate", plan=empty, told="0" * 32)
    [error] = refused(known, 422, "bad_input")
    assert error["pointer"] == "/told"


@pytest.mark.parametrize(
    ("step", "body"),
    [
        ("propose", EVA),
        ("comments", EVA | {"text": "på kurs då"}),
        ("publish", TOLD),
    ],
)
def test_what_happened_since_somebody_looked_stops_their_next_step(
    api: TestClient, address: str, step: str, body: dict[str, str]
) -> None:
    seen = {"If-Match": api.get(f"{address}/life").headers["ETag"]}
    first = api.post(f"{address}/propose", json={"by": "Bo"}, headers=seen)
    assert first.status_code == 200
    refused(api.post(f"{address}/{step}", json=body, headers=seen), 412, "life_changed")
    now = api.get(f"{address}/life")
    assert [e["by"] for e in now.json()["events"]] == ["", "Bo"]
    assert first.headers["ETag"] == now.headers["ETag"] != seen["If-Match"]
    if step != "propose":
        seen = {"If-Match": first.headers["ETag"]}
        assert api.post(f"{address}/{step}", json=body, headers=seen).status_code == 200


def test_what_is_fetched_of_a_plan_says_where_it_stands(
    api: TestClient, address: str
) -> None:
    def said() -> list[str]:
        report = api.get(f"{address}/report").text
        folder = zipfile.ZipFile(io.BytesIO(api.get(f"{address}/plan.zip").content))
        kept = folder.read("plan/report.html").decode()
        [place, same] = (
            re.findall("<!--state-->(.*)<", page) for page in (report, kept)
        )
        assert place == same
        book = load_workbook(io.BytesIO(api.get(f"{address}/schedule.xlsx").content))
        return [*place, str(book.worksheets[0]["A2"].value)]

    assert all("Utkast, gjort " in text for text in said())
    api.post(f"{address}/publish", json=TOLD)
    wanted = " av Eva. Besked till dem som arbetar: 2026-12-01."
    assert all(wanted in text for text in said())


def test_an_order_is_measured_against_schedules_of_its_own_dataset_only(
    api: TestClient, address: str
) -> None:
    mine = address.rpartition("/")[2]
    dataset = api.get(address).json()["dataset"]
    other = post_dataset(api, name="elsewhere")
    assert order(api, dataset, told_parts=[mine]).status_code == 202
    errors = refused(order(api, other, told_parts=[mine]), 422, "bad_input")
    assert [error["pointer"] for error in errors] == ["/told_parts/0"]
