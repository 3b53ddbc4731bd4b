"""The end of the process."""

import os
import sys

from api.cli.exits import Exit
from api.cli.stopping import stopping


def end(code: Exit) -> None:
    """Leave with ``code``, at once where work that failed or stopped may still run.

    A reader that has gone away (``bemanna … | head``) is no failure.
    """
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except OSError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
    if code in (Exit.ABORTED, Exit.INTERRUPTED, Exit.INTERNAL):
        os._exit(code)
    stopping.over(code)
    sys.exit(code)
