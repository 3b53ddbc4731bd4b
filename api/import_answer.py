"""What is answered about files that were imported."""

from collections.abc import Iterable, Mapping

from pydantic import Field

from data.faults import Fault
from data.importing.export_words import ExportKind
from data.importing.import_files import Imported, ImportedTable, MappedColumn
from scheduler.domain.described import Described
from scheduler.domain.values import Frozen


class ImportPart(Described, Frozen):
    """A part of the answer, each field described by the docstring below it."""


class ImportedColumn(ImportPart):
    """What a column of a file was taken for."""

    field: str = Field(examples=["client_id"])
    """What it is read as."""
    heading: str = Field(examples=["Kundnr"])
    """What it is called in the file."""
    percent: int
    """How like a known heading it is; 100: it is one, or was mapped before."""
    samples: list[str]
    """Some of its values; none of names, and pseudonyms where there are any."""

    @classmethod
    def of(cls, column: MappedColumn) -> "ImportedColumn":
        """Describe a column."""
        return cls(
            field=column.field,
            heading=column.heading,
            percent=column.percent,
            samples=list(column.samples),
        )


class ImportedFile(ImportPart):
    """How a table was read, and how its rows came out."""

    file: str
    """The file, and its sheet where there are several."""
    kind: ExportKind | None
    """What it holds; `null` where it is not recognised."""
    heading_line: int | None
    """The row that has the headings."""
    encoding: str
    """Of a text file."""
    separator: str
    """Between the cells of a text file."""
    columns: list[ImportedColumn]
    """The columns that are read."""
    unread: list[str]
    """Headings of the others."""
    known: bool
    """Whether it was read as the mapping says."""
    skipped: bool
    """Whether the mapping says that it is not read."""
    green: int
    """Rows that were read as they are."""
    yellow: int
    """Rows that were read with a guess."""
    red: int
    """Rows that cannot be read."""

    @classmethod
    def of(cls, table: ImportedTable) -> "ImportedFile":
        """Describe a table."""
        columns = [ImportedColumn.of(column) for column in table.columns]
        same = (
            "file",
            "kind",
            "heading_line",
            "encoding",
            "separator",
            "known",
            "skipped",
            "green",
            "yellow",
            "red",
        )
        told = {name: getattr(table, name) for name in same}
        return cls(columns=columns, unread=list(table.unread), **told)


class ImportNote(ImportPart):
    """Why rows are yellow or red; the like ones are one note."""

    code: str
    """For programs; it stays when the words change."""
    file: str
    """The file, and its sheet where there are several."""
    line: int | None
    """The first such row."""
    column: str | None
    """The heading of the column."""
    value: str | None
    """What stands there; never a personal number and never a name."""
    more: int
    """How many other rows are so."""
    more_lines: list[int]
    """The first of those."""
    message_sv: str
    """What was expected, or what it was taken for; in Swedish."""
    message_en: str
    """The same in English."""

    @classmethod
    def of(cls, fault: Fault) -> "ImportNote":
        """Put a note into words."""
        return cls(
            code=fault.code,
            file=fault.file,
            line=fault.line,
            column=fault.column,
            value=fault.value,
            more=fault.more,
            more_lines=list(fault.more_lines),
            message_sv=fault.message("sv"),
            message_en=fault.message("en"),
        )


class ImportAssumed(ImportPart):
    """Something that no file said."""

    code: str
    """For programs."""
    facts: Mapping[str, str | int]
    """The values that were taken."""
    message_sv: str
    """What is assumed; in Swedish."""
    message_en: str
    """The same in English."""


class ImportAnswer(ImportPart):
    """Everything that came of some files."""

    files: list[ImportedFile]
    """Each table of each file."""
    red: list[ImportNote]
    """What cannot be read, why, and what was expected."""
    yellow: list[ImportNote]
    """What was read with a guess, and which."""
    assumed: list[ImportAssumed]
    """What no file said, and what was taken instead."""

    @classmethod
    def of(cls, imported: Imported) -> "ImportAnswer":
        """Describe what was imported."""
        assumed = imported.made.assumed if imported.made else ()
        return cls(
            files=[ImportedFile.of(table) for table in imported.tables],
            red=_notes(imported.refused),
            yellow=_notes(imported.guessed),
            assumed=[
                ImportAssumed(
                    code=each.code,
                    facts=each.facts,
                    message_sv=each.message("sv"),
                    message_en=each.message("en"),
                )
                for each in assumed
            ],
        )


def _notes(faults: Iterable[Fault]) -> list[ImportNote]:
    return [ImportNote.of(fault) for fault in faults]
