"""Lists that a planner keeps for herself: own headings, joined cells, own shifts."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook

from data.importing.import_files import ImportAsked, Imported, import_files
from data.importing.joined_cells import joined_filled
from data.importing.mapping import ExportMapping
from data.importing.mapping_file import read_mapping, write_mapping
from data.problem_cells import shift_type_cells
from data.reading.cells import FLAG
from data.reading.rows.sheet_lines import SheetLines
from scheduler.domain.values import ShiftKind
from tests.data.importing.small_files import dataset, imported, told

PEOPLE = [
    (
        "Namn",
        "Titel",
        "Anställning",
        "Tjänst %",
        "Helg",
        "Delegering",
        "Bil eller cykel",
    ),
    ("Anna Berg", "Undersköterska", "Tillsvidare", 75, "varannan", "ja", "cykel"),
    ("Bo Alm-Ek", "Vårdbiträde", "Timvikarie", None, None, "nej", "bil"),
]
NEEDS = [
    ("Vem", "Var", "Vad", "Hur länge (min)", "Vilka dagar", "När", "Dubbel"),
    ("Agda", "Solgatan 1", "Frukost", 30, "alla dagar", "07:00-09:30", None),
    (None, None, "Dusch", 45, "ti, fr", "18-20", "ja"),
    (None, None, "Städ", 60, "varannan tors", "kl 10", None),
]
TURNS = [
    ("Tur", "Börjar", "Slutar", "Rast"),
    ("Tidig", "07:00", "15:30", 30),
    ("Sen", "14:00", "22:00", 30),
]
WISHES = [("Vem", "Ledig den"), ("Anna Berg", date(2026, 12, 24))]
NOTES = [("Kom ihåg!",), ("Julbord", "alla utom Bo")]
Rows = Sequence[Sequence[object]]
SHEETS: dict[str, Rows] = {
    "Personal": PEOPLE,
    "Insatser": NEEDS,
    "Turer": TURNS,
    "Ledigt": WISHES,
    "Övrigt": NOTES,
}
STARTING = ExportMapping().with_days(date(2026, 12, 14), 14)


def workbook(folder: Path, sheets: dict[str, Rows]) -> Path:
    """Write sheets, each with a title over all its columns; Agda's cells are joined."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for title, rows in sheets.items():
        page = book.create_sheet(title)
        page.append([f"Solbacken – {title}"])
        page.merge_cells("A1:G1")
        page.append([])
        for row in rows:
            page.append(row)
        if rows is NEEDS:
            page.merge_cells("A4:A6")
            page.merge_cells("B4:B6")
    path = folder / "planering.xlsx"
    book.save(path)
    return path


def look(path: Path, *skipped: str) -> Imported:
    mapping = STARTING.model_copy(update={"skipped": skipped})
    return import_files([path], ImportAsked(mapping))


@pytest.fixture
def whole(tmp_path: Path) -> Imported:
    """Read the workbook but for its notes."""
    return look(workbook(tmp_path, SHEETS), "planering.xlsx: Övrigt")


def test_every_list_is_known_for_what_it_is(whole: Imported) -> None:
    assert [fault.text("sv") for fault in whole.refused] == []
    kinds = {t.file.rpartition(": ")[2]: t.kind for t in whole.tables}
    assert kinds == {
        "Personal": "employees",
        "Insatser": "decisions",
        "Turer": "shift_types",
        "Ledigt": "wishes",
        "Övrigt": None,
    }
    assert all(table.unread == () for table in whole.tables)


def test_a_joined_cell_holds_for_each_of_its_rows(whole: Imported) -> None:
    problem = dataset(whole)
    [client] = problem.clients
    assert (client.name, client.address) == ("Agda", "Solgatan 1")
    assert {need.minutes for need in problem.visits} == {30, 45, 60}


def test_people_without_numbers_get_running_ones_and_keep_their_names(
    whole: Imported,
) -> None:
    problem = dataset(whole)
    anna, bo = problem.employees
    assert (anna.id, anna.name, anna.degree_pct) == ("m-1", "Anna Berg", 75)
    assert (bo.id, bo.name) == ("m-2", "Bo Alm-Ek")
    assert whole.made is not None
    counts = {a.code: a.facts for a in whole.made.assumed}
    assert counts["numbered_people"] == {"count": 2}
    assert counts["numbered_clients"] == {"count": 1}


def test_no_id_and_nothing_in_the_mapping_is_a_name(whole: Imported) -> None:
    problem = dataset(whole)
    ids = [v.id for v in problem.visits] + [n.id for n in problem.needs]
    ids += [c.id for c in problem.clients] + [e.id for e in problem.employees]
    ids += [w.employee for w in problem.wishes]
    written = write_mapping(whole).decode()
    for name in ("anna berg", "alm-ek", "agda"):
        assert name not in " ".join((written, *ids)).casefold()


def test_numbers_stay_in_another_order_as_long_as_the_mapping_is_kept(
    tmp_path: Path, whole: Imported
) -> None:
    kept = read_mapping(write_mapping(whole))
    turned = [PEOPLE[0], ("Cia Ny", *PEOPLE[1][1:]), *PEOPLE[:0:-1]]
    path = workbook(tmp_path, {"Personal": turned, "Insatser": NEEDS})
    found = dataset(import_files([path], ImportAsked(kept)))
    numbers = {e.name: e.id for e in found.employees}
    assert numbers == {"Anna Berg": "m-1", "Bo Alm-Ek": "m-2", "Cia Ny": "m-3"}
    assert [(c.id, c.name) for c in found.clients] == [("b-1", "Agda")]


def test_a_dataset_before_knows_the_numbers_without_a_mapping(
    tmp_path: Path, whole: Imported
) -> None:
    agda = [NEEDS[0], ("Bror", *NEEDS[1][1:]), ("AGDA", *NEEDS[1][1:])]
    path = workbook(
        tmp_path, {"Personal": [PEOPLE[0], *PEOPLE[:0:-1]], "Insatser": agda}
    )
    asked = ImportAsked(STARTING, base=dataset(whole))
    found = dataset(import_files([path], asked))
    assert [(e.id, e.name) for e in found.employees] == [
        ("m-2", "Bo Alm-Ek"),
        ("m-1", "Anna Berg"),
    ]
    assert {c.name: c.id for c in found.clients} == {"Agda": "b-1", "Bror": "b-2"}


def test_two_people_of_one_name_are_told_apart_by_nobody(tmp_path: Path) -> None:
    twice = [*PEOPLE, ("Anna Berg", "Vårdbiträde", "Tillsvidare", 100, "", "", "bil")]
    found = look(workbook(tmp_path, {"Personal": twice, "Insatser": NEEDS}))
    assert [f for f in told(found) if f[0] == "red"] == [
        ("red", "import_second_row", 6, "Namn (A)")
    ]


def test_yes_in_a_column_of_skills_is_the_skill_of_that_name(whole: Imported) -> None:
    anna, bo = dataset(whole).employees
    assert "delegering" in anna.skills
    assert not {"ja", "nej", "delegering"} & bo.skills
    assert ("yellow", "import_skill_of_heading", 4, "Delegering (F)") in told(whole)


def test_days_and_weeks_may_stand_in_one_cell(whole: Imported) -> None:
    problem = dataset(whole)
    days = {
        minutes: sorted({v.date for v in problem.visits if v.minutes == minutes})
        for minutes in (45, 60)
    }
    assert [day.isoformat() for day in days[45]] == [
        "2026-12-15",
        "2026-12-18",
        "2026-12-22",
        "2026-12-25",
    ]
    assert [day.isoformat() for day in days[60]] == ["2026-12-17"]
    assert ("yellow", "import_weeks_from", 6, "Vilka dagar (E)") in told(whole)


def test_shifts_of_its_own_are_the_only_ones(whole: Imported) -> None:
    early, late = dataset(whole).shift_types
    assert (early.id, early.kind, early.start, early.end) == (
        "Tidig",
        ShiftKind.DAY,
        420,
        930,
    )
    assert (late.id, late.kind) == ("Sen", ShiftKind.EVENING)
    assert whole.made is not None
    assert "shift_types" not in {each.code for each in whole.made.assumed}


def turns(tmp_path: Path, *rows: tuple[object, ...]) -> Imported:
    lines = ["Tur;Börjar;Slutar;Rast;Dagar;Högst per dag"]
    lines += [";".join("" if c is None else str(c) for c in row) for row in rows]
    return imported(tmp_path, turns="\n".join(lines) + "\n")


@pytest.mark.parametrize(
    ("times", "rest", "kind", "breaks"),
    [
        ("07:00-16:00", 30, "day", ["30@10:30-12:30"]),
        ("07:00-13:00", 30, "day", ["30@09:30-12:00"]),
        ("07:00-12:00", None, "day", []),
        ("14:00-22:00", 30, "evening", ["30@16:30-19:30"]),
        ("07:00-19:00", 60, "long", ["30@10:30-11:30", "30@14:30-15:30"]),
        ("21:15-07:15", None, "night", []),
        ("00:00-07:00", None, "night", []),
    ],
)
def test_kind_and_breaks_of_a_shift_follow_from_its_times(
    tmp_path: Path, times: str, rest: int | None, kind: str, breaks: list[str]
) -> None:
    other = ("Annan", "08:00", "12:00", None)
    found = turns(tmp_path, ("Egen", *times.split("-"), rest), other)
    turn, _ = dataset(found).shift_types
    assert turn.kind == kind
    assert shift_type_cells(turn)["breaks"] == breaks
    assert turn.paid_meal is (kind == "night")


def test_a_long_shift_without_a_break_is_given_one_that_is_told(
    tmp_path: Path,
) -> None:
    found = turns(
        tmp_path,
        ("Tidig", "07:00", "15:30", None, "mån-fre", 3),
        ("Betald", "07:00", "15:00", 0),
    )
    early, paid = dataset(found).shift_types
    assert [b.minutes for b in early.breaks] == [30]
    assert (early.days, early.max_per_day) == ((True,) * 5 + (False,) * 2, 3)
    assert (paid.breaks, paid.paid_meal) == ((), True)
    assert [(code, line) for _, code, line, _ in told(found)] == [
        ("import_usual_break", 2),
        ("import_paid_meal", 3),
    ]


def test_worked_hours_of_unknown_people_are_no_list_of_shifts(tmp_path: Path) -> None:
    hours = "Xyz;Datum;Starttid;Sluttid;Turkod\n7;2026-11-14;07:00;16:00;A\n"
    found = imported(tmp_path, hours=hours)
    assert [table.kind for table in found.tables][2] == "worked"
    assert ("red", "import_missing_column", 1, None) in told(found)


def test_a_shift_is_listed_once(tmp_path: Path) -> None:
    early = ("Tidig", "07:00", "15:30", 30)
    found = turns(tmp_path, early, early, ("Tidig", "06:00", "15:30", 30))
    assert [(colour, code, line) for colour, code, line, _ in told(found)] == [
        ("red", "import_second_turn", 4),
        ("yellow", "import_row_again", 3),
    ]


def test_notes_block_until_it_is_said_that_they_are_not_read(tmp_path: Path) -> None:
    path = workbook(tmp_path, SHEETS)
    assert [f for f in told(look(path)) if f[0] == "red"] == [
        ("red", "import_unknown_table", None, None)
    ]
    found = look(path, "planering.xlsx: Övrigt")
    assert not found.red
    assert [t.file for t in found.tables if t.skipped] == ["planering.xlsx: Övrigt"]
    again = read_mapping(write_mapping(found))
    assert again.skipped == ("planering.xlsx: Övrigt",)


@pytest.mark.parametrize("area", ["A2:A3", "A2:B3", "A2", "nonsense", "A:A"])
def test_only_what_is_joined_downwards_is_filled(area: str) -> None:
    page = SheetLines("x", [(2, ["a", "b"]), (3, ["", ""]), (4, ["", ""])], [area])
    filled = [cells for _, cells in joined_filled(page)]
    joined = area in ("A2:A3", "A2:B3")
    assert filled == [["a", "b"], ["a" if joined else "", ""], ["", ""]]


def test_a_joined_cell_reaches_past_a_short_row() -> None:
    page = SheetLines("x", [(1, ["", "b"]), (2, ["c"]), (5, ["d"])], ["B1:B9"])
    assert [cells for _, cells in joined_filled(page)] == [
        ["", "b"],
        ["c", "b"],
        ["d", "b"],
    ]


@pytest.mark.parametrize(
    ("answer", "is_yes"),
    [(w, True) for w in ("ja", "J", "x", "1", "sant", "yes")]
    + [(w, False) for w in ("nej", "N", "0", "falskt", "no")],
)
def test_yes_and_no_are_the_same_words_in_lists_as_in_datasets(
    tmp_path: Path, answer: str, is_yes: bool
) -> None:
    assert FLAG.parse(answer) is is_yes
    person = (*PEOPLE[1][:5], answer, "bil")
    path = workbook(tmp_path, {"Personal": [PEOPLE[0], person], "Insatser": NEEDS})
    [employee] = dataset(look(path)).employees
    assert employee.skills == {"usk", "delegering"} if is_yes else {"usk"}


def test_a_client_who_stands_once_above_several_rows_is_theirs(tmp_path: Path) -> None:
    rows = [NEEDS[0], NEEDS[1], (None, None, *NEEDS[2][2:])]
    apart = [*rows, (None,) * 7, (None, None, *NEEDS[2][2:])]
    found = look(workbook(tmp_path, {"Personal": PEOPLE, "Vecka": apart}))
    notes = [note for note in told(found) if note[3] == "Vem (A)"]
    assert notes == [
        ("red", "missing_value", 7, "Vem (A)"),
        ("yellow", "import_as_above", 5, "Vem (A)"),
    ]


def test_a_note_below_a_list_of_people_is_nobody(tmp_path: Path) -> None:
    people = [*PEOPLE, (None,) * 7, ("Ring 070 vid sjukdom", *[None] * 6)]
    found = look(workbook(tmp_path, {"Personal": people, "Insatser": NEEDS}))
    assert [f for f in told(found) if f[0] == "red"] == [
        ("red", "import_only_name", 7, "Namn (A)")
    ]
    assert found.problem is not None
    assert [e.name for e in found.problem.employees] == ["Anna Berg", "Bo Alm-Ek"]


@pytest.mark.parametrize(
    ("ends", "day_break"), [("21:30", 9 * 60), ("22:30", 10 * 60), ("24:00", 11 * 60)]
)
def test_days_begin_when_whoever_worked_late_has_rested(
    tmp_path: Path, ends: str, day_break: int
) -> None:
    turns = [*TURNS[:2], ("Sen", "14:00", ends, 30)]
    sheets: dict[str, Rows] = {"Personal": PEOPLE, "Insatser": NEEDS, "Turer": turns}
    anna, _ = dataset(look(workbook(tmp_path, sheets))).employees
    assert anna.day_break == day_break


OTHER_WORDS: dict[str, Rows] = {
    "Personal": [
        ("Efternamn", "Förnamn", "Befattning", "Syss.grad", "Lön/mån", "Deleg"),
        ("Berg", "Anna", "Usk", "0,75", "30 900", "ja"),
    ],
    "Insatser": [
        ("Kund", "Vad", "Vilka dagar", "När på dagen", "Hur lång tid", "2 pers"),
        ("Agda", "Nedläggning", "varje dag", "19.30-21", "35 min", "dubbelbem"),
        ("Agda", "Promenad", "tis, tors", "13-16", "1 tim", None),
    ],
    "Turerna": [
        ("Turnamn", "Arbetstid", "Rast"),
        ("Morgon", "07:00 – 15:30", "30 min"),
        ("Kväll", "14.00-22.00", "30"),
    ],
    "Ledigt": [
        ("Vem", "Varför", "Fr.o.m.", "T.o.m."),
        ("Anna Berg", "VAB", "ons 16 dec 2026", "2026-12-16"),
    ],
}


def test_the_same_is_known_by_other_words(tmp_path: Path) -> None:
    book = Workbook()
    book.remove(book.worksheets[0])
    for name, rows in OTHER_WORDS.items():
        page = book.create_sheet(name)
        for row in rows:
            page.append(list(row))
    book.save(tmp_path / "lista.xlsx")
    found = import_files([tmp_path / "lista.xlsx"], ImportAsked(STARTING))
    assert found.refused == ()
    made = dataset(found)
    [anna] = made.employees
    assert (anna.degree_pct, anna.monthly_pay) == (75, 3_090_000)
    assert [(s.start, s.end) for s in made.shift_types] == [(420, 930), (840, 1320)]
    kinds = {visit.kind: visit.staff for visit in made.visits}
    assert kinds == {"care": 2, "service": 1}
    [away] = made.absences
    assert away.kind == "parental"
