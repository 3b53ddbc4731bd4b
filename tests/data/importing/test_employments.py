"""A register may have several rows of one person: an employment each."""

from datetime import date
from pathlib import Path

import pytest

from data.importing.exported.written_dates import is_no_day
from data.importing.import_files import ImportAsked, Imported
from data.importing.mapping import ExportMapping
from scheduler.domain.problem import Employee
from scheduler.domain.values import Employment
from tests.data.importing.small_files import dataset, imported, told

HEAD = "Anst.nr;Namn;Befattning;Anst.form;Syss.grad;Fr.o.m;T.o.m;Enhet;Lön"
ASKED = ImportAsked(ExportMapping().with_days(date(2026, 11, 30), 28))
SINCE = "7;Eva Ek;Usk;Tillsvidare;75;2019-04-01;9999-12-31;Norr;30000"
BESIDE = "7;Eva Ek;Usk;Visstid AVA;25;2026-09-01;2026-12-27;Norr;30000"


def employed(folder: Path, *rows: str) -> Imported:
    """Return what comes of a register."""
    register = "\n".join((HEAD, *rows))
    return imported(folder, asked=ASKED, register=register, hours="")


def eva(found: Imported) -> Employee:
    """Return the one person there is."""
    [person] = dataset(found).employees
    return person


def codes(found: Imported, colour: str) -> list[str]:
    """Return what is told in a colour."""
    return [code for each, code, _, _ in told(found) if each == colour]


@pytest.mark.parametrize(
    ("span", "kept"),
    [
        ("2024-01-01;2026-11-29", 75),
        ("2026-12-28;", 75),
        ("2024-01-01;2026-11-30", None),
        ("2026-12-27;", None),
    ],
    ids=["ended the day before", "begins the day after", "first day", "last day"],
)
def test_employments_before_and_after_the_plan_are_passed_over_and_told(
    tmp_path: Path, span: str, kept: int | None
) -> None:
    other = f"7;Eva Ek;Vbt;Vikariat;50;{span};Norr;28000"
    found = employed(tmp_path, SINCE, other)
    if kept is None:
        assert codes(found, "red") == ["import_second_row"]
    else:
        assert eva(found).degree_pct == kept
        assert "import_other_employment" in codes(found, "yellow")


@pytest.mark.parametrize("order", [1, -1], ids=["in order", "reversed"])
def test_two_employments_for_the_same_work_are_one_post(
    tmp_path: Path, order: int
) -> None:
    found = employed(tmp_path, *(SINCE, BESIDE)[::order])
    assert eva(found).degree_pct == 100
    assert "import_degrees_added" in codes(found, "yellow")


@pytest.mark.parametrize(
    "other",
    [
        BESIDE.replace(";25;", ";26;"),
        BESIDE.replace("Norr", "Söder"),
        BESIDE.replace("30000", "30001"),
        BESIDE.replace("2026-12-27", "2026-12-26"),
        BESIDE.replace("2026-09-01", "2026-12-01"),
        BESIDE.replace("Eva", "Ewa"),
    ],
    ids=["too much", "unit", "pay", "ends before", "begins after", "name"],
)
def test_what_cannot_be_added_up_is_red(tmp_path: Path, other: str) -> None:
    assert codes(employed(tmp_path, SINCE, other), "red") == ["import_second_row"]


@pytest.mark.parametrize("order", [1, -1], ids=["in order", "reversed"])
def test_hours_by_the_hour_beside_a_post_are_no_contract(
    tmp_path: Path, order: int
) -> None:
    hourly = "7;Eva Ek;Usk;Intermittent;0;2026-06-01;;Natt;178,50"
    found = employed(tmp_path, *(SINCE, hourly)[::order])
    assert (eva(found).employment, eva(found).degree_pct) == (Employment.MONTHLY, 75)
    assert eva(found).unit == "Norr"
    assert "import_hourly_beside" in codes(found, "yellow")


@pytest.mark.parametrize(
    ("text", "never"),
    [
        ("99991231", True),
        ("9999-12-31", True),
        ("9999-12-31 00:00:00", True),
        ("31/12/9999", True),
        ("2999-12-31", True),
        ("2099-12-31", False),
        ("99991", False),
    ],
)
def test_the_last_day_of_what_does_not_end_is_none(text: str, never: bool) -> None:
    assert is_no_day(text) is never
