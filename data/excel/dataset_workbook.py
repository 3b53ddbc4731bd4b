"""A dataset as one workbook to be filled in: a sheet for each of its files."""

import datetime as dt
import io
from collections.abc import Iterable, Mapping, Sequence

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from data.cell_place import CellPlace
from data.columns import Sheet
from data.excel.entry_cells import (
    EntryForm,
    Typed,
    day_number,
    form_of,
    typed_cell,
)
from data.excel.entry_columns import comment, validation
from data.faults import BadInput
from data.palette import GROUP, HEADER
from data.problem_cells import settings_of, written_content
from data.reading.dataset import SHEETS
from data.reading.settings import KEYS, TRAVEL_KEYS
from data.sheet_words import SETTINGS, SETTINGS_COLUMNS, heading, sheet_title
from data.written_values import Cells
from scheduler.domain.problem import Problem
from scheduler.messages import say

LONGEST = 32_767
"""Letters that a cell of a workbook can hold."""
_ROOM = 5_000
"""Rows below the last that are filled in under the same rules."""
_NARROWEST, _WIDEST = 9, 40
_MADE = dt.datetime(2026, 1, 1)  # noqa: DTZ001 - the same bytes for the same dataset
_ANEW: Mapping[str, object] = {
    "format": 1,
    "timezone": "Europe/Stockholm",
    "agreement": "AB",
}
"""What stands in an empty workbook already."""


def dataset_xlsx(problem: Problem | None = None, language: str = "sv") -> bytes:
    """Return a dataset as a workbook that reads back as it; an empty one to begin with.

    Raises
    ------
    BadInput
        It has agreements of its own, or a text that no cell can hold.
    """
    if problem is not None and problem.own_agreements:
        raise BadInput([CellPlace(SETTINGS).fault("agreements_in_workbook")])
    content = {} if problem is None else written_content(problem)
    memory = io.BytesIO()
    options = {"in_memory": True, "strings_to_numbers": False}
    with xlsxwriter.Workbook(memory, options) as workbook:
        workbook.set_properties({"created": _MADE})
        book = _Book(workbook, language)
        book.settings(_ANEW if problem is None else settings_of(problem))
        for sheet in SHEETS:
            book.sheet(sheet, content.get(sheet.name, ()))
    return memory.getvalue()


class _Book:
    """Writes sheets into one workbook, in one language."""

    def __init__(self, workbook: Workbook, language: str) -> None:
        self._workbook = workbook
        self._language = language
        self._forms = {
            form: workbook.add_format({"num_format": form.value}) for form in EntryForm
        }
        style = {"bold": True, "valign": "vcenter", "text_wrap": True}
        must = {"bg_color": HEADER.fill, "font_color": HEADER.ink}
        may = {"bg_color": GROUP.fill, "font_color": GROUP.ink}
        self._must = workbook.add_format(style | must)
        self._may = workbook.add_format(style | may)
        self._wrapped = workbook.add_format({"text_wrap": True, "valign": "top"})

    def settings(self, settings: Mapping[str, object]) -> None:
        """Write the settings: a key, its value and what it means in each row."""
        page = self._page(SETTINGS)
        names = [heading(SETTINGS, c, self._language) for c in SETTINGS_COLUMNS]
        names.append(say("template.explanation", self._language))
        for at, name in enumerate(names):
            page.write_string(0, at, name, self._must)
        values = _flat(settings)
        for row, key in enumerate(_setting_keys(), start=1):
            page.write_string(row, 0, say(f"dataset.key.{key}", self._language))
            form, value = _setting(values.get(key))
            _write(page, (row, 1), value, self._forms[form])
            told = say(f"template.key.{key}", self._language)
            page.write_string(row, 2, told, self._wrapped)
        page.set_column(0, 0, 32)
        page.set_column(1, 1, 24)
        page.set_column(2, 2, 60)
        page.freeze_panes(1, 0)

    def sheet(self, sheet: Sheet, rows: Sequence[Cells]) -> None:
        """Write one file: its heading, its rows, and what may stand below."""
        page = self._page(sheet.name)
        last = max(len(rows) + _ROOM, 1)
        for at, column in enumerate(sheet.columns):
            name = heading(sheet.name, column.name, self._language)
            page.write_string(0, at, name, self._must if column.needed else self._may)
            told = comment(sheet, column, self._language)
            page.write_comment(0, at, told, {"x_scale": 2, "y_scale": 1.4})
            form = self._forms[form_of(column)]
            cells = [
                typed_cell(column, row.get(column.name), self._language) for row in rows
            ]
            page.set_column(at, at, _width(name, cells), form)
            for line, value in enumerate(cells, start=1):
                if isinstance(value, str) and len(value) > LONGEST:
                    place = CellPlace(sheet.file, line + 1)
                    raise BadInput(
                        [place.fault("too_long_for_cell", column.name, value)]
                    )
                _write(page, (line, at), value, form)
            if rule := validation(sheet, column, self._language):
                page.data_validation(1, at, last, at, rule)
        page.freeze_panes(1, 1)

    def _page(self, name: str) -> Worksheet:
        page = self._workbook.add_worksheet(sheet_title(name, self._language))
        page.set_row(0, 34)
        return page


def _write(
    page: Worksheet, at: tuple[int, int], value: Typed | None, form: Format
) -> None:
    if isinstance(value, str):
        page.write_string(*at, value, form)
    elif value is not None:
        page.write_number(*at, value, form)


def _width(name: str, cells: Iterable[Typed | None]) -> int:
    texts = (cell if isinstance(cell, str) else " " * 16 for cell in cells if cell)
    longest = max(map(len, texts), default=0)
    return min(_WIDEST, max(_NARROWEST, len(name) // 2 + 4, longest + 2))


def _setting_keys() -> tuple[str, ...]:
    return *KEYS, *(f"travel.{key}" for key in TRAVEL_KEYS)


def _flat(settings: Mapping[str, object]) -> dict[str, object]:
    travel = settings.get("travel")
    inner = travel if isinstance(travel, Mapping) else {}
    return {**settings, **{f"travel.{key}": value for key, value in inner.items()}}


def _setting(value: object) -> tuple[EntryForm, Typed | None]:
    if isinstance(value, dt.date):
        return EntryForm.DAY, day_number(value)
    if isinstance(value, int | float):
        return EntryForm.NUMBER, value
    return EntryForm.TEXT, None if value is None else str(value)
