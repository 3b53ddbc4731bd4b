"""What is written is still there when the power fails: synced before it is trusted."""

import errno
import os
from pathlib import Path

import pytest

from data.disk import exchange, whole_folder
from data.disk.durable import sync_folder
from data.disk.whole_folder import write_beside, write_folder
from tests.data.disk.folders import OWN

FILES = {"one": b"1", "two": b"2"}


class Disk:
    """Notes what is synced, and what was by the time a folder moves into place."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.synced: list[str] = []
        self.before_the_move: list[str] = []
        real_sync, real_move = os.fsync, exchange.put_in_place

        def sync(file: int) -> None:
            real_sync(file)
            path = Path(f"/proc/self/fd/{file}").readlink()
            self.synced.append(path.name)

        def move(new: Path, target: Path, old: Path) -> None:
            self.before_the_move = list(self.synced)
            real_move(new, target, old)

        monkeypatch.setattr(os, "fsync", sync)
        monkeypatch.setattr(whole_folder, "put_in_place", move)


@pytest.fixture
def disk(monkeypatch: pytest.MonkeyPatch) -> Disk:
    return Disk(monkeypatch)


def test_all_that_moves_into_place_is_on_disk_before(
    disk: Disk, tmp_path: Path
) -> None:
    (tmp_path / "kept").mkdir()
    write_folder(tmp_path / "kept" / "plan", FILES, OWN)
    written = ["one", "two", ".manifest.json", "new", "journal"]
    assert disk.before_the_move == [*written, ".plan.bemanna-writing"]
    assert disk.synced == [*disk.before_the_move, "kept"]


def test_a_folder_beside_is_on_disk_when_it_is_told_of(
    disk: Disk, tmp_path: Path
) -> None:
    (tmp_path / "kept").mkdir()
    write_beside(tmp_path / "kept" / "plan", FILES, OWN)
    written = ["one", "two", ".manifest.json", "new"]
    assert disk.synced[:5] == [*written, "kept"]


def test_so_are_the_folders_that_were_made_on_the_way(
    disk: Disk, tmp_path: Path
) -> None:
    write_folder(tmp_path / "a" / "b" / "plan", FILES, OWN)
    assert disk.synced[:2] == ["a", tmp_path.name]


@pytest.mark.parametrize(
    ("code", "is_told"),
    [(errno.EINVAL, False), (errno.ENOTSUP, False), (errno.EIO, True)],
)
def test_a_file_system_that_cannot_be_asked_is_not_a_broken_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int, is_told: bool
) -> None:
    def refuse(_: int) -> None:
        raise OSError(code, os.strerror(code))

    monkeypatch.setattr(os, "fsync", refuse)
    if is_told:
        with pytest.raises(OSError, match="Input/output"):
            sync_folder(tmp_path)
    else:
        sync_folder(tmp_path)
