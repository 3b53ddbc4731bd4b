"""Reading a file that somebody named: never one that does not end."""

import os
from errno import EINVAL
from pathlib import Path
from stat import S_ISREG


def plain_bytes(path: Path) -> bytes:
    """Return what is in a file.

    Raises
    ------
    OSError
        It cannot be read, or is a pipe, a device or a folder. A pipe that nobody
        writes into is not waited for, not even to open it.
    """
    with open(path, "rb", opener=_at_once) as file:
        if not S_ISREG(os.fstat(file.fileno()).st_mode):
            raise OSError(EINVAL, os.strerror(EINVAL), str(path))
        return file.read()


def _at_once(path: str, flags: int) -> int:
    return os.open(path, flags | os.O_NONBLOCK)
