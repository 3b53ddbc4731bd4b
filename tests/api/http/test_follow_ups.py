"""A plan followed up over HTTP."""

import pytest

from tests.api.answers import codes, ordered, refused
from tests.api.http.client import TestClient

pytestmark = pytest.mark.usefixtures("plain_weeks")
MADE = {
    "visit_id": "v1",
    "employee_id": "amy",
    "start": "2026-12-21T08:05",
    "end": "2026-12-21T08:50",
    "status": "performed",
}


@pytest.fixture
def address(api: TestClient) -> str:
    return f"/v1/schedules/{ordered(api)}/follow-up"


def test_what_was_performed_stands_beside_the_plan(
    api: TestClient, address: str
) -> None:
    answer = api.post(address, json={"performed": [MADE]})
    assert answer.status_code == 200, answer.text
    found = answer.json()
    assert (found["first"], found["last"]) == ("2026-12-21", "2026-12-21")
    [k07] = [f for f in found["figures"] if (f["figure"], f["scope"]) == ("K07", "all")]
    assert (k07["planned"], k07["performed"]) == (100, 90)
    assert (found["weeks"], found["patch"]) == ([], "")


def test_times_tell_of_changed_shifts(api: TestClient, address: str) -> None:
    time = {"employee_id": "amy", "date": "2026-12-21", "kind": "work"}
    times = {"start": "2026-12-21T07:00", "end": "2026-12-21T18:00"}
    found = api.post(address, json={"worked": [time | times]}).json()
    [changed] = found["changed"]
    assert (changed["change"], changed["end_after"]) == ("moved", "2026-12-21T18:00")
    [week] = found["weeks"]
    assert (week["week"], week["worked_extra"]) == ("2026-12-21", 150)


def test_what_is_wrong_is_told_with_where_it_stands(
    api: TestClient, address: str
) -> None:
    wrong = {"performed": [MADE | {"visit_id": "v9", "status": "gjort"}]}
    errors = refused(api.post(address, json=wrong), 422, "bad_input")
    assert codes(errors) == ["one_of", "unknown_id"]
    assert [e["pointer"] for e in errors] == [
        "/performed/0/status",
        "/performed/0/visit_id",
    ]
