"""What spreadsheets and systems leave in files: read, or refused with advice."""

import os
import unicodedata
from pathlib import Path

import pytest

from api.inputs import read_inputs
from data.disk.own_files import begin_own_files
from data.faults import BadInput
from data.reading.dataset import read_dataset
from data.writing.dataset_files import write_dataset
from tests.data.reading.build import Files, faults_of, text_of, where


def test_a_folder_that_the_program_wrote_may_lie_among_the_files(
    tmp_path: Path,
) -> None:
    dataset = Files().write(tmp_path / "mine")
    whole = read_dataset(dataset)
    begin_own_files(dataset / "study")
    write_dataset(whole, dataset / "changed")
    assert read_dataset(dataset) == whole


def _cut(files: Files, file: str, width: int, line: int = 2) -> Files:
    rows = files.rows(file)
    rows[line - 1] = rows[line - 1][:width]
    return files.set_rows(file, rows)


def test_empty_cells_cut_off_at_the_end_are_empty(tmp_path: Path) -> None:
    whole = read_dataset(Files().write(tmp_path / "whole"))
    cut = _cut(Files(), "visits.csv", 10)
    assert read_dataset(cut.write(tmp_path / "cut")) == whole


def test_a_row_cut_before_what_must_be_filled_is_refused(tmp_path: Path) -> None:
    faults = faults_of(_cut(Files(), "visits.csv", 9).write(tmp_path))
    assert ("cell_count", "visits.csv", 2, None) in map(where, faults)


def test_a_short_row_that_ends_empty_has_lost_another_cell(tmp_path: Path) -> None:
    files = Files()
    text = files.content["employees.csv"].decode()
    files.set("employees.csv", text.replace("Amy Å,centre,", "Amy Å,"))
    [fault] = faults_of(files.write(tmp_path))
    assert where(fault) == ("cell_count", "employees.csv", 2, None)


def test_more_empty_cells_than_columns_are_nothing(tmp_path: Path) -> None:
    whole = read_dataset(Files().write(tmp_path / "whole"))
    files = Files()
    lines = files.content["visits.csv"].decode().splitlines()
    files.set("visits.csv", "\n".join([lines[0], *(f"{x},,," for x in lines[1:])]))
    assert read_dataset(files.write(tmp_path / "wide")) == whole


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_a_line_that_tells_the_separator_is_obeyed(tmp_path: Path, end: str) -> None:
    whole = read_dataset(Files().write(tmp_path / "whole"))
    files = Files()
    text = text_of(files.rows("wishes.csv"), ";").replace("\n", end)
    files.set("wishes.csv", f"sep=;{end}{text}")
    assert read_dataset(files.write(tmp_path / "told")) == whole


def test_files_in_the_letters_of_windows_are_read(tmp_path: Path) -> None:
    files = Files().put("employees.csv", 2, "name", "Åsa Ödegård-Ähl, é")
    files.put("employees.csv", 2, "monthly_pay", "31\u00a0250.50")
    files.setting("name", 'name = "Örebro"')
    whole = read_dataset(files.write(tmp_path / "whole"))
    for name in ("employees.csv", "dataset.toml"):
        files.content[name] = files.content[name].decode().encode("cp1252")
    assert read_dataset(files.write(tmp_path / "windows")) == whole


def test_rows_are_numbered_with_the_line_that_tells_the_separator(
    tmp_path: Path,
) -> None:
    files = Files().put("wishes.csv", 2, "weight", "9")
    files.set("wishes.csv", "sep=,\n" + files.content["wishes.csv"].decode())
    [fault] = faults_of(files.write(tmp_path))
    assert where(fault) == ("whole", "wishes.csv", 3, "weight")


def test_line_ends_of_old_macs_are_line_ends(tmp_path: Path) -> None:
    whole = Files().put("units.csv", 2, "name", "Centrum; norr")
    mac = {name: text.replace(b"\n", b"\r") for name, text in whole.content.items()}
    mac["dataset.toml"] = whole.content["dataset.toml"]
    expected = read_dataset(whole.write(tmp_path / "whole"))
    assert read_dataset(Files(mac).write(tmp_path / "mac")) == expected


def test_ids_in_another_unicode_form_are_the_same_ids(tmp_path: Path) -> None:
    files = Files()
    for name, text in files.content.items():
        files.content[name] = text.replace(b"bo,", "bö,".encode())
    files.content["clients.csv"] = unicodedata.normalize(
        "NFD", files.content["clients.csv"].decode().replace(",bo,", ",bö,")
    ).encode()
    problem = read_dataset(files.write(tmp_path))
    assert problem.client["carl"].backups == ("bö",)


def test_an_id_in_another_unicode_form_is_that_id(tmp_path: Path) -> None:
    files = Files()
    for name, text in files.content.items():
        files.content[name] = text.replace(b"carl,", "cärl,".encode())
    composed = files.content["visits.csv"].decode()
    files.content["visits.csv"] = unicodedata.normalize("NFD", composed).encode()
    assert files.content["visits.csv"] != composed.encode()
    assert read_dataset(files.write(tmp_path)).visit["v1"].client == "cärl"


@pytest.mark.parametrize("name", ["Thumbs.db", "desktop.ini", ".DS_Store", "~$x.csv"])
def test_what_systems_leave_behind_is_passed_over(tmp_path: Path, name: str) -> None:
    read_dataset(Files().set(name, "\0").write(tmp_path))


@pytest.mark.parametrize("name", ["units.csv", "rules.json", "dataset.toml"])
def test_a_pipe_is_no_file(tmp_path: Path, name: str) -> None:
    folder = Files().set("rules.json", "[]").drop(name).write(tmp_path)
    os.mkfifo(folder / name)
    with pytest.raises(BadInput) as caught:
        read_inputs(folder)
    assert ("unreadable_file", name, None, None) in map(where, caught.value.faults)


@pytest.mark.parametrize("id_", ["=1", "+a", "-a", "@a", "a\x9b"])
def test_an_id_that_begins_like_a_formula_is_refused(tmp_path: Path, id_: str) -> None:
    files = Files().put("units.csv", 2, "unit_id", id_)
    [fault] = faults_of(files.write(tmp_path))
    code = "ident" if id_ == "a\x9b" else "ident_formula"
    assert where(fault) == (code, "units.csv", 2, "unit_id")


def test_a_name_that_begins_like_a_formula_is_harmless_and_reads_back(
    tmp_path: Path,
) -> None:
    files = Files().put("employees.csv", 2, "name", "=cmd|' /C calc'!A1")
    problem = read_dataset(files.write(tmp_path / "read"))
    write_dataset(problem, tmp_path / "written")
    written = (tmp_path / "written" / "employees.csv").read_text(encoding="utf-8")
    assert ",'=cmd|" in written
    assert read_dataset(tmp_path / "written") == problem
