"""Pages and tour lists over HTTP."""

import io
import zipfile

import pytest

from tests.api.answers import codes, ordered, refused
from tests.api.http.client import TestClient

pytestmark = pytest.mark.usefixtures("plain_weeks")


@pytest.fixture
def address(api: TestClient) -> str:
    return f"/v1/schedules/{ordered(api)}"


def test_a_person_has_a_page(api: TestClient, address: str) -> None:
    answer = api.get(f"{address}/pages/amy")
    assert answer.status_code == 200
    assert "Amy Ångström" in answer.text
    refused(api.get(f"{address}/pages/who"), 422, "bad_input")


def test_all_pages_come_zipped(api: TestClient, address: str) -> None:
    answer = api.get(f"{address}/pages.zip?person=amy")
    with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
        names = archive.namelist()
    assert set(names) == {
        "pages/amy.html",
        "pages/amy.ics",
        "pages/index.html",
    }


def test_as_many_people_are_named_as_fit_into_an_address(
    api: TestClient, address: str
) -> None:
    known = api.get(f"{address}/pages.zip", params={"person": ["amy"] * 50})
    assert known.status_code == 200
    many = api.get(f"{address}/pages.zip", params={"person": ["amy"] * 51})
    refused(many, 422, "invalid_request")
    long = api.get(f"{address}/pages.zip", params={"person": "a" * 101})
    refused(long, 422, "invalid_request")


def test_the_tours_of_a_day_are_a_page(api: TestClient, address: str) -> None:
    whole = api.get(f"{address}/tours")
    day = api.get(f"{address}/tours?day=2026-12-21&unit=centre")
    assert day.text.count('<section class="sheet"') == 2
    assert whole.text.count('<section class="sheet"') == 2
    errors = refused(api.get(f"{address}/tours?day=x&unit=u"), 422, "bad_input")
    assert sorted(codes(errors)) == ["date", "unknown_id"]
