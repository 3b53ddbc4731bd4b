"""Ordering, following and stopping schedules over HTTP."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Event
from typing import Any

import pytest

from api.store.database import open_file
from constraints import default_rules
from data.writing.plan_files import write_plan_document
from scheduler.planning.result import Conflict, Defect, Limits, Status
from tests.api.answers import order, ordered, post_dataset, refused, state
from tests.api.conftest import Opener
from tests.api.fakes import PATIENCE, FakePlanner, HeldExecutor
from tests.api.http.client import TestClient
from tests.api.http.pages.browsing import seen
from tests.api.village import TOKEN_NAME, good_plan, lazy_plan, result_of, village
from tests.build import shift_type, visit

pytestmark = pytest.mark.usefixtures("plain_weeks")


def plan_document(**given: Any) -> dict[str, Any]:
    """Return a plan of the village as it is sent."""
    made = given.get("plan", good_plan())
    result = result_of(village(), made)
    document = write_plan_document(village(), result, default_rules())
    return {name: document[name] for name in ("shifts", "visits", "unassigned")}


# solve


NO_BREAK = shift_type("day", "07:00-15:30")


def test_a_type_without_a_break_is_judged_and_not_planned(api: TestClient) -> None:
    plan = plan_document()
    dataset = post_dataset(api, shift_types=(NO_BREAK,))
    [fault] = refused(order(api, dataset), 422, "bad_input")
    assert fault["pointer"] == "/dataset/shift_types/0/breaks"
    assert fault["code"] == "work_without_break"
    plan["shifts"][0] |= {"breaks": [], "paid_minutes": 510}
    judged = order(api, dataset, "evaluate", plan=plan).json()["id"]
    breaches = api.get(f"/v1/schedules/{judged}/breaches").json()
    assert "R14" in {breach["rule"] for breach in breaches["items"]}


def test_a_type_that_is_too_long_is_not_planned(api: TestClient) -> None:
    long = shift_type("day", "07:00-20:01", "30@10:30-12:30|30@15:00-17:00")
    dataset = post_dataset(api, shift_types=(long,))
    [fault] = refused(order(api, dataset), 422, "bad_input")
    assert fault["pointer"] == "/dataset/shift_types/0/end"
    assert order(api, dataset, "validate").status_code == 202


def test_an_order_is_accepted_with_the_place_to_look(api: TestClient) -> None:
    answer = order(api, post_dataset(api))
    assert answer.status_code == 202
    assert answer.headers["Location"] == f"/v1/schedules/{answer.json()['id']}"
    assert int(answer.headers["Retry-After"]) > 0


def test_a_plan_that_was_made_is_completed_with_its_price(api: TestClient) -> None:
    found = state(api, ordered(api, name="before Christmas"))
    assert found["state"] == "completed"
    assert found["status"] == "feasible"
    assert found["name"] == "before Christmas"
    assert found["operation"] == "solve"
    assert (found["price"], found["bound"]) == (2178.96, 1000)
    assert found["paid"] == 2153.96
    assert round(found["gap"], 4) == 0.5411
    assert (found["must_open"], found["hard_breaches"]) == (0, 0)
    assert found["created_at"] <= found["started_at"] <= found["finished_at"]
    assert found["error"] is None


def test_the_planner_gets_what_was_ordered(serve: Opener) -> None:
    planner = FakePlanner()
    limits = {"seconds": 5, "effort": 2, "workers": 1, "seed": 9}
    rules = [{"kind": "days_in_a_row", "most": 7}]
    warm = plan_document(plan=lazy_plan())
    ordered(serve(planner), limits=limits, rules=rules, plan=warm)
    [asked] = planner.asked
    assert asked["limits"] == Limits.model_validate(limits)
    assert [r.most for r in asked["rules"] if r.kind == "days_in_a_row"] == [7]
    assert asked["warm"] == lazy_plan()


def test_the_rules_of_the_dataset_hold_where_no_others_are_sent(
    serve: Opener,
) -> None:
    planner = FakePlanner()
    api = serve(planner)
    ordered(api)
    assert planner.asked[0]["rules"] == default_rules()
    assert planner.asked[0]["limits"] == Limits(seconds=180)


def test_no_legal_plan_is_a_result_with_its_reasons(serve: Opener) -> None:
    clash = Conflict(rules=("R01",), message_sv="nej", message_en="no")
    changes = {"status": Status.INFEASIBLE, "conflicts": (clash,)}
    api = serve(FakePlanner(None, changes))
    schedule = ordered(api)
    found = state(api, schedule)
    assert (found["state"], found["status"]) == ("completed", "infeasible")
    assert found["price"] is None
    told = api.get(f"/v1/schedules/{schedule}/explanation").json()
    assert told["conflicts"][0]["message_en"] == "no"
    refused(api.get(f"/v1/schedules/{schedule}/plan"), 409, "no_plan")


def test_what_planning_passes_over_is_told_beside_the_plan(serve: Opener) -> None:
    """A skill that nobody has, and a shift type that a rule refuses everybody."""
    api = serve(FakePlanner(None, {"status": Status.NO_PLAN_IN_TIME}))
    a_day = shift_type("day", "07:00-15:30", "30@10:30-12:30")
    refused_type = shift_type("split", "07:00-11:00|11:15-15:30")
    dataset = post_dataset(
        api,
        shift_types=(a_day, refused_type),
        visits=(visit("v1", skills={"nurse"}),),
    )
    schedule = order(api, dataset).json()["id"]
    told = api.get(f"/v1/schedules/{schedule}/explanation").json()["findings"]
    checks = [(f["check"], f["severity"]) for f in told]
    assert checks == [("skill_missing", "warning"), ("shift_refused", "warning")]
    assert "R14" in told[1]["message_sv"]
    assert told[1]["message_sv"] != told[1]["message_en"]


def test_where_planning_passes_nothing_over_nothing_is_told(api: TestClient) -> None:
    told = api.get(f"/v1/schedules/{ordered(api)}/explanation").json()
    assert told["findings"] == []


def test_a_defect_fails_the_job_and_logs_no_names(
    serve: Opener, caplog: pytest.LogCaptureFixture
) -> None:
    def broken() -> None:
        raise ValueError(TOKEN_NAME)

    api = serve(FakePlanner(during=broken))
    schedule = ordered(api)
    found = state(api, schedule)
    assert found["state"] == "failed"
    assert found["error"]["code"] == "internal"
    assert found["finished_at"] is not None
    assert schedule in caplog.text
    assert "ValueError" in caplog.text
    assert TOKEN_NAME not in caplog.text
    assert state(api, ordered(api))["state"] == "failed"  # the desk goes on


def test_a_defect_after_a_plan_leaves_the_plan_to_be_fetched(serve: Opener) -> None:
    defect = Defect(kind="ValueError", place="moves.py:7")
    api = serve(FakePlanner(changes={"defect": defect}))
    schedule = ordered(api)
    found = state(api, schedule)
    assert (found["state"], found["error"]["code"]) == ("incomplete", "internal")
    plan = api.get(f"/v1/schedules/{schedule}/plan").json()
    assert len(plan["visits"]) == 2
    assert plan["result"]["x_defect"]["kind"] == "ValueError"


# validate and evaluate


def test_validate_only_looks(serve: Opener) -> None:
    planner = FakePlanner()
    api = serve(planner)
    hard = post_dataset(api, visits=(visit("v1", staff=2),))
    schedule = order(api, hard, "validate").json()["id"]
    assert state(api, schedule)["state"] == "completed"
    told = api.get(f"/v1/schedules/{schedule}/explanation").json()
    assert [f["visit_id"] for f in told["findings"]] == ["v1"]
    assert planner.asked == []
    refused(api.get(f"/v1/schedules/{schedule}/plan"), 409, "no_plan")


def test_evaluate_prices_the_plan_that_is_sent(api: TestClient) -> None:
    found = state(api, ordered(api, "evaluate", plan=plan_document()))
    assert (found["state"], found["price"]) == ("completed", 2178.96)
    assert found["bound"] is None
    lazy = state(api, ordered(api, "evaluate", plan=plan_document(plan=lazy_plan())))
    assert lazy["must_open"] == 1


def test_evaluate_needs_a_plan(api: TestClient) -> None:
    answer = order(api, post_dataset(api), "evaluate")
    [error] = refused(answer, 422, "bad_input")
    assert error["pointer"] == "/plan"


def test_every_fault_of_plan_and_rules_has_a_pointer(api: TestClient) -> None:
    plan = plan_document()
    plan["shifts"][0]["employee_id"] = "nobody"
    answer = order(api, post_dataset(api), "evaluate", plan=plan)
    [error] = refused(answer, 422, "bad_input")
    assert error["pointer"] == "/plan/shifts/0/employee_id"
    rules = [{"kind": "no_such_rule"}]
    answer = order(api, post_dataset(api), rules=rules)
    [error] = refused(answer, 422, "bad_input")
    assert error["pointer"] == "/rules/0/kind"


# orders that are not right


@pytest.mark.parametrize(
    ("change", "pointer", "code"),
    [
        ({"dataset": "0" * 32}, "/dataset", "no_dataset"),
        ({"dataset": 3}, "/dataset", "string_type"),
        ({"limits": {"seconds": 0}}, "/limits/seconds", "greater_than"),
        ({"limits": {"seconds": 86401}}, "/limits/seconds", "less_than_equal"),
        ({"limits": {"seconds": None}}, "/limits/seconds", "float_type"),
        ({"limits": {"workers": 0}}, "/limits/workers", "greater_than_equal"),
        ({"limits": {"effort": -1}}, "/limits/effort", "greater_than_equal"),
        ({"limits": {"speed": 1}}, "/limits/speed", "extra_forbidden"),
        ({"name": "x" * 201}, "/name", "string_too_long"),
        ({"colour": "red"}, "/colour", "extra_forbidden"),
        ({"plan": []}, "/plan", "dict_type"),
    ],
)
def test_what_is_wrong_with_an_order_is_pointed_at(
    api: TestClient, change: dict[str, object], pointer: str, code: str
) -> None:
    dataset = post_dataset(api)
    answer = order(api, **{"dataset": dataset} | change)  # type: ignore[arg-type]
    kind = answer.json()["type"].rpartition(":")[2]
    [error] = refused(answer, 422, kind)
    assert error["pointer"] == pointer
    assert error["code"] == code
    assert error["detail"]


@pytest.mark.parametrize("query", ["", "?operation=", "?operation=dream"])
def test_an_unknown_operation_is_refused(api: TestClient, query: str) -> None:
    body = {"dataset": post_dataset(api)}
    answer = api.post(f"/v1/schedules{query}", json=body)
    [error] = refused(answer, 422, "invalid_request")
    assert (error["parameter"], error["pointer"]) == ("operation", None)


def test_an_order_that_is_no_json_is_refused(api: TestClient) -> None:
    headers = {"Content-Type": "application/json"}
    answer = api.post("/v1/schedules?operation=solve", content=b"{", headers=headers)
    [error] = refused(answer, 422, "invalid_request")
    assert (error["pointer"], error["code"]) == ("", "json_invalid")


@pytest.mark.parametrize("part", ['"plan": {"shifts": [NaN]}', '"rules": "\\ud800"'])
def test_an_order_that_cannot_be_kept_is_refused(api: TestClient, part: str) -> None:
    text = f'{{"dataset": "{post_dataset(api)}", {part}}}'
    headers = {"Content-Type": "application/json"}
    answer = api.post(
        "/v1/schedules?operation=solve", content=text.encode(), headers=headers
    )
    [error] = refused(answer, 422, "bad_input")
    assert error["code"] == "json_syntax"


# the same order twice


def test_the_same_key_and_order_are_one_schedule(serve: Opener) -> None:
    planner = FakePlanner()
    api = serve(planner)
    dataset, key = post_dataset(api), {"Idempotency-Key": "monday"}
    first, again = (order(api, dataset, headers=key) for _ in range(2))
    assert (first.status_code, again.status_code) == (202, 202)
    assert again.headers["Location"] == first.headers["Location"]
    assert len(planner.asked) == 1


@pytest.mark.parametrize(
    ("operation", "more"), [("validate", {}), ("solve", {"limits": {"seconds": 9}})]
)
def test_the_same_key_and_another_order_are_refused(
    api: TestClient, operation: str, more: dict[str, object]
) -> None:
    dataset, key = post_dataset(api), {"Idempotency-Key": "monday"}
    order(api, dataset, headers=key)
    answer = order(api, dataset, operation, key, **more)
    [error] = refused(answer, 422, "other_order")
    assert error["parameter"] == "Idempotency-Key"


def test_without_a_key_every_order_is_a_schedule(api: TestClient) -> None:
    assert ordered(api) != ordered(api)


# the list


def test_orders_are_listed_the_latest_first_a_page_at_a_time(
    api: TestClient,
) -> None:
    made = [ordered(api) for _ in range(5)]
    first = api.get("/v1/schedules?limit=2")
    assert 'rel="next"' in first.headers["Link"]
    second = api.get(f"/v1/schedules?limit=2&cursor={first.json()['next']}")
    third = api.get(f"/v1/schedules?limit=2&cursor={second.json()['next']}")
    listed = [i["id"] for page in (first, second, third) for i in page.json()["items"]]
    assert listed == made[::-1]
    assert third.json()["next"] is None
    assert "Link" not in third.headers


def test_a_full_last_page_has_no_next(api: TestClient) -> None:
    ordered(api)
    ordered(api)
    assert api.get("/v1/schedules?limit=2").json()["next"] is None


@pytest.mark.parametrize("query", ["limit=0", "limit=101", "limit=x", "cursor=å"])
def test_a_page_that_cannot_be_is_refused(api: TestClient, query: str) -> None:
    refused(api.get(f"/v1/schedules?{query}"), 422, "invalid_request")


# waiting, stopping, deleting


def test_a_waiting_order_can_be_followed_and_called_off(serve: Opener) -> None:
    pool, planner = HeldExecutor(), FakePlanner()
    api = serve(planner, pool)
    schedule = ordered(api)
    assert state(api, schedule)["state"] == "queued"
    early = api.get(f"/v1/schedules/{schedule}/figures")
    refused(early, 409, "not_finished")
    assert "Retry-After" in early.headers
    stopped = api.post(f"/v1/schedules/{schedule}/stop")
    assert (stopped.status_code, stopped.json()["state"]) == (202, "cancelled")
    pool.release()
    assert planner.asked == []
    assert state(api, schedule)["state"] == "cancelled"
    refused(api.get(f"/v1/schedules/{schedule}/plan"), 409, "no_plan")


def test_stopping_what_has_ended_changes_nothing(api: TestClient) -> None:
    schedule = ordered(api)
    before = state(api, schedule)
    assert api.post(f"/v1/schedules/{schedule}/stop").json() == before


class Running:
    """A service in which one job is under way until it is stopped."""

    def __init__(self, serve: Opener, folder: Path, **planner: Any) -> None:
        self.begun = Event()
        self.planner = FakePlanner(during=self.begun.set, waits=True, **planner)
        self.pool = ThreadPoolExecutor(max_workers=1)
        engine = open_file(folder / "jobs.sqlite")
        self.api = serve(self.planner, self.pool, engine)
        self.key = {"Idempotency-Key": "running"}
        self.schedule = ordered(self.api, headers=self.key)
        assert self.begun.wait(PATIENCE)

    def settle(self) -> None:
        """Wait until all work is done."""
        self.pool.submit(int).result(PATIENCE)


@pytest.fixture
def running(serve: Opener, tmp_path: Path) -> Running:
    return Running(serve, tmp_path)


def test_the_page_of_a_running_order_leads_with_what_is_paid(running: Running) -> None:
    html = seen(running.api, f"/schedules/{running.schedule}/progress")
    part = html.replace("\xa0", " ")
    paid, points = part.index("2 150 kr"), part.index("2 179")
    assert part.index("Kostnad") < paid < part.index("Sammanvägt") < points


def test_a_running_order_tells_phase_price_and_seconds(running: Running) -> None:
    found = state(running.api, running.schedule)
    assert (found["state"], found["phase"]) == ("running", "improve")
    assert (found["price"], found["seconds"]) == (2178.96, 1)
    assert found["paid"] == 2150.0
    assert (found["must_open"], found["bound"], found["gap"]) == (0, None, None)
    assert found["finished_at"] is None


def test_stopping_a_running_order_keeps_the_best_plan(running: Running) -> None:
    address = f"/v1/schedules/{running.schedule}"
    assert running.api.post(f"{address}/stop").status_code == 202
    running.settle()
    assert state(running.api, running.schedule)["state"] == "incomplete"
    plan = running.api.get(f"{address}/plan").json()
    assert len(plan["visits"]) == 2
    assert plan["result"]["x_interrupted"] is True


def test_ordering_again_what_runs_leaves_it_to_be_stopped(running: Running) -> None:
    assert ordered(running.api, headers=running.key) == running.schedule
    running.api.post(f"/v1/schedules/{running.schedule}/stop")
    running.settle()
    assert state(running.api, running.schedule)["state"] == "incomplete"


def test_stopping_before_there_is_a_plan_cancels(serve: Opener, tmp_path: Path) -> None:
    running = Running(serve, tmp_path, plan=None)
    running.api.post(f"/v1/schedules/{running.schedule}/stop")
    running.settle()
    assert state(running.api, running.schedule)["state"] == "cancelled"


def test_one_job_runs_at_a_time(running: Running) -> None:
    second = ordered(running.api)
    assert state(running.api, second)["state"] == "queued"


def test_deleting_a_running_order_ends_and_forgets_it(running: Running) -> None:
    address = f"/v1/schedules/{running.schedule}"
    assert running.api.delete(address).status_code == 204
    running.settle()
    refused(running.api.get(address), 404, "no_schedule")


@pytest.mark.parametrize("id_", ["0" * 32, "x", "%00", "å"])
def test_an_unknown_schedule_is_not_found(api: TestClient, id_: str) -> None:
    address = f"/v1/schedules/{id_}"
    for part in ("", "/plan", "/figures", "/costs", "/report", "/explanation"):
        refused(api.get(address + part), 404, "no_schedule")
    refused(api.post(f"{address}/stop"), 404, "no_schedule")
    refused(api.delete(address), 404, "no_schedule")
