"""Folders that appear whole or not at all."""

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from data.faults import BadInput
from data.tables import Place

Content = bytes | Callable[[], bytes]
"""What a file holds, or who makes it."""


def check_target(folder: Path, own: Callable[[Path], bool], code: str) -> None:
    """Refuse to write over anything but an empty folder or one of our own.

    Raises
    ------
    BadInput
        The folder is a file, holds something else, or cannot be written.
    """
    place = Place(str(folder))
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
        with _fresh_sibling(target) as fresh:
            for name, content in made.items():
                (fresh / name).write_bytes(content)
            fresh.chmod(0o755)
            _put_in_place(fresh, target)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        fault = Place(str(folder)).fault("cannot_write", reason=reason)
        raise BadInput([fault]) from error


@contextmanager
def _fresh_sibling(folder: Path) -> Iterator[Path]:
    """Give an empty folder beside the target, which is gone after a failure."""
    missing = [path for path in folder.parents if not path.exists()]
    fresh = None
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        fresh = Path(tempfile.mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
        yield fresh
    except BaseException:
        if fresh is not None:
            shutil.rmtree(fresh, ignore_errors=True)
        for parent in missing:
            with suppress(OSError):
                parent.rmdir()
        raise


def _put_in_place(fresh: Path, folder: Path) -> None:
    if not folder.exists():
        fresh.rename(folder)
        return
    aside = Path(tempfile.mkdtemp(prefix=f".{folder.name}-old-", dir=folder.parent))
    old = aside / folder.name
    try:
        folder.rename(old)
        fresh.rename(folder)
    except BaseException:
        if old.exists():
            old.rename(folder)
        aside.rmdir()
        raise
    shutil.rmtree(aside, ignore_errors=True)
