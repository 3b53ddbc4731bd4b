"""What is on disk when a call returns, and still there when the power fails."""

import errno
import os
from pathlib import Path


def write_durably(path: Path, content: bytes) -> None:
    """Write a file; its name is durable once its folder is, too (``sync_folder``)."""
    with path.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def sync_folder(folder: Path) -> None:
    """Make the names in a folder durable: what was made, moved or removed there.

    Some network file systems do that by themselves and refuse to be asked.
    """
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    except OSError as error:
        if error.errno not in (errno.EINVAL, errno.ENOTSUP):
            raise
    finally:
        os.close(handle)
