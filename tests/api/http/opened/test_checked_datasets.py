"""A dataset is looked through once, and its page does not wait for that."""

from typing import Any

import pytest

from api.http.opened import checked_datasets
from scheduler.feasibility import feasibility
from tests.api.answers import post_dataset
from tests.api.http.client import TestClient
from tests.api.http.pages.browsing import seen


@pytest.fixture
def looked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Note which datasets are looked through."""
    found: list[str] = []

    def noted(problem: Any, rules: Any) -> Any:
        found.append(problem.name)
        return feasibility(problem, rules)

    monkeypatch.setattr(checked_datasets, "feasibility", noted)
    return found


def test_the_page_is_there_before_its_check_and_the_check_is_made_once(
    api: TestClient, looked: list[str]
) -> None:
    at = f"/datasets/{post_dataset(api)}"
    page = seen(api, at)
    assert (looked, f'hx-get="{at}/check"' in page) == ([], True)
    assert "inget hinder hittades" in seen(api, f"{at}/check")
    assert "inget hinder hittades" in seen(api, at)
    assert api.get(f"/v1{at}/feasibility").json()["findings"] == []
    assert looked == ["test"]


def test_each_dataset_has_its_own_check(api: TestClient, looked: list[str]) -> None:
    for name in ("Norr", "Söder"):
        at = post_dataset(api, name=name)
        api.get(f"/v1/datasets/{at}/feasibility")
    assert looked == ["Norr", "Söder"]


def test_those_not_asked_about_for_long_are_looked_through_again(
    api: TestClient, looked: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(checked_datasets, "_KEPT", 1)
    first, second = (post_dataset(api, name=name) for name in "ab")
    for id_ in (first, second, second, first):
        api.get(f"/v1/datasets/{id_}/feasibility")
    assert looked == ["a", "b", "a"]
