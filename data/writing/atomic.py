"""Folders that appear whole or not at all."""

import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory

from data.cell_place import CellPlace
from data.faults import BadInput

Content = bytes | Callable[[], bytes]
"""What a file holds, or who makes it."""


def check_target(folder: Path, own: Callable[[Path], bool], code: str) -> None:
    """Refuse to write over anything but an empty folder or one of our own.

    Raises
    ------
    BadInput
        The folder is a file, holds something else, or cannot be written.
    """
    place = CellPlace(str(folder))
    folder = folder.resolve()
    try:
        if folder.is_dir():
            if any(folder.iterdir()) and not own(folder):
                raise BadInput([place.fault(code)])
        elif folder.exists():
            raise BadInput([place.fault("not_a_folder")])
    except OSError as error:
        raise BadInput([place.fault("unreadable_file")]) from error
    near = next(path for path in folder.parents if path.exists())
    if not near.is_dir() or not os.access(near, os.W_OK):
        raise BadInput([place.fault("cannot_write", reason=str(near))])


def write_folder(folder: Path, files: Mapping[str, Content]) -> None:
    """Write files into a new folder and move it into place, over what was there.

    The caller has made sure that what was there may go (``check_target``). Whatever
    fails on the way, the target is as it was and nothing is left beside it.

    Raises
    ------
    BadInput
        The disk is full, or the folder cannot be written for another reason.
    """
    made = {n: c if isinstance(c, bytes) else c() for n, c in files.items()}
    target = folder.resolve()
    try:
        with _workplace(target) as work:
            fresh = work / "new"
            fresh.mkdir()
            for name, content in made.items():
                (fresh / name).write_bytes(content)
            _put_in_place(fresh, target, work / "old")
    except OSError as error:
        reason = error.strerror or type(error).__name__
        fault = CellPlace(str(folder)).fault("cannot_write", reason=reason)
        raise BadInput([fault]) from error


@contextmanager
def _workplace(folder: Path) -> Iterator[Path]:
    """Give a folder beside the target; after a failure its new parents go too."""
    missing = [path for path in folder.parents if not path.exists()]
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        with TemporaryDirectory(prefix=f".{folder.name}-", dir=folder.parent) as work:
            yield Path(work)
    except BaseException:
        for parent in missing:
            with suppress(OSError):
                parent.rmdir()
        raise


def _put_in_place(fresh: Path, folder: Path, old: Path) -> None:
    """Move the new folder to its place; whatever stops it, the old one comes back."""
    try:
        if folder.exists():
            folder.rename(old)
        fresh.rename(folder)
    except BaseException:
        if old.exists():
            old.rename(folder)
        raise
