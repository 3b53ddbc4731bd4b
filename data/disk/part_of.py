"""A dataset that is a part of another says where that one lies.

What people were told is kept once, beside the whole: of it and of each of its parts.
"""

import json
import os
import tomllib
from pathlib import Path

from data.cell_place import CellPlace
from data.disk.plain_file import plain_bytes
from data.faults import BadInput, Fault

FILE = "part_of.toml"
_KEY = "whole"


def part_bytes(whole: Path, part: Path) -> bytes:
    """Return the file that leads from a part, which need not be there, to its whole.

    The way is a relative one, so that both can be moved together.
    """
    way = Path(os.path.relpath(whole.resolve(), part.resolve())).as_posix()
    return f"{_KEY} = {json.dumps(way, ensure_ascii=False)}\n".encode()


def whole_of(dataset: Path) -> Path:
    """Return the dataset that one is a part of, or itself.

    Raises
    ------
    BadInput
        It says that it is a part, and its whole cannot be found.
    """
    at, seen = dataset, {dataset.resolve()}
    while (way := _way_from(at)) is not None:
        at = Path(os.path.normpath(at / way))
        if not at.exists() or at.resolve() in seen:
            raise BadInput([_fault(dataset, str(at))])
        seen.add(at.resolve())
    return at


def is_part(dataset: Path) -> bool:
    """Whether a dataset is a part of another."""
    return (dataset / FILE).is_file()


def _way_from(dataset: Path) -> str | None:
    if not is_part(dataset):
        return None
    try:
        text = plain_bytes(dataset / FILE).decode("utf-8")
        way = tomllib.loads(text)[_KEY]
    except (OSError, ValueError, KeyError) as error:
        raise BadInput([_fault(dataset, "–")]) from error
    if not isinstance(way, str):
        raise BadInput([_fault(dataset, str(way))])
    return way


def _fault(dataset: Path, whole: str) -> Fault:
    return CellPlace(str(dataset / FILE)).fault("no_whole", whole=whole)
