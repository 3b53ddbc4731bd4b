"""What may be written over: an empty folder, or one that is all the program's own."""

import os
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from data.cell_place import CellPlace
from data.disk.leftovers import tidy
from data.disk.manifest import (
    FolderKind,
    entries,
    is_as_written,
    is_plain_file,
    name_in,
    read_manifest,
)
from data.faults import BadInput, Fault

MOST_NAMED = 10
"""Names that a refusal lists; more than that are counted."""


@dataclass(frozen=True)
class OwnFolder:
    """A kind of folder that the program writes."""

    kind: FolderKind
    refusal: str
    """The code of the fault where there is something else."""
    main_file: str
    """Always there."""
    openings: Mapping[str, bytes]
    """Every file that versions without a manifest wrote, and how it begins."""
    added: Collection[str] = ()
    """Files that the program adds to a folder that is there."""


def check_target(folder: Path, own: OwnFolder, *, force: bool = False) -> None:
    """Refuse to write over anything that the program did not write itself.

    ``force``: what it wrote and somebody changed since may go. What an earlier process
    left beside the folder when it was killed is put in order first.

    Raises
    ------
    BadInput
        The folder is a file, cannot be written, or holds what must stay, by name.
    """
    place = CellPlace(str(folder))
    folder = folder.resolve()
    tidy(folder)
    try:
        if folder.is_dir():
            _check_content(folder, own, place, force=force)
        elif folder.exists():
            raise BadInput([place.fault("not_a_folder")])
    except OSError as error:
        raise BadInput([place.fault("unreadable_file")]) from error
    near = next(path for path in folder.parents if path.exists())
    if not near.is_dir() or not os.access(near, os.W_OK):
        raise BadInput([place.fault("cannot_write", reason=str(near))])


def _check_content(
    folder: Path, own: OwnFolder, place: CellPlace, *, force: bool
) -> None:
    faults: list[Fault] = []
    if names := _foreign(folder, own):
        faults.append(place.fault(own.refusal, names=_listed(names)))
    elif not force and (names := _edited(folder)):
        faults.append(place.fault("edited_files", names=_listed(names)))
    if faults:
        raise BadInput(faults)


def _foreign(folder: Path, own: OwnFolder) -> list[str]:
    """Return the names of what the program did not write."""
    found = entries(folder)
    manifest = read_manifest(folder)
    if manifest is None:
        return _unlike(found, own)
    if manifest.kind != own.kind:
        return [path.name for path in found]
    return [
        name
        for path in found
        for name in [name_in(folder, path)]
        if not is_plain_file(path) or name not in (*manifest.files, *own.added)
    ]


def _unlike(found: Sequence[Path], own: OwnFolder) -> list[str]:
    """Return the names of what a version without a manifest cannot have written.

    Everything, when the main file is not there or not as it was written.
    """
    like = {path.name for path in found if _is_like(path, own)}
    if own.main_file not in like:
        like = set()
    return [path.name for path in found if path.name not in like]


def _is_like(path: Path, own: OwnFolder) -> bool:
    opening = b"" if path.name in own.added else own.openings.get(path.name)
    if opening is None or not is_plain_file(path):
        return False
    with path.open("rb") as file:
        return file.read(len(opening)) == opening


def _edited(folder: Path) -> list[str]:
    """Return the names of files that are not as the program wrote them."""
    manifest = read_manifest(folder)
    if manifest is None:
        return []
    named = [(path, name_in(folder, path)) for path in entries(folder)]
    return [name for path, name in named if not is_as_written(path, name, manifest)]


def _listed(names: Sequence[str]) -> str:
    more = len(names) - MOST_NAMED
    return ", ".join(names[:MOST_NAMED]) + (f" (+{more})" if more > 0 else "")
