"""A file appears whole, replaces nothing unasked, and leaves nothing beside it."""

import os
from pathlib import Path

import pytest

from data.disk.leftovers import locked, new_file, tidy
from data.disk.whole_file import check_file, write_file
from data.faults import BadInput


def codes(path: Path, *, force: bool = False) -> list[str]:
    with pytest.raises(BadInput) as caught:
        write_file(path, b"new", force=force)
    return [fault.code for fault in caught.value.faults]


def test_a_new_file_is_written(tmp_path: Path) -> None:
    write_file(tmp_path / "a.csv", b"new")
    assert (tmp_path / "a.csv").read_bytes() == b"new"
    assert [path.name for path in tmp_path.iterdir()] == ["a.csv"]


def test_a_file_that_is_there_stays_unless_told_otherwise(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(b"mine")
    assert codes(path) == ["file_there"]
    assert path.read_bytes() == b"mine"
    check_file(path, force=True)
    write_file(path, b"new", force=True)
    assert path.read_bytes() == b"new"


def test_a_folder_or_a_pipe_is_never_replaced(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for path in (tmp_path, tmp_path / "pipe"):
        assert codes(path, force=True) == ["no_plain_file"]


def test_a_link_stays_one_and_what_it_leads_to_is_written(tmp_path: Path) -> None:
    (tmp_path / "share").mkdir()
    (tmp_path / "a.csv").symlink_to(tmp_path / "share" / "b.csv")
    write_file(tmp_path / "a.csv", b"new")
    assert (tmp_path / "a.csv").is_symlink()
    assert (tmp_path / "share" / "b.csv").read_bytes() == b"new"


def test_what_a_killed_process_left_goes_with_the_next_start(tmp_path: Path) -> None:
    for name in ("a.csv", "b.csv"):
        new_file(tmp_path / name).write_bytes(b"half")
    (tmp_path / ".a.csv.bemanna-lock").touch()
    check_file(tmp_path / "a.csv")
    assert [path.name for path in tmp_path.iterdir()] == [".b.csv.bemanna-new"]
    tidy(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_what_a_living_process_is_writing_stays(tmp_path: Path) -> None:
    with locked(tmp_path / "a.csv"):
        new_file(tmp_path / "a.csv").write_bytes(b"half")
        tidy(tmp_path)
        assert new_file(tmp_path / "a.csv").exists()


def test_a_file_does_not_come_among_those_of_a_dataset(tmp_path: Path) -> None:
    (tmp_path / "dataset.toml").touch()
    assert codes(tmp_path / "a.csv", force=True) == ["among_data"]
    write_file(tmp_path / "x_a.csv", b"private")
    write_file(tmp_path / "travel.csv", b"its own", belongs=True)
    write_file(tmp_path / "travel.csv", b"there", force=True)


def test_a_place_that_cannot_be_written_is_bad_input(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert codes(tmp_path / "none" / "a.csv") == ["cannot_write"]

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    assert codes(tmp_path / "a.csv") == ["cannot_write"]
    assert list(tmp_path.iterdir()) == []
