"""A folder appears whole, or the disk is as it was; what it replaced is kept."""

import ctypes
import errno
import os
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from data.disk import exchange, whole_folder
from data.disk.whole_folder import write_beside, write_folder
from data.faults import BadInput
from tests.data.disk.folders import OWN, names, tree


def _write(folder: Path, content: str = "new") -> None:
    write_folder(folder, {"one": content.encode()}, OWN)


def _broken(*_: object) -> None:
    raise OSError(28, "No space left on device")


@pytest.fixture(params=["exchange", "two moves"])
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Put folders in place as the kernel can, and as it must where it cannot."""
    if request.param == "two moves":
        monkeypatch.setattr(exchange, "exchange", lambda *_: False)
    way: str = request.param
    return way


@pytest.mark.usefixtures("way")
def test_what_is_replaced_is_kept_beside(tmp_path: Path) -> None:
    _write(tmp_path / "plan", "old")
    written = write_folder(tmp_path / "plan", {"two": b"new"}, OWN)
    assert written == (tmp_path / "plan", tmp_path / "plan.1")
    assert tree(tmp_path) == {"plan/two": "new", "plan.1/one": "old"}
    assert names(tmp_path) == {"plan", "plan.1"}


def test_nothing_is_kept_where_nothing_was(tmp_path: Path) -> None:
    assert write_folder(tmp_path / "plan", {}, OWN).replaced is None
    (tmp_path / "empty").mkdir()
    assert write_folder(tmp_path / "empty", {}, OWN).replaced is None
    assert names(tmp_path) == {"plan", "empty"}


def test_a_folder_beside_leaves_what_is_there(tmp_path: Path) -> None:
    _write(tmp_path / "plan", "old")
    written = write_beside(tmp_path / "plan", {"one": b"new"}, OWN)
    assert written == (tmp_path / "plan.1", None)
    assert tree(tmp_path) == {"plan/one": "old", "plan.1/one": "new"}
    assert names(tmp_path) == {"plan", "plan.1"}


@pytest.mark.parametrize("write", [write_folder, write_beside])
def test_a_full_disk_leaves_nothing_and_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, write: Callable[..., object]
) -> None:
    monkeypatch.setattr(whole_folder, "write_durably", _broken)
    with pytest.raises(BadInput) as caught:
        write(tmp_path / "a" / "plan", {"one": b"1"}, OWN)
    assert names(tmp_path) == set()
    [fault] = caught.value.faults
    assert fault.code == "cannot_write"
    assert "No space left" in fault.text()


def test_a_stop_in_the_middle_leaves_the_old_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _write(tmp_path / "plan", "old")
    written: list[Path] = []

    def write_once(path: Path, content: bytes) -> None:
        if written:
            raise KeyboardInterrupt
        written.append(path)
        path.write_text(content.decode())

    monkeypatch.setattr(whole_folder, "write_durably", write_once)
    with pytest.raises(KeyboardInterrupt):
        write_folder(tmp_path / "plan", {"one": b"new", "two": b"new"}, OWN)
    assert tree(tmp_path) == {"plan/one": "old"}
    assert names(tmp_path) == {"plan"}


@pytest.mark.parametrize("failing", [1, 2])
def test_a_move_that_fails_puts_the_old_folder_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, failing: int
) -> None:
    monkeypatch.setattr(exchange, "exchange", lambda *_: False)
    _write(tmp_path / "plan", "old")
    rename, calls = Path.rename, [0]

    def rename_or_fail(path: Path, target: Path) -> Path:
        calls[0] += 1
        if calls[0] == failing:
            raise OSError(1, "Operation not permitted")
        return rename(path, target)

    monkeypatch.setattr(Path, "rename", rename_or_fail)
    with pytest.raises(BadInput):
        _write(tmp_path / "plan")
    assert tree(tmp_path) == {"plan/one": "old"}
    assert names(tmp_path) == {"plan"}


def test_others_may_read_what_they_may_read_elsewhere(tmp_path: Path) -> None:
    (tmp_path / "usual").mkdir()
    _write(tmp_path / "plan")
    modes = {stat.S_IMODE((tmp_path / n).stat().st_mode) for n in ("plan", "usual")}
    assert len(modes) == 1


def test_a_link_to_a_folder_stays_a_link(tmp_path: Path) -> None:
    _write(tmp_path / "real", "old")
    (tmp_path / "link").symlink_to(tmp_path / "real")
    _write(tmp_path / "link", "new")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "real" / "one").read_text() == "new"
    assert (tmp_path / "real.1" / "one").read_text() == "old"


def test_two_folders_change_places_in_one_step(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        (tmp_path / name / name).touch()
    assert exchange.exchange(tmp_path / "a", tmp_path / "b")
    assert (names(tmp_path / "a"), names(tmp_path / "b")) == ({"b"}, {"a"})


def test_an_exchange_with_nothing_is_refused_by_the_system(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    with pytest.raises(FileNotFoundError):
        exchange.exchange(tmp_path / "a", tmp_path / "b")


@pytest.mark.parametrize("code", ["ENOSYS", "EINVAL", "EOPNOTSUPP"])
def test_a_system_without_exchange_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: str
) -> None:
    monkeypatch.setattr(ctypes, "get_errno", lambda: getattr(errno, code))
    assert not exchange.exchange(tmp_path / "a", tmp_path / "b")
    assert os.listdir(tmp_path) == []
