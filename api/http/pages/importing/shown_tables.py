"""Tables and notes of an import, as the page shows them and lets them be changed."""

from dataclasses import dataclass

from api.http.pages.importing.chosen_reading import guess_text
from data.both_languages import Both
from data.faults import Fault
from data.importing.export_words import CERTAIN, ExportKind, choices_of, words_of
from data.importing.import_files import Imported, ImportedTable, MappedColumn


@dataclass(frozen=True)
class ShownTable:
    """One table of a file, with the number under which its choices are sent."""

    number: int
    table: ImportedTable
    like: str
    """An earlier file with the same headings, whose choices hold for this one, too."""

    @property
    def columns(self) -> list[MappedColumn]:
        """Return every column, those that are not read last."""
        unread = dict.fromkeys(self.table.unread)
        return [
            *self.table.columns,
            *(MappedColumn("", heading, CERTAIN, ()) for heading in unread),
        ]

    @property
    def fields(self) -> list[str]:
        """Return what a column can be."""
        kind = self.table.kind
        return [] if kind is None else list(words_of(kind).headings)

    @property
    def guess(self) -> str | None:
        """Return the columns as they were guessed; ``None`` where they were decided."""
        if self.table.known:
            return None
        return guess_text({c.field: c.heading for c in self.table.columns})

    def field_of(self, column: str) -> str:
        """Return what a column is read as that a note names."""
        if not self.table.separator:
            column = column.rpartition(" (")[0]
        read = {each.heading: each.field for each in self.table.columns}
        return read.get(column, "")


def shown_tables(imported: Imported) -> list[ShownTable]:
    """Return the tables in the order in which they were read."""
    firsts: dict[object, str] = {}
    shown = []
    for number, table in enumerate(imported.tables):
        headings = frozenset((*(c.heading for c in table.columns), *table.unread))
        first = firsts.setdefault(
            (table.kind, headings) if headings else number, table.file
        )
        like = first if first != table.file else ""
        shown.append(ShownTable(number, table, like))
    return shown


@dataclass(frozen=True)
class ShownNote:
    """Why rows are yellow or red, and what can be filled in to mend them."""

    fault: Fault
    cells: tuple[tuple[int, str], ...] = ()
    """Line and field of the form, for each cell that can be mended."""
    word: str = ""
    """Field of the form that says what a word means."""
    meanings: tuple[tuple[str, Both], ...] = ()
    """What it can mean: the value, and a word for it."""


def shown_notes(faults: tuple[Fault, ...], tables: list[ShownTable]) -> list[ShownNote]:
    """Return notes with what mends them."""
    by_file = {each.table.file: each for each in reversed(tables)}
    return [_shown(fault, by_file.get(fault.file)) for fault in faults]


def _shown(fault: Fault, table: ShownTable | None) -> ShownNote:
    if table is None or fault.line is None or not fault.column:
        return ShownNote(fault)
    name = table.field_of(fault.column)
    if not name:
        return ShownNote(fault)
    if fault.code in _OF_WORDS and fault.value:
        word = f"word.{table.number}.{name}.{fault.value}"
        return ShownNote(fault, word=word, meanings=tuple(choices_of(name).items()))
    lines = (fault.line, *fault.more_lines)
    cells = ((n, f"cell.{table.number}.{n}.{fault.column}") for n in lines)
    return ShownNote(fault, tuple(cells))


_OF_WORDS = ("import_unknown_value", "import_value_taken", "import_day_cell")
"""What is said of a word, once for all cells that hold it."""
KINDS = tuple(ExportKind)
