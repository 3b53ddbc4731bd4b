"""Why not, over HTTP."""

import pytest

from tests.api.answers import codes, ordered, refused
from tests.api.http.client import TestClient

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


def test_one_visit_is_asked_about_by_its_id(api: TestClient) -> None:
    schedule = f"/v1/schedules/{ordered(api)}"
    [told] = api.get(f"{schedule}/visits/v1/why").json()["contradictions"]
    assert (told["verdict"], told["visit_id"]) == ("not_found", "v1")
    missing = api.get(f"{schedule}/visits/v9/why")
    assert codes(refused(missing, 422, "bad_input")) == ["unknown_id"]
