"""Whether a heading is about what was planned or about what became of it."""

import re
from collections.abc import Mapping, Sequence
from enum import StrEnum

from data.importing.export_words import ExportKind, plain_word

TIMES = ("start", "end", "span", "minutes")
"""Fields that a list can have twice: as planned, and as they came to be."""
_SIDED = (*TIMES, "date")
_OPENING = ("start", "earliest", "span")


class ToldSide(StrEnum):
    """What times are told of."""

    PLANNED = "planned"
    MADE = "made"


_WORDS = {
    ToldSide.PLANNED: r"planera(?:d|t|de)|schemalag(?:d|t|da)|bokad|planned|scheduled",
    ToldSide.MADE: r"utför(?:d|t|da)|genomför(?:d|t|da)|verklig(?:t|a)?|faktisk(?:t|a)?"
    r"|(?:in)?rapportera(?:d|t|de)|registrera(?:d|t|de)|stämpla(?:d|t|de)"
    r"|performed|actual|reported",
}
_PATTERNS = {
    side: re.compile(rf"^(?:{words})\b ?| (?:{words})$")
    for side, words in _WORDS.items()
}


def side_of(heading: str) -> tuple[ToldSide | None, str]:
    """Return the side that a heading names, and the heading without it."""
    word = plain_word(heading)
    for side, pattern in _PATTERNS.items():
        if pattern.search(word):
            return side, pattern.sub("", word).strip()
    return None, word


def wanted_side(kind: ExportKind, *, made: bool) -> ToldSide | None:
    """Return the times that a kind of list is read for: visits to come as planned."""
    if kind is ExportKind.VISITS:
        return ToldSide.MADE if made else ToldSide.PLANNED
    return ToldSide.MADE if kind is ExportKind.WORKED else None


def is_sided(field: str) -> bool:
    """Whether a list may have a field for either side."""
    return field in _SIDED


def other_times(
    columns: Mapping[str, str], wanted: ToldSide | None, *, made: bool
) -> Sequence[str]:
    """Return the fields whose times would be mixed with those of the other side.

    All of the other side will do where a plan is made, as who came when tells what
    recurs; what was planned is never what was ``made``.
    """
    if wanted is None:
        return ()
    others = [
        field
        for field in TIMES
        if field in columns and side_of(columns[field])[0] not in (None, wanted)
    ]
    opening = [field for field in _OPENING if field in columns]
    is_mixed = any(field not in others for field in opening)
    return others if made or is_mixed else ()
