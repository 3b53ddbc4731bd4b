"""Files of commands: once one is on its way into place, signals change nothing."""

from pathlib import Path

from api.cli.stopping import stopping
from data.disk.whole_file import write_file


def keep_file(
    path: Path, content: bytes, *, force: bool = False, belongs: bool = False
) -> None:
    """Write a file, and come to an end from then on, whoever wants to stop.

    Raises
    ------
    BadInput
        As ``write_file`` does.
    """
    stopping.keep()
    write_file(path, content, force=force, belongs=belongs)
