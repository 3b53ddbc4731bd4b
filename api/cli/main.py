"""The start of the command ``bemanna``: signals are heard before all else is read."""

import os
import signal
import sys

_ABORTED = 130
"""``Exit.ABORTED``; nothing else is imported yet."""

for _number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
    if signal.getsignal(_number) is not signal.SIG_IGN:
        signal.signal(_number, lambda *_: os._exit(_ABORTED))


def main() -> None:
    """End the process with the exit code of its command line."""
    arguments = sys.argv[1:]
    from api.cli.last_words import last_words
    from api.cli.stopping import stopping

    stopping.listen()
    stopping.words = last_words(arguments)
    from api.cli.command_line import run
    from api.cli.ending import end

    end(run(arguments))
