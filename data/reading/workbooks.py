"""Workbooks as located cells: one sheet for each file, typed cells, no meaning yet."""

import warnings
import zipfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from itertools import islice
from pathlib import Path
from typing import cast
from xml.etree.ElementTree import ParseError, iterparse

import openpyxl
from openpyxl.reader.excel import ExcelReader
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.workbook.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from data.cell_place import CellPlace
from data.columns import UnreadableCellError
from data.faults import BadInput
from data.reading.rows.sheet_lines import MOST_ROWS, Line, SheetCell, SheetLines
from data.reading.workbook_cells import AnyCell, cell_text

MOST_UNPACKED = 64 * 2**20
"""Bytes that a workbook may hold, as unpacked; a month of visits is about 6 MB."""
MOST_CELLS = 1_000_000
"""Of all sheets together, those that a row skips included."""
MOST_MERGED = 1_000
"""Merged ranges of a sheet that are looked at."""
_BROKEN = (
    zipfile.BadZipFile,
    InvalidFileException,
    ParseError,
    ArithmeticError,
    AttributeError,
    EOFError,
    LookupError,
    NotImplementedError,
    RuntimeError,
    TypeError,
    ValueError,
)
"""What damaged content makes the library raise."""


@dataclass
class _SheetsLeft:
    """What a workbook may hold yet; each sheet alone could be small."""

    place: CellPlace
    cells: int

    def take(self, row: int, cells: int) -> None:
        """Count a row of a sheet."""
        self.cells -= cells
        if row > MOST_ROWS or self.cells < 0:
            raise BadInput([self.place.fault("workbook_too_large")])


def _always(_title: str, _header: Sequence[SheetCell]) -> bool:
    return True


def read_sheets(
    path: Path,
    wanted: Callable[[str], bool] = bool,
    goes_on: Callable[[str, Sequence[SheetCell]], bool] = _always,
) -> list[SheetLines]:
    """Return the sheets of a workbook whose titles are ``wanted``; all, if none says.

    ``goes_on`` sees a sheet's title and first line: what is below is read if it says
    so, for a row takes long. A formula counts as the value that the spreadsheet last
    worked out.

    Raises
    ------
    BadInput
        It is no workbook, is protected by a password, or holds too much.
    """
    place = CellPlace(path.name)
    with _refusing(place):
        _check_size(path, place)
        room = _SheetsLeft(place, MOST_CELLS)
        with _opened(path) as book:
            pages = [page for page in book.worksheets if wanted(page.title)]
            lines = {page.title: list(_lines(page, room, goes_on)) for page in pages}
            hidden = {page.title for page in pages if page.sheet_state != "visible"}
        if any(map(_formulas, lines.values())):
            with _opened(path, data_only=True) as book:
                for title, rows in lines.items():
                    _work_out(rows, book[title], room)
        merged = _merged(path)
    return [
        SheetLines(title, rows, merged.get(title, ()), title in hidden)
        for title, rows in lines.items()
    ]


@contextmanager
def _refusing(place: CellPlace) -> Iterator[None]:
    """Turn what the library says of damage into bad input; its warnings say nothing."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    except OSError as error:
        raise BadInput([place.fault("unreadable_file")]) from error
    except _BROKEN as error:
        raise BadInput([place.fault("workbook_broken")]) from error


def _check_size(path: Path, place: CellPlace) -> None:
    with zipfile.ZipFile(path) as archive:
        if sum(entry.file_size for entry in archive.infolist()) > MOST_UNPACKED:
            raise BadInput([place.fault("workbook_too_large")])


@contextmanager
def _opened(path: Path, *, data_only: bool = False) -> Iterator[Workbook]:
    with path.open("rb") as file:  # which the library leaves open over damage
        yield openpyxl.load_workbook(file, read_only=True, data_only=data_only)


def _rows(page: Worksheet) -> Iterator[tuple[AnyCell, ...]]:
    """Yield every row, whatever size the sheet says that it has."""
    page.reset_dimensions()  # type: ignore[attr-defined]
    return cast("Iterator[tuple[AnyCell, ...]]", page.iter_rows())


def _lines(
    page: Worksheet,
    room: _SheetsLeft,
    goes_on: Callable[[str, Sequence[SheetCell]], bool],
) -> Iterator[Line]:
    is_first = True
    for number, row in enumerate(_rows(page), start=1):
        room.take(number, len(row))
        cells = [_text(cell) for cell in row]
        if any(cells):
            yield number, cells
            if is_first and not goes_on(page.title, cells):
                return
            is_first = False


def _text(cell: AnyCell) -> SheetCell:
    try:
        return cell_text(cell)
    except UnreadableCellError as error:
        return _unreadable(error.code)


@cache
def _unreadable(code: str) -> UnreadableCellError:
    """Return one for all cells: each that was raised keeps its cell, and more."""
    return UnreadableCellError(code)


def _formulas(lines: Sequence[Line]) -> dict[int, list[SheetCell]]:
    """Return the rows that formulas stand in, by number."""
    return {n: cells for n, cells in lines if any(map(_is_formula, cells))}


def _is_formula(cell: SheetCell) -> bool:
    return not isinstance(cell, str) and cell.code == "formula_without_value"


def _work_out(lines: Sequence[Line], page: Worksheet, room: _SheetsLeft) -> None:
    """Put the last values of formulas in their place, where there are any."""
    wanted = _formulas(lines)
    last = max(wanted, default=0)
    for number, row in enumerate(islice(_rows(page), last), start=1):
        room.take(number, len(row))
        cells = wanted.get(number, [])
        for at, (cell, result) in enumerate(zip(cells, row, strict=False)):
            if _is_formula(cell) and _has_result(result):
                cells[at] = _text(result)


def _has_result(cell: AnyCell) -> bool:
    """Whether a formula was worked out; an empty text is a result, too."""
    return cell.value is not None or cell.data_type == "str"


def _merged(path: Path) -> dict[str, list[str]]:
    """Return the merged ranges of each sheet, as they are written.

    The library makes a cell of each that they cover, which may be billions.
    """
    with path.open("rb") as file:
        reader = ExcelReader(file, read_only=True)
        reader.read_manifest()
        reader.read_workbook()
        return {
            sheet.name: list(islice(_ranges(reader.archive, link.target), MOST_MERGED))
            for sheet, link in reader.parser.find_sheets()
        }


def _ranges(archive: zipfile.ZipFile, part: str) -> Iterator[str]:
    if b"mergeCell" not in archive.read(part):
        return
    with archive.open(part) as content:
        for _, element in iterparse(content):
            if element.tag.endswith("}mergeCell"):
                yield element.get("ref", "")
            element.clear()
