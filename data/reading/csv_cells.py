"""CSV files as located cells: encoding, separator and quotes, no meaning yet."""

import csv
import io
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from data.cell_place import CellPlace
from data.columns import Sheet
from data.disk.code_pages import CODE_PAGES, code_page_of
from data.faults import Fault, FaultList
from data.reading.headed_rows import Table, headed_table
from data.sheet_words import column_names

WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
"""How Excel's own files begin, the new ones and the old."""
_DECLARED = re.compile(r"sep=([;,\t])(?:\r\n|\r|\n)", re.IGNORECASE)
"""The first line of a file in which Excel was told the separator."""
_AMBIGUOUS = re.compile(rb"[\x80-\x9f]|[\xc2-\xf4][\xa0-\xbf]")
"""What is no letter in Windows-1252 but one in the code pages of DOS and old Macs; and
letters in UTF-8, where other bytes are not."""
CsvCell = tuple[int, str]
"""Number of the row, as faults give it, and name of the column."""
_BOM_16 = (b"\xff\xfe", b"\xfe\xff")


def read_table(
    sheet: Sheet, content: bytes, faults: FaultList, file: str | None = None
) -> Table | None:
    """Return the rows of a CSV file; ``None`` when they cannot be told apart.

    ``file`` is what it is called, where it is called otherwise than its sheet.
    """
    file = file or sheet.file
    place = CellPlace(file, 1)
    text = decoded(file, content, faults)
    if text is None:
        return None
    above, separator = _declared(text)
    if above:
        place = CellPlace(file, 2)
    if separator == "\t":
        faults.append(place.fault("separator"))
    lines = _lines(place, text[len(above) :], separator, faults)
    if not lines:
        return None
    names = column_names(sheet.name, sheet.names, lines[0])
    place = replace(place, headings=_headings(names, lines[0]))
    numbered = list(enumerate([names, *lines[1:]], start=place.line or 1))
    return headed_table(sheet, place, numbered, faults, decimal_comma=separator == ";")


def _headings(names: Sequence[str], header: Sequence[str]) -> dict[str, str]:
    """Return what a file calls its columns, where it has other words for them."""
    texts = zip(names, map(str.strip, header), strict=True)
    return {name: text for name, text in texts if name != text}


def with_cells(file: str, content: bytes, cells: Mapping[CsvCell, str]) -> bytes:
    """Return a CSV file with other texts in some cells.

    As it is where it cannot be read: what is wrong with all of it is told first.
    """
    faults: FaultList = FaultList()
    text = decoded(file, content, faults)
    if text is None or faults:
        return content
    above, separator = _declared(text)
    first = 2 if above else 1
    lines = _lines(CellPlace(file, first), text[len(above) :], separator, faults)
    names = [name.strip() for name in lines[0]] if lines else []
    for (number, column), value in cells.items():
        at = number - first
        if column in names and 0 < at < len(lines):
            _put(lines[at], names.index(column), value)
    made = io.StringIO()
    csv.writer(made, delimiter=separator, lineterminator="\n").writerows(lines)
    return (above + made.getvalue()).encode() if lines else content


def _put(row: list[str], at: int, value: str) -> None:
    """Give a cell another text, also where a short row has none."""
    row += [""] * (at + 1 - len(row))
    row[at] = value


def decoded(file: str, content: bytes, faults: FaultList) -> str | None:
    """Return the text of a file, also in an encoding that is a fault.

    Letters of Windows are read where they can be no others.
    """
    place = CellPlace(file)
    if content.startswith(WORKBOOKS):
        faults.append(place.fault("excel_file"))
        return None
    if content.startswith(_BOM_16) or b"\0" in content[:200]:
        faults.append(place.fault("encoding", found="UTF-16"))
        return _utf_16(content)
    if not content.removeprefix(b"\xef\xbb\xbf").strip():
        faults.append(place.fault("empty_file"))
        return None
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        if _AMBIGUOUS.search(content):
            faults.append(_not_utf_8(file, content, error))
        return _windows(content)


def _utf_16(content: bytes) -> str | None:
    if not content.startswith(_BOM_16):
        return None
    try:
        return content.decode("utf-16")
    except UnicodeDecodeError:
        return None


def _windows(content: bytes) -> str | None:
    try:
        return content.decode("cp1252")
    except UnicodeDecodeError:
        return None


def _not_utf_8(file: str, content: bytes, error: UnicodeDecodeError) -> Fault:
    """Point at the first line that is not UTF-8, and show what it is and its text."""
    page = code_page_of(content) or "cp1252"
    line = len((content[: error.start] + b".").splitlines())
    found = content.splitlines()[line - 1].decode(page, "replace")
    place = CellPlace(file, line)
    return place.fault("encoding", None, found, found=CODE_PAGES[page])


def _declared(text: str) -> tuple[str, str]:
    """Return the line that says what separates cells, if any does, and what it is."""
    declared = _DECLARED.match(text)
    return (declared[0], declared[1]) if declared else ("", _separator(text))


def _separator(text: str) -> str:
    """Return what separates the names of the first line."""
    header = re.split(r"[\r\n]", text, maxsplit=1)[0]
    if ";" in header:
        return ";"
    return "\t" if "\t" in header and "," not in header else ","


def _lines(
    header: CellPlace, text: str, separator: str, faults: FaultList
) -> list[list[str]]:
    """Return the cells of every row, as far as the quotes can be followed.

    Read from bytes: a text in memory takes four for each letter.
    """
    file = io.TextIOWrapper(io.BytesIO(text.encode()), "utf-8", newline="")
    reader = csv.reader(file, delimiter=separator, strict=True)
    lines: list[list[str]] = []
    try:
        lines.extend(reader)
    except csv.Error:
        number = (header.line or 1) + len(lines)
        faults.append(CellPlace(header.file, number).fault("quotes"))
        return []
    return lines
