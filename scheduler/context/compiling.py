"""The engines' machine code: made once on a machine, and how long that takes yet.

It is made in a thread, so that a stop is heard meanwhile.
"""

from collections.abc import Callable, Mapping
from itertools import pairwise
from threading import get_ident
from time import clock_gettime, monotonic, pthread_getcpuclockid

from scheduler.context.background import await_unless, begun

Compile = Callable[[], None]

MOMENT = 2.0
"""Seconds of it in which what was compiled before is read; nothing is told yet."""

OFTEN = 1.0
"""Seconds between two words on how long it takes."""


class Compiling:
    """Compiles one engine after the other; a process does so once."""

    def __init__(
        self,
        usual: Mapping[Compile, float],
        clock: Callable[[], float] = monotonic,
        work: Callable[[], float] | None = None,
    ) -> None:
        """``usual``: seconds of processor time that each takes on most machines."""
        self._usual, self._clock, self._begun = usual, clock, clock()
        self._work = work or (lambda: 0.0)
        self._own, self._ends = work is None, [0.0]
        self.done = begun(self._every, "compile")

    def _every(self) -> None:
        if self._own:
            mine = pthread_getcpuclockid(get_ident())
            self._work = lambda: clock_gettime(mine)
        for each in self._usual:
            each()
            self._ends.append(self._work())

    @property
    def seconds(self) -> float:
        """How long it has gone on."""
        return self._clock() - self._begun

    @property
    def work(self) -> float:
        """How much processor time it had."""
        return self._work()

    def left(self) -> float:
        """Return in about how many seconds all are compiled.

        By how fast it went until now, and by what share of a core there was for it.
        """
        if self.done.done():
            return 0.0
        ends, usual, work = list(self._ends), list(self._usual.values()), self.work
        taken = [end - start for start, end in pairwise(ends)]
        made = [(t, u) for t, u in zip(taken, usual, strict=False) if t > MOMENT]
        slow = sum(t for t, _ in made) / sum(u for _, u in made) if made else 1.0
        this, *others = usual[len(taken) :] or [0.0]
        gone = work - ends[-1]
        slow = max(slow, gone / this if this else 0.0)
        return (slow * (this + sum(others)) - gone) * self.seconds / max(work, 0.1)


def await_compiled(
    compiling: Compiling, stop: Callable[[], bool], tell: Callable[[float], None]
) -> bool:
    """Wait until the engines are compiled, unless stopped.

    ``tell`` hears the seconds left where it takes more than a moment. Returns whether
    they are. What goes wrong shows where a kernel is called.
    """
    told = 0.0

    def telling() -> bool:
        nonlocal told
        now = compiling.seconds
        if compiling.work > MOMENT and now - told >= OFTEN:
            told = now
            tell(compiling.left())
        return stop()

    await_unless(telling, compiling.done)
    return compiling.done.done()
