"""What may be written over, and what is refused by name."""

import json
from pathlib import Path

import pytest

from data.disk.own_folder import OwnFolder, check_target
from data.disk.whole_folder import write_folder
from data.faults import BadInput
from tests.data.disk.folders import OWN

OTHER = OwnFolder("dataset", "not_a_dataset_folder", "one", {"one": b"1"})


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder that the program wrote."""
    write_folder(tmp_path / "plan", {"one": b"1", "two": b"2"}, OWN)
    return tmp_path / "plan"


def refused(folder: Path, own: OwnFolder = OWN, *, force: bool = False) -> str:
    """Return the code of the refusal and what it names; nothing if it is allowed."""
    try:
        check_target(folder, own, force=force)
    except BadInput as bad:
        [fault] = bad.faults
        return f"{fault.code}: {fault.facts['names']}"
    return ""


def test_what_the_program_wrote_may_go(folder: Path) -> None:
    assert refused(folder) == ""


@pytest.mark.parametrize("force", [False, True])
def test_what_it_did_not_write_is_refused_by_name(folder: Path, force: bool) -> None:
    (folder / "letter.txt").write_text("dear")
    (folder / "x_notes.csv").write_text("mine")
    said = refused(folder, force=force)
    assert said == "not_a_plan_folder: letter.txt, x_notes.csv"


def test_a_folder_inside_or_a_link_was_not_written(folder: Path) -> None:
    (folder / "two").unlink()
    (folder / "two").mkdir()
    (folder / "one").rename(folder.parent / "one")
    (folder / "one").symlink_to(folder.parent / "one")
    assert refused(folder) == "not_a_plan_folder: one, two"


def test_hidden_files_are_somebody_s_too(folder: Path) -> None:
    (folder / ".git").mkdir()
    assert refused(folder) == "not_a_plan_folder: .git"


def test_what_a_file_manager_leaves_is_nobody_s(folder: Path) -> None:
    for name in (".DS_Store", "Thumbs.db", "desktop.ini", ".directory"):
        (folder / name).write_bytes(b"\0")
    assert refused(folder) == ""


def test_a_changed_file_is_refused_by_name_unless_asked_for(folder: Path) -> None:
    (folder / "two").write_text("2, changed")
    assert refused(folder) == "edited_files: two"
    assert refused(folder, force=True) == ""


def test_a_file_that_is_gone_is_no_loss(folder: Path) -> None:
    (folder / "two").unlink()
    assert refused(folder) == ""


def test_another_kind_of_folder_is_refused(folder: Path) -> None:
    assert refused(folder, OTHER) == "not_a_dataset_folder: one, two"


def test_many_names_are_counted(folder: Path) -> None:
    for n in range(12):
        (folder / f"a{n:02}").touch()
    listed = ", ".join(f"a{n:02}" for n in range(10))
    assert refused(folder) == f"not_a_plan_folder: {listed} (+2)"


@pytest.mark.parametrize(
    ("files", "said"),
    [
        pytest.param({"one": "1"}, "", id="the main file alone"),
        pytest.param({"one": "1st", "two": "2nd"}, "", id="all begin as written"),
        pytest.param({"one": "1", "two": "x"}, "two", id="one begins otherwise"),
        pytest.param({"one": "1", "six": "6"}, "six", id="an unknown name"),
        pytest.param({"two": "2"}, "two", id="no main file"),
        pytest.param({"one": "x", "two": "2"}, "one, two", id="another main file"),
    ],
)
def test_a_folder_of_an_older_version_is_known_by_the_shape_of_all_files(
    tmp_path: Path, files: dict[str, str], said: str
) -> None:
    for name, content in files.items():
        (tmp_path / name).write_text(content)
    assert refused(tmp_path) == (said and f"not_a_plan_folder: {said}")


def test_a_manifest_that_cannot_be_read_is_none(folder: Path) -> None:
    (folder / ".manifest.json").write_text("{")
    (folder / "two").write_text("mine")
    assert refused(folder, force=True) == "not_a_plan_folder: two"


def test_the_manifest_tells_the_kind_and_a_digest_of_each_file(folder: Path) -> None:
    assert json.loads((folder / ".manifest.json").read_text()) == {
        "format": 1,
        "kind": "plan",
        "files": {
            "one": "6b86b273ff34fce19d6b804eff5a3f5747ada4eaa22f1d49c01e52ddb7875b4b",
            "two": "d4735e3a265e16eee03f59718b9b5d03019c07d8b6c51f90da3a666eec13ab35",
        },
    }


def test_a_link_to_a_folder_is_not_the_folder_that_was_written(tmp_path: Path) -> None:
    folder, elsewhere = tmp_path / "plan", tmp_path / "elsewhere"
    write_folder(folder, {"one": b"1", "inner/two": b"2"}, OWN)
    assert refused(folder) == ""
    (folder / "inner").rename(elsewhere)
    (folder / "inner").symlink_to(elsewhere)
    assert refused(folder) == f"{OWN.refusal}: inner"
