"""Files in a shared folder: only what the program wrote, and nobody changed, may go."""

from pathlib import Path

import pytest

from data.disk import own_files
from data.disk.own_files import begin_own_files, check_own_files, write_own_files
from data.disk.whole_file import write_file
from data.faults import BadInput


def codes(folder: Path, *, force: bool = False) -> list[str]:
    with pytest.raises(BadInput) as caught:
        check_own_files(folder, ("a", "b"), force=force)
    return [fault.code for fault in caught.value.faults]


def test_what_it_wrote_is_replaced(tmp_path: Path) -> None:
    folder = tmp_path / "new"
    begin_own_files(folder)
    write_own_files(folder, {"a": b"1", "b": b"1"})
    begin_own_files(folder)
    write_own_files(folder, {"a": b"2", "b": b"2"})
    assert ((folder / "a").read_bytes(), (folder / "b").read_bytes()) == (b"2", b"2")


def test_what_somebody_changed_or_brought_stays_unless_asked_for(
    tmp_path: Path,
) -> None:
    write_own_files(tmp_path, {"a": b"1"})
    (tmp_path / "a").write_bytes(b"mine")
    (tmp_path / "b").write_bytes(b"mine, too")
    assert codes(tmp_path) == ["file_changed", "file_there"]
    with pytest.raises(BadInput):
        write_own_files(tmp_path, {"a": b"2", "b": b"2"})
    assert (tmp_path / "a").read_bytes() == b"mine"
    write_own_files(tmp_path, {"a": b"2", "b": b"2"}, force=True)
    check_own_files(tmp_path, ("a", "b"))


def test_what_is_no_file_always_stays(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "b").symlink_to(tmp_path / "a")
    assert codes(tmp_path, force=True) == ["no_plain_file", "no_plain_file"]


def test_a_kill_between_two_files_leaves_nothing_that_passes_for_somebodys_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_own_files(tmp_path, {"a": b"1", "b": b"1"})

    def killed(path: Path, content: bytes, *, force: bool) -> None:
        if path.name == "b":
            raise KeyboardInterrupt
        write_file(path, content, force=force)

    monkeypatch.setattr(own_files, "write_file", killed)
    with pytest.raises(KeyboardInterrupt):
        write_own_files(tmp_path, {"a": b"2", "b": b"2"})
    assert ((tmp_path / "a").read_bytes(), (tmp_path / "b").read_bytes()) == (
        b"2",
        b"1",
    )
    check_own_files(tmp_path, ("a", "b"))


def test_a_place_that_cannot_be_written_is_bad_input(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(BadInput):
        begin_own_files(tmp_path / "file" / "folder")
