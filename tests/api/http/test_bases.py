"""Base schedules over HTTP."""

from datetime import date
from time import monotonic
from typing import Any, cast

from fastapi import FastAPI

from data.writing.dataset_files import write_document
from tests.api.answers import codes, refused
from tests.api.fakes import PATIENCE
from tests.api.http.client import TestClient
from tests.build import need
from tests.scheduler.base_schedule.cycles import row, staffed

SMALL = {"weeks": 2, "limits": {"seconds": 100, "effort": 50, "workers": 1}}


def put(api: TestClient) -> str:
    people = [row("amy", degree_pct=60), row("bob", degree_pct=60)]
    days = (date(2027, 6, 28 + n).isoformat() for n in range(3))
    needs = [need(f"{d} 07:00", f"{d} 15:30", weekly=True) for d in days]
    case = staffed(start=date(2027, 6, 28), employees=people, staffing=needs)
    return str(api.post("/v1/datasets", json=write_document(case)).json()["id"])


def based(api: TestClient, dataset: str, **more: Any) -> Any:
    answer = api.post(f"/v1/datasets/{dataset}/base", json=SMALL | more)
    assert answer.status_code == 200, answer.text
    return answer.json()


def test_a_base_schedule_is_made_and_laid_out(api: TestClient) -> None:
    dataset = put(api)
    made = based(api, dataset, vacant="centre:50")
    assert made["facts"]["hard_breaches"] == 0
    assert [r["employee_id"] for r in made["rows"]] == ["amy", "bob", "V01"]
    assert len(made["base"]) == 6
    parts = ("rows", "people", "base", "demand")
    body = {
        "base": {name: made[name] for name in parts},
        "start": "2027-08-02",
        "weeks": 1,
    }
    answer = api.post(f"/v1/datasets/{dataset}/laid-out", json=body)
    assert answer.status_code == 201, answer.text
    laid = answer.json()
    assert answer.headers["location"] == f"/v1/datasets/{laid['dataset']}"
    assert (laid["first"], laid["last"]) == ("2027-08-02", "2027-08-08")
    assert {v["why"] for v in laid["vacant"]} == {"vacant"}
    assert laid["deviations"] == []
    assert api.get(answer.headers["location"]).json()["days"] == 7


HUGE: dict[str, Any] = {"seconds": 300, "effort": 10**5, "workers": 1}


def test_however_great_the_effort_the_seconds_end_it(api: TestClient) -> None:
    dataset, began = put(api), monotonic()
    based(api, dataset, limits=HUGE | {"seconds": 0.5})
    assert monotonic() - began < PATIENCE


def test_a_service_that_ends_waits_for_no_base_schedule(api: TestClient) -> None:
    dataset, began = put(api), monotonic()
    app = cast("FastAPI", api.app)
    app.state.is_ending = lambda: True
    made = based(api, dataset, limits=HUGE)
    assert monotonic() - began < PATIENCE
    assert len(made["base"]) == 4


def test_what_cannot_be_is_refused_with_its_place(api: TestClient) -> None:
    address = f"/v1/datasets/{put(api)}/base"
    for body, code, pointer in (
        ({"units": ["north"]}, "unknown_id", "/units/0"),
        ({"vacant": "north:75"}, "base_vacant", "/vacant"),
    ):
        [error] = refused(api.post(address, json=SMALL | body), 422, "bad_input")
        assert (error["code"], error["pointer"]) == (code, pointer)


def test_units_without_rows_have_no_base_schedule(api: TestClient) -> None:
    answer = api.post("/v1/datasets", json=write_document(staffed(employees=[row()])))
    address = f"/v1/datasets/{answer.json()['id']}/base"
    errors = refused(api.post(address, json=SMALL), 422, "bad_input")
    assert codes(errors) == ["base_nobody"]


def test_a_base_schedule_that_is_none_is_refused(api: TestClient) -> None:
    address = f"/v1/datasets/{put(api)}/laid-out"
    body = {"base": {"rows": []}, "start": "2027-08-02"}
    errors = refused(api.post(address, json=body), 422, "bad_input")
    assert set(codes(errors)) >= {"missing_array"}
