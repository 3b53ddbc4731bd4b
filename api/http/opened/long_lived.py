"""What stays in memory is not looked through for garbage again and again."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock


class LongLived:
    """Takes what lives long away from the garbage collector.

    A service with one month open holds 380 000 objects. To look through them all takes
    0.2 s, in which nobody is answered.
    """

    def __init__(self, every: int) -> None:
        self._every, self._times = every, 0

    def more(self) -> None:
        """Leave alone what there is by now.

        ``every`` so many times all of it is looked through first: what was forgotten
        since may hang together in circles.
        """
        self._times += 1
        if self._times % self._every == 0:
            gc.unfreeze()
            gc.collect()
        gc.freeze()


class _Uncollected:
    """How many are at work that the garbage collector would only disturb."""

    def __init__(self) -> None:
        self._lock, self._many = Lock(), 0

    def begin(self) -> None:
        with self._lock:
            self._many += 1
            gc.disable()

    def end(self) -> None:
        with self._lock:
            self._many -= 1
            if self._many == 0:
                gc.enable()


_UNCOLLECTED = _Uncollected()


@contextmanager
def uncollected() -> Iterator[None]:
    """Do not look for garbage while something large is made that will stay.

    The more there is of it the longer each look takes: of 549 people's month a third
    of the time, and nothing is found. Several threads may be at it at once.
    """
    _UNCOLLECTED.begin()
    try:
        yield
    finally:
        _UNCOLLECTED.end()
