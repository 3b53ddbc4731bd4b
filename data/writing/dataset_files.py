"""Datasets on their way out: a folder of files, or one JSON document."""

import json
from pathlib import Path

from data.problem_cells import content_of, settings_of
from data.reading.dataset import RULES, SHEETS
from data.reading.settings import FILE
from data.writing.atomic import check_target, write_folder
from data.written_values import csv_bytes
from scheduler.domain.problem import Problem


def write_document(problem: Problem) -> dict[str, object]:
    """Return the dataset as a JSON document that ``read_document`` takes."""
    settings = settings_of(problem) | {"start": problem.start.isoformat()}
    return {"dataset": settings, **content_of(problem)}


def write_dataset(problem: Problem, folder: Path, rules: bytes | None = None) -> None:
    """Write every file of the dataset, whole or not at all.

    Parameters
    ----------
    problem
        The dataset.
    folder
        A new or empty folder, or one that holds a dataset, which is replaced.
    rules
        What ``rules.json`` shall hold; no such file if left out.

    Raises
    ------
    BadInput
        The folder holds something else.
    """
    check_target(folder, lambda f: (f / FILE).is_file(), "not_a_dataset_folder")
    files = {FILE: _toml(problem).encode()}
    content = content_of(problem)
    for sheet in SHEETS:
        files[sheet.file] = csv_bytes(sheet.names, content[sheet.name])
    if rules is not None:
        files[RULES] = rules
    write_folder(folder, files)


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
