"""Solve, add the rows that the solution does not meet, and solve again."""

from collections.abc import Callable, Iterable

from scheduler.bound.cover import Cover
from scheduler.bound.program import Program

ROWS_EACH = 8
"""Rows of one cover that are added at a time."""

WORTH = 2e-5
"""Share of what is proved by which a round that is worth its time raises it."""

DULL = 2
"""Rounds in a row that are not worth their time, after which there is no more."""


class Tightening:
    """A program, and the rows that it may need.

    ``left`` returns the seconds that there are still; what was proved before they were
    over holds.
    """

    def __init__(self, program: Program, left: Callable[[], float]) -> None:
        self._program, self._left = program, left
        self._covers: list[Cover] = []
        self._added: set[tuple[int, int]] = set()
        self.proven = program.proven()
        """The most that could be proved so far of every point that meets all rows."""

    def tighten(self, covers: Iterable[Cover]) -> None:
        """Let the program need the rows of some more covers, and prove what it can."""
        self._covers += covers
        dull = 0
        while dull < DULL and self._program.solve(self._left()):
            proven = self._program.proven()
            gain = proven - self.proven
            dull = dull + 1 if gain <= WORTH * abs(self.proven) else 0
            self.proven = max(self.proven, proven)
            if not self._add():
                break

    def _add(self) -> bool:
        """Add the worst rows of every cover; say whether there were any."""
        before = self._program.height
        for number, cover in enumerate(self._covers):
            for row in cover.unmet(self._program.values, ROWS_EACH):
                if (number, row) not in self._added:
                    self._added.add((number, row))
                    cover.add(self._program, row)
        return self._program.height > before
