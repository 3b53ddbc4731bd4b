"""The workplace beside a folder, and what is made of it when its owner was killed.

While a folder ``plan`` is written, ``.plan.bemanna-writing`` beside it holds:

``new``
    the new folder; once it is in place by exchange, the one that it replaced
``old``
    the one that was replaced, where exchange is not to be had
``journal``
    the new folder's manifest: it is complete and on its way into place

While a file ``tours.html`` is written, ``.tours.html.bemanna-new`` beside it holds what
is there of the new one.

Whoever holds the lock ``.plan.bemanna-lock`` owns what lies beside ``plan``; the system
takes the lock from a process that dies.
"""

import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from time import monotonic, sleep

from data.disk.durable import sync_folder
from data.disk.kept_folders import keep
from data.disk.manifest import FILE as MANIFEST
from data.disk.manifest import entries
from data.disk.plain_file import plain_bytes

PATIENCE = 30.0
"""Seconds to wait for another process that is writing the same."""
_WORK, _NEW, _LOCK = ".bemanna-writing", ".bemanna-new", ".bemanna-lock"


def new_in(work: Path) -> Path:
    """Return where the new folder is made."""
    return work / "new"


def old_in(work: Path) -> Path:
    """Return where the old folder is moved to."""
    return work / "old"


def new_file(target: Path) -> Path:
    """Return where a new file is made before it moves to its place."""
    return target.with_name(f".{target.name}{_NEW}")


def journal_in(work: Path) -> Path:
    """Return the file that says that the new folder is complete."""
    return work / "journal"


@contextmanager
def workplace(target: Path) -> Iterator[Path]:
    """Give a folder beside the target to one process at a time.

    Whatever happens, all is in order afterwards; after a failure, new parents go too.

    Raises
    ------
    OSError
        The disk does not allow it, or another process does not come to an end.
    """
    missing = [path for path in target.parents if not path.exists()]
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        for path in missing:
            sync_folder(path.parent)
        with locked(target):
            settle(target)
            work = _workplace_of(target)
            work.mkdir()
            try:
                yield work
            finally:
                settle(target)
    except BaseException:
        for parent in missing:
            with suppress(OSError):
                parent.rmdir()
        raise


def tidy(target: Path) -> None:
    """Put in order what a killed process left beside a folder or file, or in a folder.

    A living process is not disturbed.
    """
    _tidy_beside(target)
    if target.is_dir():
        for written in {_written(path.name) for path in target.iterdir()} - {None}:
            _tidy_beside(target / str(written))


def _written(name: str) -> str | None:
    """Return what is being written where something has this name beside it."""
    for ending in (_WORK, _NEW, _LOCK):
        if name.startswith(".") and name.endswith(ending):
            return name[1:].removesuffix(ending) or None
    return None


def _tidy_beside(target: Path) -> None:
    beside = (_workplace_of(target), new_file(target), _lock_of(target))
    if any(path.exists() for path in beside):
        with suppress(OSError), locked(target, 0):
            settle(target)


def settle(target: Path) -> Path | None:
    """Bring what was begun to its end, or undo it, wherever it stopped.

    Returns
    -------
    Path or None
        Where the folder is that was replaced, if one was.
    """
    new_file(target).unlink(missing_ok=True)
    work = _workplace_of(target)
    if not work.exists():
        return None
    new, old = new_in(work), old_in(work)
    if old.exists() and new.exists() and not target.exists():
        new.rename(target)
    replaced = old
    if not old.exists() and _is_delivered(target, journal_in(work)):
        replaced = new
    kept = None
    if replaced.exists() and entries(replaced):
        kept = keep(target, replaced, work / "gone")
    sync_folder(target.parent)
    shutil.rmtree(work)
    return kept


def _is_delivered(target: Path, journal: Path) -> bool:
    """Whether the folder that the journal tells of is in its place."""
    try:
        return plain_bytes(target / MANIFEST) == journal.read_bytes()
    except OSError:
        return False


def _workplace_of(target: Path) -> Path:
    return target.with_name(f".{target.name}{_WORK}")


def _lock_of(target: Path) -> Path:
    return target.with_name(f".{target.name}{_LOCK}")


@contextmanager
def locked(target: Path, patience: float = PATIENCE) -> Iterator[None]:
    """Hold the target's lock; the file is gone when nobody holds it.

    Raises
    ------
    OSError
        The disk does not allow it, or another process does not come to an end.
    """
    path, until = _lock_of(target), monotonic() + patience
    while True:
        file = os.open(path, os.O_RDWR | os.O_CREAT, 0o666)
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            if _is_still(path, file):
                break
        except BlockingIOError:
            if monotonic() >= until:
                os.close(file)
                raise
            sleep(0.05)
        os.close(file)
    try:
        yield
    finally:
        path.unlink(missing_ok=True)
        os.close(file)


def _is_still(path: Path, file: int) -> bool:
    """Whether the path is still that of the open file, not of a later one."""
    try:
        return os.path.samestat(path.stat(), os.fstat(file))
    except FileNotFoundError:
        return False
