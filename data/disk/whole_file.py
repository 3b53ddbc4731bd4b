"""Single files that appear whole or not at all."""

from pathlib import Path

from data.cell_place import CellPlace
from data.columns import is_private
from data.disk.durable import sync_folder, write_durably
from data.disk.leftovers import locked, new_file, tidy
from data.disk.not_written import not_written
from data.faults import BadInput

_DATASET = "dataset.toml"
"""A folder with it is a dataset, all of whose files are read."""


def check_file(path: Path, *, force: bool = False, belongs: bool = False) -> None:
    """Make sure that a file may be written here.

    What an earlier process left beside it when it was killed goes.

    Parameters
    ----------
    force
        Replace a file that is there.
    belongs
        It is one of the dataset's own, if it goes into the folder of one.

    Raises
    ------
    BadInput
        There is a file already, and no ``force``; something that is no file; or a
        dataset, which could not be read with one more file in it.
    """
    target = path.resolve()
    tidy(target)
    _check(path, target, force=force, belongs=belongs)


def _check(path: Path, target: Path, *, force: bool, belongs: bool) -> None:
    place = CellPlace(str(path))
    if target.exists():
        if not target.is_file():
            raise BadInput([place.fault("no_plain_file")])
        if not force:
            raise BadInput([place.fault("file_there")])
    elif not belongs and _is_among_data(target):
        raise BadInput([place.fault("among_data", name=f"x_{target.name}")])


def _is_among_data(target: Path) -> bool:
    is_read = not is_private(target.name) and not target.name.startswith(".")
    return is_read and (target.parent / _DATASET).is_file()


def write_file(
    path: Path, content: bytes, *, force: bool = False, belongs: bool = False
) -> None:
    """Write a file in one step; where a link is, what it leads to.

    Raises
    ------
    BadInput
        As ``check_file`` does, or the disk does not allow it.
    """
    check_file(path, force=force, belongs=belongs)
    target = path.resolve()
    try:
        with locked(target):
            _check(path, target, force=force, belongs=belongs)
            _put(target, content)
    except OSError as error:
        raise not_written(path, error) from error


def _put(target: Path, content: bytes) -> None:
    fresh = new_file(target)
    try:
        write_durably(fresh, content)
        fresh.replace(target)
    finally:
        fresh.unlink(missing_ok=True)
    sync_folder(target.parent)
