"""Progress also while there is none: a long step is no reason to doubt the program."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Event, Lock, Thread
from time import monotonic

from scheduler.planning.result import Progress

Tell = Callable[[Progress], None]

BEAT = 1.0
"""Seconds between repetitions."""


@contextmanager
def beating(tell: Tell) -> Iterator[Tell]:
    """Give a teller that repeats the last progress while no other comes.

    Only the seconds are new in what it repeats; it tells one thing at a time.
    """
    lock, over = Lock(), Event()
    heard: list[tuple[float, Progress]] = []

    def hear(progress: Progress) -> None:
        with lock:
            heard[:] = [(monotonic(), progress)]
            tell(progress)

    def repeat() -> None:
        while not over.wait(BEAT):
            with lock:
                for at, progress in heard:
                    seconds = progress.seconds + monotonic() - at
                    tell(progress.model_copy(update={"seconds": seconds}))

    thread = Thread(target=repeat, name="heartbeat", daemon=True)
    thread.start()
    try:
        yield hear
    finally:
        over.set()
        thread.join()
