"""The service begins with a dataset and a plan from folders."""

from pathlib import Path
from typing import Any

import pytest

from api.http.opened.loaded_plan import load
from api.http.routes.access import ApiService
from api.store import dataset_store
from api.store.dataset_store import DatasetStore
from data.faults import BadInput
from tests.api.answers import state
from tests.api.http.client import TestClient
from tests.api.village import dataset_folder, plan_folder

pytestmark = pytest.mark.usefixtures("plain_weeks")


@pytest.fixture
def folders(tmp_path: Path) -> tuple[Path, Path]:
    """Write the village and its plan."""
    dataset = dataset_folder(tmp_path / "mine")
    return dataset, plan_folder(tmp_path / "plan", dataset)


def service_of(api: TestClient) -> ApiService:
    app: Any = api.app
    found: ApiService = app.state.service
    return found


def test_dataset_and_plan_are_there_once_however_often(
    api: TestClient, folders: tuple[Path, Path]
) -> None:
    service = service_of(api)
    load(service, *folders)
    load(service, *folders)
    [dataset] = api.get("/v1/datasets").json()["items"]
    [schedule] = api.get("/v1/schedules").json()["items"]
    assert schedule["dataset"] == dataset["id"]
    found = state(api, schedule["id"])
    assert (found["state"], found["must_open"]) == ("completed", 0)


def test_a_dataset_may_come_without_a_plan(
    api: TestClient, folders: tuple[Path, Path]
) -> None:
    load(service_of(api), folders[0], None)
    assert len(api.get("/v1/datasets").json()["items"]) == 1
    assert api.get("/v1/schedules").json()["items"] == []


def test_a_plan_that_cannot_be_read_leaves_no_schedule(
    api: TestClient, folders: tuple[Path, Path]
) -> None:
    (folders[1] / "shifts.csv").write_text("nothing\n", "utf-8")
    with pytest.raises(BadInput):
        load(service_of(api), *folders)
    assert api.get("/v1/schedules").json()["items"] == []


def test_what_is_at_hand_is_what_would_be_read(
    api: TestClient, folders: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    service = service_of(api)
    load(service, folders[0], None)
    [dataset] = api.get("/v1/datasets").json()["items"]
    anew = DatasetStore(service.jobs._engine).read(dataset["id"])  # noqa: SLF001
    monkeypatch.setattr(dataset_store, "read_document_inputs", None)
    assert service.datasets.read(dataset["id"]) == anew
