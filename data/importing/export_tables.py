"""Files of other systems as lines of cells: encoding and separator are guessed."""

import csv
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from zipfile import is_zipfile

from charset_normalizer import from_bytes

from data.cell_place import CellPlace
from data.columns import UnreadableCellError
from data.disk.code_pages import code_page_of
from data.faults import BadInput, FaultList
from data.reading.checks.zipped_folder import unpacked
from data.reading.csv_cells import WORKBOOKS
from data.reading.folders import content_of_file, is_workbook
from data.reading.rows.sheet_lines import MOST_ROWS, SheetCell

_SEPARATORS = ";,\t|"
_BOMS = {
    b"\xef\xbb\xbf": "utf-8-sig",
    b"\xff\xfe": "utf-16",
    b"\xfe\xff": "utf-16",
}
_LIKELY = ["cp1252", "cp850", "utf_16_le", "utf_16_be"]
"""What Swedish Windows and older systems write beside UTF-8, where no letter tells."""
_ZIP = ".zip"
"""Text files that lie in one are read; workbooks must be taken out of it."""
MOST_LETTERS = 2**25
_LONGEST_LINE = 2**20
"""Letters; a longer one is all that follows a quote that does not end, or no table."""
_SAMPLED = 2_000
"""Lines from which the separator is guessed."""


@dataclass(frozen=True)
class ExportTable:
    """One table of an export: a CSV file, or a sheet of a workbook."""

    file: str
    """As faults call it."""
    lines: tuple[tuple[int, list[SheetCell]], ...]
    """Number and cells of each line that holds anything."""
    encoding: str = ""
    separator: str = ""
    """Both empty for a workbook."""
    has_days: bool = False
    """Whether it had a column for each day, each cell of which is a line here."""


def read_export(path: Path) -> list[ExportTable]:
    """Return the tables of a file; raises ``BadInput`` where there is none."""
    if is_workbook(path):
        return _sheets(path)
    faults = FaultList()
    content = content_of_file(path, path.name, faults)
    if content is None:
        raise BadInput(faults)
    if path.suffix.lower() == _ZIP and is_zipfile(BytesIO(content)):
        return list(_packed_tables(path.name, content))
    return [_text_table(path.name, content)]


def _sheets(path: Path) -> list[ExportTable]:
    # The library takes a tenth of a second, which text need not wait for.
    from data.importing.joined_cells import joined_filled
    from data.reading.sheet_tables import place_of
    from data.reading.workbooks import read_sheets

    pages = [page for page in read_sheets(path) if page.lines]
    return [
        ExportTable(
            path.name if len(pages) == 1 else place_of(path, page.title).file,
            tuple(
                (number, list(map(_composed, cells)))
                for number, cells in joined_filled(page)
            ),
        )
        for page in pages
    ]


def _packed_tables(zip_name: str, content: bytes) -> Iterator[ExportTable]:
    for name, each in unpacked(content).items():
        file = f"{zip_name}: {name}"
        if each.startswith(WORKBOOKS):
            raise BadInput([CellPlace(file).fault("import_packed_workbook")])
        yield _text_table(file, each)


def _text_table(file: str, content: bytes) -> ExportTable:
    if content.startswith(WORKBOOKS):
        raise BadInput([CellPlace(file).fault("import_old_workbook")])
    text, encoding = _decoded(content)
    text = unicodedata.normalize("NFC", text)
    if not text.strip():
        raise BadInput([CellPlace(file).fault("empty_file")])
    if text.count("\n") > MOST_ROWS or len(text) > MOST_LETTERS:
        raise BadInput([CellPlace(file).fault("import_too_large")])
    try:
        written = text.splitlines(keepends=True)
        if max(map(len, written)) > _LONGEST_LINE:
            raise BadInput([CellPlace(file).fault("quotes")])
        separator = _separator(written[:_SAMPLED])
        lines = tuple(_cells(written, separator))
    except csv.Error as error:
        raise BadInput([CellPlace(file).fault("quotes")]) from error
    return ExportTable(file, lines, encoding, separator)


def _decoded(content: bytes) -> tuple[str, str]:
    """Return the text, and in which encoding it was."""
    encoding = next((e for bom, e in _BOMS.items() if content.startswith(bom)), "utf-8")
    try:
        return content.decode(encoding), encoding
    except UnicodeDecodeError:
        encoding = _code_page(content)
        return content.decode(encoding, "replace"), encoding


def _code_page(content: bytes) -> str:
    """Return the code page that Swedish letters show, or else what is likely."""
    shown = None if b"\0" in content else code_page_of(content)
    if shown is not None:
        return shown
    best = from_bytes(content, cp_isolation=_LIKELY).best()
    return "cp1252" if best is None else best.encoding


def _separator(lines: Sequence[str]) -> str:
    """Return the separator that makes most lines equally wide, and wide."""
    first = lines[0].lower().rstrip("\r\n")
    declared = first.removeprefix("sep=")
    if first.startswith("sep=") and declared in _SEPARATORS:
        return declared
    return max(_SEPARATORS, key=lambda mark: _evenness(lines, mark))


def _evenness(lines: Iterable[str], mark: str) -> int:
    counts = Counter(len(row) for row in csv.reader(lines, delimiter=mark))
    return max(width * n for width, n in counts.items())


def _cells(
    lines: Iterable[str], separator: str
) -> Iterator[tuple[int, list[SheetCell]]]:
    reader = csv.reader(lines, delimiter=separator)
    before = 0
    for row in reader:
        number, before = before + 1, reader.line_num
        if number == 1 and row and row[0].lower().startswith("sep="):
            continue
        cells: list[SheetCell] = [cell.strip() for cell in row]
        if any(cells):
            yield number, cells


def _composed(cell: SheetCell) -> SheetCell:
    """Return a cell as it looks: some systems write an accent as a sign of its own."""
    return unicodedata.normalize("NFC", cell) if isinstance(cell, str) else cell


def text_of(cell: SheetCell) -> str:
    """Return the text of a cell; one that cannot be read has none."""
    return "" if isinstance(cell, UnreadableCellError) else cell
