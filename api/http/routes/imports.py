"""Files of other systems in; how they were read, and the dataset of them, out."""

import json
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated

from fastapi import File, Form, Response, UploadFile, status

from api.http.routes.access import ServiceDep, refusals
from api.http.routes.versioned import versioned
from api.http.views import DatasetView
from api.http.workbook_body import check_workbook, is_workbook
from api.import_answer import ImportAnswer
from api.inputs import Inputs, document_of, read_document_inputs
from api.store.dataset_store import DatasetStore
from constraints.handbook.handbook import write_handbook
from data.cell_place import CellPlace
from data.faults import BadInput, Fault
from data.importing.import_files import ImportAsked, Imported, import_files
from data.importing.mapping import ExportMapping
from data.importing.mapping_file import read_mapping, write_mapping
from data.importing.pseudonyms import SHORTEST_KEY, Pseudonyms
from scheduler.domain.problem import Problem

router = versioned("/imports", "datasets")

MOST_FILES = 20
_UNSAFE = re.compile(r"[^\w.\- ]")
_LONGEST_NAME = 60

Exports = Annotated[
    list[UploadFile],
    File(
        min_length=1,
        max_length=MOST_FILES,
        description="What other systems exported: CSV or Excel (.xlsx).",
    ),
]
MappingFile = Annotated[
    UploadFile | None, File(description="The `mapping.toml` of an earlier import.")
]
Key = Annotated[
    str | None,
    Form(
        min_length=SHORTEST_KEY,
        max_length=1000,
        description="Turns personal numbers into pseudonyms, the same each month; "
        "without it they are refused. It is not kept.",
    ),
]
Base = Annotated[
    str | None,
    Form(
        pattern="^[0-9a-f]{32}$",
        description="Id of a dataset that says what the files do not: shift types, "
        "rules, places.",
    ),
]
Start = Annotated[
    date | None,
    Form(description="First day of the plan, if not the day after the last worked."),
]
Days = Annotated[
    int | None, Form(ge=1, le=366, description="How many days the plan has.")
]
WriteRed = Annotated[
    bool, Form(description="Whether to make a dataset without the red rows.")
]


class ImportView(ImportAnswer):
    """How files were read, and the dataset of them."""

    mapping: str
    """How they were read, as a `mapping.toml` to change and to send along again."""
    dataset: DatasetView | None
    """The dataset; `null` while something is red, unless it was asked for."""


@router.post(
    "",
    status_code=status.HTTP_201_CREATED,
    responses={
        200: {"model": ImportView, "description": "Something is red: no dataset."},
        **refusals(400, 413, 422),
    },
)
def import_exports(  # noqa: PLR0913 - a parameter for each field of the form
    files: Exports,
    service: ServiceDep,
    response: Response,
    mapping: MappingFile = None,
    key: Key = None,
    base: Base = None,
    start: Start = None,
    days: Days = None,
    write_red_rows: WriteRed = False,
) -> ImportView:
    """Read what other systems exported: each row is green, yellow (guessed) or red.

    A dataset is made when nothing is red, or when `write_red_rows` asks for it.
    """
    old = base_of(base, service.datasets)
    known = ExportMapping() if mapping is None else read_mapping(mapping.file.read())
    secret = key.encode("utf-8", "replace") if key else None
    pseudonyms = Pseudonyms(secret)
    asked = ImportAsked(known.with_days(start, days), pseudonyms, old and old.problem)
    sent = [(file.filename or "", file.file.read()) for file in files]
    with stored(sent) as paths:
        imported = import_files(paths, asked)
    dataset = None
    if imported.problem is not None and (write_red_rows or not imported.red):
        dataset = keep_dataset(imported.problem, old, service.datasets)
        response.headers["Location"] = f"/v1/datasets/{dataset.id}"
    else:
        response.status_code = status.HTTP_200_OK
    return _view(imported, dataset)


def _view(imported: Imported, dataset: DatasetView | None) -> ImportView:
    told = ImportAnswer.of(imported)
    text = write_mapping(imported).decode()
    facts = {name: getattr(told, name) for name in ImportAnswer.model_fields}
    return ImportView(**facts, mapping=text, dataset=dataset)


def base_of(id_: str | None, datasets: DatasetStore) -> Inputs | None:
    """Return the dataset that says what files do not.

    Raises
    ------
    BadInput
        There is none of this id.
    """
    if id_ is None:
        return None
    try:
        return datasets.read(id_)
    except LookupError as error:
        fault = Fault(code="no_dataset", file="base", pointer="/base")
        raise BadInput([fault]) from error


def keep_dataset(
    problem: Problem, base: Inputs | None, datasets: DatasetStore
) -> DatasetView:
    """Keep the dataset, under the rules of the base."""
    rules = None if base is None else json.loads(write_handbook(base.rules))
    inputs = read_document_inputs(document_of(problem, rules))
    dataset, _ = datasets.put_as_read(inputs, rules)
    return DatasetView.of(dataset, dataset_sha256=inputs.problem.sha256)


@contextmanager
def stored(files: Sequence[tuple[str, bytes]]) -> Iterator[list[Path]]:
    """Lay uploads on the disk, each in a folder of its own, under a harmless name."""
    with TemporaryDirectory(prefix="bemanna-") as place:
        paths = []
        for number, (name, content) in enumerate(files):
            path = Path(place) / str(number) / _harmless(name)
            path.parent.mkdir()
            if content.startswith(b"PK"):
                _check(content, path.name)
            path.write_bytes(content)
            paths.append(path)
        yield paths


def _check(content: bytes, name: str) -> None:
    if not is_workbook(content):
        raise BadInput([CellPlace(name).fault("workbook_broken")])
    check_workbook(content)


def _harmless(name: str) -> str:
    """Return a name without path and signs; a workbook keeps its ending."""
    name = _UNSAFE.sub("_", name.replace("\\", "/").rpartition("/")[2])
    return name[-_LONGEST_NAME:].lstrip(". ") or "file"
