"""Skills that commas keep apart: as they stand, one skill that nobody else names."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from data.columns import Column
from data.reading.records import Record

Words = tuple[str, ...]
_SIGNS = re.compile("[,;]")


class SkillCells(NamedTuple):
    """The cells of one column that holds skills."""

    column: Column[Words]
    records: Sequence[Record]

    def words(self) -> Iterator[tuple[Record, str]]:
        """Yield each word with its row."""
        for record in self.records:
            for word in record.get(self.column) or ():
                yield record, word


def check_skills_apart(files: Sequence[SkillCells], roles: frozenset[str]) -> None:
    """Blame what other signs than bars keep apart, where a part is a known skill.

    An id may hold any sign (a skill, too), so what names no known skill stays.
    """
    known = roles | {word for cells in files for _, word in cells.words()}
    for cells in files:
        blamed = {id(r): r for r, word in cells.words() if _is_list(word, known)}
        for record in blamed.values():
            record.blame("skills_apart", cells.column)


def _is_list(word: str, known: frozenset[str]) -> bool:
    parts = [part.strip() for part in _SIGNS.split(word)]
    parts = [part for part in parts if part]
    return len(parts) > 1 and not known.isdisjoint(parts)
