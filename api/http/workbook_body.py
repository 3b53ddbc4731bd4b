"""A dataset as a workbook: refused before it is read, when it would take too much.

A workbook is a zip of XML, and each of its elements becomes an object of some hundred
bytes when it is read.
"""

import re
import zipfile
from io import BytesIO

from data.faults import BadInput, Fault
from data.reading.checks.zipped_folder import (
    BROKEN,
    ENTRY,
    MOST_ENTRIES,
    MOST_PACKED,
    MOST_UNPACKED,
    SMALL,
)

MOST_TAGS = 800_000
"""In all sheets and their texts: two hundred thousand cells, twice a month of visits in
a municipality of two hundred clients."""
MOST_TAGS_OF_ROW = 40_000
"""In a row, or beside all rows: ten thousand cells."""
LONGEST_TAG = 2**18
"""Bytes without another tag, attributes and text included.

A cell holds 32 767 letters.
"""
_ROW = re.compile(rb"<(?:\w+:)?row\b")
_FORMULA = re.compile(rb"<(?:\w+:)?f[ />]")
"""A sheet that has one is read twice: for what was asked, and for what came of it."""
_MAIN_PART = "xl/workbook.xml"
_SHEETS = ("xl/worksheets/", "xl/sharedStrings.xml")
_UNREAD = ("xl/media/", "xl/printerSettings/")
_TOO_LARGE = Fault(code="workbook_too_large", file="workbook")
_DAMAGED = Fault(code="workbook_broken", file="workbook")


def is_workbook(content: bytes) -> bool:
    """Whether a zip is a workbook."""
    if content.count(ENTRY) > MOST_ENTRIES:
        return False
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            return _MAIN_PART in archive.namelist()
    except BROKEN:
        return False


def check_workbook(content: bytes) -> None:
    """Refuse a workbook that is damaged, or would take too much to read.

    Raises
    ------
    BadInput
        It is one.
    """
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            _check(archive, min(MOST_UNPACKED, max(SMALL, MOST_PACKED * len(content))))
    except BROKEN as error:
        raise BadInput([_DAMAGED]) from error


def _check(archive: zipfile.ZipFile, room: int) -> None:
    entries = archive.infolist()
    if sum(e.file_size for e in entries) > room or any(map(_is_too_large, entries)):
        raise BadInput([_TOO_LARGE])
    tags = 0
    for entry in entries:
        if entry.filename.startswith(_UNREAD):
            continue
        with archive.open(entry) as file:
            part = file.read(entry.file_size + 1)
        if b"<!" in part and (b"<!DOCTYPE" in part or b"<!ENTITY" in part):
            raise BadInput([_DAMAGED])
        tags += part.count(b"<") * (1 + (_FORMULA.search(part) is not None))
        if _has_long_tag(part):
            raise BadInput([_TOO_LARGE])
        longest = max(row.count(b"<") for row in _ROW.split(part))
        if tags > MOST_TAGS or longest > MOST_TAGS_OF_ROW:
            raise BadInput([_TOO_LARGE])


def _has_long_tag(part: bytes) -> bool:
    """Whether there is a tag or text without end, found by looking at whole blocks."""
    ends = range(LONGEST_TAG, len(part) + 1, LONGEST_TAG)
    return any(b"<" not in part[end - LONGEST_TAG : end] for end in ends)


def _is_too_large(entry: zipfile.ZipInfo) -> bool:
    """Whether a part that is no sheet is larger than any office makes it."""
    return entry.file_size > SMALL and not entry.filename.startswith(
        (*_SHEETS, *_UNREAD)
    )
