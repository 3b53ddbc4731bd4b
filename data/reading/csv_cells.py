"""CSV files as located cells: encoding, separator, header and width, no meaning yet."""

import csv
import io
import re
from dataclasses import dataclass, field

from data.cell_place import CellPlace
from data.columns import Sheet, unknown
from data.faults import Fault, FaultList
from data.written_values import unguarded

_XLSX, _XLS = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
_DECLARED = re.compile(r"sep=([;,\t])(?:\r\n|\r|\n)", re.IGNORECASE)
"""The first line of a file in which Excel was told the separator."""
_BOM_16 = (b"\xff\xfe", b"\xfe\xff")


@dataclass(frozen=True)
class CsvRow:
    """The cells of one row by column; ``None`` is a cell that was already blamed."""

    place: CellPlace
    cells: dict[str, str | None]


@dataclass(frozen=True)
class Table:
    """The rows of one file or array."""

    place: CellPlace
    rows: list[CsvRow] = field(default_factory=list)
    decimal_comma: bool = False


def read_table(sheet: Sheet, content: bytes, faults: FaultList) -> Table | None:
    """Return the rows of a CSV file; ``None`` when they cannot be told apart."""
    place = CellPlace(sheet.file, 1)
    text = decoded(sheet.file, content, faults)
    if text is None:
        return None
    declared = _DECLARED.match(text)
    if declared:
        text = text[declared.end() :]
        place = CellPlace(sheet.file, 2)
    separator = declared[1] if declared else _separator(text)
    if separator == "\t":
        faults.append(place.fault("separator"))
    lines = _lines(place, text, separator, faults)
    if not lines:
        return None
    header = _header(sheet, place, lines[0], faults)
    if header is None:
        return None
    rows = [
        _row(sheet, CellPlace(sheet.file, number), header, cells, faults)
        for number, cells in enumerate(lines[1:], start=(place.line or 1) + 1)
        if any(cell.strip() for cell in cells)
    ]
    return Table(CellPlace(sheet.file), rows, decimal_comma=separator == ";")


def decoded(file: str, content: bytes, faults: FaultList) -> str | None:
    """Return the text of a file, also in an encoding that is a fault."""
    place = CellPlace(file)
    if content.startswith((_XLSX, _XLS)):
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
    """Point at the first line that is not UTF-8, and show its text as Windows would."""
    before = content[: error.start]
    line = before.count(b"\n") + 1
    start = before.rfind(b"\n") + 1
    end = content.find(b"\n", error.start)
    found = content[start : None if end < 0 else end].decode("cp1252", "replace")
    return CellPlace(file, line).fault("encoding", None, found, found="Windows-1252")


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


def _header(
    sheet: Sheet, place: CellPlace, cells: list[str], faults: FaultList
) -> list[str] | None:
    """Return the names of the columns, if these are columns of the file at all."""
    names = [cell.strip() for cell in cells]
    wanted = ", ".join(sheet.names)
    if not set(names) & set(sheet.names):
        faults.append(
            place.fault("header", None, ", ".join(names), file=sheet.file, names=wanted)
        )
        return None
    faults.extend(
        place.fault("missing_column", name)
        for name in sheet.expected
        if name not in names
    )
    faults.extend(
        place.fault("unknown_column", name, name, names=wanted)
        for name in unknown(filter(None, names), sheet.names)
    )
    faults.extend(
        place.fault("repeated_column", name, name)
        for name in sheet.names
        if names.count(name) > 1
    )
    return names


def _row(
    sheet: Sheet,
    place: CellPlace,
    header: list[str],
    cells: list[str],
    faults: FaultList,
) -> CsvRow:
    """Return the cells by column; of a row of another width only its id is trusted."""
    found: dict[str, str | None] = {
        column.name: None if column.expected else "" for column in sheet.columns
    }
    cells = _as_wide(sheet, header, cells)
    if len(cells) != len(header):
        faults.append(place.fault("cell_count", found=len(cells), expected=len(header)))
        header = header[:1] if sheet.key and header[0] == sheet.key.name else []
    for name, cell in zip(header, cells, strict=False):
        if name in found:
            found[name] = unguarded(cell.strip())
        elif cell.strip() and not name:
            faults.append(place.fault("unnamed_column", None, cell))
    return CsvRow(place, found)


def _as_wide(sheet: Sheet, header: list[str], cells: list[str]) -> list[str]:
    """Return the cells of a row as many as the header's, where only empty ones differ.

    A spreadsheet cuts off all empty cells at the end: a row that is short and still
    ends with one, or is short of a cell that must be filled, has lost something else.
    """
    if len(cells) == len(header):
        return cells
    needed = {column.name for column in sheet.columns if column.needed}
    if cells[-1].strip() and needed.isdisjoint(header[len(cells) :]):
        cells = cells + [""] * (len(header) - len(cells))
    if not any(cell.strip() for cell in cells[len(header) :]):
        cells = cells[: len(header)]
    return cells
