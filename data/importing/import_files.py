"""Other systems' files into a dataset: what is read, what is guessed, what is red."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TypeVar

from data.cell_place import CellPlace
from data.disk.uncollected import uncollected
from data.faults import BadInput, Fault, FaultList
from data.importing.assembled import (
    Assembled,
    ImportAssumption,
    ImportedRows,
    assembled,
)
from data.importing.export_tables import ExportTable, read_export, text_of
from data.importing.export_words import CERTAIN, ExportKind, words_of
from data.importing.exported.away_rows import absence_of, wishes_of
from data.importing.exported.balance_rows import balance_of
from data.importing.exported.care_rows import (
    ExportedPlace,
    client_of,
    decision_of,
    home_of,
    place_of,
    visit_of,
)
from data.importing.exported.day_columns import by_day
from data.importing.exported.staff_rows import employee_of, worked_of
from data.importing.exported.turn_rows import turn_of
from data.importing.exported.written_dates import stated_day
from data.importing.headings import Headed, headed
from data.importing.imported_row import (
    Hidden,
    ImportedRow,
    MendedPlace,
    imported_rows,
    may_be_shown,
    name_as_above,
)
from data.importing.mapping import ExportMapping, SourceMapping
from data.importing.name_numbers import NameNumbers
from data.importing.pseudonyms import Pseudonyms
from data.reading.dataset import read_document
from data.reading.folders import is_left_behind
from scheduler.domain.problem import Problem
from scheduler.feasibility.unplaced import unplaced

T = TypeVar("T")


@dataclass(frozen=True)
class ImportAsked:
    """What is known before the files are read."""

    mapping: ExportMapping = field(default_factory=ExportMapping)
    pseudonyms: Pseudonyms = field(default_factory=Pseudonyms)
    base: Problem | None = None
    """A dataset that says what no export does."""
    name: str = "import"
    kinds: Mapping[str, ExportKind] = field(default_factory=dict)
    """What a table holds, where somebody said so, by its file."""
    mended: Mapping[MendedPlace, str] = field(default_factory=dict)
    """What is read instead of what stands in a cell."""


@dataclass(frozen=True)
class MappedColumn:
    """What a column was taken for."""

    field: str
    heading: str
    percent: int
    samples: tuple[str, ...]

    @property
    def sure(self) -> bool:
        """Whether the heading is a known one."""
        return self.percent == CERTAIN


@dataclass(frozen=True)
class ImportedTable:
    """How one table was read, and how its rows came out."""

    file: str
    kind: ExportKind | None
    heading_line: int | None
    encoding: str
    separator: str
    columns: tuple[MappedColumn, ...] = ()
    unread: tuple[str, ...] = ()
    """Headings of columns that are not read."""
    known: bool = False
    """Whether it was mapped before."""
    skipped: bool = False
    """Whether somebody said that it is not read."""
    green: int = 0
    yellow: int = 0
    red: int = 0


@dataclass(frozen=True)
class Imported:
    """Everything that came of some files."""

    tables: tuple[ImportedTable, ...]
    refused: tuple[Fault, ...]
    """What is red: why, and what was expected."""
    guessed: tuple[Fault, ...]
    """What is yellow: what it was taken for."""
    mapping: ExportMapping
    made: Assembled | None
    """The dataset of all rows that are not red; ``None`` where they make none."""
    problem: Problem | None = None

    @property
    def red(self) -> bool:
        """Whether anything could not be read."""
        return bool(self.refused)


@dataclass
class _Read:
    """What has been read so far."""

    rows: ImportedRows
    heads: list[tuple[Headed, list[ImportedRow]]] = field(default_factory=list)
    odd: list[ImportedTable] = field(default_factory=list)
    refused: FaultList = field(default_factory=FaultList)
    notes: list[Fault] = field(default_factory=list)
    """Sheets that hold no table."""


@uncollected()
def import_files(files: Sequence[Path], asked: ImportAsked) -> Imported:
    """Read exports of other systems.

    Raises
    ------
    BadInput
        More is wrong with them than anybody would read.
    """
    read = _Read(ImportedRows(NameNumbers(asked.mapping.numbers, asked.base)))
    for path in _exports(files):
        try:
            tables = read_export(path)
        except BadInput as bad:
            read.refused.extend(bad.faults)
            continue
        for table in tables:
            _read_table(by_day(table), asked, read)
    _take_all(read, asked)
    made = assembled(read.rows, asked.mapping.starting, asked.base, asked.name)
    guessed = FaultList()
    guessed.extend(read.notes)
    for _, rows in read.heads:
        for row in rows:
            read.refused.extend(row.refused)
            guessed.extend(() if row.refused else row.guessed)
    read.refused.extend(made.faults)
    problem = _problem(made, read.refused)
    mapping = asked.mapping.with_sources(_learnt(h, rows) for h, rows in read.heads)
    mapping = mapping.model_copy(update={"numbers": read.rows.numbers.now_known()})
    told = (*(_told(h, rows) for h, rows in read.heads), *read.odd)
    if problem is not None:
        made = replace(made, assumed=(*made.assumed, *_unplaced(problem)))
    return Imported(
        tables=told,
        refused=tuple(read.refused),
        guessed=tuple(guessed),
        mapping=mapping,
        made=made if problem else None,
        problem=problem,
    )


def _take_all(read: _Read, asked: ImportAsked) -> None:
    """Keep what rows hold; schedules last, as their codes may be those of a list."""
    for head, rows in read.heads:
        if head.source.kind is not ExportKind.WORKED:
            _TAKE[head.source.kind](rows, asked.mapping, read.rows)
    turns = {turn.id: turn for turn in asked.base.shift_types} if asked.base else {}
    turns |= {turn.id: turn for _, turn in read.rows.shift_types}
    for head, rows in read.heads:
        if head.source.kind is ExportKind.WORKED:
            taken = _sound(rows, lambda row: worked_of(row, turns))
            read.rows.worked.extend(taken)


def _exports(files: Sequence[Path]) -> Sequence[Path]:
    """Return the files without what systems left beside them, where others are left."""
    return [path for path in files if not is_left_behind(path.name)] or files


def _problem(made: Assembled, refused: FaultList) -> Problem | None:
    """Return the dataset; what the reader of datasets objects to is red as well."""
    if made.document is None:
        return None
    try:
        return read_document(made.document)
    except BadInput as bad:
        refused.extend(bad.faults)
        return None


def _unplaced(problem: Problem) -> Iterator[ImportAssumption]:
    for found in unplaced(problem):
        yield ImportAssumption(found.check, found.facts)


def _read_table(table: ExportTable, asked: ImportAsked, read: _Read) -> None:
    if table.file in asked.mapping.skipped:
        read.odd.append(replace(_odd(table), skipped=True))
        return
    head = headed(table, asked.mapping, asked.kinds.get(table.file))
    place = CellPlace(table.file)
    if head is None and _has_notes_alone(table):
        read.notes.append(place.fault("import_only_notes"))
        read.odd.append(replace(_odd(table), skipped=True))
        return
    if head is None:
        read.refused.append(place.fault("import_unknown_table"))
        read.odd.append(_odd(table))
        return
    unclear = [_missing(head, group) for group in head.missing()]
    unclear += _doubled(head)
    if unclear:
        read.refused.extend(unclear)
        read.heads.append((head, []))
        return
    hidden = Hidden(asked.pseudonyms, read.rows.numbers)
    near = asked.mapping.starting.start or stated_day(head.above())
    rows = list(imported_rows(head, hidden, asked.mended, near))
    read.heads.append((head, rows))


def _has_notes_alone(table: ExportTable) -> bool:
    """Whether a sheet of a workbook never has two cells beside each other."""
    filled = (sum(bool(text_of(cell)) for cell in cells) for _, cells in table.lines)
    return not table.separator and max(filled, default=0) < 2


def _missing(head: Headed, group: Sequence[str]) -> Fault:
    """Blame the headings of a table that lacks a column."""
    known = words_of(head.source.kind).headings
    wanted = ", ".join(word for name in group for word in known[name][1:4])
    line = head.table.lines[head.at][0]
    found = ", ".join(filter(None, head.headings))
    place = CellPlace(head.table.file, line)
    return place.fault("import_missing_column", None, found, wanted=wanted)


def _doubled(head: Headed) -> list[Fault]:
    """Blame headings of which nobody knows which is meant."""
    place = CellPlace(head.table.file, head.table.lines[head.at][0])
    return [place.fault("import_heading_twice", None, each) for each in head.doubled()]


def _sound(
    rows: Sequence[ImportedRow], take: Callable[[ImportedRow], T | None]
) -> list[tuple[ImportedRow, T]]:
    """Return what rows that are not red hold."""
    taken = [(row, take(row)) for row in rows if not row.is_note]
    return [(row, held) for row, held in taken if held is not None and not row.refused]


def _take_visits(
    rows: Sequence[ImportedRow], mapping: ExportMapping, into: ImportedRows
) -> None:
    taken = _sound(rows, lambda row: _at_home(row, visit_of(row, mapping.starting)))
    into.visits += [(row, visit) for row, (visit, _) in taken]
    into.places += [(row, home) for row, (_, home) in taken]


def _take_decisions(
    rows: Sequence[ImportedRow], mapping: ExportMapping, into: ImportedRows
) -> None:
    name_as_above(rows)
    taken = _sound(rows, lambda row: _at_home(row, decision_of(row, mapping.starting)))
    into.decisions += [(row, decision) for row, (decision, _) in taken]
    into.places += [(row, home) for row, (_, home) in taken]


def _at_home(row: ImportedRow, work: T | None) -> tuple[T, ExportedPlace] | None:
    """Return work with the client's home, which may make its row red."""
    home = client_of(row)
    return None if work is None else (work, home)


_TAKE: Mapping[
    ExportKind, Callable[[Sequence[ImportedRow], ExportMapping, ImportedRows], None]
] = {
    ExportKind.EMPLOYEES: lambda rows, _, into: into.employees.extend(
        _sound(rows, employee_of)
    ),
    ExportKind.SHIFT_TYPES: lambda rows, _, into: into.shift_types.extend(
        _sound(rows, turn_of)
    ),
    ExportKind.VISITS: _take_visits,
    ExportKind.DECISIONS: _take_decisions,
    ExportKind.ABSENCES: lambda rows, _, into: into.absences.extend(
        _sound(rows, absence_of)
    ),
    ExportKind.WISHES: lambda rows, _, into: into.wishes.extend(
        _sound(rows, wishes_of)
    ),
    ExportKind.BALANCES: lambda rows, _, into: into.balances.extend(
        _sound(rows, balance_of)
    ),
    ExportKind.ADDRESSES: lambda rows, _, into: into.addresses.extend(
        _sound(rows, home_of)
    ),
    ExportKind.PLACES: lambda rows, _, into: into.spots.extend(
        place for _, place in _sound(rows, place_of)
    ),
}


def _learnt(head: Headed, rows: Sequence[ImportedRow]) -> SourceMapping:
    """Return how a table is to be read next time, with the values that were guessed."""
    learnt = rows[0].learnt if rows else {}
    old = head.source.values
    values = {
        name: {**old.get(name, {}), **learnt.get(name, {})} for name in (*old, *learnt)
    }
    return head.source.model_copy(update={"values": values})


def _told(head: Headed, rows: Sequence[ImportedRow]) -> ImportedTable:
    read = set(head.source.columns.values())
    red = sum(bool(row.refused) for row in rows)
    yellow = sum(bool(row.guessed and not row.refused) for row in rows)
    return ImportedTable(
        file=head.table.file,
        kind=head.source.kind,
        heading_line=head.table.lines[head.at][0],
        encoding=head.table.encoding,
        separator=head.table.separator,
        columns=tuple(
            MappedColumn(f, h, head.likeness.get(f, CERTAIN), _shown(f, rows))
            for f, h in head.source.columns.items()
        ),
        unread=tuple(h for h in head.headings if h and h not in read),
        known=head.known,
        green=len(rows) - red - yellow,
        yellow=yellow,
        red=red,
    )


def _shown(name: str, rows: Sequence[ImportedRow], most: int = 3) -> tuple[str, ...]:
    """Return the first different values, as they are after pseudonyms; no names."""
    texts = dict.fromkeys(row.text(name) for row in rows[:200] if row.text(name))
    return tuple(text for text in texts if may_be_shown(name, text))[:most]


def _odd(table: ExportTable) -> ImportedTable:
    return ImportedTable(table.file, None, None, table.encoding, table.separator)
