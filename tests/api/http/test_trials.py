"""Living through sick days with schedules, over HTTP."""

from typing import Any

import pytest

from api.store.jobs import Jobs, Lease
from scheduler.robustness.figures import FIGURES
from tests.api.answers import order, ordered, post_dataset, refused
from tests.api.conftest import Opener
from tests.api.fakes import FakePlanner, HeldExecutor
from tests.api.http.client import TestClient
from tests.api.village import good_plan, lazy_plan

pytestmark = pytest.mark.usefixtures("plain_weeks")


def ask(api: TestClient, *schedules: str, **more: object) -> Any:
    """Ask what sickness takes of schedules."""
    body = {"schedules": schedules, "share_pct": 20, **more}
    return api.post("/v1/robustness", json=body)


def endured(api: TestClient, *schedules: str, **more: object) -> Any:
    answer = ask(api, *schedules, **more)
    assert answer.status_code == 202, answer.text
    found = api.get(f"{answer.headers['Location']}/figures")
    assert found.status_code == 200, found.text
    return found.json()


def test_every_figure_of_every_plan_is_told(serve: Opener) -> None:
    planner = FakePlanner(good_plan())
    api = serve(planner)
    good = ordered(api)
    planner.plan = lazy_plan()
    lazy = ordered(api)
    answer = endured(api, good, lazy, days=695)
    assert answer["days"] == 700
    found = {(row["figure"], row["plan"]): row for row in answer["figures"]}
    assert found.keys() == {(f, id_) for f in FIGURES for id_ in (good, lazy)}
    first, second = found["open_must", good], found["open_must", lazy]
    assert first["mean"] == pytest.approx(2 * second["mean"])  # Amy is the only one
    assert first["difference"] is None
    assert second["difference"]["mean"] < 0


def test_what_is_drawn_is_as_asked(api: TestClient) -> None:
    def means(**more: object) -> list[float]:
        found = endured(api, plan, days=140, **more)["figures"]
        return [row[key] for key in ("mean", "deviation") for row in found]

    plan = ordered(api)
    usual = means()
    assert means() == usual
    others = [{"seed": n} for n in range(2, 6)]
    assert any(means(**other) != usual for other in others)
    assert means(share_pct=0, outbreak_pct=0) == [0.0] * 2 * len(FIGURES)
    assert means(share_pct=0, outbreak_pct=90)[0] > 0
    assert any(means(length=days) != usual for days in (1, 9, 20, 28))


def test_it_is_told_how_far_it_is_and_kept(api: TestClient) -> None:
    plan = ordered(api)
    first = ask(api, plan, days=70, name="Vintern").json()["id"]
    second = ask(api, plan, days=7).json()["id"]
    told = api.get(f"/v1/robustness/{first}").json()
    assert (told["name"], told["state"]) == ("Vintern", "completed")
    assert told["tally"] == {"done": 70, "days": 70}
    page = api.get("/v1/robustness?limit=1").json()
    rest = api.get(f"/v1/robustness?limit=1&cursor={page['next']}").json()
    assert [t["id"] for t in (*page["items"], *rest["items"])] == [second, first]
    assert [s["id"] for s in api.get("/v1/schedules").json()["items"]] == [plan]
    assert api.delete(f"/v1/robustness/{first}").status_code == 204
    refused(api.get(f"/v1/robustness/{first}"), 404, "no_trial")


def test_what_is_stopped_tells_the_days_until_then(
    api: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    note = Jobs.note_tally

    def noted(self: Jobs, lease: Lease, tally: str) -> None:
        note(self, lease, tally)
        api.post(f"/v1/robustness/{lease.job_id}/stop")

    monkeypatch.setattr(Jobs, "note_tally", noted)
    at = ask(api, ordered(api), days=700).headers["Location"]
    told = api.get(at).json()
    assert (told["state"], told["tally"]) == ("incomplete", {"done": 7, "days": 700})
    assert api.get(f"{at}/figures").json()["days"] == 7


def test_what_waits_has_no_figures_and_can_be_called_off(serve: Opener) -> None:
    api = serve(pool=(pool := HeldExecutor()))
    plan = ordered(api)
    pool.release()
    at = ask(api, plan).headers["Location"]
    refused(api.get(f"{at}/figures"), 409, "not_finished")
    assert api.post(f"{at}/stop").json()["state"] == "cancelled"
    refused(api.get(f"{at}/figures"), 409, "no_days")


def test_a_schedule_that_is_gone_by_then_is_told_of(serve: Opener) -> None:
    api = serve(pool=(pool := HeldExecutor()))
    plan = ordered(api)
    pool.release()
    at = ask(api, plan).headers["Location"]
    api.delete(f"/v1/schedules/{plan}")
    pool.release()
    told = api.get(at).json()
    assert (told["state"], told["error"]["code"]) == ("failed", "schedule_gone")


def test_the_same_key_is_the_same_trial(api: TestClient) -> None:
    plan, headers = ordered(api), {"Idempotency-Key": "k"}
    body = {"schedules": [plan], "days": 7}
    one, two = (
        api.post("/v1/robustness", json=body, headers=headers).json()["id"]
        for _ in range(2)
    )
    assert one == two
    other = api.post("/v1/robustness", json={**body, "days": 8}, headers=headers)
    refused(other, 422, "other_order")


def test_plans_of_two_datasets_are_not_tried_together(serve: Opener) -> None:
    api = serve(FakePlanner(good_plan()))
    own, town = ordered(api), post_dataset(api, name="Town")
    other = order(api, town).json()["id"]
    [error] = refused(ask(api, own, other), 422, "other_dataset")
    assert error["pointer"] == "/schedules/1"


def test_an_unknown_schedule_is_pointed_at(api: TestClient) -> None:
    [error] = refused(ask(api, ordered(api), "0" * 32), 422, "no_schedule")
    assert error["pointer"] == "/schedules/1"


def test_a_trial_is_neither_a_study_nor_a_schedule(api: TestClient) -> None:
    plan = ordered(api)
    trial = ask(api, plan, days=7).json()["id"]
    refused(api.get(f"/v1/schedules/{trial}"), 404, "no_schedule")
    refused(api.get(f"/v1/studies/{trial}"), 404, "no_study")
    refused(api.get(f"/v1/robustness/{plan}"), 404, "no_trial")
