"""Processes killed while they write: a whole folder is always there afterwards."""

import fcntl
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import pairwise
from pathlib import Path
from random import Random
from time import monotonic, sleep

import pytest

from data.disk.leftovers import tidy, workplace
from data.disk.own_folder import check_target
from data.disk.whole_folder import write_folder
from data.faults import BadInput, FaultList
from data.reading.folders import read_present
from tests.data.disk.folders import OWN, names, tree

KILLS = 10
"""For each way of writing; each takes about a second."""


@contextmanager
def writing(folder: Path, *how: str) -> Iterator[subprocess.Popen[str]]:
    """Start a process that writes the folder, and wait until it does."""
    words = [sys.executable, "-m", "tests.data.disk.writer", str(folder), *how]
    with subprocess.Popen(words, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        try:
            assert process.stdout.readline() == "ready\n"
            yield process
        finally:
            process.kill()


def killed(folder: Path, seconds: float, *how: str) -> None:
    """Kill a process that has written for some time."""
    with writing(folder, *how) as process:
        sleep(seconds)
        assert process.poll() is None


def versions(folder: Path) -> list[int]:
    """Return the versions of the folder and of those that it replaced."""
    found = []
    for place in sorted(folder.parent.iterdir()):
        one, two = tree(place)["one"], tree(place)["two"]
        assert one == two
        found.append(int(one))
    return found


@pytest.mark.parametrize("way", ["exchange", "moves"])
def test_a_kill_at_any_moment_leaves_a_whole_plan_for_the_next_start(
    tmp_path: Path, way: str
) -> None:
    random, halved = Random(way), 0
    for n in range(KILLS):
        folder = tmp_path / str(n) / "plan"
        folder.parent.mkdir()
        killed(folder, random.uniform(0.01, 0.15), "slow", way)
        halved += any(path.name[0] == "." for path in folder.parent.iterdir())
        check_target(folder, OWN)
        assert names(folder.parent) <= {"plan", "plan.1", "plan.2", "plan.3"}
        found = versions(folder)
        assert all(a - b == 1 for a, b in pairwise(found)), found
        assert len(found) == (min(4, found[0] + 1) if found else 0)
    assert halved > KILLS / 2


def test_with_exchange_there_is_a_plan_at_every_moment(tmp_path: Path) -> None:
    folder = tmp_path / "plan"
    with writing(folder, "slow"):
        until = monotonic() + 60
        while not folder.exists() and monotonic() < until:
            sleep(0.001)
        assert all(folder.exists() for _ in range(20_000))


def test_a_living_process_is_not_disturbed(tmp_path: Path) -> None:
    folder = tmp_path / "plan"
    with writing(folder, "slow") as process:
        for _ in range(200):
            tidy(folder)
            sleep(0.001)
        assert process.poll() is None


def test_two_processes_write_the_same_folder_in_turn(tmp_path: Path) -> None:
    folder = tmp_path / "plan"
    with writing(folder) as one, writing(folder) as other:
        sleep(0.5)
        assert (one.poll(), other.poll()) == (None, None)
    check_target(folder, OWN)
    assert names(tmp_path) == {"plan", "plan.1", "plan.2", "plan.3"}
    versions(folder)


# what a kill between two steps leaves, step by step


def stopped_between_moves(tmp_path: Path) -> Path:
    """Return a folder that was moved away, the new one not yet in its place."""
    folder = tmp_path / "plan"
    write_folder(folder, {"one": b"1", "two": b"2"}, OWN)
    write_folder(tmp_path / "new", {"one": b"11", "two": b"22"}, OWN)
    work = tmp_path / ".plan.bemanna-writing"
    work.mkdir()
    folder.rename(work / "old")
    (tmp_path / "new").rename(work / "new")
    (work / "journal").write_bytes((work / "new" / ".manifest.json").read_bytes())
    (tmp_path / ".plan.bemanna-lock").touch()
    return folder


def _read(folder: Path) -> None:
    read_present(folder, ("one", "two"), FaultList())


@pytest.mark.parametrize("start", [tidy, _read, lambda f: check_target(f, OWN)])
def test_the_next_start_finishes_what_was_begun(
    tmp_path: Path, start: Callable[[Path], None]
) -> None:
    start(stopped_between_moves(tmp_path))
    assert tree(tmp_path) == {
        "plan/one": "11",
        "plan/two": "22",
        "plan.1/one": "1",
        "plan.1/two": "2",
    }
    assert names(tmp_path) == {"plan", "plan.1"}


def test_the_next_start_removes_what_was_not_finished(tmp_path: Path) -> None:
    write_folder(tmp_path / "plan", {"one": b"1"}, OWN)
    (tmp_path / ".plan.bemanna-writing" / "new").mkdir(parents=True)
    (tmp_path / ".plan.bemanna-writing" / "new" / "one").write_text("half")
    tidy(tmp_path / "plan")
    assert tree(tmp_path) == {"plan/one": "1"}
    assert names(tmp_path) == {"plan"}


def test_a_lock_whose_file_has_gone_meanwhile_is_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, lock = tmp_path / ".plan.bemanna-lock", fcntl.flock
    files: list[int] = []

    def late(file: int, how: int) -> None:
        if not files:  # who held it is done, and another has begun
            path.unlink()
            path.touch()
        files.append(file)
        lock(file, how)

    monkeypatch.setattr(fcntl, "flock", late)
    with workplace(tmp_path / "plan"):
        assert os.path.samestat(path.stat(), os.fstat(files[-1]))
    assert len(files) == 2


def test_who_cannot_get_the_lock_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("data.disk.leftovers.PATIENCE", 0.1)
    held = (
        "import sys; from pathlib import Path; from data.disk.leftovers import *\n"
        "with workplace(Path(sys.argv[1])): print(flush=True); sys.stdin.read()"
    )
    words = [sys.executable, "-c", held, str(tmp_path / "plan")]
    with subprocess.Popen(words, stdin=-1, stdout=-1) as process:
        assert process.stdout is not None
        process.stdout.readline()
        with pytest.raises(BadInput) as caught:
            write_folder(tmp_path / "plan", {"one": b"1"}, OWN)
        assert [f.code for f in caught.value.faults] == ["cannot_write"]
        process.kill()
