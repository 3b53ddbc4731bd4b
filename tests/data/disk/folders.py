"""Folders that the tests of writing are tried on."""

from pathlib import Path

from data.disk.own_folder import OwnFolder

OWN = OwnFolder(
    kind="plan",
    refusal="not_a_plan_folder",
    main_file="one",
    openings={"one": b"1", "two": b"2"},
)


def tree(folder: Path) -> dict[str, str]:
    """Return the contents of all files below a folder; hidden ones left out."""
    found = (path for path in folder.rglob("*") if path.is_file())
    return {
        str(path.relative_to(folder)): path.read_text()
        for path in found
        if path.name != ".manifest.json"
    }


def names(folder: Path) -> set[str]:
    """Return what is in a folder, hidden things too."""
    return {path.name for path in folder.iterdir()}
