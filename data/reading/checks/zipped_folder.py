"""A dataset's folder as a zip: refused before it is unpacked, or its files."""

import zipfile
import zlib
from io import BytesIO
from pathlib import PurePosixPath

from data.faults import BadInput, Fault
from data.reading.checks.own_agreements import AGREEMENTS
from data.reading.folders import is_left_behind

MOST_FILES = 64
MOST_ENTRIES = 512
"""Folders, and what systems add for each file, come on top of the files."""
MOST_UNPACKED = 16 * 2**20
"""Bytes that a zip may hold, as unpacked."""
MOST_CELLS = 2_000_000
MOST_ROWS = 50_000
"""Of all files together: a month of two thousand clients is less."""
SMALL = 2**18
"""Bytes that a zip may always hold, however well they were packed, and bytes of a file
that is not a table."""
MOST_PACKED = 50
"""How many times its own size a zip may hold; tables of visits reach about ten."""
_LONGEST_NAME = 100
"""Bytes: file systems count those, not letters."""
_ENDS_OF_ROWS = (b"\n", b"\r")
_ENDS_OF_CELLS = (b",", b";", b"\t", *_ENDS_OF_ROWS)
ENTRY = b"PK\x01\x02"
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    ValueError,
    EOFError,
    OSError,
    NotImplementedError,
    RuntimeError,
)


def unpacked(content: bytes) -> dict[str, bytes]:
    """Return the files of a zipped folder by name, whether it was zipped inside one.

    Raises
    ------
    BadInput
        It is no zip, unpacks to too much, or has paths that lead elsewhere.
    """
    if content.count(ENTRY) > MOST_ENTRIES:
        raise BadInput([Fault(code="zip_too_large", file="zip")])
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            entries = [i for i in archive.infolist() if not _is_passed_over(i)]
            _check(entries, _room(content))
            return _read_all(archive, entries)
    except BROKEN as error:
        raise BadInput([Fault(code="zip_broken", file="zip")]) from error


def _room(content: bytes) -> int:
    return min(MOST_UNPACKED, max(SMALL, MOST_PACKED * len(content)))


def _path(entry: zipfile.ZipInfo) -> PurePosixPath:
    return PurePosixPath(entry.filename)


def _name(entry: zipfile.ZipInfo) -> str:
    """Return what a dataset calls a file."""
    return str(_path(entry).relative_to(_root(entry)))


def _root(entry: zipfile.ZipInfo) -> PurePosixPath:
    """Return the dataset's folder, if an entry is a file of one."""
    parent = _path(entry).parent
    return parent.parent if parent.name == AGREEMENTS else parent


def _is_passed_over(entry: zipfile.ZipInfo) -> bool:
    parts = _path(entry).parts
    return entry.is_dir() or any(is_left_behind(p) for p in parts if p != "..")


def _check(entries: list[zipfile.ZipInfo], room: int) -> None:
    """Refuse archives that are too large, cannot be read, or lead elsewhere."""
    too_many = len(entries) > MOST_FILES or sum(i.file_size for i in entries) > room
    if too_many or any(_is_too_large(i) for i in entries):
        raise BadInput([Fault(code="zip_too_large", file="zip")])
    faults = [Fault(code="zip_path", file=i.filename) for i in entries if _strays(i)]
    faults += [
        Fault(code="zip_packed", file=i.filename)
        for i in entries
        if i.compress_type not in _METHODS or i.flag_bits & 1
    ]
    folders = sorted({str(_root(i)) for i in entries})
    if not faults and len(folders) > 1:
        names = ", ".join(folders[:3])
        faults.append(Fault(code="zip_folders", file="zip", facts={"names": names}))
    elif _are_twice([_name(i) for i in entries]):
        faults.append(Fault(code="zip_twice", file="zip"))
    if faults:
        raise BadInput(faults)


def _are_twice(names: list[str]) -> bool:
    """Whether two files have one name, or a file that of the folder of another."""
    folders = {str(PurePosixPath(name).parent) for name in names} - {"."}
    return len({*names, *folders}) < len(names) + len(folders)


def _is_too_large(entry: zipfile.ZipInfo) -> bool:
    return entry.file_size > SMALL and _path(entry).suffix in (".toml", ".json")


def _strays(entry: zipfile.ZipInfo) -> bool:
    """Whether a path is no file in the folder, or in the one folder within it."""
    name, path = entry.filename, _path(entry)
    odd = any(letter in "\\:\ufffd" or not letter.isprintable() for letter in name)
    longest = max((len(part.encode()) for part in path.parts), default=0)
    leads_out = (
        name.startswith("/") or ".." in path.parts or len(_root(entry).parts) > 1
    )
    return odd or leads_out or not 0 < longest <= _LONGEST_NAME


def _read_all(
    archive: zipfile.ZipFile, entries: list[zipfile.ZipInfo]
) -> dict[str, bytes]:
    """Return the files, as long as there are not too many rows and cells in them."""
    files: dict[str, bytes] = {}
    rows = cells = 0
    for entry in entries:
        content = _read(archive, entry)
        rows += max(map(content.count, _ENDS_OF_ROWS))
        cells += sum(map(content.count, _ENDS_OF_CELLS))
        if rows > MOST_ROWS or cells > MOST_CELLS:
            raise BadInput([Fault(code="zip_too_large", file="zip")])
        files[_name(entry)] = content
    return files


def _read(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes:
    with archive.open(entry) as file:
        return file.read(entry.file_size + 1)
