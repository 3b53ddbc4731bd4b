"""Exports of a unit with headings of its own: titles, cp1252, personal numbers."""

from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook

from data.importing.export_tables import ExportTable
from data.importing.headings import headed
from data.importing.import_files import ImportAsked, Imported, import_files
from data.importing.mapping import ExportMapping
from data.importing.mapping_file import read_mapping, write_mapping
from data.importing.pseudonyms import Pseudonyms
from data.reading.rows.sheet_lines import SheetCell
from scheduler.domain.problem import Problem
from scheduler.domain.values import Employment
from tests.data.importing.small_files import dataset, told

DECISIONS = (
    "Personnr;Brukare;Beviljad insats;Beviljad tid (min);Dagar;Önskad tid;Antal utf.;"
    "Krav;Gäller fr o m;Gatuadress"
)
REGISTER = (
    "Personalförteckning;;;;;;\n"
    "Persnr;För- och efternamn;Yrkestitel;Syssgrad;Heltidsmått;Delegerad;Anst. från\n"
    "191212121212;Anna Berg;Usk;75 %;37:00;Ja;1 mars 2019\n"
    "7010632391;Bo Ek;Vårdbiträde;Timavl.;37:00;Nej;3 maj 2021\n"
)
HOURS = (
    "Tidutvärdering\n\n"
    "Persnr\tDatum\tKl.slag in\tKl.slag ut\tObet. rast\tPasskod\n"
    "121212-1212\t14/11/2026\t07.00\t16.00\t0:45\tD\n"
)
KEY = b"sixteen letters!"


def read(folder: Path, key: bytes | None = KEY, time: str = "Önskad tid") -> Imported:
    """Return what comes of the three files, the decisions with a sheet of notes."""
    book = Workbook()
    page = book.worksheets[0]
    page.title = "Beslut"
    page.append(["Verkställda beslut – Ekbacken"])
    page.merge_cells("A1:J1")
    page.append([])
    page.append(DECISIONS.replace("Önskad tid", time).split(";"))
    row = ("191212121212", "Asp", "Kvällstillsyn", 15, "tis och fre", "19.00-21.00")
    page.append([*row, "1", "Delegering", "2026-11-01", "Ekvägen 1"])
    notes = book.create_sheet("Läs mig")
    notes.append(["Fråga", "Karin"])
    book.save(folder / "beslut.xlsx")
    (folder / "personal.csv").write_text(REGISTER, encoding="cp1252")
    (folder / "tider.txt").write_text(HOURS, encoding="latin-1")
    asked = ImportAsked(
        ExportMapping(skipped=("beslut.xlsx: Läs mig",)), pseudonyms=Pseudonyms(key)
    )
    names = ("beslut.xlsx", "personal.csv", "tider.txt")
    return import_files([folder / name for name in names], asked)


@pytest.fixture
def problem(tmp_path: Path) -> Problem:
    return dataset(read(tmp_path))


def test_every_file_is_known_for_what_it_is(tmp_path: Path) -> None:
    kinds = {table.file: table.kind for table in read(tmp_path).tables}
    assert kinds == {
        "beslut.xlsx: Beslut": "decisions",
        "personal.csv": "employees",
        "tider.txt": "worked",
        "beslut.xlsx: Läs mig": None,
    }


def test_decisions_of_which_a_column_is_missing_are_no_list_of_addresses(
    tmp_path: Path,
) -> None:
    found = read(tmp_path, time="Anmärkning om utförandet")
    assert [note for note in told(found) if note[0] == "red"] == [
        ("red", "import_missing_column", 3, None)
    ]
    assert found.tables[0].kind == "decisions"


def test_whoever_has_yes_below_delegerad_may_what_needs_a_delegation(
    problem: Problem,
) -> None:
    anna, bo = problem.employees
    assert {v.skills for v in problem.visits} == {frozenset({"delegering"})}
    assert "delegering" in anna.skills
    assert "delegering" not in bo.skills


def test_hourly_instead_of_a_degree_is_read_and_told(tmp_path: Path) -> None:
    found = read(tmp_path)
    anna, bo = dataset(found).employees
    assert (anna.employment, anna.degree_pct) == (Employment.MONTHLY, 75)
    assert (bo.employment, bo.degree_pct) == (Employment.HOURLY, 0)
    assert ("yellow", "import_hourly_by_degree", 4, "Syssgrad") in told(found)


def test_one_person_is_the_same_in_all_files_by_the_pseudonym(
    problem: Problem,
) -> None:
    anna, _ = problem.employees
    assert anna.id == Pseudonyms(KEY).of("121212-1212")
    assert [shift.employee for shift in problem.worked_shifts] == [anna.id]


def test_without_a_key_a_column_of_personal_numbers_is_red(tmp_path: Path) -> None:
    red = [note for note in told(read(tmp_path, key=None)) if note[0] == "red"]
    assert ("red", "import_personal_number", 3, "Persnr") in red
    assert ("red", "import_personal_number", 4, "Persnr") in red


def test_a_sheet_that_is_not_recognised_is_passed_over_by_taking_away_a_mark(
    tmp_path: Path,
) -> None:
    read(tmp_path)
    paths = [tmp_path / name for name in ("beslut.xlsx", "personal.csv", "tider.txt")]
    found = import_files(paths, ImportAsked(pseudonyms=Pseudonyms(KEY)))
    written = write_mapping(found).decode()
    assert read_mapping(written.encode()).skipped == ()
    mapping = read_mapping(written.replace("# skipped", "skipped").encode())
    assert mapping.skipped == ("beslut.xlsx: Läs mig",)


def recurring(folder: Path, *rows: str) -> Imported:
    """Return what comes of decisions that say how often."""
    head = "Brukare;Insats;Tid per gång;Hur ofta;Veckodagar;När;Bemanning;Från och med;"
    text = f"{head}Till och med\n" + "\n".join(rows)
    (folder / "beslut.csv").write_text(text, encoding="utf-8")
    (folder / "personal.csv").write_text(REGISTER, encoding="cp1252")
    paths = [folder / "beslut.csv", folder / "personal.csv"]
    asked = ImportAsked(
        ExportMapping().with_days(date(2026, 12, 14), 14), pseudonyms=Pseudonyms(KEY)
    )
    return import_files(paths, asked)


@pytest.mark.parametrize(
    ("often", "days", "seen", "every"),
    [
        ("dagligen", "", "1111111", 1),
        ("varje natt", "mån-sön", "1111111", 1),
        ("vardagar", "", "1111100", 1),
        ("2 ggr/vecka", "må/to", "1001000", 1),
        ("2 gånger i veckan", "varannan må, to", "1001000", 2),
        ("var 3:e vecka", "onsdag", "0010000", 3),
    ],
)
def test_how_often_may_be_said_in_days_or_in_weeks(
    tmp_path: Path, often: str, days: str, seen: str, every: int
) -> None:
    row = f"Asp;Dusch;1,5 tim;{often};{days};em;Dubbel;2026-11-02;tills vidare"
    [need] = dataset(recurring(tmp_path, row)).needs
    assert "".join("01"[on] for on in need.days) == seen
    assert (need.every, need.minutes, need.staff) == (every, 90, 2)
    assert need.last is None


@pytest.mark.parametrize(
    ("often", "days", "seen", "weeks"),
    [
        ("jämna veckor", "fre", "0000100", "even"),
        ("Udda v.", "mån, tors", "1001000", "odd"),
        ("varje vecka", "tors udda v", "0001000", "odd"),
        ("", "ojämna veckor: må/to", "1001000", "odd"),
        ("varannan vecka (jämn)", "on", "0010000", "even"),
        ("even weeks", "fri", "0000100", "even"),
    ],
)
def test_even_and_odd_weeks_are_said_by_number(
    tmp_path: Path, often: str, days: str, seen: str, weeks: str
) -> None:
    found = recurring(tmp_path, f"Asp;Dusch;30;{often};{days};em;Enkel;;")
    [need] = dataset(found).needs
    assert "".join("01"[on] for on in need.days) == seen
    assert (need.every, need.weeks) == (1, weeks)


@pytest.mark.parametrize(
    ("often", "days", "time", "code", "column"),
    [
        ("2 ggr/vecka", "må", "em", "import_other_days", "Hur ofta"),
        ("dagligen", "må", "em", "import_other_days", "Hur ofta"),
        ("3 ggr/dag", "alla", "em", "import_unknown_value", "Hur ofta"),
        ("", "alla", "morgon och kväll", "import_several_times", "När"),
        ("", "alla", "08, 12, 17", "import_several_times", "När"),
        ("", "", "em", "missing_value", "Veckodagar"),
        ("jämna veckor", "tors udda v", "em", "import_even_weeks", "Veckodagar"),
        ("jämna och udda veckor", "tors", "em", "import_even_weeks", "Hur ofta"),
        ("var 4:e vecka", "tors, jämn v", "em", "import_even_weeks", "Hur ofta"),
    ],
)
def test_what_could_be_several_visits_is_red(  # noqa: PLR0913
    tmp_path: Path, often: str, days: str, time: str, code: str, column: str
) -> None:
    row = f"Asp;Dusch;30;{often};{days};{time};Enkel;2026-11-02;"
    assert ("red", code, 2, column) in told(recurring(tmp_path, row))


def test_half_an_hour_that_is_written_as_a_number_is_no_minute(tmp_path: Path) -> None:
    row = "Asp;Dusch;0,5;varje vecka;må;em;Enkel;2026-11-02;"
    found = told(recurring(tmp_path, row))
    assert ("red", "import_part_of_minute", 2, "Tid per gång") in found


def test_two_columns_that_are_known_are_still_a_list_of_addresses() -> None:
    lines: list[tuple[int, list[SheetCell]]] = [
        (1, ["Kundnr", "Adress", "Anmärkning"]),
        (2, ["k1", "Solgatan 1", ""]),
    ]
    found = headed(ExportTable("f.csv", tuple(lines)), ExportMapping())
    assert found is not None
    assert found.source.kind == "addresses"
