"""Rows of absences and of wishes."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import NamedTuple

from data.importing.exported.written_dates import (
    has_day,
)
from data.importing.exported.written_forms import (
    clock_of,
    moment_on,
    number_of,
)
from data.importing.imported_row import ImportedRow
from data.reading.cells import MIDNIGHT

_LAST_MINUTE = MIDNIGHT - 1
_LONGEST_WISH = 60
"""Days that one row may wish for."""
_FOR_EVER = "9999"
"""The year in which registers let end what has no end."""


@dataclass(frozen=True)
class ExportedAbsence:
    """Somebody is away."""

    employee: str
    kind: str
    start: str
    end: str | None
    """A day or a moment, as a dataset has them; ``None``: until further notice."""


@dataclass(frozen=True)
class ExportedWishes:
    """What somebody wishes for some days in a row."""

    employee: str
    days: tuple[date, ...]
    shift: str
    want: str
    weight: int


class _Edge(NamedTuple):
    """Where an absence begins or ends; no minutes: with the whole day."""

    day: date
    minutes: int | None

    @property
    def cell(self) -> str:
        """Return it as a dataset has it."""
        if self.minutes is None:
            return self.day.isoformat()
        return moment_on(self.day, self.minutes)


def absence_of(row: ImportedRow) -> ExportedAbsence | None:
    """Return the absence of a row; ``None`` where it is red, or was not granted."""
    employee = row.needed("employee_id")
    row.needed("absence_kind")
    kind = row.choice("absence_kind")
    row.part_period("from")
    row.needed("from")
    start, end = _edge(row, "from", "start"), _end(row)
    status = row.choice("status")
    _check_extent(row, timed=bool(start and start.minutes is not None))
    if row.refused or start is None or kind is None:
        return None
    if status not in (None, "granted"):
        row.guess("import_not_granted", "status")
        return None
    start, end = _whole_days(row, start, end)
    if end is not None and not _is_later(end, start):
        row.refuse("ends_before_start", "to", start=start.cell)
        return None
    return ExportedAbsence(employee, kind, start.cell, end and end.cell)


def _edge(row: ImportedRow, name: str, clock_name: str) -> _Edge | None:
    """Return a day with its clock time, in the same cell or in one of its own."""
    day = row.day(name)
    minutes = row.read(clock_name, clock_of)
    if minutes is None and has_day(row.text(name)):
        minutes = row.read(name, clock_of)
    return None if day is None else _Edge(day, minutes)


def _end(row: ImportedRow) -> _Edge | None:
    """Return where an absence ends: on its own day where no column says a last one."""
    if row.text("to").startswith(_FOR_EVER):
        return None
    if row.text("to"):
        return _edge(row, "to", "end")
    day = row.day("from")
    if day is None or ("to" in row.place.headings and not row.text("end")):
        return None
    start, end = row.read("start", clock_of), row.read("end", clock_of)
    if start is not None and end is not None and end <= start:
        end += MIDNIGHT
    return _Edge(day, end)


def _whole_days(
    row: ImportedRow, start: _Edge, end: _Edge | None
) -> tuple[_Edge, _Edge | None]:
    """Return edges without midnights: ``00:00`` to ``00:00`` is how days are written.

    A last day at 00:00 could be over as it begins; beside a first one at 00:00 it is
    taken as a whole day, and told.
    """
    if end is not None and end.minutes in (_LAST_MINUTE, MIDNIGHT):
        end = _Edge(end.day, None)
    if start.minutes != 0:
        return start, end
    if end is not None and end.minutes == 0:
        row.guess("import_through_last_day", "to", day=end.day.isoformat())
        end = _Edge(end.day, None)
    return _Edge(start.day, None), end


def _is_later(end: _Edge, start: _Edge) -> bool:
    last = MIDNIGHT if end.minutes is None else end.minutes
    return _moment(end.day, last) > _moment(start.day, start.minutes or 0)


def _moment(day: date, minutes: int) -> datetime:
    return datetime.combine(day, datetime.min.time()) + timedelta(minutes=minutes)


def _check_extent(row: ImportedRow, *, timed: bool) -> None:
    """Refuse a part of a day that no clock time tells which part it is."""
    extent = row.read("extent", number_of)
    if extent is None or timed:
        return
    if extent not in (1, 100):
        row.refuse("import_part_absence", "extent")


def wishes_of(row: ImportedRow) -> ExportedWishes | None:
    """Return the wishes of a row; ``None`` where it is red."""
    employee = row.needed("employee_id")
    name = "day_off" if row.text("day_off") else "date"
    row.needed(name)
    row.part_period(name)
    first = row.day(name)
    last = row.day("to") if row.text("to") else first
    want, weight = row.choice("want"), row.choice("weight")
    if row.refused or first is None or last is None:
        return None
    if not 0 <= (last - first).days < _LONGEST_WISH:
        row.refuse("import_wish_days", "to", most=_LONGEST_WISH)
        return None
    if want is None and name == "date":
        row.guess("import_wish_off", name)
    days = (first + timedelta(days=n) for n in range((last - first).days + 1))
    return ExportedWishes(
        employee, tuple(days), row.text("shift_id"), want or "off", int(weight or 1)
    )
