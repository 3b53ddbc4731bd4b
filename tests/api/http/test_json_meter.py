"""A JSON body that would take too much to read is refused while it comes in."""

import json

import pytest

from api.http import middleware
from tests.api.answers import refused
from tests.api.http.client import TestClient
from tests.api.village import document

JSON = {"Content-Type": "application/json"}
TOO_LARGE = "request_entity_too_large"


@pytest.fixture
def body(monkeypatch: pytest.MonkeyPatch) -> bytes:
    """Return a body that is just small enough in every way."""
    content = json.dumps(document()).encode()
    monkeypatch.setattr(middleware, "MOST_JSON", len(content))
    objects = content.count(b"{") + content.count(b"[")
    monkeypatch.setattr(middleware, "MOST_OBJECTS", objects)
    monkeypatch.setattr(middleware, "MOST_VALUES", content.count(b","))
    return content


def test_a_body_within_every_limit_is_read(api: TestClient, body: bytes) -> None:
    answer = api.post("/v1/datasets", content=body, headers=JSON)
    assert answer.status_code == 201


@pytest.mark.parametrize("more", [b" ", b"{", b"[", b","])
@pytest.mark.parametrize("path", ["/v1/datasets", "/v1/comparisons"])
def test_one_byte_object_list_or_value_more_is_refused(
    api: TestClient,
    body: bytes,
    more: bytes,
    path: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    if more != b" ":
        monkeypatch.setattr(middleware, "MOST_JSON", 2 * len(body))
    answer = api.post(path, content=body + more, headers=JSON)
    refused(answer, 413, TOO_LARGE)


def test_a_form_is_no_way_around(api: TestClient, body: bytes) -> None:
    kept = api.post("/v1/datasets", files={"file": ("a.json", body)})
    assert kept.status_code == 201
    answer = api.post("/v1/datasets", files={"file": ("a.json", body + b" ")})
    refused(answer, 413, TOO_LARGE)
