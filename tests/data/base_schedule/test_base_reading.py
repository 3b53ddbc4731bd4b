"""Base schedules written and read again, edited or wrong."""

from datetime import date
from pathlib import Path

import pytest

from data.base_schedule.base_figures import base_document, told
from data.base_schedule.base_files import write_base
from data.base_schedule.base_reading import read_base, read_base_document
from data.faults import BadInput
from scheduler.base_schedule.base_search import BaseResult
from scheduler.base_schedule.holders import Holder
from scheduler.domain.problem import Problem
from tests.scheduler.base_schedule.cycles import RULES, needed, row, solved, staffed


def unit_of_two() -> tuple[Problem, BaseResult]:
    rows = [row("amy"), row("bob", degree_pct=75, weekends={"worked": 1, "of": 2})]
    needs = needed(range(5), "07:00-15:30", 1, most=2)
    case = staffed(employees=rows)
    return case, solved(case, 2, rows, needs)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    case, result = unit_of_two()
    write_base(case, result, RULES, tmp_path / "base")
    return tmp_path / "base"


def edit(folder: Path, file: str, old: str, new: str) -> None:
    path = folder / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def codes(folder: Path) -> list[tuple[str, str, int | None, str | None]]:
    with pytest.raises(BadInput) as caught:
        read_base(folder, unit_of_two()[0])
    return [(f.code, f.file, f.line, f.column) for f in caught.value.faults]


def test_what_is_written_is_read_again(folder: Path) -> None:
    case, result = unit_of_two()
    read = read_base(folder, case)
    assert read.base == result.base
    assert read.holders == (
        Holder(row="amy", employee="amy"),
        Holder(row="bob", employee="bob"),
    )


def test_a_document_is_read_like_a_folder() -> None:
    case, result = unit_of_two()
    assert read_base_document(base_document(case, result, RULES), case).base == (
        result.base
    )


def test_a_changed_cell_is_a_changed_shift(folder: Path) -> None:
    case = unit_of_two()[0]
    path = folder / "base.csv"
    header, first, *rest = path.read_text(encoding="utf-8").splitlines()
    first = "amy,1,,late,day@centre,,,,"
    path.write_text("\n".join([header, first, *rest]), encoding="utf-8")
    works = read_base(folder, case).base.works("amy")
    assert {d: cell.shift for d, cell in works.items() if d < 7} == {
        1: "late",
        2: "day",
    }


def test_a_row_without_people_is_vacant(folder: Path) -> None:
    edit(folder, "people.csv", "bob,bob,,\n", "")
    assert read_base(folder, unit_of_two()[0]).base.vacant == {"bob"}


def test_people_have_rows_from_and_to(folder: Path) -> None:
    edit(folder, "people.csv", "bob,bob,,", "bob,amy,2027-01-04,2027-02-28")
    held = read_base(folder, unit_of_two()[0]).holders[1]
    assert (held.employee, held.first, held.last) == (
        "amy",
        date(2027, 1, 4),
        date(2027, 2, 28),
    )


def test_every_fault_is_told_with_its_place(folder: Path) -> None:
    path = folder / "base.csv"
    header, *_ = path.read_text(encoding="utf-8").splitlines()
    lines = [
        header,
        "amy,1,dya,,,,,,",
        "amy,1,,,,,,,",
        "eve,1,,,,,,,",
        "bob,53,,,,,,,",
        "bob,1,day@north,,,,,,",
    ]
    path.write_text("\n".join(lines), encoding="utf-8")
    edit(folder, "people.csv", "amy,amy", "amy,eve")
    assert sorted(codes(folder)) == [
        ("base_shift", "base.csv", 2, "monday"),
        ("base_shift", "base.csv", 6, "monday"),
        ("base_week_twice", "base.csv", 3, "week"),
        ("unknown_id", "base.csv", 4, "row_id"),
        ("unknown_id", "people.csv", 2, "employee_id"),
        ("whole", "base.csv", 5, "week"),
    ]


def test_a_file_that_is_missing_is_named(folder: Path) -> None:
    (folder / "demand.csv").unlink()
    assert codes(folder) == [("missing_file", "demand.csv", None, None)]


def test_a_folder_of_something_else_is_not_written_over(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(BadInput) as caught:
        write_base(*unit_of_two(), RULES, tmp_path)
    assert [f.code for f in caught.value.faults] == ["not_a_base_folder"]


def test_days_of_the_cycle_are_told_as_week_and_weekday() -> None:
    assert told("Natten 9001-06-01 och 9001-06-14.", "sv") == (
        "Natten vecka 1 mån och vecka 2 sön."
    )
