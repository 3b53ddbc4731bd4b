"""Processes that a terminal does not reach: whoever began them tells them to stop.

Ctrl-C goes to every process of the terminal's, and so does its hanging up.
"""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing import resource_tracker

FROM_TERMINAL = {signal.SIGINT, signal.SIGHUP}


@contextmanager
def out_of_reach() -> Iterator[None]:
    """Let processes and threads that begin in the block not hear the terminal.

    Both inherit which signals are blocked, from before their first line on. The thread
    that begins them hears what came meanwhile once the block is over.
    """
    before = signal.pthread_sigmask(signal.SIG_BLOCK, FROM_TERMINAL)
    try:
        resource_tracker.ensure_running()  # by itself, for it lets SIGINT through again
        signal.pthread_sigmask(signal.SIG_BLOCK, FROM_TERMINAL)
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
