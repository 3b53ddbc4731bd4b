"""Datasets on their way out: a folder of files, or one JSON document."""

import json
from datetime import date
from pathlib import Path

from data.cell_place import CellPlace
from data.disk.manifest import entries
from data.disk.own_folder import OwnFolder, check_target
from data.disk.part_of import FILE as PART_OF
from data.disk.whole_folder import Written, write_folder
from data.faults import BadInput
from data.problem_cells import settings_of, written_content
from data.reading.checks.own_agreements import AGREEMENTS, file_of
from data.reading.dataset import MAPPING, RULES, SHEETS
from data.reading.settings import FILE
from data.written_values import csv_header
from scheduler.domain.problem import Problem

DATASET = OwnFolder(
    kind="dataset",
    refusal="not_a_dataset_folder",
    main_file=FILE,
    openings={
        FILE: b"format = 1\nname = ",
        RULES: b'{\n  "rules": [',
        **{sheet.file: csv_header(sheet.names) for sheet in SHEETS},
    },
)


def write_document(problem: Problem) -> dict[str, object]:
    """Return the dataset as a JSON document that ``read_document`` takes."""
    settings = {
        key: value.isoformat() if isinstance(value, date) else value
        for key, value in settings_of(problem).items()
    }
    document: dict[str, object] = {"dataset": settings, **written_content(problem)}
    own = dict(problem.own_agreements)
    return document | {AGREEMENTS: own} if own else document


def check_dataset_folder(folder: Path, *, force: bool = False) -> None:
    """Make sure that a dataset may be written here.

    Raises
    ------
    BadInput
        As ``check_target`` does; without ``force`` also where there is a dataset.
    """
    check_target(folder, DATASET, force=True)
    if not force and folder.is_dir() and entries(folder):
        raise BadInput([CellPlace(str(folder)).fault("dataset_there")])


def write_dataset(  # noqa: PLR0913 - what may stand among the files
    problem: Problem,
    folder: Path,
    rules: bytes | None = None,
    *,
    mapping: bytes | None = None,
    part_of: bytes | None = None,
    force: bool = False,
) -> Written:
    """Write every file of the dataset, whole or not at all.

    Parameters
    ----------
    problem
        The dataset.
    folder
        A new or empty folder.
    rules
        What ``rules.json`` shall hold; no such file if left out.
    mapping
        What ``mapping.toml`` shall hold, where the dataset was imported.
    part_of
        What ``part_of.toml`` shall hold, where the dataset is a part of another.
    force
        Replace a dataset that the program wrote, changed since or not; it is kept.

    Raises
    ------
    BadInput
        The folder holds something else, or a dataset.
    """
    # Only who writes waits for pandas: checking a dataset is quicker than importing it.
    from data.tables.frames import csv_bytes, text_frame

    check_dataset_folder(folder, force=force)
    files = {FILE: _toml(problem).encode()}
    content = written_content(problem)
    for sheet in SHEETS:
        rows = content.get(sheet.name)
        if rows is not None:
            files[sheet.file] = csv_bytes(text_frame(sheet.names, rows))
    for name, text in problem.own_agreements.items():
        files[file_of(name)] = text.encode()
    beside = {RULES: rules, MAPPING: mapping, PART_OF: part_of}
    files |= {name: known for name, known in beside.items() if known is not None}
    return write_folder(folder, files, DATASET, force=True)


def _toml(problem: Problem) -> str:
    general = settings_of(problem)
    del general["travel"]
    travel = problem.travel_model.model_dump()
    lines = [_line(key, value) for key, value in general.items()]
    lines += ["", "[travel]", *(_line(key, value) for key, value in travel.items())]
    return "\n".join(lines) + "\n"


def _line(key: str, value: object) -> str:
    if isinstance(value, str):
        value = json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
    return f"{key} = {value}"
