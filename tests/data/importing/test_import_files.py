"""Three made-up exports become the dataset that they were made from."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from data.granted_visits import Granting
from data.importing.export_tables import read_export
from data.importing.import_files import ImportAsked, Imported, import_files
from data.importing.mapping import ExportMapping, StartingValues
from scheduler.domain.clock import wall_clock
from scheduler.domain.problem import Problem
from tests.data.importing import small_files
from tests.data.importing.made_up_exports import (
    MadeUpExport,
    all_surroundings,
    all_three,
    past_visits,
    sample,
)
from tests.data.importing.small_files import dataset, imported, told

Three = list[MadeUpExport]
EXAMPLES = Path(__file__).parents[3] / "docs" / "example_exports"


def read(three: Sequence[MadeUpExport], folder: Path) -> Imported:
    return import_files([e.write(folder) for e in three], ImportAsked())


@pytest.fixture(scope="module")
def as_exported(tmp_path_factory: pytest.TempPathFactory) -> Imported:
    """Read the three exports once for all who change nothing in them."""
    return read(all_three(), tmp_path_factory.mktemp("exports"))


def test_all_rows_of_three_exports_are_green(as_exported: Imported) -> None:
    assert told(as_exported) == []
    counts = [(t.file, t.green, t.yellow, t.red) for t in as_exported.tables]
    assert counts == [
        ("besok.csv", 1394, 0, 0),
        ("personal.xlsx", 16, 0, 0),
        ("arbetad_tid.csv", 181, 0, 0),
    ]


def test_it_is_seen_how_each_file_is_written(as_exported: Imported) -> None:
    assert [
        (t.kind, t.heading_line, t.encoding, t.separator) for t in as_exported.tables
    ] == [
        ("visits", 1, "cp1252", ";"),
        ("employees", 4, "", ""),
        ("worked", 1, "utf-8", ";"),
    ]


def test_headings_that_are_nearly_known_are_told_as_unsure(
    as_exported: Imported,
) -> None:
    unsure = {
        c.heading: c.field for t in as_exported.tables for c in t.columns if not c.sure
    }
    assert unsure == {"Besökslängd (min)": "minutes", "Arb.dag": "date"}
    assert as_exported.tables[0].unread == ("Kundens namn",)


def test_people_are_those_of_the_register(as_exported: Imported) -> None:
    problem = dataset(as_exported)
    assert [facts(problem, n) for n in range(16)] == [
        facts(sample(), n) for n in range(16)
    ]


def facts(problem: Problem, number: int) -> tuple[object, ...]:
    """Return what the register says of somebody."""
    person = problem.employees[number]
    return (
        person.id,
        person.name,
        problem.unit[person.unit].name,
        person.role,
        person.skills,
        person.employment,
        person.degree_pct,
        person.week_minutes,
        person.monthly_pay,
        person.transport,
        person.weekends,
    )


def test_history_is_what_was_worked(as_exported: Imported) -> None:
    problem = dataset(as_exported)
    assert worked(problem) == worked(sample())
    assert problem.start == sample().start


def worked(problem: Problem) -> set[tuple[object, ...]]:
    return {
        (s.employee, s.shift, s.start, s.end, s.break_minutes)
        for s in problem.worked_shifts
    }


def test_needs_grant_what_was_exported_and_nothing_else(as_exported: Imported) -> None:
    problem = dataset(as_exported)
    exported = past_visits()
    days = sorted({visit.date for visit in exported})
    homes = {client.id: client.unit for client in problem.clients}
    clock = wall_clock(problem.timezone)
    granted = Granting(problem.needs, (), clock, homes).visits(days)
    made = sorted(
        (v.client, v.date, (v.earliest + v.latest) // 2, v.minutes, v.staff, v.kind)
        for v in granted.values()
    )
    assert made == sorted(
        (v.client, v.date, (v.earliest + v.latest) // 2, v.minutes, v.staff, v.kind)
        for v in exported
    )
    assert 50 < len(problem.needs) < 150


def test_meetings_and_contacts_come_along(as_exported: Imported) -> None:
    problem = dataset(as_exported)
    contacts = {c.id: c.contact for c in sample().clients}
    assert {c.id: c.contact for c in problem.clients} == contacts
    met = {(d.client, d.employee, d.date) for d in sample().done_visits}
    assert {(d.client, d.employee, d.date) for d in problem.done_visits} <= met
    assert len(problem.done_visits) > 400


def test_what_no_file_says_is_told(as_exported: Imported) -> None:
    assert as_exported.made is not None
    assert {each.code for each in as_exported.made.assumed} == {
        "people_day_break",
        "shift_kinds",
        "horizon",
        "shift_types",
        "agreement",
        "rules",
        "window",
        "units_unplaced",
    }


def dmy(text: str) -> str:
    year, month, day = text.split("-")
    return f"{int(day)}/{int(month)}/{year}"


def points(text: str) -> str:
    return text.replace(":", ".")


GREEN_MUTATIONS: dict[str, Callable[[Three], object]] = {
    "other words for headings": lambda three: three[0].renamed(
        Kund_nr="Omsorgstagare", Planerat_datum="Besöksdatum", Insatstyp="Aktivitet"
    ),
    "English headings": lambda three: three[2].renamed(
        Anställningsnummer="Employee id", **{"Arb.dag": "Date", "In-pass": "Start time"}
    ),
    "days before months": lambda three: three[0].changed("Planerat datum", dmy),
    "dates without signs": lambda three: three[2].changed(
        "Arb.dag", lambda text: text.replace("-", "")
    ),
    "clock times with points": lambda three: (
        three[2].changed("In-pass", points).changed("Ut-pass", points)
    ),
    "columns nobody asked for": lambda three: [
        row.update({"Besöksstatus": "Utförd", "Avdelningschef": "A B"})
        for row in three[0].rows
    ],
    "columns in another order": lambda three: setattr(
        three[0], "rows", [dict(reversed(row.items())) for row in three[0].rows]
    ),
    "UTF-16 with tabs": lambda three: three[0].written(
        encoding="utf-16", separator="\t"
    ),
    "commas and points": lambda three: (
        three[2]
        .written(separator=",")
        .changed("Timmar", lambda text: text.replace(",", "."))
    ),
    "title lines above": lambda three: setattr(
        three[0],
        "titles",
        ["Besök Hemtjänst Småort", "", "Urval: alla;Period: v 45-48"],
    ),
    "units and blanks": lambda three: three[1].changed(
        "Månadslön", lambda t: f"{t} kr"
    ),
    "spelt otherwise": lambda three: three[0].changed(
        "Utförar-enhet", lambda text: text.upper()
    ),
}


@pytest.mark.parametrize("name", GREEN_MUTATIONS)
def test_other_spellings_give_the_same_dataset(
    name: str, as_exported: Imported, tmp_path: Path
) -> None:
    other = all_three()
    GREEN_MUTATIONS[name](other)
    found = read(other, tmp_path)
    assert [each for each in told(found) if each[0] == "yellow"] == []
    assert without_names(dataset(found)) == without_names(dataset(as_exported))


def without_names(problem: Problem) -> Problem:
    """Return a problem whose units are called alike, without its digest of them."""
    text = problem.model_dump_json().replace("HEMTJÄNST SMÅORT", "Hemtjänst Småort")
    text = text.replace("NATTPATRULL", "Nattpatrull")
    return Problem.model_validate_json(text).model_copy(update={"sha256": ""})


def test_shares_are_read_as_per_cent_and_told(tmp_path: Path) -> None:
    three = all_three()
    three[1].changed("Syss.grad %", lambda text: str(float(text) / 100))
    found = read(three, tmp_path)
    shares = [n for n in told(found) if n[1] == "import_share_as_percent"]
    assert shares
    assert found.tables[1].yellow == 12
    assert [facts(dataset(found), n) for n in range(16)] == [
        facts(sample(), n) for n in range(16)
    ]


def test_dates_that_could_be_two_are_read_in_swedish_order_and_told(
    tmp_path: Path,
) -> None:
    three = all_three()
    early = [row for row in three[0].rows if row["Planerat datum"] <= "2026-11-12"]
    three[0] = replace(three[0], rows=early).changed("Planerat datum", dmy)
    found = read(three, tmp_path)
    assert {code for _, code, _, _ in told(found)} == {"import_day_first"}
    assert found.tables[0].yellow == len(early)
    assert found.problem is not None


def test_a_row_that_stands_twice_counts_once_and_is_told(
    as_exported: Imported, tmp_path: Path
) -> None:
    three = all_three()
    three[0].rows.insert(1, three[0].rows[0])
    three[2].rows.append(three[2].rows[0])
    three[1].rows.append(three[1].rows[0])
    found = read(three, tmp_path)
    assert [(t.yellow, t.red) for t in found.tables] == [(1, 0)] * 3
    codes = {code for _, code, _, _ in told(found)}
    assert codes == {"import_visit_again", "import_row_again"}
    assert dataset(found) == dataset(as_exported)


def test_a_missing_column_is_red_and_says_what_was_expected(tmp_path: Path) -> None:
    three = all_three()
    three[0].without("Kund nr", "Kundens namn")
    found = read(three, tmp_path)
    [fault] = found.refused
    assert (fault.code, fault.file, fault.line) == (
        "import_missing_column",
        "besok.csv",
        1,
    )
    assert "brukar id" in fault.message("sv")


def test_a_second_row_of_a_person_that_says_otherwise_is_red(tmp_path: Path) -> None:
    three = all_three()
    three[1].rows.append(three[1].rows[0] | {"Syss.grad %": "50"})
    found = read(three, tmp_path)
    assert told(found) == [("red", "import_second_row", 21, "Anst.nr (A)")]
    assert found.tables[1].red == 1


def test_the_first_day_and_the_length_can_be_given(tmp_path: Path) -> None:
    paths = [e.write(tmp_path) for e in all_three()]
    starting = StartingValues.model_validate({"start": "2026-12-07", "days": 14})
    asked = ImportAsked(mapping=ExportMapping(starting=starting))
    problem = dataset(import_files(paths, asked))
    assert (problem.start.isoformat(), problem.days) == ("2026-12-07", 14)


def test_a_base_says_what_the_files_do_not(tmp_path: Path) -> None:
    paths = [export.write(tmp_path) for export in all_three()]
    weekly = [n.model_copy(update={"weekly": True}) for n in sample().staffing]
    base = sample().model_copy(update={"staffing": tuple(weekly)})
    found = import_files(paths, ImportAsked(base=base))
    problem = dataset(found)
    assert problem.shift_types == sample().shift_types
    assert [u.id for u in problem.units] == ["hemma", "natt"]
    assert [c.route for c in problem.clients if c.id == "c001"] == ["norr"]
    assert {e.day_break for e in problem.employees} == {
        e.day_break for e in sample().employees
    }
    assert len(problem.staffing) == 8
    assert found.made is not None
    assert {a.code for a in found.made.assumed} == {"horizon", "window"}


def test_people_whom_the_register_has_no_more_are_gone(tmp_path: Path) -> None:
    three = all_three()
    gone = three[1].rows.pop(1)["Anst.nr"]
    three[2].rows = [r for r in three[2].rows if r["Anställningsnummer"] != gone]
    paths = [export.write(tmp_path) for export in three]
    problem = dataset(import_files(paths, ImportAsked(base=sample())))
    assert gone not in problem.employee
    assert gone not in {who for c in problem.clients for who in c.avoid}
    assert gone not in {client.contact for client in problem.clients}


def test_a_unit_that_the_base_has_no_shifts_for_gets_usual_ones(tmp_path: Path) -> None:
    three = all_three()
    three[1].changed("Arbetsplats", lambda text: text.replace("Nattpatrull", "Larm"))
    paths = [export.write(tmp_path) for export in three]
    problem = dataset(import_files(paths, ImportAsked(base=sample())))
    assert {t.unit for t in problem.shift_types} == {"hemma", "natt", "Larm"}


def test_demand_that_has_a_date_was_for_the_days_of_the_base(tmp_path: Path) -> None:
    paths = [export.write(tmp_path) for export in all_three()]
    assert sample().staffing
    assert dataset(import_files(paths, ImportAsked(base=sample()))).staffing == ()


def test_the_files_of_the_page_are_these_exports(tmp_path: Path) -> None:
    for export in (*all_three(), *all_surroundings()):
        [shown] = read_export(EXAMPLES / export.name)
        [made] = read_export(export.write(tmp_path))
        assert shown == made


REGISTER = """Anst.nr;Efternamn, förnamn;Befattning;Anst.form;Grad;Enhet;Anst. t.o.m.
7;"Ek, Eva";Undersköterska;Tillsvidare;100;Norr;2027-01-31
8;"Al, Bo";Vårdbiträde;Timavlönad;0;Norr;
"""
VISITS = """Kundnr;Datum;Starttid;Minuter;Insats;Enhet;Utförd av
k1;2026-11-02;08:00;30;Personlig omsorg;Norr;"Ek, Eva"
k1;2026-11-09;08:00;30;Måltidsservice;Norr;Eva Ek
k1;2026-11-10;08:00;10;Läkemedelsöverlämnande;Norr;"EK, EVA"
"""


def test_words_of_a_register_are_known_and_names_are_turned(tmp_path: Path) -> None:
    found = imported(tmp_path, register=REGISTER, visits=VISITS)
    problem = dataset(found)
    eva, bo = problem.employees
    assert (eva.name, bo.name) == ("Eva Ek", "Bo Al")
    assert (str(eva.last), bo.employment) == ("2027-01-31", "hourly")
    assert [(d.employee, str(d.date)) for d in problem.done_visits] == [
        ("7", "2026-11-02"),
        ("7", "2026-11-09"),
        ("7", "2026-11-10"),
    ]


def test_what_systems_leave_beside_exports_is_passed_over(tmp_path: Path) -> None:
    for name in ("desktop.ini", "Thumbs.db", "~$register.xlsx", "._visits.csv"):
        (tmp_path / name).write_bytes(b"\xd0\xcf\x11\xe0 no export")
    for name in ("hours", "register", "visits"):
        text = getattr(small_files, name.upper())
        (tmp_path / f"{name}.csv").write_text(text, encoding="utf-8")
    found = import_files(sorted(tmp_path.iterdir()), ImportAsked())
    assert [t.file for t in found.tables] == ["hours.csv", "register.csv", "visits.csv"]
    assert dataset(found)


def test_nothing_but_what_systems_leave_is_refused(tmp_path: Path) -> None:
    (tmp_path / "desktop.ini").write_text("[.ShellClassInfo]\n", encoding="utf-8")
    found = import_files([tmp_path / "desktop.ini"], ImportAsked())
    assert [fault.code for fault in found.refused] == [
        "import_unknown_table",
        "import_no_start",
    ]
