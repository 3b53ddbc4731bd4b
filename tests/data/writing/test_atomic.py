"""A folder appears whole, or the disk is as it was."""

import stat
from pathlib import Path

import pytest

from data.faults import BadInput
from data.writing.atomic import write_folder


def _tree(folder: Path) -> set[str]:
    return {str(path.relative_to(folder)) for path in folder.rglob("*")}


def _stop() -> bytes:
    raise KeyboardInterrupt


def _broken(*_: object) -> None:
    raise OSError(28, "No space left on device")


def test_a_file_that_cannot_be_made_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(KeyboardInterrupt):
        write_folder(tmp_path / "a" / "plan", {"one": b"1", "two": _stop})
    assert _tree(tmp_path) == set()


def test_a_full_disk_leaves_nothing_and_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Path, "write_bytes", _broken)
    with pytest.raises(BadInput) as caught:
        write_folder(tmp_path / "a" / "plan", {"one": b"1"})
    assert _tree(tmp_path) == set()
    [fault] = caught.value.faults
    assert fault.code == "cannot_write"
    assert "No space left" in fault.text()


def test_a_stop_in_the_middle_leaves_the_old_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_folder(tmp_path / "plan", {"one": b"old"})
    written: list[Path] = []

    def write_once(path: Path, content: bytes) -> None:
        if written:
            raise KeyboardInterrupt
        written.append(path)
        path.write_text(content.decode())

    monkeypatch.setattr(Path, "write_bytes", lambda p, c: write_once(p, c))
    with pytest.raises(KeyboardInterrupt):
        write_folder(tmp_path / "plan", {"one": b"new", "two": b"new"})
    assert _tree(tmp_path) == {"plan", "plan/one"}
    assert (tmp_path / "plan" / "one").read_bytes() == b"old"


@pytest.mark.parametrize("failing", [1, 2])
def test_a_move_that_fails_puts_the_old_folder_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, failing: int
) -> None:
    write_folder(tmp_path / "plan", {"one": b"old"})
    rename, calls = Path.rename, [0]

    def rename_or_fail(path: Path, target: Path) -> Path:
        calls[0] += 1
        if calls[0] == failing:
            raise OSError(1, "Operation not permitted")
        return rename(path, target)

    monkeypatch.setattr(Path, "rename", rename_or_fail)
    with pytest.raises(BadInput):
        write_folder(tmp_path / "plan", {"one": b"new"})
    assert _tree(tmp_path) == {"plan", "plan/one"}
    assert (tmp_path / "plan" / "one").read_bytes() == b"old"


def test_others_may_read_what_they_may_read_elsewhere(tmp_path: Path) -> None:
    (tmp_path / "usual").mkdir()
    write_folder(tmp_path / "plan", {"one": b"1"})
    modes = {stat.S_IMODE((tmp_path / n).stat().st_mode) for n in ("plan", "usual")}
    assert len(modes) == 1


def test_a_link_to_a_folder_stays_a_link(tmp_path: Path) -> None:
    write_folder(tmp_path / "real", {"one": b"old"})
    (tmp_path / "link").symlink_to(tmp_path / "real")
    write_folder(tmp_path / "link", {"one": b"new"})
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "real" / "one").read_bytes() == b"new"
