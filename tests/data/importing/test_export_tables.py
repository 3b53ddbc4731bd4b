"""How a text file is written is guessed from its bytes."""

from pathlib import Path
from unicodedata import normalize

import pytest
from openpyxl import Workbook

from data.faults import BadInput
from data.importing.export_tables import read_export
from tests.api.answers import zipped

TEXT = "Namn;Lön;Kön\nÅsa Öberg;31250,50;k\nBjörn Äng;29000,00;m\nVårdbiträde;1,5;k\n"


def write(folder: Path, content: bytes) -> Path:
    path = folder / "f.csv"
    path.write_bytes(content)
    return path


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "cp1252", "cp850", "mac_roman", "utf-16"]
)
def test_an_encoding_is_told_from_the_bytes(encoding: str, tmp_path: Path) -> None:
    [table] = read_export(write(tmp_path, TEXT.encode(encoding)))
    assert table.encoding == encoding
    assert table.lines[1] == (2, ["Åsa Öberg", "31250,50", "k"])


@pytest.mark.parametrize("separator", [";", "\t", "|", ","])
def test_a_separator_is_told_from_the_lines(separator: str, tmp_path: Path) -> None:
    text = TEXT.replace(",", ".").replace(";", separator)
    [table] = read_export(write(tmp_path, text.encode()))
    assert table.separator == separator
    assert table.lines[0] == (1, ["Namn", "Lön", "Kön"])


def test_a_separator_that_excel_was_told_is_no_line(tmp_path: Path) -> None:
    [table] = read_export(write(tmp_path, b"sep=|\na|b\n1;2|3;4\n"))
    assert table.lines == ((2, ["a", "b"]), (3, ["1;2", "3;4"]))


def test_lines_keep_their_numbers(tmp_path: Path) -> None:
    [table] = read_export(write(tmp_path, b'a;b\n\n"x\ny";2\n3;4\n'))
    assert [number for number, _ in table.lines] == [1, 3, 5]


@pytest.mark.parametrize(
    ("content", "code"),
    [(b"  \n", "empty_file"), (b"\xd0\xcf\x11\xe0old", "import_old_workbook")],
)
def test_what_holds_no_table_is_refused(
    content: bytes, code: str, tmp_path: Path
) -> None:
    with pytest.raises(BadInput) as refused:
        read_export(write(tmp_path, content))
    assert [fault.code for fault in refused.value.faults] == [code]


def test_accents_that_are_signs_of_their_own_are_read_as_letters(
    tmp_path: Path,
) -> None:
    [table] = read_export(write(tmp_path, normalize("NFD", TEXT).encode()))
    assert table.lines[1] == (2, ["Åsa Öberg", "31250,50", "k"])


def test_accents_are_letters_in_workbooks_as_well(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.create_sheet("a", 0)
    for row in (["Namn", "Lön"], ["Åsa Öberg", 31250]):
        sheet.append([normalize("NFD", str(cell)) for cell in row])
    book.save(tmp_path / "f.xlsx")
    [table] = read_export(tmp_path / "f.xlsx")
    assert [cells[0] for _, cells in table.lines] == ["Namn", "Åsa Öberg"]


def test_lists_in_a_zip_are_read(tmp_path: Path) -> None:
    path = tmp_path / "export.zip"
    path.write_bytes(zipped({"tid.csv": TEXT.encode("cp1252")}))
    [table] = read_export(path)
    assert (table.file, table.encoding) == ("export.zip: tid.csv", "cp1252")
    assert table.lines[1] == (2, ["Åsa Öberg", "31250,50", "k"])


def test_a_workbook_in_a_zip_must_be_taken_out_of_it(tmp_path: Path) -> None:
    path = tmp_path / "export.zip"
    path.write_bytes(zipped({"a.xlsx": b"PK\x03\x04 whatever"}))
    with pytest.raises(BadInput) as refused:
        read_export(path)
    [fault] = refused.value.faults
    assert (fault.code, fault.file) == ("import_packed_workbook", "export.zip: a.xlsx")
