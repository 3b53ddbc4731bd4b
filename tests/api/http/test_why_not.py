"""Why not, over HTTP."""

import pytest

from constraints import default_rules
from data.writing.plan_files import write_plan_document
from tests.api.answers import codes, ordered, refused
from tests.api.http.client import TestClient
from tests.api.village import lazy_plan, result_of, village

pytestmark = pytest.mark.usefixtures("plain_weeks")


def test_a_dataset_and_a_plan_that_are_whole_have_nothing_to_tell(
    api: TestClient,
) -> None:
    schedule = f"/v1/schedules/{ordered(api)}"
    dataset = api.get(schedule).json()["dataset"]
    for address in (f"/v1/datasets/{dataset}/why", f"{schedule}/why"):
        answer = api.get(address)
        assert answer.status_code == 200, answer.text
        assert answer.json()["contradictions"] == []


def test_when_must_visits_of_a_plan_are_open_is_told_beside_them(
    api: TestClient,
) -> None:
    result = result_of(village(), lazy_plan())
    document = write_plan_document(village(), result, default_rules())
    plan = {name: document[name] for name in ("shifts", "visits", "unassigned")}
    lazy = ordered(api, "evaluate", plan=plan)
    answer = api.get(f"/v1/schedules/{lazy}/why").json()
    [told] = answer["open_times"]
    assert (told["places"], told["people"], told["part"]) == (1, 1, "morning")
    assert "vardagar på morgonen" in told["message_sv"]
    assert [found["visit_id"] for found in answer["contradictions"]] == ["v2"]
    one = api.get(f"/v1/schedules/{lazy}/visits/v1/why").json()
    assert one["open_times"] == []


def test_one_visit_is_asked_about_by_its_id(api: TestClient) -> None:
    schedule = f"/v1/schedules/{ordered(api)}"
    [told] = api.get(f"{schedule}/visits/v1/why").json()["contradictions"]
    assert (told["verdict"], told["visit_id"]) == ("not_found", "v1")
    missing = api.get(f"{schedule}/visits/v9/why")
    assert codes(refused(missing, 422, "bad_input")) == ["unknown_id"]
