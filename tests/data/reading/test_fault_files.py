"""Files that are wrong as files: missing, of another kind, written otherwise."""

import io
import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from data.faults import BadInput
from data.reading.dataset import SHEETS, read_dataset
from tests.data.reading.build import Damage, Files, Where, faults_of, text_of, where


def _xlsx() -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
    return made.getvalue()


def _with(file: str, content: bytes) -> Damage:
    def damage(files: Files) -> Files:
        files.content[file] = content
        return files

    return damage


def _encoded(file: str, encoding: str) -> Damage:
    def damage(files: Files) -> Files:
        text = files.content[file].decode()
        files.content[file] = text.encode(encoding)
        return files

    return damage


def _separated(file: str, separator: str) -> Damage:
    return lambda f: f.set(file, text_of(f.rows(file), separator))


def _header(file: str, old: str, new: str) -> Damage:
    return lambda f: f.put(file, 1, old, new)


CASES: list[tuple[str, Damage, list[Where]]] = [
    (
        "no settings",
        lambda f: f.drop("dataset.toml"),
        [("missing_file", "dataset.toml", None, None)],
    ),
    (
        "no employees",
        lambda f: f.drop("employees.csv"),
        [("missing_file", "employees.csv", None, None)],
    ),
    (
        "no units and no shift types",
        lambda f: f.drop("units.csv", "shift_types.csv"),
        [
            ("missing_file", "units.csv", None, None),
            ("missing_file", "shift_types.csv", None, None),
        ],
    ),
    (
        "visits without clients",
        lambda f: f.drop("clients.csv"),
        [("missing_file", "clients.csv", None, None)],
    ),
    (
        "clients without visits",
        lambda f: f.drop("visits.csv"),
        [("missing_file", "visits.csv", None, None)],
    ),
    (
        "nothing to do",
        lambda f: f.drop("visits.csv", "clients.csv", "staffing.csv"),
        [
            ("missing_file", "clients.csv", None, None),
            ("missing_file", "visits.csv", None, None),
        ],
    ),
    (
        "a file that nobody knows",
        _with("visitors.csv", b"a,b\n"),
        [("unknown_file", "visitors.csv", None, None)],
    ),
    (
        "a workbook beside the files",
        _with("employees.xlsx", b""),
        [("excel_file", "employees.xlsx", None, None)],
    ),
    (
        "a workbook in the name of a CSV file",
        _with("employees.csv", _xlsx()),
        [("excel_file", "employees.csv", None, None)],
    ),
    (
        "an old workbook in the name of a CSV file",
        _with("visits.csv", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600),
        [("excel_file", "visits.csv", None, None)],
    ),
    (
        "an empty file",
        _with("employees.csv", b""),
        [("empty_file", "employees.csv", None, None)],
    ),
    (
        "an empty file that may be left out",
        _with("wishes.csv", b"\n  \n"),
        [("empty_file", "wishes.csv", None, None)],
    ),
    (
        "nothing but a byte order mark",
        _with("wishes.csv", b"\xef\xbb\xbf"),
        [("empty_file", "wishes.csv", None, None)],
    ),
    (
        "empty settings",
        _with("dataset.toml", b""),
        [("empty_file", "dataset.toml", None, None)],
    ),
    (
        "a header alone where rows are needed",
        lambda f: f.set_rows("employees.csv", f.rows("employees.csv")[:1]),
        [("no_rows", "employees.csv", None, None)],
    ),
    (
        "letters of DOS",
        _encoded("employees.csv", "cp850"),
        [("encoding", "employees.csv", 2, None)],
    ),
    (
        "letters of old Macs",
        _encoded("employees.csv", "mac_roman"),
        [("encoding", "employees.csv", 2, None)],
    ),
    (
        "Windows letters among others",
        lambda f: _with("employees.csv", f.content["employees.csv"] + b"\xe5,,,\n")(
            f.put("employees.csv", 3, "name", "å")
        ),
        [
            ("encoding", "employees.csv", 5, None),
            ("cell_count", "employees.csv", 5, None),
        ],
    ),
    (
        "UTF-16",
        _encoded("employees.csv", "utf-16"),
        [("encoding", "employees.csv", None, None)],
    ),
    (
        "UTF-16 without a mark",
        _encoded("employees.csv", "utf-16-le"),
        [("encoding", "employees.csv", None, None)],
    ),
    (
        "half of a UTF-16 letter",
        _with("employees.csv", b"\xff\xfea"),
        [("encoding", "employees.csv", None, None)],
    ),
    (
        "letters of no encoding",
        _with("wishes.csv", b"employee_id,date,shift_id,want,weight\n\x81\xff,,,,\n"),
        [("encoding", "wishes.csv", 2, None)],
    ),
    (
        "letters of DOS in the settings",
        lambda f: _encoded("dataset.toml", "cp850")(f.setting("name", 'name = "Å"')),
        [("encoding", "dataset.toml", 2, None)],
    ),
    (
        "tabs",
        _separated("clients.csv", "\t"),
        [("separator", "clients.csv", 1, None)],
    ),
    (
        "bars",
        _separated("done_visits.csv", "|"),
        [("header", "done_visits.csv", 1, None)],
    ),
    (
        "rows without a header",
        lambda f: f.set_rows("done_visits.csv", f.rows("done_visits.csv")[1:]),
        [("header", "done_visits.csv", 1, None)],
    ),
    (
        "a row of semicolons under a header of commas",
        lambda f: f.add("done_visits.csv", "dora;amy;2026-12-18"),
        [("cell_count", "done_visits.csv", 3, None)],
    ),
    (
        "a quotation mark that never ends",
        lambda f: f.add("done_visits.csv", 'dora,"amy,2026-12-18'),
        [("quotes", "done_visits.csv", 3, None)],
    ),
    (
        "a column that is missing",
        lambda f: f.set("done_visits.csv", "client_id,employee_id\ncarl,amy\n"),
        [("missing_column", "done_visits.csv", 1, "date")],
    ),
    (
        "a column that is misspelt",
        _header("employees.csv", "role", "Rolle"),
        [
            ("missing_column", "employees.csv", 1, "role"),
            ("unknown_column", "employees.csv", 1, "Rolle"),
        ],
    ),
    (
        "a column that stands twice",
        _header("balances.csv", "nights_worked", "weekends_worked"),
        [
            ("missing_column", "balances.csv", 1, "nights_worked"),
            ("repeated_column", "balances.csv", 1, "weekends_worked"),
        ],
    ),
    (
        "text in a column without a name",
        lambda f: f.set(
            "done_visits.csv", "client_id,employee_id,date,\ncarl,amy,2026-12-18,ok\n"
        ),
        [("unnamed_column", "done_visits.csv", 2, None)],
    ),
    (
        "a cell too many",
        lambda f: f.add("done_visits.csv", "dora,amy,2026-12-18,afternoon"),
        [("cell_count", "done_visits.csv", 3, None)],
    ),
    (
        "a cell too few, of somebody others refer to",
        lambda f: f.set(
            "employees.csv",
            f.content["employees.csv"].decode().replace("Amy Å,centre,", "Amy Å,"),
        ),
        [("cell_count", "employees.csv", 2, None)],
    ),
]


@pytest.mark.parametrize(
    ("damage", "expected"), [pytest.param(d, e, id=name) for name, d, e in CASES]
)
def test_a_file_that_is_wrong_is_named(
    tmp_path: Path, damage: Damage, expected: list[Where]
) -> None:
    faults = faults_of(damage(Files()).write(tmp_path))
    assert [where(fault) for fault in faults] == expected


def test_a_byte_order_mark_is_fine(tmp_path: Path) -> None:
    files = Files()
    plain = read_dataset(files.write(tmp_path / "plain"))
    for name, content in files.content.items():
        files.content[name] = b"\xef\xbb\xbf" + content
    assert read_dataset(files.write(tmp_path / "marked")) == plain


def test_semicolons_and_decimal_commas_are_fine(tmp_path: Path) -> None:
    files = Files()
    plain = read_dataset(files.write(tmp_path / "plain"))
    for sheet in (sheet for sheet in SHEETS if sheet.file in files.content):
        rows = files.rows(sheet.file)
        for row in rows[1:]:
            for name in ("lat", "lon", "monthly_pay", "km_price", "amount"):
                if name in rows[0]:
                    at = rows[0].index(name)
                    row[at] = row[at].replace(".", ",")
        files.set(sheet.file, text_of(rows, ";").replace("\n", "\r\n"))
    assert read_dataset(files.write(tmp_path / "swedish")) == plain


def test_private_files_columns_and_droppings_are_not_read(tmp_path: Path) -> None:
    files = Files()
    plain = read_dataset(files.write(tmp_path))
    files.set("x_notes.md", "\0").set(".DS_Store", "\0").set("~$units.csv", "\0")
    files.set("rules.json", "not read here")
    rows = files.rows("done_visits.csv")
    files.set_rows("done_visits.csv", [[*row, "x_mine"] for row in rows])
    files.add("dataset.toml", "x_author = 'me'")
    (tmp_path / "x_folder").mkdir()
    assert read_dataset(files.write(tmp_path)) == plain


def test_columns_that_may_be_left_out_can_be(tmp_path: Path) -> None:
    files = (
        Files().put("visits.csv", 3, "after", "").put("visits.csv", 3, "gap_min", "")
    )
    files.put("visits.csv", 3, "gap_max", "").put("visits.csv", 4, "unit_id", "")
    files.put("units.csv", 2, "lends_to", "")
    filled = read_dataset(files.write(tmp_path / "filled"))
    files.set_rows("visits.csv", [row[:-4] for row in files.rows("visits.csv")])
    files.set_rows("units.csv", [row[:-1] for row in files.rows("units.csv")])
    for file, columns in (("locked_shifts.csv", 7), ("locked_visits.csv", 5)):
        files.set_rows(file, [row[:columns] for row in files.rows(file)])
    short = read_dataset(files.write(tmp_path / "short"))
    assert short.visits == filled.visits
    assert short.units == filled.units
    assert short.locked_visits == filled.locked_visits
    assert short.locked_shifts[0].breaks == ()
    assert short.locked_shifts[0].paid_minutes == filled.locked_shifts[0].paid_minutes


def test_blank_rows_count_in_the_numbering_but_are_not_read(tmp_path: Path) -> None:
    files = Files().add("done_visits.csv", "\n,,\ndora,amy,soon")
    [fault] = faults_of(files.write(tmp_path))
    assert where(fault) == ("date", "done_visits.csv", 5, "date")


def test_a_cell_of_two_lines_is_one_row_of_the_spreadsheet(tmp_path: Path) -> None:
    files = Files().put("employees.csv", 2, "name", "Amy\nÅ")
    files.put("employees.csv", 3, "transport", "horse")
    [fault] = faults_of(files.write(tmp_path))
    assert where(fault) == ("one_of", "employees.csv", 3, "transport")


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    folder = tmp_path / "nowhere"
    assert [f.code for f in faults_of(folder)] == ["no_folder"]
    assert str(folder) in faults_of(folder)[0].text()


def test_a_file_in_place_of_the_folder_is_named(tmp_path: Path) -> None:
    file = tmp_path / "dataset.csv"
    file.write_text("x")
    assert [f.code for f in faults_of(file)] == ["not_a_folder"]


def test_a_folder_in_place_of_a_file_is_named(tmp_path: Path) -> None:
    folder = Files().drop("wishes.csv").write(tmp_path)
    (folder / "wishes.csv").mkdir()
    assert [where(f) for f in faults_of(folder)] == [
        ("unreadable_file", "wishes.csv", None, None)
    ]


def test_a_fault_says_where_what_and_what_was_expected(tmp_path: Path) -> None:
    files = Files().put("visits.csv", 3, "earliest", "2026-12-21 1000")
    [fault] = faults_of(files.write(tmp_path))
    assert fault.text("sv") == (
        "visits.csv, rad 3, kolumn earliest: ”2026-12-21 1000” är ingen tidpunkt. "
        "Det ska vara datum, T och klockslag, till exempel 2026-11-30T07:15."
    )
    assert fault.text("en").startswith("visits.csv, row 3, column earliest: “2026")


@pytest.mark.parametrize(
    ("file", "line", "column", "value", "other"),
    [
        ("visits.csv", 4, "latest", "2026-12-23T00:59", "2026-12-23T01:00"),
        ("absences.csv", 2, "end", "2026-12-24", "2026-12-25"),
        ("employees.csv", 3, "to", "2025-12-31", "2026-01-01"),
        ("worked_shifts.csv", 2, "end", "2026-12-18T06:00", "2026-12-18T07:00"),
        ("worked_shifts.csv", 2, "end", "2026-12-19T08:00", "2026-12-18T07:00"),
        ("locked_visits.csv", 2, "end", "2026-12-21T08:00", "2026-12-21T08:15"),
        ("locked_shifts.csv", 2, "end", "2026-12-22T08:00", "2026-12-21T07:00"),
        ("visits.csv", 4, "date", "2026-12-28", "2026-12-27"),
    ],
)
def test_an_end_is_held_against_its_start_in_words(  # noqa: PLR0913
    tmp_path: Path, file: str, line: int, column: str, value: str, other: str
) -> None:
    [fault] = faults_of(Files().put(file, line, column, value).write(tmp_path))
    for language in ("sv", "en"):
        assert value in fault.text(language)
        assert other in fault.text(language)


@pytest.mark.parametrize(
    ("encoding", "name"), [("cp850", "DOS (850)"), ("mac_roman", "Mac OS Roman")]
)
def test_the_code_page_of_a_file_is_named_and_its_text_shown(
    encoding: str, name: str, tmp_path: Path
) -> None:
    files = Files().put("employees.csv", 3, "name", "Åsa Löv")
    text = files.content["employees.csv"].decode().replace("\n", "\r")
    files.content["employees.csv"] = text.encode(encoding)
    fault = next(f for f in faults_of(files.write(tmp_path)) if f.code == "encoding")
    assert fault.line == 2
    assert name in fault.text("en")
    assert "Amy Å" in (fault.value or "")


def test_a_long_value_is_shortened_in_words_only(tmp_path: Path) -> None:
    files = Files().put("visits.csv", 3, "minutes", "9" * 500)
    [fault] = faults_of(files.write(tmp_path))
    assert fault.value == "9" * 500
    assert len(fault.text()) < 200


_TORN = st.tuples(
    st.sampled_from(sorted(Files().content)),
    st.integers(0, 2000),
    st.integers(0, 40),
    st.one_of(
        st.binary(max_size=12),
        st.sampled_from([b",", b";", b'"', b"\n", b"|", b"-1", b"9" * 30, b"24:00"]),
    ),
)


@settings(
    max_examples=150,
    deadline=None,
    suppress_health_check=[
        HealthCheck.function_scoped_fixture,
        HealthCheck.too_slow,
    ],
)
@given(wounds=st.lists(_TORN, min_size=1, max_size=4))
def test_no_damage_ends_in_anything_but_located_words(
    tmp_path: Path, wounds: list[tuple[str, int, int, bytes]]
) -> None:
    files = Files()
    for name, start, length, new in wounds:
        old = files.content[name]
        start %= len(old) + 1
        files.content[name] = old[:start] + new + old[start + length :]
    folder = files.write(tmp_path)
    try:
        read_dataset(folder)
    except BadInput:
        assert all(fault.file for fault in faults_of(folder))
