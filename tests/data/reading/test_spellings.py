"""Ordinary spellings of one meaning are read; what could mean two things is not."""

from pathlib import Path

import pytest

from data.columns import UnreadableCellError
from data.problem_cells import digest
from data.reading.cells import WEEKENDS, decimal, minutes, money, whole
from data.reading.dataset import read_dataset
from data.sheet_words import heading
from scheduler.domain.problem import WeekendPattern
from tests.data.reading.build import Files, faults_of


@pytest.mark.parametrize(
    ("file", "line", "column", "value"),
    [
        ("visits.csv", 2, "earliest", "2026-12-21 08:00"),
        ("visits.csv", 2, "earliest", "2026-12-21 8:00"),
        ("visits.csv", 2, "earliest", "2026-12-21T08:00:00"),
        ("absences.csv", 3, "start", "2026-12-27 07:00"),
        ("employees.csv", 2, "day_break", "9:00"),
        ("employees.csv", 2, "day_break", "09:00:00"),
        ("employees.csv", 2, "week_minutes", "37:00"),
        ("employees.csv", 2, "week_minutes", "2 220"),
        ("employees.csv", 2, "monthly_pay", "31 250.50"),
        ("employees.csv", 2, "monthly_pay", "31\u00a0250.50"),
        ("employees.csv", 2, "monthly_pay", "31\u202f250.50"),
        ("employees.csv", 2, "monthly_pay", "31250,5"),
        ("clients.csv", 2, "lat", "59,171"),
        ("employees.csv", 2, "weekends", "varannan"),
        ("employees.csv", 2, "weekends", "Varannan helg"),
        ("employees.csv", 2, "weekends", "1 av 2"),
        ("clients.csv", 2, "counts_continuity", "ja"),
        ("clients.csv", 2, "counts_continuity", "TRUE"),
        ("clients.csv", 3, "counts_continuity", "Nej"),
        ("balances.csv", 2, "hours_carried_minutes", "-1:00"),
        ("travel.csv", 2, "minutes", "0:05"),
    ],
)
def test_another_spelling_is_the_same_dataset(
    file: str, line: int, column: str, value: str, tmp_path: Path
) -> None:
    plain = read_dataset(Files().write(tmp_path / "plain"))
    spelt = Files().put(file, line, column, value).write(tmp_path / "spelt")
    assert digest(read_dataset(spelt)) == digest(plain)


@pytest.mark.parametrize(
    ("text", "number"),
    [("59,2", 59.2), ("59,2800", 59.28), ("100,000", 100.0), ("1234,567", 1234.567)],
)
def test_a_comma_that_can_only_be_a_decimal_one_is(text: str, number: float) -> None:
    assert decimal(0, 99_999).parse(text) == number


def test_headings_of_the_workbook_are_headings_of_a_file(tmp_path: Path) -> None:
    files = Files()
    rows = files.rows("visits.csv")
    rows[0] = [heading("visits", name, "sv").upper() for name in rows[0]]
    worded = files.set_rows("visits.csv", rows).write(tmp_path / "worded")
    plain = read_dataset(Files().write(tmp_path / "plain"))
    assert digest(read_dataset(worded)) == digest(plain)


def test_a_fault_calls_a_column_what_its_file_calls_it(tmp_path: Path) -> None:
    files = Files().put("visits.csv", 2, "minutes", "many")
    rows = files.rows("visits.csv")
    rows[0][rows[0].index("minutes")] = "Minuter"
    [fault] = faults_of(files.set_rows("visits.csv", rows).write(tmp_path))
    assert (fault.line, fault.column, fault.value) == (2, "Minuter", "many")


@pytest.mark.parametrize(
    ("text", "pattern"),
    [("var tredje", (1, 3)), ("2 av 5", (2, 5)), ("2 of 5", (2, 5)), ("1/4", (1, 4))],
)
def test_weekends_may_be_said_in_words(text: str, pattern: tuple[int, int]) -> None:
    worked, of = pattern
    assert WEEKENDS.parse(text) == WeekendPattern(worked=worked, of=of)


@pytest.mark.parametrize("text", ["2026-02-01", "01-feb", "1 feb", "feb-26", "jan-02"])
def test_weekends_that_became_a_date_are_refused_by_name(text: str) -> None:
    with pytest.raises(UnreadableCellError) as caught:
        WEEKENDS.parse(text)
    assert caught.value.code == "weekends_date"


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        (whole(0, 99_999), "31 25"),
        (whole(0, 99_999), "1 2345"),
        (whole(0, 99_999), "31.250 000"),
        (whole(0, 99_999), "37:00"),
        (money(0, 99_999), "31.250"),
        (money(0, 99_999), "31,250"),
        (decimal(0, 99_999), "31,250"),
        (decimal(0, 99_999), "99,999"),
        (decimal(0, 99_999), "1,234,567"),
        (money(0, 99_999), "31 250.505"),
        (decimal(0, 99_999), "31 250 5"),
        (minutes(0, 99_999), "37:60"),
        (minutes(0, 99_999), "37.30"),
        (minutes(0, 780), "13:01"),
    ],
)
def test_a_number_that_could_be_another_is_refused(kind: object, text: str) -> None:
    with pytest.raises(UnreadableCellError):
        kind.parse(text)  # type: ignore[attr-defined]
