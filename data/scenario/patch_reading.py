"""Patches, from a TOML file or a JSON document: everything right, or every fault."""

from collections.abc import Iterator
from datetime import date, datetime, time
from difflib import get_close_matches
from pathlib import Path

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from data.cell_place import CellPlace
from data.disk.plain_file import plain_bytes
from data.faults import BadInput, Fault, FaultList
from data.reading.csv_cells import decoded
from data.scenario.patch import Addition, Alteration, Patch, Removal
from data.scenario.patch_place import PatchPlace
from scheduler.domain.plain_toml import plain_toml

_STEPS: dict[str, type[BaseModel]] = {
    "remove": Removal,
    "change": Alteration,
    "add": Addition,
}


def read_patch(path: Path) -> tuple[Patch, PatchPlace]:
    """Return the patch in a TOML file, and where it stands.

    Raises
    ------
    BadInput
        With every fault.
    """
    place = PatchPlace(str(path))
    faults: FaultList = FaultList()
    try:
        content = plain_bytes(path)
    except FileNotFoundError as error:
        raise BadInput([CellPlace(place.file).fault("no_file")]) from error
    except OSError as error:
        raise BadInput([CellPlace(place.file).fault("unreadable_file")]) from error
    text = decoded(place.file, content, faults)
    if text is None or faults:
        raise BadInput(faults)
    try:
        raw = plain_toml(text)
    except ValueError as error:
        fault = CellPlace(place.file).fault("patch_toml", found=str(error))
        raise BadInput([fault]) from error
    return patch_of(_plain(raw), place), place


def _plain(value: object) -> object:
    """Return days and times of TOML as the texts that the format's files have."""
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_plain(item) for item in value]
    if isinstance(value, datetime | time):
        return value.isoformat(timespec="minutes")
    return value.isoformat() if isinstance(value, date) else value


def patch_of(raw: object, place: PatchPlace) -> Patch:
    """Return the patch that a parsed document holds; raises as ``read_patch``."""
    try:
        return Patch.model_validate(raw)
    except ValidationError as error:
        raise BadInput(_faults(error, place)) from error


def _faults(error: ValidationError, place: PatchPlace) -> Iterator[Fault]:
    told = set()
    for found in error.errors():
        path = _path(found)
        if path in told:  # a value that fits none of several types is told of once
            continue
        told.add(path)
        yield _fault(found, path, place)


def _path(found: ErrorDetails) -> tuple[str | int, ...]:
    """Return where it is, without the names of types that were tried in vain."""
    path = list(found["loc"])
    while path and path[-1] in ("str", "int", "float", "bool", "list[str]", "none"):
        path.pop()
    return tuple(path)


def _fault(
    found: ErrorDetails, path: tuple[str | int, ...], place: PatchPlace
) -> Fault:
    if found["type"] == "extra_forbidden":
        known = _keys_beside(path)
        like = get_close_matches(str(path[-1]), known, 1)
        names = ", ".join(like or known)
        return place.fault("patch_key", path, path[-1], names=names)
    if found["type"] == "missing":
        return place.fault("patch_missing", path, key=str(path[-1]))
    return place.fault("patch_value", path, found["input"])


def _keys_beside(path: tuple[str | int, ...]) -> list[str]:
    model = _STEPS.get(str(path[0]), Patch) if len(path) > 1 else Patch
    return [field.alias or name for name, field in model.model_fields.items()]
