"""The end of the process."""

import os
import sys

from api.cli.exits import Exit


def end(code: Exit) -> None:
    """Leave with ``code``, at once where work that was aborted may still be running.

    A reader that has gone away (``bemanna … | head``) is no failure.
    """
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    if code is Exit.ABORTED:
        os._exit(code)
    sys.exit(code)
