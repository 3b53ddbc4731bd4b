"""What spreadsheets do to the cells of a filled-in workbook: nothing, or it is told."""

import datetime as dt
import io
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from openpyxl.cell import Cell
from openpyxl.utils.datetime import CALENDAR_MAC_1904
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from data.excel.dataset_workbook import dataset_xlsx
from data.problem_cells import digest
from data.reading.dataset import read_dataset
from data.sheet_words import heading, sheet_title
from scheduler.domain.problem import Problem
from tests.data.reading import books
from tests.data.reading.build import Files

Told = tuple[str, str, int | None, str | None]
"""Code, sheet, row and column of a fault."""
NBSP, NARROW = "\u00a0", "\u202f"
MONDAY = dt.datetime(2026, 12, 21)  # noqa: DTZ001 - as the cells of a sheet are


def _files() -> Files:
    """Return the tiny dataset, with an id and days that begin with zeros."""
    files = Files()
    for name, content in files.content.items():
        files.content[name] = content.replace(b"dora", b"007")
    return files.put("shift_types.csv", 3, "days", "0011111")


@pytest.fixture(scope="module")
def problem(tmp_path_factory: pytest.TempPathFactory) -> Problem:
    return read_dataset(_files().write(tmp_path_factory.mktemp("mutations")))


@pytest.fixture
def book(problem: Problem) -> Workbook:
    return openpyxl.load_workbook(io.BytesIO(dataset_xlsx(problem)))


def page_of(book: Workbook, sheet: str) -> Worksheet:
    return books.page_of(book, sheet_title(sheet, "sv"))


def put(
    sheet: str, line: int, column: str, value: object, shown: str = "General"
) -> books.BookDamage:
    """Return what leaves another value in a cell; ``shown`` is its number format."""
    named = heading(sheet, column, "sv")
    return books.put(sheet_title(sheet, "sv"), line, named, value, shown)


def every(sheet: str, change: Callable[[Cell], object]) -> books.BookDamage:
    """Return what does something to every cell below the heading."""

    def mutate(book: Workbook) -> None:
        for row in page_of(book, sheet).iter_rows(min_row=2):
            for cell in row:
                assert isinstance(cell, Cell)
                change(cell)

    return mutate


def _as_float(cell: Cell) -> None:
    if isinstance(cell.value, int):
        cell.value = float(cell.value)


def _spaced(cell: Cell) -> None:
    if isinstance(cell.value, str):
        cell.value = f"{NBSP} {cell.value} {NBSP}"


def _emptied(cell: Cell) -> None:
    if cell.value is None:
        cell.value = ""


def _hide(book: Workbook) -> None:
    page_of(book, "visits").sheet_state = "hidden"
    page_of(book, "employees").row_dimensions[2].hidden = True


def _rows_apart(book: Workbook) -> None:
    page_of(book, "visits").insert_rows(3, 2)


def _more_columns(book: Workbook) -> None:
    page_of(book, "visits").cell(2, 40).number_format = "0.00"


def _headings_wrapped(book: Workbook) -> None:
    put("visits", 1, "staff", "Antal\npersoner ")(book)


def _filtered(book: Workbook) -> None:
    page_of(book, "visits").auto_filter.ref = "A1:O4"


def _epoch_of_macs(book: Workbook) -> None:
    book.epoch = CALENDAR_MAC_1904


def _with_dashes(cell: Cell) -> None:
    if isinstance(cell.value, str) and "@" in cell.value:
        cell.value = cell.value.replace("-", " – ")


@pytest.mark.parametrize(
    "mutation",
    [
        pytest.param(put("employees", 2, "weekends", "1 av 2"), id="1 av 2"),
        pytest.param(put("employees", 2, "weekends", "Varannan"), id="varannan"),
        pytest.param(every("visits", _as_float), id="numbers as floats"),
        pytest.param(every("employees", _spaced), id="spaces of both kinds around"),
        pytest.param(every("visits", _emptied), id="cells emptied, not cleared"),
        pytest.param(
            put("visits", 2, "date", MONDAY, "yyyy-mm-dd hh:mm"), id="a day at midnight"
        ),
        pytest.param(
            put("shift_types", 2, "start", 7 / 24, "hh:mm:ss"), id="a fraction of a day"
        ),
        pytest.param(put("shift_types", 2, "start", "7:00"), id="a clock as text"),
        pytest.param(
            put("employees", 2, "week_minutes", dt.timedelta(hours=37), "[h]:mm:ss"),
            id="37:00, which became a day and a half",
        ),
        pytest.param(
            put("visits", 2, "minutes", dt.time(0, 30), "hh:mm"), id="0:30 for minutes"
        ),
        pytest.param(put("clients", 2, "counts_continuity", True), id="TRUE"),
        pytest.param(put("clients", 3, "counts_continuity", False), id="FALSE"),
        pytest.param(put("clients", 2, "counts_continuity", "SANT"), id="SANT"),
        pytest.param(put("clients", 3, "counts_continuity", "FALSKT"), id="FALSKT"),
        pytest.param(put("clients", 2, "counts_continuity", 1), id="1"),
        pytest.param(
            put("employees", 2, "monthly_pay", "31 250,50"), id="a decimal comma"
        ),
        pytest.param(
            put("employees", 2, "monthly_pay", f"31{NBSP}250,50"), id="an NBSP"
        ),
        pytest.param(
            put("employees", 2, "monthly_pay", f"31{NARROW}250,50"), id="a narrow space"
        ),
        pytest.param(
            put("employees", 2, "degree_pct", 1, "0%"), id="percent, as it is shown"
        ),
        pytest.param(
            every("shift_types", _with_dashes), id="hyphens, which became dashes"
        ),
        pytest.param(
            put("employees", 2, "weekends", f"1{NBSP}av{NBSP}2"),
            id="1 av 2 with blanks that hold",
        ),
        pytest.param(
            put("budgets", 2, "month", dt.datetime(2026, 12, 1), "mmm\\-yy"),  # noqa: DTZ001
            id="a month, which became its first day",
        ),
        pytest.param(
            put("visits", 2, "kind", "läkemedel"), id="a word in small letters"
        ),
        pytest.param(put("visits", 2, "kind", "medication"), id="a code for a word"),
        pytest.param(_hide, id="a sheet and a row hidden"),
        pytest.param(_rows_apart, id="empty rows"),
        pytest.param(_more_columns, id="a format beside the table"),
        pytest.param(_headings_wrapped, id="a heading in two lines"),
        pytest.param(_filtered, id="a filter"),
        pytest.param(_epoch_of_macs, id="days counted from 1904"),
    ],
)
def test_what_leaves_the_meaning_is_read_alike(
    problem: Problem, book: Workbook, tmp_path: Path, mutation: books.BookDamage
) -> None:
    mutation(book)
    assert digest(read_dataset(books.saved(book, tmp_path))) == digest(problem)


def _merge(book: Workbook) -> None:
    page_of(book, "absences").merge_cells("A2:A3")


def _notes_in_a_hidden_sheet(book: Workbook) -> None:
    page = book.create_sheet("Anteckningar")
    page.append(["Ring Anna"])
    page.sheet_state = "veryHidden"


@pytest.mark.parametrize(
    ("mutation", "told", "advice"),
    [
        pytest.param(
            put("employees", 2, "weekends", dt.date(2026, 2, 1), "d\\-mmm"),
            ("weekends_date", "Medarbetare", 2, "Helger (M)"),
            "1 av 2",
            id="1/2, which became a date",
        ),
        pytest.param(
            put("employees", 2, "weekends", 0.5, "# ?/?"),
            ("weekends", "Medarbetare", 2, "Helger (M)"),
            "1/2",
            id="1/2, which became a half",
        ),
        pytest.param(
            put("employees", 2, "degree_pct", 1),
            ("monthly_degree", "Medarbetare", 2, "Sysselsättningsgrad % (G)"),
            "inte 1",
            id="1 for all of a post",
        ),
        pytest.param(
            put("shift_types", 3, "days", 11111),
            ("weekdays", "Passtyper", 3, "Veckodagar (J)"),
            "inledande nollor",
            id="days without their zeros",
        ),
        pytest.param(
            put("visits", 4, "client_id", 7),
            ("id_without_zeros", "Besök", 4, "Brukare (B)"),
            "007",
            id="an id without its zeros",
        ),
        pytest.param(
            put("clients", 3, "client_id", 7),
            ("unknown_id", "Besök", 4, "Brukare (B)"),
            "Brukare",
            id="zeros lost where the id is given",
        ),
        pytest.param(
            put("clients", 3, "client_id", 202612310001234567),
            ("long_number", "Brukare", 3, "Brukare (A)"),
            "Gör cellen till text",
            id="a long id as a number",
        ),
        pytest.param(
            put("clients", 3, "client_id", "2,02612E+17"),
            ("ident_scientific", "Brukare", 3, "Brukare (A)"),
            "Gör cellen till text",
            id="a long id as it was shown",
        ),
        pytest.param(
            put("visits", 2, "date", 46377),
            ("date", "Besök", 2, "Datum (C)"),
            "datumformat",
            id="a date as a bare number",
        ),
        pytest.param(
            put("visits", 2, "date", MONDAY.replace(hour=8), "yyyy-mm-dd"),
            ("date", "Besök", 2, "Datum (C)"),
            "utan klockslag",
            id="a date with a clock time",
        ),
        pytest.param(
            put("shift_types", 2, "start", 7 / 24),
            ("clock", "Passtyper", 2, "Börjar (D)"),
            "tidsformat",
            id="a clock time as a bare number",
        ),
        pytest.param(
            put("shift_types", 2, "start", 7.15),
            ("clock", "Passtyper", 2, "Börjar (D)"),
            "07:15",
            id="a full stop for a colon",
        ),
        pytest.param(
            put("visits", 2, "minutes", "=10+20"),
            ("formula_without_value", "Besök", 2, "Minuter (F)"),
            "spara arbetsboken",
            id="a formula that was never worked out",
        ),
        pytest.param(
            put("visits", 2, "minutes", "#VALUE!"),
            ("error_value", "Besök", 2, "Minuter (F)"),
            "Rätta formeln",
            id="an error value",
        ),
        pytest.param(
            put("clients", 2, "counts_continuity", "kanske"),
            ("flag", "Brukare", 2, "Räknas i kontinuitet (J)"),
            "ja",
            id="neither yes nor no",
        ),
        pytest.param(
            put("employees", 2, "monthly_pay", "31.250,50"),
            ("money", "Medarbetare", 2, "Månadslön heltid (I)"),
            "decimaler",
            id="a full stop between thousands",
        ),
        pytest.param(
            _merge,
            ("merged_cells", "Frånvaro", 2, "Medarbetare (A)"),
            "Dela upp",
            id="merged cells",
        ),
        pytest.param(
            _notes_in_a_hidden_sheet,
            ("hidden_sheet", "", None, None),
            "Ta fram",
            id="notes in a hidden sheet",
        ),
    ],
)
def test_what_could_mean_something_else_is_told_by_its_cell_with_advice(
    book: Workbook, tmp_path: Path, mutation: books.BookDamage, told: Told, advice: str
) -> None:
    mutation(book)
    faults = books.book_faults(books.saved(book, tmp_path))
    code, sheet, line, column = told
    file = f"mine.xlsx: {sheet}" if sheet else "mine.xlsx"
    found = {(f.code, f.file, f.line, f.column): f for f in faults}
    assert (code, file, line, column) in found
    assert advice in found[code, file, line, column].message("sv")
