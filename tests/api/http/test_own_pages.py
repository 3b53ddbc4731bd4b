"""Requests that another site made a browser send are refused."""

import pytest

from tests.api.answers import refused
from tests.api.http.client import TestClient
from tests.api.village import document


@pytest.mark.parametrize(
    "host",
    ["localhost", "localhost:8000", "LOCALHOST:1", "127.0.0.1:8000", "[::1]:8000"],
)
def test_this_computer_is_answered(api: TestClient, host: str) -> None:
    answer = api.get("/v1/schedules", headers={"Host": host})
    assert answer.status_code == 200
    sent = {"Host": host, "Origin": f"http://{host}"}
    assert api.get("/v1/schedules", headers=sent).status_code == 200


@pytest.mark.parametrize(
    "host",
    [
        "evil.example",
        "localhost.evil.example",
        "evil.example:8000",
        "localhost:8000@evil.example",
        "127.0.0.1.evil.example",
        "192.168.1.7:8000",
        "",
    ],
)
@pytest.mark.parametrize("path", ["/v1/schedules", "/docs", "/openapi.json"])
def test_a_foreign_name_is_refused(api: TestClient, host: str, path: str) -> None:
    answer = api.get(path, headers={"Host": host})
    assert refused(answer, 403, "foreign_host") == []


@pytest.mark.parametrize(
    "origin",
    ["http://evil.example", "null", "http://localhost:3000", "http://127.0.0.1:8000"],
)
def test_a_page_of_another_site_uploads_nothing(api: TestClient, origin: str) -> None:
    sent = {"Origin": origin}
    answer = api.post("/v1/datasets", json=document(), headers=sent)
    assert refused(answer, 403, "foreign_origin") == []
    assert api.post("/v1/datasets", json=document()).status_code == 201


def test_a_second_name_or_origin_hides_no_foreign_one(api: TestClient) -> None:
    here = ("Origin", "http://localhost:8000")
    foreign = ("Origin", "http://evil.example")
    for pair in ([here, foreign], [foreign, here]):
        answer = api.get("/v1/schedules", headers=pair)
        assert refused(answer, 403, "foreign_origin") == []
    names = [("Host", "localhost:8000"), ("Host", "evil.example")]
    for twice in (names, names[::-1], names[:1] * 2):
        answer = api.get("/v1/schedules", headers=twice)
        assert refused(answer, 403, "foreign_host") == []
