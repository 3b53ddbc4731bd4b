"""The first page: what waits, what is under way, how large datasets are."""

import pytest

from api.http.app import create_app
from constraints import default_rules
from data.reading.dataset import read_document
from data.writing.plan_files import write_plan_document
from tests.api.answers import order, ordered, post_dataset, studied
from tests.api.conftest import database
from tests.api.fakes import FakePlanner, HeldExecutor
from tests.api.http.client import TestClient
from tests.api.http.pages.browsing import seen
from tests.api.village import TOKEN_NAME, document, good_plan, result_of
from tests.build import balance

pytestmark = pytest.mark.usefixtures("plain_weeks")


def test_who_is_near_a_limit_waits_there_and_is_found_on_the_list(
    api: TestClient,
) -> None:
    near = (balance(hours_carried_minutes=560),)
    problem = read_document(document(balances=near))
    plan = write_plan_document(
        problem, result_of(problem, good_plan()), default_rules()
    )
    dataset = post_dataset(api, balances=near)
    made = order(api, dataset, "evaluate", plan=plan).json()["id"]
    shown = seen(api, "/")
    assert f'href="/schedules/{made}/people?near=true"' in shown
    assert "1 medarbetare nära ett tak" in shown
    assert TOKEN_NAME in seen(api, f"/schedules/{made}/people?near=true")


def test_with_room_left_nobody_is_near_a_limit(api: TestClient) -> None:
    made = ordered(api)
    assert "nära ett tak" not in seen(api, "/")
    shown = seen(api, f"/schedules/{made}/people?near=true")
    assert TOKEN_NAME not in shown
    assert TOKEN_NAME in seen(api, f"/schedules/{made}/people")


def test_datasets_say_how_many_units_and_people_they_have(api: TestClient) -> None:
    post_dataset(api)
    assert "1 enhet, 1 medarbetare" in seen(api, "/")
    assert "1 enhet, 1 medarbetare" in seen(api, "/datasets")


def test_what_was_asked_and_is_not_answered_is_under_way() -> None:
    with TestClient(create_app(database(), HeldExecutor(), FakePlanner)) as api:
        study = studied(api)
        trial = api.post("/v1/robustness", json={"schedules": [ordered(api)]})
        shown = seen(api, "/")
    assert trial.status_code == 409  # a schedule that is not made yet
    assert f'<a href="/studies/{study}">' in shown
    assert "Pågår" in shown
