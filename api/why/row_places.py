"""In which line of which file a datum stands."""

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

from data.faults import FaultList
from data.reading.csv_cells import read_table
from data.reading.dataset import SHEETS
from data.reading.folders import is_workbook
from data.written_values import Cells, cell_text

Line = tuple[int, Mapping[str, str]]
Lines = Callable[[str], Sequence[Line]]
"""The lines of a file, by its stem: number and cells."""


class RowPlace(NamedTuple):
    """A file and a line of it, if that is known."""

    file: str
    row: int | None = None


def lines_of_folder(folder: Path) -> Lines:
    """Return what reads the files of a folder, each once."""
    sheets = {sheet.name: sheet for sheet in SHEETS}

    @cache
    def lines(name: str) -> Sequence[Line]:
        path = folder / f"{name}.csv"
        if is_workbook(folder) or not path.is_file():
            return ()
        table = read_table(sheets[name], path.read_bytes(), FaultList())
        rows = table.rows if table else []
        return [(r.place.line or 0, _texts(r.cells)) for r in rows]

    return lines


def lines_of_document(document: Mapping[str, object]) -> Lines:
    """Return what reads the arrays of a document as if they were files."""

    @cache
    def lines(name: str) -> Sequence[Line]:
        rows = document.get(name)
        listed = rows if isinstance(rows, list) else []
        return [
            (number, {key: cell_text(value) for key, value in row.items()})
            for number, row in enumerate(listed, start=2)
        ]

    return lines


def row_place(lines: Lines, file: str, cells: Cells) -> RowPlace:
    """Return where the row with these cells stands."""
    wanted = {name: cell_text(value) for name, value in cells.items()}
    found = (
        number
        for number, row in lines(file)
        if all(_plain(row.get(name, "")) == text for name, text in wanted.items())
    )
    return RowPlace(f"{file}.csv", next(found, None))


def _texts(cells: Mapping[str, str | None]) -> dict[str, str]:
    return {name: cell or "" for name, cell in cells.items()}


def _plain(text: str) -> str:
    """Return a moment as it is usually written, whatever stands between its parts."""
    is_moment = len(text) == 16 and text[4] == text[7] == "-"
    return text.replace(" ", "T") if is_moment else text
