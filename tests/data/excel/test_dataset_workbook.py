"""A dataset as a workbook: it reads back as the same, and says what may stand in it."""

import io
from enum import StrEnum
from pathlib import Path

import openpyxl
import pytest
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from data.columns import Sheet
from data.excel import dataset_workbook
from data.excel.dataset_workbook import dataset_xlsx
from data.faults import BadInput
from data.problem_cells import digest
from data.reading.cells import one_of
from data.reading.dataset import SHEETS, read_dataset
from data.sample import SAMPLES, make_sample
from data.sheet_words import heading, sheet_title
from scheduler.domain.problem import Problem
from scheduler.domain.values import (
    AbsenceKind,
    OnCall,
    PayClass,
    ShiftKind,
    VisitKind,
)
from scheduler.messages import LANGUAGES
from tests.data.reading.build import Files, where

EMPTY_CELLS = {"missing_key", "no_rows"}


def read_again(content: bytes, folder: Path) -> Problem:
    path = folder / "mine.xlsx"
    path.write_bytes(content)
    return read_dataset(path)


def opened(content: bytes) -> Workbook:
    return openpyxl.load_workbook(io.BytesIO(content))


def page_for(book: Workbook, sheet: str, language: str = "sv") -> Worksheet:
    page = book[sheet_title(sheet, language)]
    assert isinstance(page, Worksheet)
    return page


def column_of(page: Worksheet, sheet: str, column: str) -> str:
    """Return the letter of a column."""
    name = heading(sheet, column, "sv")
    [cell] = [cell for cell in page[1] if cell.value == name]
    return cell.column_letter


@pytest.fixture
def tiny(tmp_path: Path) -> Problem:
    return read_dataset(Files().write(tmp_path / "folder"))


@pytest.fixture(scope="module")
def empty() -> Workbook:
    return opened(dataset_xlsx())


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_dataset_reads_back_as_the_same(
    tiny: Problem, tmp_path: Path, language: str
) -> None:
    again = read_again(dataset_xlsx(tiny, language), tmp_path)
    assert digest(again) == digest(tiny)


@pytest.mark.parametrize("name", SAMPLES)
def test_every_sample_reads_back_as_the_same(name: str, tmp_path: Path) -> None:
    problem = make_sample(name, 1)
    again = read_again(dataset_xlsx(problem), tmp_path)
    assert digest(again) == digest(problem)


def test_every_clock_time_reads_back_as_itself(tmp_path: Path) -> None:
    files = Files()
    text = (
        "shift_id,unit_id,kind,start,end,breaks,paid_meal,start2,end2,days,max_per_day"
    )
    rows = [
        f"M{n},centre,day,{n // 60:02d}:{n % 60:02d},"
        f"{(n + 1) // 60:02d}:{(n + 1) % 60:02d},,1,,,1111111,"
        for n in range(1440)
    ]
    first = files.content["shift_types.csv"].decode().splitlines()[1:]
    files.set("shift_types.csv", "\n".join([text, *first, *rows]))
    problem = read_dataset(files.write(tmp_path / "folder"), judges=True)
    path = tmp_path / "mine.xlsx"
    path.write_bytes(dataset_xlsx(problem))
    again = read_dataset(path, judges=True)
    assert again.shift_types == problem.shift_types


@pytest.mark.parametrize(
    ("file", "column", "value"),
    [
        pytest.param("employees.csv", "name", "=1+1", id="like a formula"),
        pytest.param("employees.csv", "name", "'=1+1", id="like a guarded formula"),
        pytest.param("employees.csv", "name", "''=1+1", id="guarded twice"),
        pytest.param("employees.csv", "name", "007", id="digits"),
        pytest.param("employees.csv", "name", "_x0041_", id="like an escape"),
        pytest.param("units.csv", "lat", "59.170000000000009", id="seventeen digits"),
        pytest.param("absences.csv", "end", "2026-12-26T00:00", id="midnight"),
        pytest.param(
            "employees.csv", "from", "1900-01-01", id="before calendars agree"
        ),
        pytest.param("employees.csv", "to", "9999-12-31", id="until further notice"),
    ],
)
def test_an_unusual_value_reads_back_as_itself(
    file: str, column: str, value: str, tmp_path: Path
) -> None:
    folder = Files().put(file, 2, column, value).write(tmp_path / "folder")
    problem = read_dataset(folder)
    assert digest(read_again(dataset_xlsx(problem), tmp_path)) == digest(problem)


def test_an_hour_that_occurs_twice_reads_back_as_the_one_meant(tmp_path: Path) -> None:
    files = Files().setting("start", "start = 2026-10-19")
    files.drop("visits.csv", "absences.csv", "wishes.csv", "worked_shifts.csv")
    files.drop("done_visits.csv", "locked_shifts.csv", "locked_visits.csv")
    files.set("staffing.csv", "unit_id,date,weekday,start,end,skills,min,want,max\n")
    files.set(
        "visits.csv",
        "visit_id,client_id,date,earliest,latest,minutes,staff,skills,kind,priority\n"
        "v1,carl,2026-10-25,2026-10-25T02:30+01:00,2026-10-25T02:45+01:00,9,1,,care,1\n",
    )
    problem = read_dataset(files.write(tmp_path / "folder"))
    again = read_again(dataset_xlsx(problem), tmp_path)
    assert again.visit["v1"] == problem.visit["v1"]


def test_the_same_dataset_is_the_same_bytes(tiny: Problem) -> None:
    assert dataset_xlsx(tiny) == dataset_xlsx(tiny)


def test_an_empty_workbook_lacks_nothing_but_what_is_to_be_filled_in(
    tmp_path: Path,
) -> None:
    with pytest.raises(BadInput) as caught:
        read_again(dataset_xlsx(), tmp_path)
    assert {fault.code for fault in caught.value.faults} == EMPTY_CELLS
    named = {f.column for f in caught.value.faults if f.code == "missing_key"}
    assert named == {"Namn", "Första dag", "Antal dagar"}


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda s: s.name)
def test_every_column_has_a_heading_that_is_explained(
    empty: Workbook, sheet: Sheet
) -> None:
    page = page_for(empty, sheet.name)
    cells = page[1]
    assert [c.value for c in cells] == [
        heading(sheet.name, name, "sv") for name in sheet.names
    ]
    assert all(cell.comment is not None for cell in cells)
    assert page.freeze_panes == "B2"


def rule_of(page: Worksheet, letter: str) -> tuple[str, str, str]:
    """Return kind and limits of what may stand in the second row of a column."""
    found = [
        (str(rule.type), str(rule.formula1), str(rule.formula2))
        for rule in page.data_validations.dataValidation
        if f"{letter}2" in rule.sqref
    ]
    assert len(found) <= 1
    return found[0] if found else ("", "", "")


@pytest.mark.parametrize(
    ("sheet", "column", "rule"),
    [
        ("employees", "employment", ("list", '"Månadslön,Timlön"', "None")),
        ("employees", "minor", ("list", '"ja,nej"', "None")),
        ("needs", "priority", ("whole", "1", "3")),
        ("visits", "client_id", ("list", "'Brukare'!$A$2:$A$20000", "None")),
        ("employees", "week_minutes", ("", "", "")),
        ("visits", "after", ("", "", "")),
        ("employees", "shift_kinds", ("", "", "")),
    ],
)
def test_closed_choices_are_lists_to_choose_from(
    empty: Workbook, sheet: str, column: str, rule: tuple[str, str, str]
) -> None:
    page = page_for(empty, sheet)
    assert rule_of(page, column_of(page, sheet, column)) == rule


@pytest.mark.parametrize("column", ["employee_id", "weekends"])
def test_what_spreadsheets_would_change_is_text_before_it_is_typed(
    empty: Workbook, column: str
) -> None:
    page = page_for(empty, "employees")
    letter = column_of(page, "employees", column)
    assert page.column_dimensions[letter].number_format == "@"


@pytest.mark.parametrize(
    ("values", "area"),
    [
        (VisitKind, "report.visit_kind"),
        (ShiftKind, "report.shift_kind"),
        (AbsenceKind, "report.absence"),
        (PayClass, "report.pay_class"),
        (OnCall, "report.pay_class"),
    ],
)
def test_every_choice_is_understood_by_its_word(
    values: type[StrEnum], area: str
) -> None:
    kind = one_of(values, area)
    for choice in kind.choices:
        for language in LANGUAGES:
            assert kind.parse(choice.word(language).upper()) == choice.value


def test_a_dataset_with_its_own_agreements_is_refused(tiny: Problem) -> None:
    own = tiny.model_copy(update={"own_agreements": {"ours": "text"}})
    with pytest.raises(BadInput) as caught:
        dataset_xlsx(own)
    assert [f.code for f in caught.value.faults] == ["agreements_in_workbook"]


def test_a_text_that_no_cell_holds_is_refused_by_its_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = Files().put("employees.csv", 3, "name", "x" * 60)
    problem = read_dataset(files.write(tmp_path))
    monkeypatch.setattr(dataset_workbook, "LONGEST", 60)
    dataset_xlsx(problem)
    monkeypatch.setattr(dataset_workbook, "LONGEST", 59)
    with pytest.raises(BadInput) as caught:
        dataset_xlsx(problem)
    place = ("too_long_for_cell", "employees.csv", 3, "name")
    assert [where(f) for f in caught.value.faults] == [place]


@pytest.mark.parametrize(
    ("sheet", "column"),
    [
        ("shift_types", "start"),
        ("shift_types", "end"),
        ("visits", "date"),
        ("visits", "earliest"),
        ("absences", "start"),
    ],
)
def test_days_and_times_are_numbers_that_a_spreadsheet_can_add(
    tiny: Problem, sheet: str, column: str
) -> None:
    page = page_for(opened(dataset_xlsx(tiny)), sheet)
    assert page[f"{column_of(page, sheet, column)}2"].is_date
