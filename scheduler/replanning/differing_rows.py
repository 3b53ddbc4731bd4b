"""Which rows of two plans differ, where most are the very same objects."""

from collections.abc import Iterable, Sequence
from typing import TypeVar

from scheduler.domain.values import Frozen

Row = TypeVar("Row", bound=Frozen)


def differing_rows(
    before: Sequence[Row], after: Sequence[Row]
) -> tuple[list[Row], list[Row]]:
    """Return the rows that are gone, and those that are new.

    Rows are compared by what they say only where they are not the same object: to
    hash the thousands of a plan takes longer than to judge a change of it.
    """
    gone, fresh = _others(before, after), _others(after, before)
    was, now = set(gone), set(fresh)
    return [r for r in gone if r not in now], [r for r in fresh if r not in was]


def _others(rows: Iterable[Row], known: Iterable[Row]) -> list[Row]:
    """Return the rows that are no objects of the others."""
    ids = set(map(id, known))
    return [row for row in rows if id(row) not in ids]
