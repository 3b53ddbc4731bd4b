"""Orders things of the service, and reads its answers."""

import io
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from tests.api.http.client import TestClient
from tests.api.village import document

Answer = Any
"""An answer of the test client, whose library has no types that stay."""


def post_dataset(api: TestClient, **given: object) -> str:
    """Hand in the village, with rules of its own if given; return its id."""
    rules = {"rules": given.pop("rules")} if "rules" in given else {}
    answer = api.post("/v1/datasets", json=document(**given) | rules)
    assert answer.status_code in (200, 201), answer.text
    return str(answer.json()["id"])


def order(
    api: TestClient,
    dataset: str,
    operation: str = "solve",
    headers: Mapping[str, str] | None = None,
    **more: object,
) -> Answer:
    """Order something of a dataset."""
    return api.post(
        f"/v1/schedules?operation={operation}",
        json={"dataset": dataset, **more},
        headers=headers,
    )


def ordered(
    api: TestClient,
    operation: str = "solve",
    headers: Mapping[str, str] | None = None,
    **more: object,
) -> str:
    """Order something of the village; return the id of the schedule."""
    answer = order(api, post_dataset(api), operation, headers, **more)
    assert answer.status_code == 202, answer.text
    return str(answer.json()["id"])


def studied(api: TestClient) -> str:
    """Order a study of the village and itself; return its id."""
    body = {"dataset": post_dataset(api), "worlds": [{"patch": {"name": "same"}}]}
    answer = api.post("/v1/studies", json=body)
    assert answer.status_code == 202, answer.text
    return str(answer.json()["id"])


def tried(api: TestClient) -> str:
    """Ask how robust the village's plan is; return the id of what was asked."""
    body = {"schedules": [ordered(api)], "days": 7}
    answer = api.post("/v1/robustness", json=body)
    assert answer.status_code == 202, answer.text
    return str(answer.json()["id"])


def drafted(api: TestClient) -> str:
    """Begin a draft of the village's plan, with one change; return its id."""
    body = {"schedule": ordered(api), "author": "Eva"}
    draft = str(api.post("/v1/drafts", json=body).json()["id"])
    left = {"kind": "visit", "visit_id": "v1", "to": None}
    api.post(f"/v1/drafts/{draft}/edits", json={"edit": left, "author": "Eva"})
    return draft


def state(api: TestClient, schedule: str) -> Any:
    """Return what is told of a schedule."""
    answer = api.get(f"/v1/schedules/{schedule}")
    assert answer.status_code == 200, answer.text
    return answer.json()


def refused(answer: Answer, status: int, code: str) -> list[dict[str, Any]]:
    """Insist that an answer is a whole problem document; return its errors."""
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    problem = answer.json()
    assert problem["type"] == f"urn:bemanna:problem:{code}"
    assert problem["status"] == status
    assert problem["title"]
    assert problem["detail"]
    assert problem["instance"] == answer.url.path
    errors: list[dict[str, Any]] = problem["errors"]
    return errors


def zipped(files: Mapping[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Pack files by path."""
    memory = io.BytesIO()
    with zipfile.ZipFile(memory, "w", method) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return memory.getvalue()


def files_of(folder: Path, inside: str = "") -> dict[str, bytes]:
    """Return the files of a folder by the path they get in a zip."""
    return {inside + path.name: path.read_bytes() for path in folder.iterdir()}


def codes(errors: list[dict[str, Any]]) -> list[str]:
    """Return the codes of a problem's errors."""
    return [error["code"] for error in errors]
