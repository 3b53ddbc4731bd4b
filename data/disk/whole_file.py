"""Single files that appear whole or not at all."""

from pathlib import Path

from data.cell_place import CellPlace
from data.disk.not_written import not_written
from data.faults import BadInput


def check_file(path: Path, *, force: bool = False) -> None:
    """Make sure that a file may be written here.

    Raises
    ------
    BadInput
        There is something already, and no ``force``; or a folder.
    """
    if path.is_dir() or (path.exists() and not force):
        raise BadInput([CellPlace(str(path)).fault("file_there")])


def write_file(path: Path, content: bytes, *, force: bool = False) -> None:
    """Write a file in one step; raises ``BadInput`` where that is not possible."""
    check_file(path, force=force)
    fresh = path.with_name(f".{path.name}.new")
    try:
        try:
            fresh.write_bytes(content)
            fresh.replace(path)
        finally:
            fresh.unlink(missing_ok=True)
    except OSError as error:
        raise not_written(path, error) from error
