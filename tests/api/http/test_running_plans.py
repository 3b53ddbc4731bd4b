"""Who instead, who is ill and what changes, over HTTP."""

import pytest

from tests.api.answers import codes, order, ordered, refused
from tests.api.http.client import TestClient

pytestmark = pytest.mark.usefixtures("plain_weeks")
ILL = {"employee_id": "amy", "from": "2026-12-21T06:10"}


@pytest.fixture
def address(api: TestClient) -> str:
    return f"/v1/schedules/{ordered(api)}"


def test_who_could_work_a_shift_is_listed(api: TestClient, address: str) -> None:
    answer = api.get(f"{address}/shifts/amy@2026-12-21/candidates")
    assert answer.status_code == 200
    found = answer.json()
    assert (found["shift_id"], found["visits"]) == ("day", 2)
    assert {way["step"] for way in found["candidates"]} == {"open", "redistribute"}


def test_who_could_make_a_visit_is_listed(api: TestClient, address: str) -> None:
    found = api.get(f"{address}/visits/v1/candidates").json()
    assert (found["visit_id"], found["staff_no"], found["candidates"]) == ("v1", 1, [])


def test_who_could_take_the_shifts_of_somebody_ill_is_listed(
    api: TestClient, address: str
) -> None:
    found = api.post(f"{address}/sick", json=ILL).json()
    assert [shift["start"] for shift in found["shifts"]] == ["2026-12-21T07:00"]


def test_a_changed_plan_can_be_evaluated_with_the_dataset_it_belongs_to(
    api: TestClient, address: str
) -> None:
    answer = api.post(f"{address}/replan", json=ILL)
    assert answer.status_code == 200, answer.text
    made = answer.json()
    kinds = [change["kind"] for change in made["changes"]]
    assert kinds == ["shift_lost", "visit_left", "visit_left"]
    assert made["points"] == 2 * 20_000 - 25  # a new face is one less
    judged = order(api, made["dataset"], "evaluate", plan=made["plan"])
    assert judged.status_code == 202, judged.text
    address = judged.headers["Location"]
    assert api.get(address).json()["state"] == "completed"
    assert api.get(f"{address}/breaches").json()["hard"] == 0


def test_several_are_ill_at_once(api: TestClient, address: str) -> None:
    found = api.post(f"{address}/sick", json=ILL | {"also": [ILL["employee_id"]]})
    assert found.json()["also"] == []
    wrong = api.post(f"{address}/replan", json=ILL | {"also": ["eve"]})
    [error] = refused(wrong, 422, "bad_input")
    assert (error["code"], error["pointer"]) == ("unknown_id", "/also")


def test_what_is_wrong_is_told_with_where_it_stands(
    api: TestClient, address: str
) -> None:
    wrong = {"employee_id": "eve", "from": "soon"}
    errors = refused(api.post(f"{address}/sick", json=wrong), 422, "bad_input")
    assert codes(errors) == ["unknown_id", "moment"]
    assert [error["pointer"] for error in errors] == ["/employee_id", "/from"]
    missing = api.get(f"{address}/shifts/amy@2026-12-22/candidates")
    assert codes(refused(missing, 422, "bad_input")) == ["no_such_shift"]


def test_there_is_nobody_to_ask_without_a_plan(api: TestClient) -> None:
    checked = ordered(api, "validate")
    answer = api.post(f"/v1/schedules/{checked}/sick", json=ILL)
    refused(answer, 409, "no_plan")


def test_times_for_a_new_visit_are_listed(api: TestClient, address: str) -> None:
    new = {"client": "carl", "date": "2026-12-21", "minutes": 20}
    found = api.post(f"{address}/times", json=new).json()
    assert found["times"][0]["employee_ids"] == ["amy"]


def test_a_declined_visit_says_what_it_frees(api: TestClient, address: str) -> None:
    found = api.get(f"{address}/visits/v1/freed").json()
    assert (found["employee_ids"], found["minutes"]) == (["amy"], 30)
