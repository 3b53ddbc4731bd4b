"""A dataset in one workbook: the same content, the same faults, as in a folder."""

import datetime as dt
import io
import re
import zipfile
from pathlib import Path

import pytest
from openpyxl.workbook import Workbook

from data.columns import Sheet
from data.problem_cells import digest
from data.reading import workbooks
from data.reading.dataset import SHEETS, read_dataset
from data.reading.workbooks import read_sheets
from data.sheet_words import heading
from scheduler.domain.problem import Problem
from scheduler.messages import say
from tests.data.reading.books import (
    BookDamage,
    again,
    book_faults,
    book_of,
    cell_at,
    page_of,
    places,
    put,
    saved,
)
from tests.data.reading.build import Files

MIDNIGHT = dt.datetime(2026, 12, 21)  # noqa: DTZ001 - as the cells of a sheet are

CHRISTMAS = dt.datetime(2026, 12, 26)  # noqa: DTZ001


@pytest.fixture
def book() -> Workbook:
    return book_of(Files())


def read(book: Workbook, folder: Path) -> Problem:
    return read_dataset(saved(book, folder))


def test_a_workbook_is_the_same_dataset_as_its_folder(
    book: Workbook, tmp_path: Path
) -> None:
    folder = Files().write(tmp_path / "folder")
    assert digest(read(book, tmp_path)) == digest(read_dataset(folder))


@pytest.mark.parametrize("language", ["sv", "en"])
def test_sheets_columns_and_keys_may_be_called_in_words(
    book: Workbook, tmp_path: Path, language: str
) -> None:
    before = digest(read(book, tmp_path))
    for page in list(book.worksheets):
        first = (
            page.iter_cols(max_col=1)
            if page.title == "dataset"
            else page.iter_rows(max_row=1)
        )
        area = "key" if page.title == "dataset" else "column"
        for cell in next(first):
            if cell.value not in ("key", "value"):
                cell.value = say(f"dataset.{area}.{cell.value}", language).upper()
        title, page.title = page.title, "x_renamed"
        page.title = say(f"dataset.sheet.{title}", language)
    assert "unit_id" not in str([c.value for c in book.worksheets[1][1]])
    assert digest(read(book, tmp_path)) == before


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda s: s.name)
def test_no_two_columns_of_a_sheet_have_one_heading(sheet: Sheet) -> None:
    names = sheet.names
    for language in ("sv", "en"):
        words = {heading(sheet.name, name, language).casefold() for name in names}
        assert len(words) == len(names)


@pytest.mark.parametrize(
    ("damage", "same"),
    [
        pytest.param(
            put("visits", 2, "date", MIDNIGHT, "yyyy-mm-dd hh:mm"),
            True,
            id="a day with a clock at midnight",
        ),
        pytest.param(put("visits", 2, "date", "2026-12-21"), True, id="a day as text"),
        pytest.param(
            put("visits", 2, "earliest", 46377.333338, "yyyy-mm-dd hh:mm"),
            True,
            id="a moment a little after eight by rounding",
        ),
        pytest.param(
            put("visits", 2, "earliest", 46377.333333, "yyyy-mm-dd hh:mm"),
            True,
            id="a moment a little before eight by rounding",
        ),
        pytest.param(
            put("absences", 2, "end", CHRISTMAS, "yyyy-mm-dd"),
            True,
            id="a day, which is all of it",
        ),
        pytest.param(
            put("absences", 2, "end", CHRISTMAS, "yyyy-mm-dd hh:mm"),
            False,
            id="a moment at midnight, which is before it",
        ),
        pytest.param(
            put("staffing", 3, "end", 1, "hh:mm"), True, id="24:00 as a whole day"
        ),
        pytest.param(
            put("employees", 2, "monthly_pay", 31250.49999999999),
            True,
            id="more digits than anybody sees",
        ),
        pytest.param(
            put("employees", 2, "week_minutes", 2220.0), True, id="a whole number"
        ),
        pytest.param(put("clients", 2, "counts_continuity", True), True, id="TRUE"),
        pytest.param(put("clients", 3, "counts_continuity", True), False, id="other"),
        pytest.param(put("shift_types", 2, "days", 1111111), True, id="days, a number"),
    ],
)
def test_cells_are_read_as_what_they_are(
    book: Workbook, tmp_path: Path, damage: BookDamage, same: bool
) -> None:
    before = digest(read(book, tmp_path))
    damage(book)
    assert (digest(read(book, tmp_path)) == before) is same


@pytest.mark.parametrize(
    ("damage", "fault"),
    [
        pytest.param(
            put("visits", 2, "date", 46377, "General"),
            ("date", "mine.xlsx: visits", 2, "date (C)"),
            id="a date as a bare number",
        ),
        pytest.param(
            put("shift_types", 2, "start", 0.3125, "General"),
            ("clock", "mine.xlsx: shift_types", 2, "start (D)"),
            id="a clock as a bare number",
        ),
        pytest.param(
            put("shift_types", 2, "start", dt.time(7, 0, 30)),
            ("clock", "mine.xlsx: shift_types", 2, "start (D)"),
            id="half a minute",
        ),
        pytest.param(
            put("visits", 2, "earliest", MIDNIGHT, "yyyy-mm-dd"),
            ("moment", "mine.xlsx: visits", 2, "earliest (D)"),
            id="a day where a moment is asked",
        ),
        pytest.param(
            put("employees", 2, "weekends", dt.date(2026, 2, 1)),
            ("weekends_date", "mine.xlsx: employees", 2, "weekends (M)"),
            id="1/2 that became a date",
        ),
        pytest.param(
            put("shift_types", 2, "days", 111111),
            ("weekdays", "mine.xlsx: shift_types", 2, "days (J)"),
            id="days that lost a zero",
        ),
        pytest.param(
            put("visits", 2, "staff", dt.timedelta(minutes=30)),
            ("whole", "mine.xlsx: visits", 2, "staff (G)"),
            id="a number as a clock",
        ),
        pytest.param(
            put("visits", 2, "minutes", "=10+20"),
            ("formula_without_value", "mine.xlsx: visits", 2, "minutes (F)"),
            id="a formula never worked out",
        ),
        pytest.param(
            put("visits", 2, "minutes", "#REF!"),
            ("error_value", "mine.xlsx: visits", 2, "minutes (F)"),
            id="an error value",
        ),
        pytest.param(
            put("visits", 2, "minutes", "thirty"),
            ("minutes", "mine.xlsx: visits", 2, "minutes (F)"),
            id="a text for a number",
        ),
        pytest.param(
            put("visits", 2, "client_id", "nobody"),
            ("unknown_id", "mine.xlsx: visits", 2, "client_id (B)"),
            id="somebody unknown",
        ),
        pytest.param(
            put("dataset", 6, "value", "seven"),
            ("whole", "mine.xlsx: dataset", 6, "days"),
            id="a setting",
        ),
        pytest.param(
            lambda book: page_of(book, "visits").cell(3, 20, "note"),
            ("unnamed_column", "mine.xlsx: visits", 3, "T"),
            id="something beside the table",
        ),
        pytest.param(
            lambda book: page_of(book, "units").merge_cells("C2:C3"),
            ("merged_cells", "mine.xlsx: units", 2, "lat (C)"),
            id="merged cells",
        ),
        pytest.param(
            lambda book: book.create_sheet("Notes").append(["hello"]),
            ("unknown_sheet", "mine.xlsx", None, None),
            id="a sheet too many",
        ),
        pytest.param(
            lambda book: book.create_sheet("Besök").append(["visit_id"]),
            ("repeated_sheet", "mine.xlsx", None, None),
            id="a sheet under two names",
        ),
        pytest.param(
            lambda book: book.remove(book["employees"]),
            ("missing_sheet", "mine.xlsx: employees", None, None),
            id="a sheet too few",
        ),
        pytest.param(
            lambda book: book.remove(book["dataset"]),
            ("missing_sheet", "mine.xlsx: dataset", None, None),
            id="no settings",
        ),
        pytest.param(
            put("visits", 1, "minutes", "length"),
            ("missing_column", "mine.xlsx: visits", 1, "minutes"),
            id="a heading that nobody knows",
        ),
    ],
)
def test_a_fault_says_sheet_row_and_column(
    book: Workbook,
    tmp_path: Path,
    damage: BookDamage,
    fault: tuple[str, str, int | None, str | None],
) -> None:
    damage(book)
    assert fault in places(saved(book, tmp_path))


def test_a_fault_shows_the_value_and_the_files_it_may_come_from(
    book: Workbook, tmp_path: Path
) -> None:
    put("visits", 2, "client_id", "nobody")(book)
    (fault,) = book_faults(saved(book, tmp_path))
    assert fault.value == "nobody"
    assert fault.text("sv").startswith("mine.xlsx: visits, rad 2, kolumn client_id (B)")
    assert "mine.xlsx: clients" in fault.message("sv")


def test_faults_of_all_sheets_come_in_the_order_of_sheets_and_rows(
    book: Workbook, tmp_path: Path
) -> None:
    put("visits", 3, "minutes", "x")(book)
    put("visits", 2, "minutes", "y")(book)
    put("units", 2, "lat", "z")(book)
    put("dataset", 6, "value", 0)(book)
    found = [(place[1], place[2]) for place in places(saved(book, tmp_path))]
    assert found == [
        ("mine.xlsx: dataset", 6),
        ("mine.xlsx: units", 2),
        ("mine.xlsx: visits", 2),
        ("mine.xlsx: visits", 3),
    ]


def test_rows_left_empty_and_private_columns_and_sheets_are_passed_over(
    book: Workbook, tmp_path: Path
) -> None:
    before = digest(read(book, tmp_path))
    page = page_of(book, "visits")
    page.insert_rows(3)
    page.cell(1, 15, "x_note")
    page.cell(2, 15, "=1/0")
    book.create_sheet("x_mine").append(["what", "ever"])
    book.create_sheet("Blad1")
    assert digest(read(book, tmp_path)) == before


def with_results(path: Path, results: dict[str, bytes]) -> Path:
    """Write into a saved workbook what formulas came to, as a spreadsheet does."""
    memory = io.BytesIO(path.read_bytes())
    with zipfile.ZipFile(memory) as old, zipfile.ZipFile(path, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            for formula, result in results.items():
                pattern = rf'<c r="(\w+)"[^>]*><f>{formula}</f><v ?(/>|></v>)</c>'
                content = re.sub(pattern.encode(), rb'<c r="\1"' + result, content)
            new.writestr(name, content)
    return path


def test_a_formula_counts_as_what_it_came_to(book: Workbook, tmp_path: Path) -> None:
    before = digest(read(book, tmp_path))
    put("visits", 2, "minutes", "=10+20")(book)
    put("visits", 2, "unit_id", "=LOWER(9)")(book)
    path = with_results(
        saved(book, tmp_path),
        {
            r"10\+20": b"><f>10+20</f><v>30</v></c>",
            r"LOWER\(9\)": b' t="str"><f>LOWER(9)</f><v></v></c>',
        },
    )
    assert digest(read_dataset(path)) == before


def test_a_text_like_a_formula_is_read_as_it_was(
    book: Workbook, tmp_path: Path
) -> None:
    for line, text in ((2, "=1+1"), (3, "'=1+1"), (4, "''=1+1")):
        cell = cell_at(book, "employees", line, "name")
        cell.value = text
        cell.data_type = "s"
    names = [e.name for e in read(book, tmp_path).employees]
    assert names == ["=1+1", "=1+1", "'=1+1"]


def test_the_size_that_a_sheet_claims_is_not_believed(
    book: Workbook, tmp_path: Path
) -> None:
    before = digest(read(book, tmp_path))
    path = saved(book, tmp_path)
    memory = io.BytesIO(path.read_bytes())
    with zipfile.ZipFile(memory) as old, zipfile.ZipFile(path, "w") as new:
        for name in old.namelist():
            claim = re.sub(
                rb'<dimension ref="[^"]*"', b'<dimension ref="A1"', old.read(name)
            )
            new.writestr(name, claim)
    assert digest(read_dataset(path)) == before


def replaced(path: Path, part: str, content: bytes) -> Path:
    """Put another content into one part of a saved workbook."""
    memory = io.BytesIO(path.read_bytes())
    with (
        zipfile.ZipFile(memory) as old,
        zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            new.writestr(name, content if name == part else old.read(name))
    return path


SHEET = "xl/worksheets/sheet1.xml"
LAUGHS = b"""<!DOCTYPE x [<!ENTITY a "%s">%s]><worksheet>&j;</worksheet>""" % (
    b"ha" * 100,
    b"".join(
        b'<!ENTITY %c "%s">' % (name, b"&%c;" % (name - 1) * 100)
        for name in range(ord("b"), ord("k"))
    ),
)


@pytest.mark.parametrize(
    ("content", "code"),
    [
        pytest.param(
            b" " * (workbooks.MOST_UNPACKED + 1), "workbook_too_large", id="bomb"
        ),
        pytest.param(LAUGHS, "workbook_broken", id="words that unfold without end"),
        pytest.param(b"<worksheet><sheetData>", "workbook_broken", id="cut off"),
        pytest.param(
            b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
            b'<sheetData><row r="9999999999"><c r="A1"><v>1</v></c></row></sheetData>'
            b"</worksheet>",
            "workbook_too_large",
            id="a row without end",
        ),
    ],
)
def test_a_workbook_made_to_do_harm_is_refused(
    book: Workbook, tmp_path: Path, content: bytes, code: str
) -> None:
    path = replaced(saved(book, tmp_path), SHEET, content)
    assert places(path) == [(code, "mine.xlsx", None, None)]


def test_sheets_that_are_small_alone_may_be_too_large_together(
    book: Workbook, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = saved(book, tmp_path)
    cells = [page.max_row * page.max_column for page in book.worksheets]
    monkeypatch.setattr(workbooks, "MOST_CELLS", sum(cells))
    read_dataset(path)
    monkeypatch.setattr(workbooks, "MOST_CELLS", max(cells))
    assert places(path) == [("workbook_too_large", "mine.xlsx", None, None)]


@pytest.mark.parametrize("title", ["employees", "Notes"])
def test_nothing_is_read_below_what_is_no_header_of_ours(
    book: Workbook, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, title: str
) -> None:
    if title in book.sheetnames:
        book.remove(book[title])
    page = book.create_sheet(title)
    for row in (["hello"], ["=1"], ["#REF!"]):
        page.append(row)
    path = saved(book, tmp_path)
    monkeypatch.setattr(workbooks, "MOST_ROWS", 1)
    assert [p.lines for p in read_sheets(path, title.__eq__, lambda *_: False)] == [
        [(1, ["hello"])]
    ]
    monkeypatch.undo()
    code = "header" if title == "employees" else "unknown_sheet"
    codes = [fault[0] for fault in places(path)]
    assert code in codes
    assert "formula_without_value" not in codes


def test_a_formula_lets_no_workbook_be_read_twice_its_size(
    book: Workbook, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cell_at(book, "employees", 2, "name").value = "=1"
    path = saved(book, tmp_path)
    cells = sum(page.max_row * page.max_column for page in book.worksheets)
    monkeypatch.setattr(workbooks, "MOST_CELLS", cells)
    assert places(path) == [("workbook_too_large", "mine.xlsx", None, None)]


def test_what_is_no_workbook_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "mine.xlsx"
    for content in (b"", b"unit_id,name\n", b"\xd0\xcf\x11\xe0 with a password"):
        path.write_bytes(content)
        assert places(path) == [("workbook_broken", "mine.xlsx", None, None)]


def test_a_workbook_that_is_not_there_is_no_folder(tmp_path: Path) -> None:
    path = tmp_path / "mine.xlsx"
    assert places(path) == [("no_folder", str(path), None, None)]


def test_a_workbook_saved_again_is_still_the_same(
    book: Workbook, tmp_path: Path
) -> None:
    before = digest(read(book, tmp_path))
    assert digest(read(again(tmp_path / "mine.xlsx"), tmp_path)) == before
