"""The tiny dataset as a base, and patches of it."""

import json
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, cast

import pytest

from data.faults import BadInput, Fault
from data.reading.dataset import read_dataset
from data.scenario.apply import Applied
from data.scenario.patch_place import PatchPlace
from data.scenario.patch_reading import patch_of
from data.writing.dataset_files import write_document
from tests.data.reading.build import Files

Document = dict[str, Any]
PLACE = PatchPlace("patch.toml")


def tiny() -> Document:
    """Return the tiny dataset as a document."""
    with TemporaryDirectory() as folder:
        problem = read_dataset(Files().write(Path(folder)))
    return cast("Document", json.loads(json.dumps(write_document(problem))))


def applied(base: Document, **patch: object) -> Document:
    """Return a base with a patch."""
    return Applied(base, patch_of(patch, PLACE), PLACE).document()


def faults(base: Document, **patch: object) -> tuple[Fault, ...]:
    """Return what is wrong with a patch of a base."""
    with pytest.raises(BadInput) as caught:
        applied(base, **patch)
    for fault in caught.value.faults:
        assert fault.text("sv") != fault.text("en")
    return caught.value.faults


def ids(document: Document, file: str, key: str) -> list[str]:
    """Return the ids of a file in its order."""
    return [row[key] for row in document[file]]
