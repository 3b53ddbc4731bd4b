"""The files of a folder: which there are, which are missing, what is in them."""

from collections.abc import Collection
from pathlib import Path

from data.cell_place import CellPlace
from data.columns import is_private
from data.disk.leftovers import tidy
from data.disk.manifest import FILE as MANIFEST
from data.disk.plain_file import plain_bytes
from data.faults import BadInput, FaultList

PLAN_FILES = ("result.json", "shifts.csv")
"""A folder with either of these holds a plan."""

_SPREADSHEETS = (".xlsx", ".xls", ".xlsm", ".ods")
WORKBOOK = ".xlsx"
_DROPPINGS = (".", "~$")
"""How the names of files begin that systems and offices leave behind unseen."""
_DROPPED = ("__macosx", "desktop.ini", "ehthumbs.db", "thumbs.db", "icon\r")
"""Those whose names begin otherwise, in small letters."""


def is_workbook(path: Path) -> bool:
    """Whether a path names a workbook rather than a folder."""
    return path.suffix.lower() == WORKBOOK and path.is_file()


def is_left_behind(name: str) -> bool:
    """Whether a system or an office left a file behind that nobody asked for."""
    return name.startswith(_DROPPINGS) or name.lower() in _DROPPED


def read_files(
    folder: Path,
    known: Collection[str],
    faults: FaultList,
    elsewhere: Collection[str] = (),
) -> dict[str, bytes | None]:
    """Return the contents of the known files, and blame all others.

    Names that are read ``elsewhere`` are no fault.
    ``None`` stands for a file that cannot be read; ``BadInput`` is raised where there
    is no such folder.
    """
    for name in _names(folder):
        if name not in (*known, *elsewhere) and not is_private(name):
            sheet = name.lower().endswith(_SPREADSHEETS)
            code = "excel_file" if sheet else "unknown_file"
            fault = CellPlace(name).fault(code, None, name, names=", ".join(known))
            faults.append(fault)
    return read_present(folder, known, faults)


def read_present(
    folder: Path, known: Collection[str], faults: FaultList
) -> dict[str, bytes | None]:
    """Return the contents of the known files, and leave others alone."""
    names = _names(folder)
    return {n: content_of_file(folder / n, n, faults) for n in names if n in known}


def _names(folder: Path) -> list[str]:
    try:
        tidy(folder.resolve())
        if not folder.is_dir():
            code = "not_a_folder" if folder.exists() else "no_folder"
            raise BadInput([CellPlace(str(folder)).fault(code)])
        names = sorted(p.name for p in folder.iterdir() if not _is_written(p))
    except OSError as error:
        raise BadInput([CellPlace(str(folder)).fault("unreadable_file")]) from error
    return [name for name in names if not is_left_behind(name)]


def _is_written(path: Path) -> bool:
    """Whether this is a plan in the folder, or another one that the program wrote."""
    return any((path / name).is_file() for name in (*PLAN_FILES, MANIFEST))


def content_of_file(path: Path, shown: str, faults: FaultList) -> bytes | None:
    """Return what is in a file, which faults call ``shown``."""
    try:
        return plain_bytes(path)
    except FileNotFoundError:
        faults.append(CellPlace(shown).fault("no_file"))
        return None
    except OSError:
        faults.append(CellPlace(shown).fault("unreadable_file"))
        return None
