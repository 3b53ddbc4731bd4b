"""The page at ``/docs`` in a real browser: it works and asks nobody else."""

import tomllib
from hashlib import sha256

import pytest
from playwright.sync_api import expect

from api.http.app import create_app
from api.http.pages.docs import POLICY, VENDORED
from tests.api.answers import refused
from tests.api.conftest import database
from tests.api.fakes import FakePlanner, InlineExecutor
from tests.api.http.client import TestClient
from tests.browser import NEEDS_CHROMIUM, chromium


def test_what_others_made_is_as_they_published_it() -> None:
    listed = tomllib.loads((VENDORED / "vendored.toml").read_text("utf-8"))
    digests = {n: d for made in listed.values() for n, d in made["sha256"].items()}
    found = {
        file.name: sha256(file.read_bytes()).hexdigest()
        for file in VENDORED.iterdir()
        if file.name not in ("__init__.py", "vendored.toml") and file.is_file()
    }
    assert found == digests
    assert all(
        {"package", "version", "licence"} <= made.keys() for made in listed.values()
    )


@pytest.mark.parametrize("path", ["", "/swagger-ui.css", "/swagger-ui-bundle.js"])
def test_page_and_files_come_with_the_policy(api: TestClient, path: str) -> None:
    answer = api.get(f"/docs{path}")
    assert answer.status_code == 200
    assert answer.headers["Content-Security-Policy"] == POLICY


def test_no_other_file_is_handed_out(api: TestClient) -> None:
    refused(api.get("/docs/vendored.toml"), 404, "not_found")


@NEEDS_CHROMIUM
def test_the_page_lists_every_operation_and_asks_nobody_else(url: str) -> None:
    asked: list[str] = []
    said: list[str] = []
    with chromium() as browser:
        page = browser.new_page()
        page.on("request", lambda request: asked.append(request.url))
        page.on("console", lambda message: said.append(message.text))
        page.goto(f"{url}/docs")
        expect(page.locator(".opblock").first).to_be_visible()
        listed = page.locator(".opblock").count()
    paths = create_app(database(), InlineExecutor(), FakePlanner).openapi()["paths"]
    assert listed == sum(map(len, paths.values()))
    assert [at for at in asked if not at.startswith((url, "data:"))] == []
    assert said == []
