"""The rows of a dataset's document while a patch is applied to them."""

from collections.abc import Iterable, Mapping
from functools import cached_property

from data.columns import Column, Sheet
from data.problem_cells import cancelling
from data.reading.dataset import SHEETS
from data.scenario.laid_out import granted_cells, with_own
from data.scenario.patch_place import Path
from data.scenario.selection import Selector
from data.written_values import Cells, Value

SHEET: Mapping[str, Sheet] = {sheet.name: sheet for sheet in SHEETS}

_VISITS, _VISIT = "visits", "visit_id"
_NOTHING_WITHOUT = {"after": ("gap_min", "gap_max")}
"""Cells that mean something only beside another."""


class PatchedRows:
    """Rows by file; remembers which step of a patch a cell or row comes from."""

    def __init__(self, document: Mapping[str, object]) -> None:
        self.by_file: dict[str, list[Cells]] = {
            name: [dict(row) for row in document.get(name) or ()]  # type: ignore[attr-defined]
            for name in SHEET
        }
        self._origin: dict[tuple[int, str], Path] = {}
        self._laid_out: list[Cells] = []

    def lay_out(self, document: Mapping[str, object]) -> None:
        """Put a row for every visit that needs grant beside those that the file has."""
        granted = granted_cells(document)
        rows = with_own(granted, document)
        self._laid_out = [r for r in rows if granted.get(str(r[_VISIT])) == r]
        self.by_file[_VISITS] = rows

    def gather(self, document: Mapping[str, object]) -> None:
        """Leave the visits that still are as needs grant them to the needs."""
        as_granted = {
            id(row)
            for row in self._laid_out
            if not any((id(row), name) in self._origin for name in row)
        }
        rows = self.by_file[_VISITS]
        there = {str(row[_VISIT]) for row in rows}
        gone = [id_ for id_ in granted_cells(document) if id_ not in there]
        own = [row for row in rows if id(row) not in as_granted]
        self.by_file[_VISITS] = [*map(cancelling, gone), *own]

    @cached_property
    def _naming(self) -> list[tuple[Sheet, Column[object]]]:
        """Every column that names rows of other files."""
        return [(s, c) for s in SHEETS for c in s.columns if c.refers]

    def selector(self, file: str) -> Selector:
        """Return what finds rows of a file."""
        sheet = SHEET[file]
        named = {c.name: c.refers[0] for c in sheet.columns if c.refers}
        related = {column: self.by_id(other) for column, other in named.items()}
        return Selector(sheet.key.name if sheet.key else None, related)

    def by_id(self, file: str) -> dict[str, Cells]:
        """Return the rows of a file by their ids; none of a file without ids."""
        key = SHEET[file].key
        return {str(row[key.name]): row for row in self.by_file[file]} if key else {}

    def put(self, row: Cells, column: str, value: Value, path: Path) -> None:
        """Give a cell another value, on account of a step."""
        row[column] = value
        self._origin[id(row), column] = path

    def insert(self, file: str, row: Cells, at: int | None, path: Path) -> None:
        """Add a row, the last or where ``at`` (from 1) says."""
        self.by_file[file].insert(
            len(self.by_file[file]) if at is None else at - 1, row
        )
        self._origin[id(row), ""] = path

    def take_away(self, file: str, gone: Iterable[Cells]) -> None:
        """Take rows away, with the rows and cells that name them."""
        away = set(map(id, gone))
        rows = self.by_file[file]
        key = SHEET[file].key
        names = {str(r[key.name]) for r in rows if id(r) in away} if key else set()
        self.by_file[file] = [row for row in rows if id(row) not in away]
        if names:
            for sheet, column in self._naming:
                if file in column.refers:
                    self._forget(sheet, column, names)

    def _forget(self, sheet: Sheet, column: Column[object], names: set[str]) -> None:
        """Let no row name somebody who is gone; a row about them goes too."""
        lost = []
        for row in self.by_file[sheet.name]:
            value = row.get(column.name)
            if isinstance(value, list):
                row[column.name] = [one for one in value if one not in names]
            elif str(value) in names:
                if column.needed:
                    lost.append(row)
                else:
                    without = _NOTHING_WITHOUT.get(column.name, ())
                    row.update(dict.fromkeys((column.name, *without)))
        if lost:
            self.take_away(sheet.name, lost)

    def origin(self, file: str, index: int, column: str | None) -> Path | None:
        """Return the step that a cell, or else its row, comes from."""
        rows = self.by_file.get(file, ())
        if index >= len(rows):
            return None
        row = id(rows[index])
        return self._origin.get((row, column or ""), self._origin.get((row, "")))
