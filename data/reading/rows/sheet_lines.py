"""What is read of a workbook's sheets: lines of cells."""

from collections.abc import Sequence
from dataclasses import dataclass

from data.columns import UnreadableCellError

MOST_ROWS = 200_000
"""Of a sheet."""
SheetCell = str | UnreadableCellError
"""The text of a cell, or why it has none."""
Line = tuple[int, list[SheetCell]]
"""The number of a row, and its cells."""


@dataclass(frozen=True)
class SheetLines:
    """One sheet: the rows that hold anything."""

    title: str
    lines: Sequence[Line]
    merged: Sequence[str] = ()
    """Ranges of cells that were made one, as ``A2:A5``."""
    hidden: bool = False
