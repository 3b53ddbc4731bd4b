"""Rows whose cells have been understood, and the faults found on the way."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TypeVar, cast

from data.cell_place import CellPlace
from data.columns import Column, Sheet, UnreadableCellError
from data.faults import FaultList
from data.reading.headed_rows import Table, TableRow
from scheduler.domain.problem import Problem

T = TypeVar("T")


@dataclass(eq=False, slots=True)
class Record:
    """One row; knows whether anything is wrong with it."""

    place: CellPlace
    cells: Mapping[str, str | None]
    values: dict[str, object]
    faults: FaultList
    """Where every fault of the reading is collected."""
    sound: bool = True

    def __getitem__(self, column: Column[T]) -> T:
        """Return the value of a cell that could be read."""
        return cast("T", self.values[column.name])

    def get(self, column: Column[T]) -> T | None:
        """Return the value of a cell, ``None`` if it could not be read."""
        return cast("T | None", self.values.get(column.name))

    def is_empty(self, column: Column[T]) -> bool:
        """Whether a cell was left empty."""
        return self.cells.get(column.name) == ""

    def fill(self, column: Column[T], text: str) -> None:
        """Give an empty cell the value that something else says."""
        self.cells = {**self.cells, column.name: text}
        self.values[column.name] = column.kind.parse(text) if text else column.empty

    def blame(self, code: str, column: Column[T], **facts: str | int) -> None:
        """Note that a cell is wrong."""
        self.blame_value(code, column, self.cells.get(column.name) or None, **facts)

    def blame_value(
        self, code: str, column: Column[T], value: str | None, **facts: str | int
    ) -> None:
        """Note that one value of a cell is wrong."""
        self.sound = False
        self.faults.append(self.place.fault(code, column.name, value, **facts))


@dataclass(frozen=True)
class Ids:
    """The ids that a file gives; ``None`` where they could not all be read."""

    file: str
    known: frozenset[str] | None
    by_name: Mapping[str, str] = field(default_factory=dict)
    """Ids by the names beside them, where nobody else has the name."""


def ids_of(problem: Problem) -> dict[str, Ids]:
    """Return the ids of a dataset that rows of other files may name."""
    known = {
        "units": problem.unit,
        "employees": problem.employee,
        "clients": problem.client,
        "visits": problem.visit,
    }
    return {name: Ids(f"{name}.csv", frozenset(ids)) for name, ids in known.items()}


@dataclass(eq=False)
class Reading:
    """All rows of a dataset or plan, file by file."""

    faults: FaultList = field(default_factory=FaultList)
    judges: bool = False
    """Whether a plan is only judged: shifts that may not be planned are no fault."""
    records: dict[str, list[Record]] = field(default_factory=dict)
    unread: set[str] = field(default_factory=set)
    """Files that were there but could not be read, or were needed and not there."""
    ids: dict[str, Ids] = field(default_factory=dict)

    def of(self, sheet: Sheet) -> list[Record]:
        """Return the rows of a file; none if there is no such file."""
        return self.records.get(sheet.name, [])

    def is_whole(self, sheet: Sheet) -> bool:
        """Whether every row of a file could be read (also if it is not there)."""
        return sheet.name not in self.unread and all(r.sound for r in self.of(sheet))

    def add(self, sheet: Sheet, table: Table | None) -> None:
        """Understand the cells of a file, and note its ids."""
        if table is None:
            self.unread.add(sheet.name)
        else:
            self.records[sheet.name] = _records(sheet, table, self.faults)
            if not table.rows and not sheet.may_be_empty:
                self.unread.add(sheet.name)
                self.faults.append(table.place.fault("no_rows"))
        if sheet.key is not None:
            file = sheet.file if table is None else table.place.file
            self.ids[sheet.name] = self._ids(sheet, sheet.key, file)

    def _ids(self, sheet: Sheet, key: Column[str], file: str) -> Ids:
        """Collect the ids of a file; blame those that occur again."""
        first: dict[str, Record] = {}
        certain = sheet.name not in self.unread
        for record in self.of(sheet):
            id_ = record.get(key)
            if id_ is None:
                certain = False
            elif id_ in first:
                record.blame("repeated_id", key, first=_number(first[id_].place))
            else:
                first[id_] = record
        return Ids(file, frozenset(first) if certain else None, _by_name(sheet, first))

    def check_references(self, sheet: Sheet) -> None:
        """Blame every id that stands in none of the files it may come from."""
        for column in sheet.columns:
            sources = [self.ids[name] for name in column.refers if name in self.ids]
            if column.refers and all(ids.known is not None for ids in sources):
                self._check_column(sheet, column, sources)

    def _check_column(
        self, sheet: Sheet, column: Column[object], sources: Iterable[Ids]
    ) -> None:
        known = frozenset[str]().union(*(ids.known or () for ids in sources))
        files = ", ".join(ids.file for ids in sources)
        zeros = {id_.lstrip("0"): id_ for id_ in known if id_.startswith("0")}
        names = {name: id_ for ids in sources for name, id_ in ids.by_name.items()}
        for record in self.of(sheet):
            value = record.get(column)
            given = (value,) if isinstance(value, str) else value or ()
            for id_ in cast("Iterable[str]", given):
                if id_ in known:
                    continue
                if id_ in zeros:
                    meant = {"meant": zeros[id_], "target": files}
                    record.blame_value("id_without_zeros", column, id_, **meant)
                elif name_id := names.get(id_.casefold()):
                    record.blame_value("name_for_id", column, id_, meant=name_id)
                else:
                    record.blame_value("unknown_id", column, id_, target=files)


def _by_name(sheet: Sheet, rows: Mapping[str, Record]) -> dict[str, str]:
    """Return the ids of rows by their names, where a name stands once."""
    column = next((each for each in sheet.columns if each.name == "name"), None)
    if column is None:
        return {}
    names = {id_: str(record.get(column) or "") for id_, record in rows.items()}
    often = Counter(name.casefold() for name in names.values())
    return {n.casefold(): id_ for id_, n in names.items() if often[n.casefold()] == 1}


def _number(place: CellPlace) -> int:
    """Return the number of a row: as a spreadsheet's, or counted from 1 in an array."""
    if place.line is not None:
        return place.line
    return int((place.pointer or "0").rpartition("/")[2]) + 1


def _records(sheet: Sheet, table: Table, faults: FaultList) -> list[Record]:
    readers = [
        _Reader(column, table.decimal_comma, filled=not _is_completed(sheet, column))
        for column in sheet.columns
    ]
    made = []
    for row in table.rows:
        record = Record(row.place, row.cells, {}, faults)
        for reader in readers:
            reader.read(record, row)
        made.append(record)
    return made


def _is_completed(sheet: Sheet, column: Column[object]) -> bool:
    return sheet.completed and column is not sheet.key


class _Reader:
    """Understands the cells of one column, equal ones once."""

    def __init__(
        self, column: Column[object], decimal_comma: bool, *, filled: bool
    ) -> None:
        self._column = column
        self._must_be_filled = filled and column.needed
        self._comma = decimal_comma and column.kind.shape == "number"
        self._read: dict[str, object] = {}

    def read(self, record: Record, row: TableRow) -> None:
        """Put the value of the cell into the record, or blame the cell."""
        column = self._column
        text = row.cells[column.name]
        if text is None:
            record.sound = False
        elif text in self._read:
            record.values[column.name] = self._read[text]
        elif text:
            self._parse(record, text)
        elif self._must_be_filled:
            record.blame("missing_value", column)
        else:
            record.values[column.name] = column.empty

    def _parse(self, record: Record, text: str) -> None:
        column = self._column
        try:
            value = column.kind.parse(text.replace(",", ".") if self._comma else text)
        except UnreadableCellError as error:
            record.blame(error.code, column, **error.facts)
            return
        self._read[text] = record.values[column.name] = value
