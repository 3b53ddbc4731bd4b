"""Solve, add the rows that the solution does not meet, and solve again."""

from collections.abc import Sequence
from time import monotonic

from scheduler.bound.cover import Cover
from scheduler.bound.program import Program

ROWS_EACH = 8
"""Rows of one cover that are added at a time."""

WORTH = 2e-5
"""Share of what is proved by which a round that is worth its time raises it."""

DULL = 2
"""Rounds in a row that are not worth their time, after which there is no more."""


def tighten(program: Program, covers: Sequence[Cover], seconds: float) -> float:
    """Return the most that could be proved of a program with all rows of the covers.

    What was proved before the ``seconds`` of wall time were over holds.
    """
    until = monotonic() + seconds
    best, dull = program.proven(), 0
    added: set[tuple[int, int]] = set()
    while dull < DULL and program.solve(until - monotonic()):
        proven = program.proven()
        dull = dull + 1 if proven - best <= WORTH * abs(best) else 0
        best = max(best, proven)
        if not _add(program, covers, added):
            break
    return best


def _add(
    program: Program, covers: Sequence[Cover], added: set[tuple[int, int]]
) -> bool:
    """Add the worst rows of every cover; say whether there were any."""
    before = program.height
    for number, cover in enumerate(covers):
        for row in cover.unmet(program.values, ROWS_EACH):
            if (number, row) not in added:
                added.add((number, row))
                cover.add(program, row)
    return program.height > before
