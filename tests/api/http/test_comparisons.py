"""Comparing schedules over HTTP."""

from typing import Any

import pytest

from scheduler.domain.plan import Plan
from tests.api.answers import order, ordered, post_dataset, refused
from tests.api.conftest import Opener
from tests.api.fakes import FakePlanner, HeldExecutor
from tests.api.http.client import TestClient
from tests.api.village import good_plan, lazy_plan

OWN_RULES = [{"kind": "travel_time", "price_kr": 100}]


def compare(api: TestClient, *schedules: Any) -> Any:
    """Ask for a comparison."""
    return api.post("/v1/comparisons", json={"schedules": list(schedules)})


def test_plans_of_one_dataset_are_compared(serve: Opener) -> None:
    planner = FakePlanner(good_plan())
    api = serve(planner)
    good = ordered(api)
    planner.plan = lazy_plan()
    lazy = ordered(api)
    found = compare(api, good, lazy).json()
    assert found["plans"] == [good, lazy]
    [row] = [r for r in found["rows"] if r["key"] == "must_open"]
    assert (row["values"], row["differences"]) == ([0, 1], [0, 1])
    [price] = [r for r in found["rows"] if r["key"] == "objective"]
    assert price["differences"] == [0, 20_000]


def test_a_plan_of_another_dataset_is_judged_by_its_own(serve: Opener) -> None:
    api = serve(FakePlanner(lazy_plan()))
    here = ordered(api)
    rules = [{"kind": "visits_done", "price_kr": 7}]
    town = post_dataset(api, start="2026-12-14", days=14, rules=rules)
    plan = api.get(f"/v1/schedules/{here}/plan").json()
    del plan["result"]
    there = order(api, town, "evaluate", plan=plan).json()["id"]
    found = compare(api, here, there).json()
    here_differs, there_differs = found["inputs"]
    assert here_differs == {"settings": [], "rules": [], "files": []}
    assert there_differs["settings"] == ["start", "days"]
    assert "visits_done" in there_differs["rules"]
    [row] = [r for r in found["rows"] if (r["topic"], r["key"]) == ("soft_cost", "V01")]
    assert row["values"] == [20_000, 7]
    assert found["other_rules"] == []


def test_plans_under_unlike_rules_are_compared(api: TestClient) -> None:
    own, other = ordered(api), ordered(api, rules=OWN_RULES)
    found = compare(api, own, other).json()
    assert found["other_rules"] == [other]
    assert {d for row in found["rows"] for d in row["differences"]} <= {0, None}


def test_plans_are_judged_under_the_rules_of_their_dataset(serve: Opener) -> None:
    api = serve(FakePlanner(lazy_plan()))
    cheap = [{"kind": "visits_done", "price_kr": 7}]
    dataset = post_dataset(api, rules=cheap)
    ids = [order(api, dataset, rules=r).json()["id"] for r in ([], OWN_RULES)]
    found = compare(api, *ids).json()
    [row] = [r for r in found["rows"] if (r["topic"], r["key"]) == ("soft_cost", "V01")]
    assert (found["other_rules"], row["values"]) == (ids, [7, 7])


def test_plans_under_the_datasets_rules_need_no_word(api: TestClient) -> None:
    assert compare(api, ordered(api), ordered(api)).json()["other_rules"] == []


def test_an_unknown_schedule_is_pointed_at(api: TestClient) -> None:
    answer = compare(api, ordered(api), "0" * 32)
    [error] = refused(answer, 422, "no_schedule")
    assert error["pointer"] == "/schedules/1"


def test_the_same_schedule_twice_has_two_names(api: TestClient) -> None:
    schedule = ordered(api)
    found = compare(api, schedule, schedule).json()
    assert found["plans"] == [schedule, f"{schedule} (2)"]
    assert {d for row in found["rows"] for d in row["differences"]} <= {0, None}


def test_the_rules_of_the_first_ones_dataset_judge_all(serve: Opener) -> None:
    api = serve(FakePlanner(lazy_plan()))
    plan = api.get(f"/v1/schedules/{ordered(api)}/plan").json()
    cheap, dear = (
        order(api, post_dataset(api, rules=rules), "evaluate", plan=plan).json()["id"]
        for rules in ([{"kind": "visits_done", "price_kr": kr}] for kr in (7, 9))
    )
    for pair, price in (((cheap, dear), 7), ((dear, cheap), 9)):
        found = compare(api, *pair).json()
        [row] = [
            r for r in found["rows"] if (r["topic"], r["key"]) == ("soft_cost", "V01")
        ]
        assert row["values"] == [price, price]
        assert found["other_rules"] == [pair[1]]


def test_what_has_no_plan_yet_is_refused(serve: Opener) -> None:
    api = serve(pool=HeldExecutor())
    refused(compare(api, ordered(api), ordered(api)), 409, "not_finished")


@pytest.mark.parametrize("count", [0, 21])
def test_one_to_twenty_can_be_compared(api: TestClient, count: int) -> None:
    answer = compare(api, *["0" * 32] * count)
    [error] = refused(answer, 422, "invalid_request")
    assert error["pointer"] == "/schedules"


LATE = """[[on_cost]]
since = 2026-01-01
pct = 50
source = "a test"
certainty = "stated"
"""


def test_a_plan_by_itself_is_compared_under_two_agreements(api: TestClient) -> None:
    schedule = ordered(api)
    asked = {"schedules": [schedule], "agreement": LATE}
    found = api.post("/v1/comparisons", json=asked).json()
    assert found["plans"] == [schedule, f"{schedule} (AB+order)"]
    changed = {
        row["key"]
        for row in found["rows"]
        if row["topic"] == "cost" and row["differences"][1]
    }
    assert changed == {"po"}


def test_plans_are_compared_as_of_a_day(api: TestClient) -> None:
    first, second = ordered(api), ordered(api, as_of="2022-06-01")
    found = compare(api, first, second).json()
    assert {d for row in found["rows"] for d in row["differences"]} <= {0, None}
    asked = {"schedules": [first, second], "as_of": "2022-06-01"}
    old = api.post("/v1/comparisons", json=asked).json()
    [now], [then] = (
        [
            r["values"]
            for r in answer["rows"]
            if (r["topic"], r["key"]) == ("cost", "po")
        ]
        for answer in (found, old)
    )
    assert then[0] == then[1] == pytest.approx(now[0] * 39.25 / 44.53, abs=0.02)


def test_a_plan_by_itself_has_nothing_to_be_compared_with(api: TestClient) -> None:
    refused(compare(api, ordered(api)), 422, "one_plan")


@pytest.mark.parametrize(
    ("given", "pointer"),
    [
        ({"as_of": "2021-12-31"}, "/as_of"),
        ({"agreement": "colour = 1"}, "/agreement/colour"),
        ({"agreement": "ob = ["}, "/agreement"),
    ],
)
def test_an_agreement_that_cannot_be_used_is_pointed_at(
    api: TestClient, given: dict[str, Any], pointer: str
) -> None:
    schedule = ordered(api)
    for answer in (
        api.post("/v1/comparisons", json={"schedules": [schedule], **given}),
        order(api, post_dataset(api), **given),
    ):
        [error] = refused(answer, 422, "bad_input")
        assert error["pointer"] == pointer


@pytest.mark.usefixtures("plain_weeks")
def test_compared_schedules_say_how_many_told_shifts_they_change(
    serve: Opener,
) -> None:
    planner = FakePlanner(good_plan())
    api = serve(planner)
    kept = ordered(api)
    planner.plan = Plan()
    gone = ordered(api)

    def counted() -> dict[str, list[int]]:
        rows = compare(api, kept, gone).json()["rows"]
        return {r["key"]: r["values"] for r in rows if r["key"].startswith("told_")}

    assert counted() == {}
    told = {"by": "Eva", "told_on": "2026-11-01"}
    assert api.post(f"/v1/schedules/{kept}/publish", json=told).status_code == 200
    assert counted()["told_changed"] == [0, 1]
    assert counted()["told_late"][0] == 0
