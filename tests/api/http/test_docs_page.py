"""The page at ``/docs`` comes whole and with a policy, and nothing else does."""

import tomllib
from hashlib import sha256

import pytest

from api.http.pages.docs import POLICY, VENDORED
from tests.api.answers import refused
from tests.api.http.client import TestClient


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
