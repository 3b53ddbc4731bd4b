"""Studies of what could be, over HTTP."""

import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from api.http.app import create_app
from api.http.studies.study_work import StudyPlace
from scheduler.messages import say
from tests.api.answers import Answer, codes, order, ordered, post_dataset, refused
from tests.api.conftest import database
from tests.api.fakes import FakePlanner, HeldExecutor, InlineExecutor, use_planner
from tests.api.http.client import TestClient

pytestmark = pytest.mark.usefixtures("plain_weeks")

SAME = {"patch": {"name": "nothing"}}
MORE = {"add_employee": "amy"}


@pytest.fixture
def planner(monkeypatch: pytest.MonkeyPatch) -> FakePlanner:
    return use_planner(monkeypatch, FakePlanner())


def service(place: StudyPlace, pool: Any = None) -> TestClient:
    app = create_app(database(), pool or InlineExecutor(), FakePlanner, studies=place)
    return TestClient(app, headers={"Accept-Language": "en"})


@pytest.fixture
def api(cluster: str, tmp_path: Path, planner: FakePlanner) -> Iterator[TestClient]:
    assert planner
    with service(StudyPlace(tmp_path / "runs", cluster)) as client:
        yield client


def ask(api: TestClient, *worlds: object, **more: Any) -> Answer:
    """Order a study of the village."""
    headers = more.pop("headers", None)
    body = {"dataset": post_dataset(api), "worlds": worlds, **more}
    return api.post("/v1/studies", json=body, headers=headers)


def asked(api: TestClient, *worlds: object, **more: Any) -> str:
    answer = ask(api, *worlds, **more)
    assert answer.status_code == 202, answer.text
    return str(answer.json()["id"])


def findings(api: TestClient, id_: str) -> Any:
    answer = api.get(f"/v1/studies/{id_}/findings")
    assert answer.status_code == 200, answer.text
    return answer.json()


def test_a_study_is_accepted_with_the_place_to_look(api: TestClient) -> None:
    answer = ask(api, SAME, name="mine")
    assert answer.status_code == 202
    at = answer.headers["Location"]
    assert at == f"/v1/studies/{answer.json()['id']}"
    found = api.get(at).json()
    assert (found["state"], found["name"], found["error"]) == (
        "completed",
        "mine",
        None,
    )
    assert found["tally"] == {
        "done": 3,
        "kept": 0,
        "left": 0,
        "running": 0,
        "failed": 0,
        "seconds": found["tally"]["seconds"],
    }


def test_a_world_that_is_the_base_is_exactly_alike(api: TestClient) -> None:
    found = findings(api, asked(api, SAME))
    [world] = found["worlds"]
    assert (found["base"], world["name"], world["seeds"]) == (
        "test",
        "nothing",
        [0, 1, 2],
    )
    assert world["inputs"] == {"settings": [], "rules": [], "files": []}
    assert {q["difference"]["verdict"] for q in world["quantities"]} == {"same"}
    assert found["failed"] == []


def test_each_world_stands_beside_the_base_in_the_order_asked(api: TestClient) -> None:
    patch = {"dataset": {"agreement": "PAN"}}
    preset = {"preset": "staffing:20"}
    found = findings(api, asked(api, MORE, {"patch": patch}, preset))
    more, other, staffing = found["worlds"]
    assert [f["file"] for f in more["inputs"]["files"]] == ["employees.csv"]
    assert other["inputs"]["settings"] == ["agreement"]
    assert other["name"] == "worlds/2"
    assert (staffing["name"], staffing["preset"]) == (
        "Grundbemanning +20 %",
        "staffing:20",
    )
    assert more["preset"] == ""
    assert staffing["why"]
    cost = {q["key"]: q["difference"] for q in more["quantities"]}["personnel_cost"]
    assert cost["mean"] > 0
    assert cost["verdict"] == "larger"


@pytest.mark.parametrize(
    "world",
    [{"weekends": "1/3"}, {"remove_employee": "bo"}, {"absent": "bo@2026-12-22"}],
)
def test_every_word_of_the_command_line_can_be_asked(
    api: TestClient, world: dict[str, str]
) -> None:
    from tests.api.village import amy
    from tests.build import employee

    people = (amy(), employee("bo", weekends={"worked": 1, "of": 2}))
    dataset = post_dataset(api, employees=people)
    body = {"dataset": dataset, "worlds": [world]}
    answer = api.post("/v1/studies", json=body)
    assert answer.status_code == 202, answer.text
    [found] = findings(api, answer.json()["id"])["worlds"]
    assert len(found["inputs"]["files"]) >= 1


def test_the_agreement_of_another_day_can_be_asked(api: TestClient) -> None:
    [found] = findings(api, asked(api, {"as_of": "2025-03-31"}))["worlds"]
    assert found["inputs"]["settings"] == ["agreement"]


def test_all_faults_of_all_worlds_are_told_at_once_with_their_keys(
    api: TestClient,
) -> None:
    wrong = {
        "colour": 1,
        "remove": [{"file": "visits", "share": 2}],
    }
    nothing = {"remove": [{"file": "visits", "where": {"visit_id": "none"}}]}
    beyond = {"change": [{"file": "employees", "set": {"degree_pct": 101}}]}
    errors = refused(
        ask(
            api,
            {"patch": wrong},
            {"patch": nothing},
            {"patch": beyond},
            {"preset": "sikness"},
            {"add_employee": "nobody"},
            SAME,
            {"absent": "bo"},
        ),
        422,
        "bad_input",
    )
    assert {(e["pointer"], e["code"]) for e in errors} >= {
        ("/worlds/0/patch/colour", "patch_key"),
        ("/worlds/0/patch/remove/0/share", "patch_value"),
        ("/worlds/1/patch/remove/0", "patch_hits_nothing"),
        ("/worlds/3/preset", "preset_name"),
        ("/worlds/4/add_employee", "patch_no_model"),
        ("/worlds/6/absent", "patch_absent"),
    }
    [degree] = [e for e in errors if e["pointer"].startswith("/worlds/2")]
    assert degree["pointer"] == "/worlds/2/patch/change/0/set/degree_pct"
    assert all(e["detail"] for e in errors)
    assert not any(e["pointer"].startswith("/worlds/5") for e in errors)


@pytest.mark.parametrize("world", [{}, {**SAME, **MORE}, {"presets": "x"}])
def test_a_world_asks_exactly_one_thing(
    api: TestClient, world: dict[str, object]
) -> None:
    errors = refused(ask(api, world), 422, "invalid_request")
    assert {e["pointer"].split("/presets")[0] for e in errors} == {"/worlds/0"}


def test_a_study_needs_worlds_and_a_dataset(api: TestClient) -> None:
    refused(ask(api), 422, "invalid_request")
    body = {"dataset": "0" * 32, "worlds": [SAME]}
    [error] = refused(api.post("/v1/studies", json=body), 422, "bad_input")
    assert error["pointer"] == "/dataset"


def test_a_dataset_on_which_nobody_can_be_planned_is_refused(api: TestClient) -> None:
    from tests.build import shift_type

    dataset = post_dataset(api, shift_types=(shift_type("day", "07:00-15:30"),))
    step = {"file": "shift_types", "set": {"breaks": "30@10:30-12:30"}}
    mended = {"patch": {"change": [step]}}
    answer = api.post("/v1/studies", json={"dataset": dataset, "worlds": [mended]})
    assert codes(refused(answer, 422, "bad_input")) == ["work_without_break"]


def test_no_finished_run_is_made_again(api: TestClient, planner: FakePlanner) -> None:
    asked(api, MORE)
    made = len(planner.asked)
    again = api.get(f"/v1/studies/{asked(api, MORE)}").json()
    assert len(planner.asked) == made
    assert (again["tally"]["done"], again["tally"]["kept"]) == (0, made)


def test_without_a_place_for_runs_a_study_is_made_all_the_same(
    cluster: str, planner: FakePlanner
) -> None:
    assert planner
    with service(StudyPlace(cluster=cluster)) as client:
        assert findings(client, asked(client, SAME))["worlds"][0]["seeds"] == [0, 1, 2]


def test_a_frontier_is_a_curve_over_its_worlds_and_the_base(api: TestClient) -> None:
    found = findings(api, asked(api, SAME, frontiers=["posts:1,2"]))
    assert [w["preset"] for w in found["worlds"]] == ["", "posts", "posts:2"]
    [frontier] = found["frontiers"]
    assert frontier["name"] == "posts"
    told = [(s["place"], s["is_base"], s["world"]) for s in frontier["staffings"]]
    assert told == [
        (0, True, "test"),
        (1, False, "Tjänster +1"),
        (2, False, "Tjänster +2"),
    ]
    curves = {curve["key"]: curve for curve in frontier["curves"]}
    first, *rest = curves["personnel_cost"]["values"]
    costs = [q for w in found["worlds"][1:] for q in w["quantities"]]
    paid = [q["other"] for q in costs if q["key"] == "personnel_cost"]
    assert rest == [pytest.approx(sum(p) / len(p)) for p in paid[:: len(paid) // 2]]
    assert first < rest[0]
    assert [(s["before"], s["pays"]) for s in frontier["steps"]] == [
        ("test", "no"),
        ("Tjänster +1", "no"),
    ]


def test_a_range_that_is_none_is_pointed_at(api: TestClient) -> None:
    errors = refused(
        ask(api, SAME, frontiers=["posts:1,2", "cars:1"]), 422, "bad_input"
    )
    assert [(e["pointer"], e["code"]) for e in errors] == [
        ("/frontiers/1", "frontier_name")
    ]


def test_limits_hold_in_every_world(api: TestClient, planner: FakePlanner) -> None:
    limits = {"effort": 7, "seed": 5, "seeds": 2, "most_seeds": 2}
    [world] = findings(api, asked(api, MORE, limits=limits))["worlds"]
    assert world["seeds"] == [5, 6]
    told = {(a["limits"].effort, a["limits"].workers) for a in planner.asked}
    assert told == {(7, 1)}


def test_runs_without_a_plan_are_told(
    api: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    use_planner(monkeypatch, FakePlanner(plan=None))
    found = findings(api, asked(api, SAME, limits={"seeds": 1, "most_seeds": 1}))
    assert found["worlds"][0]["seeds"] == []
    [failed] = found["failed"]
    assert (failed["seed"], failed["reason"]) == (0, "no_plan_in_time")


def test_a_study_and_a_schedule_are_not_taken_for_each_other(api: TestClient) -> None:
    study, schedule = asked(api, SAME), ordered(api)
    refused(api.get(f"/v1/schedules/{study}"), 404, "no_schedule")
    refused(api.get(f"/v1/studies/{schedule}"), 404, "no_study")
    refused(api.get("/v1/studies/å"), 404, "no_study")
    assert [s["id"] for s in api.get("/v1/studies").json()["items"]] == [study]
    assert [s["id"] for s in api.get("/v1/schedules").json()["items"]] == [schedule]
    body = {"schedules": [schedule, study]}
    refused(api.post("/v1/comparisons", json=body), 422, "no_schedule")
    refused(order(api, post_dataset(api), "study"), 422, "invalid_request")


def test_studies_come_page_by_page(api: TestClient) -> None:
    ids = [asked(api, SAME) for _ in range(3)]
    page = api.get("/v1/studies?limit=2").json()
    rest = api.get(f"/v1/studies?limit=2&cursor={page['next']}").json()
    assert [s["id"] for s in (*page["items"], *rest["items"])] == ids[::-1]
    assert rest["next"] is None


def test_the_same_key_is_the_same_study(api: TestClient) -> None:
    headers = {"Idempotency-Key": "k"}
    one, other = (asked(api, SAME, headers=headers) for _ in range(2))
    assert one == other
    refused(ask(api, MORE, headers=headers), 422, "other_order")


def test_what_waits_has_found_nothing_and_can_be_stopped_and_forgotten(
    cluster: str,
) -> None:
    with service(StudyPlace(cluster=cluster), HeldExecutor()) as client:
        id_ = asked(client, SAME)
        refused(client.get(f"/v1/studies/{id_}/findings"), 409, "not_finished")
        stopped = client.post(f"/v1/studies/{id_}/stop").json()
        assert stopped["state"] == "cancelled"
        for part in ("findings", "comparison.html", "comparison.xlsx"):
            refused(client.get(f"/v1/studies/{id_}/{part}"), 409, "no_findings")
        assert client.delete(f"/v1/studies/{id_}").status_code == 204
        refused(client.get(f"/v1/studies/{id_}"), 404, "no_study")


def test_what_was_found_is_kept_as_the_files_that_people_open(api: TestClient) -> None:
    at = f"/v1/studies/{asked(api, MORE)}"
    page = api.get(f"{at}/comparison.html")
    assert (page.status_code, "+ 1" in page.text or "amy" in page.text) == (200, True)
    names = {
        language: sheets(api, f"{at}/comparison.xlsx", language)
        for language in ("sv", "en")
    }
    assert names["sv"] != names["en"]
    assert say("comparison.sheet.quantities", "en") in names["en"]
    assert api.delete(at).status_code == 204
    assert api.get(f"{at}/comparison.html").status_code == 404


def sheets(api: TestClient, at: str, language: str) -> list[str]:
    content = api.get(at, headers={"Accept-Language": language}).content
    return list(load_workbook(io.BytesIO(content)).sheetnames)


def test_a_study_that_is_stopped_compares_what_is_finished(
    cluster: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with service(StudyPlace(cluster=cluster)) as client:

        def stop() -> None:
            [study] = client.get("/v1/studies").json()["items"]
            client.post(f"/v1/studies/{study['id']}/stop")

        use_planner(monkeypatch, FakePlanner(during=stop))
        found = client.get(f"/v1/studies/{asked(client, SAME)}").json()
        assert found["state"] in ("incomplete", "cancelled")


def test_a_defect_is_told_as_one(
    api: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("api.http.studies.study_work.Study", broken)
    found = api.get(f"/v1/studies/{asked(api, SAME)}").json()
    assert (found["state"], found["error"]["code"]) == ("failed", "internal")
