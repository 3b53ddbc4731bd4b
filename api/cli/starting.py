"""Lines while a command has nothing else to say: its modules take seconds to read."""

from collections.abc import Callable
from threading import Event, Thread
from time import monotonic

OFTEN = 2.0
"""Seconds between lines: five never pass without one, however busy the machine is."""


class Starting:
    """Tells the seconds again and again until it is ended, the first time at once.

    Or ``later``, which a command that is soon done never comes to.
    """

    def __init__(self, tell: Callable[[float], None], *, later: bool = False) -> None:
        self._tell = tell
        self._begun = monotonic()
        self._over = Event()
        self._thread = Thread(target=self._repeat, name="starting", daemon=True)
        if not later:
            tell(0.0)
        self._thread.start()

    def end(self) -> None:
        """Tell nothing more."""
        self._over.set()
        self._thread.join()

    def _repeat(self) -> None:
        while not self._over.wait(OFTEN):
            self._tell(monotonic() - self._begun)
