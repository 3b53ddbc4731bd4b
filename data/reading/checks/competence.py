"""Skills that are asked for, against skills that somebody has."""

from data.columns import Column
from data.reading.records import Record


def check_skills(
    rows: list[Record], column: Column[tuple[str, ...]], possessed: frozenset[str]
) -> None:
    """Blame every skill that nobody has."""
    for record in rows:
        for skill in record.get(column) or ():
            if skill not in possessed:
                record.blame_value("skill_nobody_has", column, skill)
