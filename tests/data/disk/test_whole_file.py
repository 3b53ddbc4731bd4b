"""A file appears whole, replaces nothing unasked, and leaves nothing beside it."""

from pathlib import Path

import pytest

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


def test_a_folder_is_never_replaced(tmp_path: Path) -> None:
    assert codes(tmp_path, force=True) == ["file_there"]


def test_a_place_that_cannot_be_written_is_bad_input(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert codes(tmp_path / "none" / "a.csv") == ["cannot_write"]

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    assert codes(tmp_path / "a.csv") == ["cannot_write"]
    assert list(tmp_path.iterdir()) == []
