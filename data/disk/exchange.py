"""Put a folder in the place of another."""

import ctypes
import errno
import os
from pathlib import Path

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2
_NOT_TO_BE_HAD = (errno.ENOSYS, errno.EINVAL, errno.EOPNOTSUPP)


def put_in_place(new: Path, target: Path, old: Path) -> None:
    """Move a new folder to its place.

    What is there changes places with it in one step, which no kill can halve; where the
    kernel or the file system cannot do that, it is moved to ``old`` first, and comes
    back if the second move fails.
    """
    if not target.exists() or not any(target.iterdir()):
        new.rename(target)
    elif not exchange(new, target):
        target.rename(old)
        try:
            new.rename(target)
        except BaseException:
            old.rename(target)
            raise


def exchange(one: Path, other: Path) -> bool:
    """Let two paths change places in one step; ``False`` where that is not to be had.

    Raises
    ------
    OSError
        The file system refuses for another reason.
    """
    library = ctypes.CDLL(None, use_errno=True)
    rename = getattr(library, "renameat2", None)
    if rename is None:
        return False
    paths = os.fsencode(one), os.fsencode(other)
    if not rename(_AT_FDCWD, paths[0], _AT_FDCWD, paths[1], _RENAME_EXCHANGE):
        return True
    code = ctypes.get_errno()
    if code in _NOT_TO_BE_HAD:
        return False
    raise OSError(code, os.strerror(code), str(other))
