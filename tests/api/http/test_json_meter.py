"""A JSON body that would take too much to read is refused while it comes in."""

import json
from typing import Any

import pytest

from api.http import json_bodies, middleware
from data.faults import MOST
from data.reading.checks.zipped_folder import SMALL
from tests.api.answers import order, post_dataset, refused
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


NAMES = {f"x{n}": 1 for n in range(json_bodies.MOST_KEYS)}
ONE_MORE = NAMES | {"one": 1}


@pytest.mark.parametrize(
    "path", ["/v1/datasets", "/v1/schedules?operation=solve", "/v1/comparisons"]
)
@pytest.mark.parametrize("inside", [lambda many: many, lambda many: {"rules": [many]}])
def test_an_object_with_names_without_end_is_refused(
    api: TestClient, path: str, inside: Any
) -> None:
    known = api.post(path, json=inside(NAMES))
    assert known.status_code == 422
    refused(api.post(path, json=inside(ONE_MORE)), 413, TOO_LARGE)


def test_a_form_is_no_way_around_for_names_either(api: TestClient) -> None:
    body = json.dumps(ONE_MORE).encode()
    refused(api.post("/v1/datasets", files={"file": ("a.json", body)}), 413, TOO_LARGE)


def test_of_many_faults_in_an_order_some_are_told_and_the_others_counted(
    api: TestClient,
) -> None:
    faults = refused(api.post("/v1/comparisons", json=NAMES), 422, "invalid_request")
    assert len(faults) == MOST + 1
    assert faults[-1]["code"] == "more_faults"
    left = json_bodies.MOST_KEYS + 1 - MOST  # what is missing is one more
    assert str(left) in faults[-1]["detail"]


@pytest.mark.parametrize("where", ["dataset", "order"])
def test_rules_without_end_are_one_fault(api: TestClient, where: str) -> None:
    rules = [{"kind": f"k{n}"} for n in range(2_501)]
    if where == "dataset":
        answer = api.post("/v1/datasets", json=document() | {"rules": rules})
    else:
        answer = order(api, post_dataset(api), rules=rules)
    faults = refused(answer, 422, "bad_input")
    assert [fault["code"] for fault in faults] == ["too_much"]


@pytest.mark.parametrize(("letters", "status"), [(SMALL, 201), (SMALL + 1, 413)])
def test_agreements_are_as_long_in_a_document_as_in_a_zip(
    api: TestClient, letters: int, status: int
) -> None:
    text = "#" * letters
    body = document() | {"agreements": {"own": text}}
    assert api.post("/v1/datasets", json=body).status_code == status
