"""Cells of a workbook or a zipped folder, mended in the browser before it is read."""

import re
import zipfile
from collections import defaultdict
from collections.abc import Iterator, Mapping
from io import BytesIO
from typing import NamedTuple

from openpyxl import Workbook, load_workbook
from openpyxl.utils.cell import coordinate_to_tuple

from api.http.upload import Upload
from api.http.workbook_body import check_workbook, is_workbook
from data.faults import Fault
from data.reading.checks.zipped_folder import unpacked
from data.reading.csv_cells import CsvCell, with_cells

FIELD = "cell."
"""What fields of the form begin with that hold cells: ``cell.J2.Brukare`` in a book,
``cell.2@address.clients.csv`` in a folder."""
_COLUMN = re.compile(r"\(([A-Z]{1,3})\)$")
_CELL = re.compile(r"cell\.([A-Z]{1,3}[1-9][0-9]{0,6})\.(.+)", re.DOTALL)
_CSV_CELL = re.compile(r"cell\.([1-9][0-9]{0,6})@([a-z_]+)\.([a-z_]+\.csv)")


class MendableFault(NamedTuple):
    """What is wrong, and the fields that mend it."""

    fault: Fault
    cells: tuple[tuple[int, str], ...]
    """Line and field of the form, for each cell."""


def mendable(fault: Fault) -> MendableFault:
    """Return a fault with the cells that it is about."""
    return MendableFault(fault, tuple(_cells(fault)))


def _cells(fault: Fault) -> Iterator[tuple[int, str]]:
    _, is_sheet, sheet = fault.file.partition(".xlsx: ")
    column = _COLUMN.search(fault.column or "")
    for line in (fault.line, *fault.more_lines) if fault.line else ():
        if is_sheet and column:
            yield line, f"{FIELD}{column[1]}{line}.{sheet}"
        elif not is_sheet and line > 1:
            field = f"{FIELD}{line}@{fault.column}.{fault.file}"
            if _CSV_CELL.fullmatch(field):
                yield line, field


def mended(upload: Upload, fields: Mapping[str, str]) -> Upload:
    """Return a workbook or a zipped folder with other texts in some cells.

    Raises
    ------
    BadInput
        It is damaged, or would take too much to read.
    """
    if not any(name.startswith(FIELD) for name in fields) or not upload.is_zip:
        return upload
    if is_workbook(upload.content):
        return _mended_book(upload, fields)
    return _mended_folder(upload, fields)


def _texts(
    fields: Mapping[str, str], pattern: re.Pattern[str]
) -> list[tuple[re.Match[str], str]]:
    """Return the fields of a form that hold cells of a kind, if anything is in them."""
    found = ((pattern.fullmatch(name), text.strip()) for name, text in fields.items())
    return [(match, text) for match, text in found if match and text]


def _mended_folder(upload: Upload, fields: Mapping[str, str]) -> Upload:
    cells: dict[str, dict[CsvCell, str]] = defaultdict(dict)
    for match, text in _texts(fields, _CSV_CELL):
        cells[match[3]][int(match[1]), match[2]] = text
    if not cells:
        return upload
    made = BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, content in unpacked(upload.content).items():
            mine = cells.get(name)
            archive.writestr(name, with_cells(name, content, mine) if mine else content)
    return upload._replace(content=made.getvalue())


def _mended_book(upload: Upload, fields: Mapping[str, str]) -> Upload:
    cells = {(m[2], m[1]): text for m, text in _texts(fields, _CELL)}
    if not cells:
        return upload
    check_workbook(upload.content)
    book = load_workbook(BytesIO(upload.content))
    _keep_results(book, upload.content)
    for (sheet, at), text in cells.items():
        if sheet in book.sheetnames:
            row, column = coordinate_to_tuple(at)
            cell = book[sheet].cell(row, column)
            cell.value = text
            cell.data_type = "s"  # what begins like a formula is a text, too
    made = BytesIO()
    book.save(made)
    return upload._replace(content=made.getvalue())


def _keep_results(book: Workbook, content: bytes) -> None:
    """Put what formulas came to in their place: saving would lose it."""
    formulas = [
        cell
        for page in book.worksheets
        for row in page.iter_rows()
        for cell in row
        if cell.data_type == "f"
    ]
    if not formulas:
        return
    results = load_workbook(BytesIO(content), data_only=True)
    for cell in formulas:
        result = results[cell.parent.title][cell.coordinate].value
        if result is not None:
            cell.value = result
