"""Files of the program's in a folder that holds other things, too.

Unlike a whole folder they change one after the other. The manifest is written first,
and knows both what comes and what was there: so that a kill in between leaves nothing
that would pass for somebody's own.
"""

from collections.abc import Collection, Iterator, Mapping
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

from data.cell_place import CellPlace
from data.disk.leftovers import tidy
from data.disk.manifest import (
    FILE,
    Manifest,
    digest_of,
    entries,
    is_as_written,
    is_plain_file,
    manifest_text,
    read_manifest,
)
from data.disk.not_written import not_written
from data.disk.whole_file import write_file
from data.faults import BadInput, Fault


def check_own_files(
    folder: Path, names: Collection[str], *, force: bool = False
) -> None:
    """Refuse to replace a file that somebody else wrote, or changed since.

    Raises
    ------
    BadInput
        With every file that must stay; ``force`` lets files go, but nothing else.
    """
    tidy(folder.resolve())
    manifest = read_manifest(folder)
    faults = list(_faults(folder, names, manifest, force=force))
    if faults:
        raise BadInput(faults)


def _faults(
    folder: Path, names: Collection[str], manifest: Manifest | None, *, force: bool
) -> Iterator[Fault]:
    for path in (folder / name for name in names):
        if not path.exists():
            continue
        place = CellPlace(str(path))
        if not is_plain_file(path):
            yield place.fault("no_plain_file")
        elif force or (manifest and is_as_written(path, path.name, manifest)):
            continue
        elif manifest and path.name in manifest.files:
            yield place.fault("file_changed")
        else:
            yield place.fault("file_there")


def begin_own_files(folder: Path) -> None:
    """Make the folder one of the program's; raises ``BadInput`` where it cannot be."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise not_written(folder, error) from error
    if read_manifest(folder) is None:
        _tell(folder, Manifest(kind="study", files={}))


def leave_own_files(folder: Path) -> None:
    """Take the folder away again where nothing came of it; else it stays as it is."""
    manifest = read_manifest(folder)
    if manifest is None or manifest.files or entries(folder):
        return
    with suppress(OSError):
        (folder / FILE).unlink()
        folder.rmdir()


def write_own_files(
    folder: Path, files: Mapping[str, bytes], *, force: bool = False
) -> None:
    """Write files, each whole or not at all.

    Raises
    ------
    BadInput
        As ``check_own_files`` does, or the disk does not allow it.
    """
    check_own_files(folder, files, force=force)
    was = read_manifest(folder)
    there = [name for name in files if (folder / name).is_file()]
    before = {name: digest_of(folder / name) for name in there}
    coming = {name: sha256(content).hexdigest() for name, content in files.items()}
    known = {**(was.files if was else {}), **coming}
    _tell(folder, Manifest(kind="study", files=known, before=before))
    for name, content in files.items():
        write_file(folder / name, content, force=True)


def _tell(folder: Path, manifest: Manifest) -> None:
    write_file(folder / FILE, manifest_text(manifest), force=True)
