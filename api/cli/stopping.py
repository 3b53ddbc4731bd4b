"""What SIGINT, SIGTERM and SIGHUP do, from the first import to the last line.

Before there is a plan nothing is kept, and the process ends at once. While a plan is
made the first signal asks for the best so far, and a Ctrl-C after that ends the
process. The others are no impatience: a terminal that closes hangs up twice, once by
itself and once by its shell. Once files are on their way into place signals change
nothing any more.
"""

import atexit
import os
import signal
from collections.abc import Callable, Sequence
from contextlib import suppress
from types import FrameType

SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
ABORTED = 130
"""``Exit.ABORTED``; that module is not imported yet when the first signal may come."""

_OUT, _ERR = 1, 2
_SHOW_CURSOR = b"\x1b[?25h\n"


class Stopping:
    """Hears signals; one object for the process."""

    def __init__(self) -> None:
        self.words: Sequence[bytes] = (b"", b"")
        """For standard error and standard output, when all ends at once."""
        self.has_plan = False
        """Whether there is anything to keep."""
        self.asked = False
        """Whether somebody wants the best plan so far."""
        self._kept = False
        self._terminals = [n for n in (_OUT, _ERR) if os.isatty(n)]
        self._on_first: Callable[[], None] = lambda: None

    def listen(self) -> None:
        """Begin to listen, but to nothing that whoever started us silenced (nohup)."""
        self.__init__()  # type: ignore[misc]
        for number in SIGNALS:
            if signal.getsignal(number) is not signal.SIG_IGN:
                signal.signal(number, self._hear)

    def plan_begins(self, on_first: Callable[[], None]) -> None:
        """Let the first signal once there is a plan call ``on_first``."""
        self._on_first = on_first

    def keep(self) -> None:
        """Let signals change nothing any more: files are about to be in place."""
        self._kept = True

    def over(self, code: int) -> None:
        """Let signals change nothing of ``code``: all is done, the interpreter goes.

        It gives signals back to the system before it takes its modules apart, but not
        those that are ignored.
        """
        heard = [n for n in SIGNALS if signal.getsignal(n) is not signal.SIG_IGN]
        for number in heard:
            signal.signal(number, lambda *_: os._exit(code))
        for number in heard:
            atexit.register(signal.signal, number, signal.SIG_IGN)

    def _hear(self, number: int, _frame: FrameType | None) -> None:
        if number == signal.SIGHUP:
            self._leave_terminals()
        if self._kept:
            return
        if not self.has_plan or (self.asked and number == signal.SIGINT):
            self._end()
        self.asked = True
        with suppress(OSError, RuntimeError):  # in the middle of writing something else
            self._on_first()

    def _end(self) -> None:
        """End at once: an exception could be caught, or turn up in a traceback."""
        people, programs = self.words
        with suppress(OSError):
            if _ERR in self._terminals:
                os.write(_ERR, _SHOW_CURSOR)
            os.write(_ERR, people)
            os.write(_OUT, programs)
        os._exit(ABORTED)

    def _leave_terminals(self) -> None:
        """Write to nowhere from now on where a terminal was: it has gone."""
        nowhere = os.open(os.devnull, os.O_WRONLY)
        for stream in self._terminals:
            os.dup2(nowhere, stream)


stopping = Stopping()
