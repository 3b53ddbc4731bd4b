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


CSV = "visit_id,employee_id,start,end,status\n"
ROW = "v1,amy,2026-12-21T08:05,2026-12-21T08:50,performed\n"


def test_reports_are_sent_as_the_files_that_they_are(
    api: TestClient, address: str
) -> None:
    second = CSV + "v2,,,,declined\n"
    files = [
        ("performed", ("vecka 52.csv", CSV + ROW)),
        ("performed", ("vecka 53.csv", second)),
    ]
    found = api.post(f"{address}/files", files=files)
    assert found.status_code == 200, found.text
    by_rows = [MADE, {"visit_id": "v2", "status": "declined"}]
    assert found.json() == api.post(address, json={"performed": by_rows}).json()


def test_a_fault_in_a_file_is_told_by_its_name_and_line(
    api: TestClient, address: str
) -> None:
    files = [("performed", ("vecka 52.csv", CSV + ROW.replace("v1", "v9")))]
    [error] = refused(api.post(f"{address}/files", files=files), 422, "bad_input")
    assert (error["file"], error["line"], error["code"]) == (
        "vecka 52.csv",
        2,
        "unknown_id",
    )


def test_no_report_at_all_is_refused(api: TestClient, address: str) -> None:
    [error] = refused(api.post(f"{address}/files"), 422, "bad_input")
    assert error["code"] == "follow_up_nothing"
