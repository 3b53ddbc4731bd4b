"""Where a command puts a table for a spreadsheet."""

from dataclasses import dataclass
from pathlib import Path

from api.cli.output import Output
from data.cell_place import CellPlace
from data.compared_words import quantity_name
from data.disk.whole_file import check_file, write_file
from data.faults import BadInput
from data.tables.comparison_frame import comparison_frame
from data.tables.frames import csv_bytes, excel_bytes, texts_of
from scheduler.audit.comparison import Comparison

_SUFFIXES = (".csv", ".xlsx")


@dataclass(frozen=True)
class TableTarget:
    """A file for a table; its name says in which form."""

    file: Path
    force: bool = False
    """Whether a file that is there may be replaced."""

    def check(self) -> None:
        """Refuse now what would be refused when the table is made.

        Raises
        ------
        BadInput
            There is a file already, or its name ends otherwise.
        """
        suffix = self.file.suffix
        if suffix.lower() not in _SUFFIXES:
            fault = CellPlace(str(self.file)).fault("table_suffix", None, suffix or "–")
            raise BadInput([fault])
        check_file(self.file, force=self.force)

    def save(self, comparison: Comparison, output: Output) -> None:
        """Write a comparison in the language that is spoken."""
        frame = comparison_frame(
            comparison,
            lambda row: getattr(quantity_name(row.topic, row.key), output.language),
            lambda plan: output.words("cli.compare.difference", name=plan),
        )
        if self.file.suffix.lower() == ".csv":
            content = csv_bytes(texts_of(frame))
        else:
            content = excel_bytes({output.words("cli.compare.sheet"): frame})
        write_file(self.file, content, force=self.force)
        output.tell("cli.wrote.table", path=self.file)
