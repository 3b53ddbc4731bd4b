"""The last three folders that were replaced are kept, and whatever is somebody's."""

from pathlib import Path

import pytest

from data.disk.kept_folders import MOST_KEPT, keep
from data.disk.whole_folder import write_folder
from tests.data.disk.folders import OWN, tree


def write_all(folder: Path, contents: str) -> None:
    """Write the folder once for each letter."""
    for content in contents:
        write_folder(folder, {"one": content.encode()}, OWN)


@pytest.mark.parametrize(
    ("contents", "kept"),
    [
        ("a", ["a"]),
        ("ab", ["b", "a"]),
        ("abcd", ["d", "c", "b", "a"]),
        ("abcde", ["e", "d", "c", "b"]),
    ],
)
def test_the_last_three_are_kept_the_latest_first(
    tmp_path: Path, contents: str, kept: list[str]
) -> None:
    write_all(tmp_path / "plan", contents)
    places = ["plan", "plan.1", "plan.2", "plan.3"]
    assert tree(tmp_path) == {
        f"{place}/one": content for place, content in zip(places, kept, strict=False)
    }


def test_a_kept_folder_that_somebody_changed_stays_where_it_is(tmp_path: Path) -> None:
    write_all(tmp_path / "plan", "ab")
    (tmp_path / "plan.1" / "one").write_text("mine")
    write_all(tmp_path / "plan", "cdefg")
    assert tree(tmp_path) == {
        "plan/one": "g",
        "plan.1/one": "mine",
        "plan.2/one": "f",
        "plan.3/one": "e",
        "plan.4/one": "d",
    }


def test_a_kept_folder_that_somebody_added_to_stays_where_it_is(
    tmp_path: Path,
) -> None:
    write_all(tmp_path / "plan", "ab")
    (tmp_path / "plan.1" / "note.txt").write_text("mine")
    write_all(tmp_path / "plan", "cdef")
    assert (tmp_path / "plan.1" / "note.txt").read_text() == "mine"
    assert (tmp_path / "plan.1" / "one").read_text() == "a"


def test_what_has_such_a_name_by_chance_stays(tmp_path: Path) -> None:
    (tmp_path / "plan.1").write_text("a file")
    (tmp_path / "plan.2").symlink_to(tmp_path / "nowhere")
    (tmp_path / "plan.3").mkdir()
    write_all(tmp_path / "plan", "ab")
    assert tree(tmp_path) == {
        "plan/one": "b",
        "plan.1": "a file",
        "plan.4/one": "a",
    }
    assert (tmp_path / "plan.2").is_symlink()


def test_a_gap_is_filled_before_anything_goes(tmp_path: Path) -> None:
    write_all(tmp_path / "plan", "abcd")
    (tmp_path / "plan.1" / "one").unlink()
    (tmp_path / "plan.1" / ".manifest.json").unlink()
    (tmp_path / "plan.1").rmdir()
    write_all(tmp_path / "plan", "e")
    assert [tree(tmp_path)[f"plan.{n}/one"] for n in (1, 2, 3)] == ["d", "b", "a"]


def test_the_oldest_that_goes_is_moved_aside_whole(tmp_path: Path) -> None:
    target, work = tmp_path / "plan", tmp_path / "work"
    work.mkdir()
    for n in range(MOST_KEPT + 1):
        write_folder(work / str(n), {"one": str(n).encode()}, OWN)
        keep(target, work / str(n), work / "gone")
    assert (work / "gone" / "one").read_text() == "0"
    latest = [(tmp_path / f"plan.{n}" / "one").read_text() for n in (1, 2, 3)]
    assert latest == ["3", "2", "1"]
