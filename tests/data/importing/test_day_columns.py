"""A schedule with a column for each day is a list of who worked when."""

from pathlib import Path

import pytest

from data.importing.export_tables import ExportTable
from data.importing.exported.day_columns import by_day
from data.importing.import_files import ImportAsked, Imported
from data.importing.mapping_file import read_mapping, write_mapping
from data.reading.rows.sheet_lines import SheetCell
from scheduler.domain.clock import wall_clock
from tests.data.importing.small_files import dataset, imported, told

NAMES = ("må", "ti", "on", "to", "fr", "lö", "sö")
WEEK = ";".join(f"{day} {n}/11" for n, day in enumerate(NAMES, start=2))
NAMED = ";".join(f"{day} {n}" for n, day in enumerate(NAMES, start=2))
WHOLE = ";".join(f"2026-11-0{n}" for n in range(2, 9))
TURNS = "Pass;Börjar;Slutar;Rast\nD1;07:00;16:00;30\n"


def scheduled(
    folder: Path, cells: str, asked: ImportAsked | None = None, turns: str = ""
) -> Imported:
    """Return what comes of one person's row below a week of November 2026."""
    head = f"Schema;;Period 2026-11-02 - 2026-11-08\nAnst.nr;Namn;{WEEK};Summa"
    hours = f"{head}\n7;Ek, Eva;{cells};32\n;Antal i tjänst;1;1;1;1;;;;\n"
    return imported(folder, asked=asked, hours=hours, turns=turns)


def worked(found: Imported) -> list[str]:
    """Return when somebody worked, and what the shift is called."""
    clock = wall_clock("Europe/Stockholm").with_offset
    return [
        f"{clock(s.start):%d %H:%M}-{clock(s.end):%H:%M} {s.shift} {s.break_minutes}"
        for s in dataset(found).worked_shifts
    ]


def test_each_cell_is_a_shift_of_its_day(tmp_path: Path) -> None:
    found = scheduled(tmp_path, "07:00-15:30;D1 7-16;;07-11 16:00–20.30;;22-07;")
    assert worked(found) == [
        "02 07:00-15:30 pass 0",
        "03 07:00-16:00 D1 0",
        "05 07:00-11:00 pass 0",
        "05 16:00-20:30 pass 0",
        "07 22:00-07:00 pass 0",
    ]
    assert [note[1] for note in told(found)] == ["import_year_taken"]


def test_days_off_and_absences_are_no_shifts_and_told(tmp_path: Path) -> None:
    found = scheduled(tmp_path, "7-16;L;Sem;-;fridag;;")
    assert worked(found) == ["02 07:00-16:00 pass 0"]
    codes = [code for _, code, _, _ in told(found)]
    assert codes.count("import_no_shift") == 3


def test_a_code_is_the_shift_of_that_name_in_whatever_order_files_come(
    tmp_path: Path,
) -> None:
    found = scheduled(tmp_path, "D1;D1;;;;;", turns=TURNS)
    assert worked(found) == ["02 07:00-16:00 D1 30", "03 07:00-16:00 D1 30"]


def test_a_code_that_nobody_knows_is_red_once_until_it_is_said_what_it_means(
    tmp_path: Path,
) -> None:
    found = scheduled(tmp_path, "D1;Ö;D1;D1;;;")
    red = [fault for fault in found.refused if fault.code == "import_day_cell"]
    assert [(fault.value, fault.more) for fault in red] == [("D1", 2), ("Ö", 0)]
    text = write_mapping(found).decode()
    said = '[source.values.span]\n"D1" = "07:30-16:00"\n"Ö" = "ledig"\n'
    mapping = read_mapping(f"{text}{said}".encode())
    assert worked(scheduled(tmp_path, "D1;Ö;D1;D1;;;", asked=ImportAsked(mapping))) == [
        f"{day} 07:30-16:00 D1 0" for day in ("02", "04", "05")
    ]


def table(*lines: str) -> ExportTable:
    """Return a table of lines that are numbered from 1."""
    cells: list[list[SheetCell]] = [[*line.split(";")] for line in lines]
    return ExportTable("f.csv", tuple(enumerate(cells, start=1)), separator=";")


@pytest.mark.parametrize(
    ("above", "head", "first", "last"),
    [
        ("", WHOLE, "2026-11-02", "2026-11-08"),
        ("v. 45;;;;;;", "må;ti;on;to;fr;lö;sö", "v. 45 må", "v. 45 sö"),
        ("Schema november 2026;;;;;;", "2;3;4;5;6;7;8", "2 nov 2026", "8 nov 2026"),
        ("November 2026;;;;;;", NAMED, "2 Nov 2026", "8 Nov 2026"),
        ("", "28/12;29/12;30/12;31/12;1/1;2/1;3/1", "28/12", "3/1"),
        ("", "28/6;29/6;30/6;1/7;2/7;3/7;4/7", "28/6", "4/7"),
    ],
    ids=["dates", "weeks", "numbers", "named", "new year", "midsummer"],
)  # fmt: skip
def test_days_are_known_as_schedules_have_them(
    above: str, head: str, first: str, last: str
) -> None:
    found = by_day(table(f"Namn;{above}", f"Namn;{head}", "Eva;7-16;;;;;;8-17"))
    assert found.has_days
    assert [cells[1] for _, cells in found.lines[-2:]] == [first, last]


@pytest.mark.parametrize(
    "head",
    [
        "2/11;3/11;4/11;5/11;6/11;7/11;Summa",
        "8.5;8.5;7.5;8.5;8.0;8.5;6.5;7.5",
        "7;8;9;10;11;12;13;14",
        "2/11;1/11;4/11;5/11;6/11;7/11;8/11",
    ],
    ids=["six days", "hours", "numbers of nothing", "another order"],
)
def test_other_columns_are_no_days(head: str) -> None:
    other = table(f"Namn;{head}", "Eva;7-16;7-16;7-16;7-16;7-16;7-16;7-16")
    assert by_day(other) is other
