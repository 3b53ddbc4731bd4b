"""Cells of a filled-in workbook that are mended in the browser, before it is read."""

import re
from collections.abc import Iterator, Mapping
from io import BytesIO
from typing import NamedTuple

from openpyxl import Workbook, load_workbook
from openpyxl.utils.cell import coordinate_to_tuple

from api.http.upload import Upload
from api.http.workbook_body import check_workbook, is_workbook
from data.faults import Fault

FIELD = "cell."
"""What fields of the form begin with that hold cells: ``cell.J2.Brukare``."""
_COLUMN = re.compile(r"\(([A-Z]{1,3})\)$")
_CELL = re.compile(r"cell\.([A-Z]{1,3}[1-9][0-9]{0,6})\.(.+)", re.DOTALL)


class MendableFault(NamedTuple):
    """What is wrong, and the fields that mend it."""

    fault: Fault
    cells: tuple[tuple[int, str], ...]
    """Line and field of the form, for each cell."""


def mendable(fault: Fault) -> MendableFault:
    """Return a fault with the cells of the workbook that it is about."""
    return MendableFault(fault, tuple(_cells(fault)))


def _cells(fault: Fault) -> Iterator[tuple[int, str]]:
    _, is_sheet, sheet = fault.file.partition(".xlsx: ")
    column = _COLUMN.search(fault.column or "")
    if is_sheet and column and fault.line:
        for line in (fault.line, *fault.more_lines):
            yield line, f"{FIELD}{column[1]}{line}.{sheet}"


def mended(upload: Upload, fields: Mapping[str, str]) -> Upload:
    """Return a workbook with other texts in some cells.

    Raises
    ------
    BadInput
        It is damaged, or would take too much to read.
    """
    found = [(_CELL.fullmatch(name), text.strip()) for name, text in fields.items()]
    cells = {(m[2], m[1]): text for m, text in found if m and text}
    if not cells or not is_workbook(upload.content):
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
