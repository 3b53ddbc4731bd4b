"""A service with a key answers those who show it, under any name."""

from collections.abc import Iterator

import pytest

from api.http.app import create_app
from tests.api.answers import refused
from tests.api.conftest import database
from tests.api.fakes import FakePlanner, InlineExecutor
from tests.api.http.client import TestClient
from tests.api.village import document

KEY = "correct-horse-battery"


@pytest.fixture
def api() -> Iterator[TestClient]:
    app = create_app(database(), InlineExecutor(), FakePlanner, key=KEY)
    with TestClient(app) as client:
        yield client


@pytest.mark.parametrize(
    "shown",
    [
        {"Authorization": f"Bearer {KEY}"},
        {"Authorization": f"bearer  {KEY}"},
        {"X-API-Key": KEY},
        {"X-API-Key": KEY, "Host": "planering.example:8000"},
    ],
)
def test_who_shows_the_key_is_answered(api: TestClient, shown: dict[str, str]) -> None:
    assert api.get("/v1/schedules", headers=shown).status_code == 200
    answer = api.post("/v1/datasets", json=document(), headers=shown)
    assert answer.status_code == 201


@pytest.mark.parametrize(
    "shown",
    [
        {},
        {"Authorization": f"Basic {KEY}"},
        {"Authorization": KEY},
        {"Authorization": "Bearer"},
        {"Authorization": f"Bearer {KEY}x"},
        {"X-API-Key": KEY[:-1]},
        {"X-API-Key": KEY.upper()},
        {"X-API-Key": "\xe5"},
        {"X-API-Key": ""},
    ],
)
@pytest.mark.parametrize("path", ["/v1/schedules", "/v1/nowhere"])
def test_anybody_else_is_not(api: TestClient, shown: dict[str, str], path: str) -> None:
    answer = api.get(path, headers={k: v.encode("latin-1") for k, v in shown.items()})
    assert refused(answer, 401, "no_key") == []
    assert answer.headers["WWW-Authenticate"] == "Bearer"


@pytest.mark.parametrize("path", ["/docs", "/openapi.json"])
def test_what_describes_the_service_is_for_all(api: TestClient, path: str) -> None:
    assert api.get(path).status_code == 200


def test_the_key_makes_no_other_site_welcome(api: TestClient) -> None:
    sent = {"X-API-Key": KEY, "Origin": "http://evil.example"}
    answer = api.post("/v1/datasets", json=document(), headers=sent)
    assert refused(answer, 403, "foreign_origin") == []


def test_a_host_that_is_no_name_is_refused_all_the_same(api: TestClient) -> None:
    sent = {"X-API-Key": KEY, "Host": "a:8000@b"}
    assert refused(api.get("/v1/schedules", headers=sent), 403, "foreign_host") == []
