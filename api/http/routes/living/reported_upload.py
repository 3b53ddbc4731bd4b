"""Reports of what was performed and worked, as files that were sent."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from api.http.workbook_body import check_workbook, is_workbook
from data.faults import BadInput, Fault
from data.follow_up.reported_files import read_reported
from scheduler.domain.problem import Problem
from scheduler.follow_up.reported import Reported

MOST_FILES = 62
"""A file a day of a month for each of both."""


class Report(NamedTuple):
    """A file that was handed in."""

    sheet: str
    """What it is about: ``performed`` or ``worked``."""
    name: str
    content: bytes


def reported_of(files: Sequence[Report], problem: Problem) -> Reported:
    """Return what the files say.

    Raises
    ------
    BadInput
        With every fault, or because there are no files.
    """
    if not files:
        raise BadInput([Fault(code="follow_up_nothing", file="")])
    with TemporaryDirectory(prefix="bemanna-") as folder:
        paths: dict[str, list[Path]] = defaultdict(list)
        called: dict[str, str] = {}
        for number, file in enumerate(files):
            path = _stored(file, Path(folder), number)
            paths[file.sheet].append(path)
            called[path.name] = file.name
        try:
            return read_reported(paths, problem)
        except BadInput as bad:
            raise BadInput(_named(fault, called) for fault in bad.faults) from bad


def _stored(file: Report, folder: Path, number: int) -> Path:
    suffix = ".csv"
    if is_workbook(file.content):
        check_workbook(file.content)
        suffix = ".xlsx"
    path = folder / f"{number}{suffix}"
    path.write_bytes(file.content)
    return path


def _named(fault: Fault, called: Mapping[str, str]) -> Fault:
    """Return a fault with the name of its file as it was handed in."""
    name, sheet, page = Path(fault.file).name.partition(": ")
    file = f"{called.get(name, name)}{sheet}{page}"
    return fault.model_copy(update={"file": file})
