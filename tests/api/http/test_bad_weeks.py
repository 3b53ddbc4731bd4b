"""Living through sick days with schedules, over HTTP."""

from typing import Any

import pytest

from scheduler.robustness.spread import FIGURES
from tests.api.answers import order, ordered, post_dataset, refused
from tests.api.conftest import Opener
from tests.api.fakes import FakePlanner
from tests.api.http.client import TestClient
from tests.api.village import good_plan, lazy_plan

pytestmark = pytest.mark.usefixtures("plain_weeks")


def tried(api: TestClient, *schedules: str, **more: object) -> Any:
    """Ask what sickness takes of schedules."""
    body = {"schedules": schedules, "share_pct": 20, **more}
    return api.post("/v1/robustness", json=body)


def test_every_figure_of_every_plan_is_told(serve: Opener) -> None:
    planner = FakePlanner(good_plan())
    api = serve(planner)
    good = ordered(api)
    planner.plan = lazy_plan()
    lazy = ordered(api)
    answer = tried(api, good, lazy, days=695).json()
    assert answer["days"] == 700
    found = {(row["figure"], row["plan"]): row for row in answer["figures"]}
    assert found.keys() == {(f, id_) for f in FIGURES for id_ in (good, lazy)}
    first, second = found["open_must", good], found["open_must", lazy]
    assert first["mean"] == pytest.approx(2 * second["mean"])  # Amy is the only one
    assert first["difference"] is None
    assert second["difference"]["mean"] < 0


def test_what_is_drawn_is_as_asked(api: TestClient) -> None:
    def means(**more: object) -> list[float]:
        found = tried(api, plan, days=140, **more).json()["figures"]
        return [row["mean"] for row in found]

    plan = ordered(api)
    usual = means()
    assert means() == usual
    others = [{"seed": n} for n in range(2, 6)]
    assert any(means(**other) != usual for other in others)
    assert means(share_pct=0, outbreak_pct=0) == [0.0] * len(FIGURES)
    assert means(share_pct=0, outbreak_pct=90)[0] > 0
    assert means(length=28) != usual


def test_plans_of_two_datasets_are_not_tried_together(serve: Opener) -> None:
    api = serve(FakePlanner(good_plan()))
    own, town = ordered(api), post_dataset(api, name="Town")
    other = order(api, town).json()["id"]
    [error] = refused(tried(api, own, other), 422, "other_dataset")
    assert error["pointer"] == "/schedules/1"


def test_an_unknown_schedule_is_pointed_at(api: TestClient) -> None:
    [error] = refused(tried(api, ordered(api), "0" * 32), 422, "no_schedule")
    assert error["pointer"] == "/schedules/1"
