"""A tiny good dataset as a workbook, typed as a spreadsheet would, to be damaged."""

import datetime as dt
import re
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from openpyxl.cell import Cell
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from data.faults import BadInput, Fault
from data.reading.dataset import SHEETS, read_dataset
from tests.data.reading.build import Files, Where, where

BookDamage = Callable[[Workbook], object]
_AS_TEXT = {"unit_id", "employee_id", "days", "weekends", "lends_to", "name"}


def typed(column: str, text: str) -> object:
    """Return what a spreadsheet makes of a text that somebody types."""
    if column in _AS_TEXT or not text:
        return text or None
    if re.fullmatch(r"-?\d+(\.\d+)?", text):
        return float(text) if "." in text else int(text)
    if re.fullmatch(r"\d{4}-\d\d-\d\d", text):
        return dt.date.fromisoformat(text)
    if re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d", text):
        return dt.datetime.fromisoformat(text)
    if re.fullmatch(r"\d\d:\d\d", text) and text != "24:00":
        return dt.time.fromisoformat(text)
    return dt.timedelta(days=1) if text == "24:00" else text


def book_of(files: Files) -> Workbook:
    """Return the workbook of a folder's files."""
    book = Workbook()
    book.remove(book.worksheets[0])
    settings = book.create_sheet("dataset")
    settings.append(["key", "value"])
    for line in files.content["dataset.toml"].decode().splitlines():
        key, value = line.split(" = ")
        settings.append([key, typed(key, value.strip('"'))])
    for sheet in SHEETS:
        if sheet.file in files.content:
            header, *rows = files.rows(sheet.file)
            page = book.create_sheet(sheet.name)
            page.append(header)
            for row in rows:
                page.append([typed(*pair) for pair in zip(header, row, strict=True)])
    return book


def page_of(book: Workbook, title: str) -> Worksheet:
    """Return a sheet."""
    page = book[title]
    assert isinstance(page, Worksheet)
    return page


def cell_at(book: Workbook, title: str, line: int, column: str) -> Cell:
    """Return a cell by its row and the name of its column."""
    page = page_of(book, title)
    names = [cell.value for cell in page[1]]
    found = page.cell(line, names.index(column) + 1)
    assert isinstance(found, Cell)
    return found


def put(
    title: str, line: int, column: str, value: object, shown: str = ""
) -> BookDamage:
    """Return the damage of one cell; ``shown`` is its number format."""

    def damage(book: Workbook) -> None:
        cell = cell_at(book, title, line, column)
        cell.value = value  # type: ignore[assignment]
        if shown:
            cell.number_format = shown

    return damage


def saved(book: Workbook, folder: Path) -> Path:
    """Save a workbook, and return where."""
    path = folder / "mine.xlsx"
    book.save(path)
    return path


def again(path: Path) -> Workbook:
    """Open a workbook that was saved."""
    return openpyxl.load_workbook(path)


def book_faults(path: Path) -> tuple[Fault, ...]:
    """Read a bad workbook and return its faults, after saying each both ways."""
    with pytest.raises(BadInput) as caught:
        read_dataset(path)
    for fault in caught.value.faults:
        assert fault.text("sv") != fault.text("en")
    return caught.value.faults


def places(path: Path) -> list[Where]:
    """Return where the faults of a bad workbook are."""
    return [where(fault) for fault in book_faults(path)]
