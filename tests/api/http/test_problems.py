"""Errors that no route makes itself."""

import asyncio
import logging
from pathlib import Path
from typing import Any

import pytest

from api.http.middleware import Net
from scheduler.messages import LANGUAGES, catalogue
from tests.api.answers import ordered, post_dataset, refused
from tests.api.conftest import Opener
from tests.api.http.client import TestClient
from tests.api.village import TOKEN_NAME, document


def test_an_address_that_is_not_there_is_a_problem(api: TestClient) -> None:
    refused(api.get("/v2/datasets"), 404, "not_found")
    refused(api.get("/v1/schedule%00s"), 404, "not_found")


def test_a_method_that_is_not_there_is_a_problem(api: TestClient) -> None:
    answer = api.put("/v1/datasets")
    refused(answer, 405, "method_not_allowed")
    assert answer.headers["Allow"] == "GET, POST"


def test_a_body_is_let_in_up_to_the_cap_and_not_beyond(serve: Opener) -> None:
    api = serve(most_bytes=100)
    headers = {"Content-Type": "application/json"}

    def post(size: int) -> Any:
        body = b" " * size
        return api.post("/v1/datasets", content=body, headers=headers)

    refused(post(100), 422, "bad_input")
    refused(post(101), 413, "request_entity_too_large")


def test_a_body_of_unknown_length_is_counted_as_it_comes(serve: Opener) -> None:
    api = serve(most_bytes=100)

    def parts() -> Any:
        yield b" " * 60
        yield b" " * 60

    headers = {"Content-Type": "application/json"}
    answer = api.post("/v1/datasets", content=parts(), headers=headers)
    refused(answer, 413, "request_entity_too_large")


def test_a_body_that_is_said_to_be_too_large_is_not_waited_for(serve: Opener) -> None:
    api = serve(most_bytes=100)
    for length, status in (("100", 422), ("101", 413)):
        headers = {"Content-Type": "application/json", "Content-Length": length}
        sent = api.request("POST", "/v1/datasets", content=b" ", headers=_raw(headers))
        assert sent.status_code == status


@pytest.mark.parametrize("length", ["²", "9" * 5000, "-1", "x"])
def test_a_strange_length_is_no_defect(api: TestClient, length: str) -> None:
    headers = {"Content-Type": "text/plain", "Content-Length": length}
    answer = api.request("POST", "/v1/datasets", headers=_raw(headers))
    assert answer.status_code in (413, 415, 422)


def _raw(headers: dict[str, str]) -> list[tuple[bytes, bytes]]:
    return [(name.encode(), value.encode()) for name, value in headers.items()]


def test_an_order_too_large_is_a_problem_too(serve: Opener) -> None:
    api = serve(most_bytes=100)
    answer = api.post("/v1/schedules?operation=solve", json={"name": "x" * 100})
    refused(answer, 413, "request_entity_too_large")


def test_a_defect_is_a_problem_and_is_logged_without_names(
    api: TestClient, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*_: object) -> None:
        raise ValueError(TOKEN_NAME)

    monkeypatch.setattr("api.http.opened.checked_datasets.feasibility", broken)
    answer = api.get(f"/v1/datasets/{post_dataset(api)}/feasibility")
    assert refused(answer, 500, "internal_server_error") == []
    assert "ValueError" in caplog.text
    assert "test_problems.py" in caplog.text
    assert TOKEN_NAME not in caplog.text + answer.text


def test_a_defect_after_the_answer_has_begun_breaks_it_off() -> None:
    async def begins(_scope: Any, _receive: Any, send: Any) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": []})
        raise ValueError(TOKEN_NAME)

    sent = []

    async def send(message: Any) -> None:
        sent.append(message["type"])

    scope = {"type": "http", "headers": [], "path": "/"}
    with pytest.raises(RuntimeError, match="request failed"):
        asyncio.run(Net(begins)(scope, None, send))  # type: ignore[arg-type]
    assert sent == ["http.response.start"]


def test_an_ordinary_day_logs_no_names(
    api: TestClient, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    schedule = ordered(api)
    for part in ("", "/plan", "/breaches", "/report", "/plan.zip"):
        assert TOKEN_NAME not in caplog.text
        api.get(f"/v1/schedules/{schedule}{part}")
    bad: Any = document()
    bad["employees"][0]["gender"] = TOKEN_NAME
    api.post("/v1/datasets", json=bad)
    assert TOKEN_NAME not in caplog.text


def test_every_problem_that_the_code_names_has_words() -> None:
    import re

    sources = [p.read_text("utf-8") for p in Path("api").rglob("*.py")]
    found = {code for s in sources for code in re.findall(r'Refusal\(\d+, "(\w+)"', s)}
    assert len(found) > 8
    for code in found:
        for key in (f"problem.{code}", f"problem.{code}.detail"):
            assert set(catalogue()[key]) == set(LANGUAGES)
