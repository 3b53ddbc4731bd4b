"""Where a command puts a comparison: a page, a workbook, a table or a document."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from api.cli.kept_file import keep_file
from api.cli.output import Output
from api.comparison_files import basis_document, whole_of_plans
from api.side_by_side import SideBySide
from data.cell_place import CellPlace
from data.comparison.comparison_page import comparison_html
from data.comparison.comparison_sheets import comparison_sheets, side_by_side_sheet
from data.disk.whole_file import check_file
from data.faults import BadInput
from data.tables.comparison_frame import comparison_frame
from data.tables.frames import (
    Frame,
    can_write_parquet,
    csv_bytes,
    excel_bytes,
    parquet_bytes,
    texts_of,
)
from data.words.compared_words import quantity_name

Document = Mapping[str, object]
PARQUET = ".parquet"


@dataclass(frozen=True)
class ComparisonTarget:
    """A file for a comparison; its name says in which form."""

    file: Path
    force: bool = False
    """Whether a file that is there may be replaced."""

    def check(self) -> None:
        """Refuse now what would be refused when the comparison is made.

        Raises
        ------
        BadInput
            There is a file already, or its name ends otherwise.
        """
        suffix = self.file.suffix
        if suffix.lower() not in _FORMS:
            fault = CellPlace(str(self.file)).fault("table_suffix", None, suffix or "–")
            raise BadInput([fault])
        if suffix.lower() == PARQUET:
            check_parquet(str(self.file))
        check_file(self.file, force=self.force)

    def save(self, found: SideBySide, document: Document, output: Output) -> None:
        """Write a comparison in the language that is spoken."""
        content = _FORMS[self.file.suffix.lower()](found, document, output)
        keep_file(self.file, content, force=self.force)
        output.tell("cli.wrote.table", path=self.file)


def check_parquet(asked: str) -> None:
    """Make sure that Parquet can be written.

    Raises
    ------
    BadInput
        What it takes is not installed; ``asked`` is what asks for it.
    """
    if not can_write_parquet():
        raise BadInput([CellPlace(asked).fault("no_parquet")])


def _table(found: SideBySide, output: Output) -> Frame:
    return comparison_frame(
        found.comparison,
        lambda row: getattr(quantity_name(row.topic, row.key), output.language),
        lambda plan: output.words("cli.compare.difference", name=plan),
    )


def _csv(found: SideBySide, _document: Document, output: Output) -> bytes:
    return csv_bytes(texts_of(_table(found, output)))


def _xlsx(found: SideBySide, _document: Document, output: Output) -> bytes:
    """Return a workbook whose first sheet holds the table, in words."""
    whole, language = whole_of_plans(found), output.language
    units = {unit.id: unit.name for side in whole.sides for unit in side.problem.units}
    sheet = side_by_side_sheet(_table(found, output), units, language)
    first = {output.words("cli.compare.sheet"): sheet}
    return excel_bytes(first | comparison_sheets(whole, language))


def _parquet(found: SideBySide, _document: Document, output: Output) -> bytes:
    return parquet_bytes(_table(found, output))


def _html(found: SideBySide, _document: Document, _output: Output) -> bytes:
    return comparison_html(whole_of_plans(found))


def _json(found: SideBySide, document: Document, _output: Output) -> bytes:
    whole = {**document, "basis": basis_document(whole_of_plans(found))}
    return json.dumps(whole, ensure_ascii=False, indent=2).encode()


_FORMS: Mapping[str, Callable[[SideBySide, Document, Output], bytes]] = {
    ".html": _html,
    ".xlsx": _xlsx,
    ".csv": _csv,
    ".json": _json,
    PARQUET: _parquet,
}
