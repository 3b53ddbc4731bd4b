"""Time off for overtime in employees.csv, balances.csv and absences.csv."""

from pathlib import Path

import pytest

from data.reading.dataset import read_dataset
from data.writing.dataset_files import write_dataset
from scheduler.domain.problem import Problem
from scheduler.domain.values import AbsenceKind
from tests.data.reading.build import Files, faults_of, where
from tests.scheduler.pay.supplements.whole import whole_without


def with_column(files: Files, table: str, column: str, value: str) -> Files:
    """Return the files with a further column: a value in the first row alone."""
    head, first, *rows = files.content[table].decode().splitlines()
    lines = [f"{head},{column}", f"{first},{value}", *(f"{row}," for row in rows)]
    return files.set(table, "\n".join(lines) + "\n")


def saving(saves: str = "1", saved: str = "90") -> Files:
    files = with_column(Files(), "employees.csv", "comp_time", saves)
    files = with_column(files, "balances.csv", "comp_minutes", saved)
    absences = files.content["absences.csv"].decode()
    return files.set("absences.csv", absences + "amy,2026-12-23,2026-12-23,comp\n")


def read(files: Files, folder: Path) -> Problem:
    return read_dataset(files.write(folder))


def test_who_saves_what_is_saved_and_what_is_taken_is_read(tmp_path: Path) -> None:
    made = read(saving(), tmp_path)
    assert [e.comp_time for e in made.employees] == [True, False, False]
    assert max(b.comp_minutes for b in made.balances) == 90
    assert made.absences[-1].kind is AbsenceKind.COMP


def test_dataset_is_written_as_it_was_read(tmp_path: Path) -> None:
    made = read(saving(), tmp_path / "one")
    write_dataset(made, tmp_path / "two")
    assert read_dataset(tmp_path / "two") == made


def test_dataset_without_the_columns_has_the_digest_that_it_had(tmp_path: Path) -> None:
    empty = with_column(Files(), "employees.csv", "comp_time", "")
    empty = with_column(empty, "balances.csv", "comp_minutes", "")
    plain = read(Files(), tmp_path / "two")
    assert read(empty, tmp_path / "one").sha256 == plain.sha256


@pytest.mark.parametrize(
    ("files", "table", "column"),
    [
        (saving(saves="perhaps"), "employees.csv", "comp_time"),
        (saving(saved="-1"), "balances.csv", "comp_minutes"),
        (saving(saved="1.5"), "balances.csv", "comp_minutes"),
    ],
)
def test_what_cannot_be_is_refused(
    tmp_path: Path, files: Files, table: str, column: str
) -> None:
    [fault] = faults_of(files.write(tmp_path))
    assert (fault.file, fault.line, fault.column) == (table, 2, column)


def test_agreement_of_ones_own_must_say_what_overtime_gives(tmp_path: Path) -> None:
    files = saving().setting("agreement", 'agreement = "mine"')
    files.content["agreements/mine.toml"] = whole_without("comp_time").encode()
    assert [where(f) for f in faults_of(files.write(tmp_path / "one"))] == [
        ("no_comp_time_rates", "employees.csv", 2, "comp_time")
    ]
    only_taken = saving(saves="").setting("agreement", 'agreement = "mine"')
    only_taken.content["agreements/mine.toml"] = whole_without("comp_time").encode()
    assert read(only_taken, tmp_path / "two").agreement == "mine"
