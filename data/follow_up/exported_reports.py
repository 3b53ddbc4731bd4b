"""What was performed and worked as other systems list it, as rows of our own files."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from data.cell_place import CellPlace
from data.columns import Sheet
from data.faults import FaultList
from data.follow_up.reported_rows import PERFORMED, WORK, WORKED
from data.importing.employee_register import EmployeeRegister
from data.importing.export_tables import read_export
from data.importing.export_words import (
    ExportKind,
    plain_word,
    told_choices,
    value_likeness,
    values_of,
)
from data.importing.exported.care_rows import NIGHT_ENDS
from data.importing.exported.day_columns import by_day
from data.importing.exported.staff_rows import has_time
from data.importing.exported.written_forms import (
    clock_of,
    hours_as_minutes,
    minutes_of,
    moment_on,
)
from data.importing.headings import headed
from data.importing.imported_row import Hidden, ImportedRow, imported_rows
from data.importing.mapping import ExportMapping
from data.importing.name_numbers import KnownNumbers, NameNumbers
from data.importing.pseudonyms import Pseudonyms
from data.reading.cells import MIDNIGHT
from data.reading.headed_rows import Table, TableRow
from scheduler.domain.problem import Problem
from scheduler.follow_up.reported import VisitOutcome

_LONGEST_BREAK = 180
_TOLD_WORDS: Mapping[ExportKind, tuple[str, str]] = {
    ExportKind.VISITS: ("visit_status", "outcome"),
    ExportKind.WORKED: ("absence_kind", "absence_kind"),
}
"""Which field a word in a day of a schedule is for, and what the word may be."""


@dataclass(frozen=True)
class ExportedReports:
    """Reads other systems' lists of a dataset's visits and shifts."""

    problem: Problem

    def tables(self, sheet: Sheet, path: Path, faults: FaultList) -> list[Table]:
        """Return what a file says, of the sheet that it stands for.

        Nothing where no table of it is such a list. What cannot be read is noted.
        """
        kind, cells = _READERS[sheet.name]
        people = EmployeeRegister(
            {e.id: {"name": e.name} for e in self.problem.employees}
        )
        found = []
        for table in map(by_day, read_export(path)):
            head = headed(table, ExportMapping(), kind, made=True)
            if head is None or head.missing():
                continue
            numbers = NameNumbers(KnownNumbers(), self.problem)
            hidden = Hidden(Pseudonyms(), numbers)
            listed = list(imported_rows(head, hidden, {}, self.problem.start))
            rows = [row for row in listed if self._is_told(row, kind)]
            found.append(Table(CellPlace(table.file), _read(rows, people, cells)))
            faults.extend(fault for row in rows for fault in row.refused)
        return found

    def _is_told(self, row: ImportedRow, kind: ExportKind) -> bool:
        """Whether a row tells of something, as a day of a schedule may not.

        *Sjuk* there is an absence, *Avbokat* what became of a visit, and *D1* a shift
        of the dataset.
        """
        if not row.is_day_cell or row.is_note:
            return True
        text, (field, words) = row.text("span"), _TOLD_WORDS[kind]
        if plain_word(text) in values_of(words):
            row.cells = {**row.cells, "span": "", field: text}
            return True
        turns = self.problem.shift_type if kind is ExportKind.WORKED else {}
        return has_time(row, turns) or bool(row.refused)


Cells = dict[str, str | None]


def _read(
    rows: Iterable[ImportedRow],
    people: EmployeeRegister,
    cells: Callable[[ImportedRow], Cells],
) -> list[TableRow]:
    """Return the rows that can be read, with people's ids for whatever they say."""
    found = []
    for row in rows:
        if row.is_note:
            continue
        made = cells(row)
        who = str(made["employee_id"] or "")
        made["employee_id"] = people.find(who) or who
        if not row.refused:
            found.append(TableRow(row.place, made))
    return found


def _performed(row: ImportedRow) -> Cells:
    """Return a visit that was made or not; one of the small hours is the night's."""
    client = row.needed("client_id")
    row.part_span()
    row.join_week()
    day, times = row.dated("start" if row.text("start") else "earliest"), _times(row)
    planned = row.read("earliest", clock_of)
    begun = times[0] if times and planned is None else planned
    planning_day = day
    if day and begun is not None and begun < NIGHT_ENDS:
        planning_day = day - timedelta(days=1)
    return {
        "visit_id": "",
        "client_id": client,
        "date": planning_day.isoformat() if planning_day else "",
        "kind": row.choice("kind") or "",
        "employee_id": row.text("employee_id"),
        **_moments(_day_made(day, planned, times), times),
        "status": _outcome(row, was_there=times is not None),
        "reason": "",
    }


def _day_made(
    day: date | None, planned: int | None, times: tuple[int, int] | None
) -> date | None:
    """Return the day on which a visit began: a date is that of what was planned.

    Planned at 23:55 and begun at 00:05 is the day after.
    """
    if day is None or planned is None or times is None:
        return day
    half = MIDNIGHT // 2
    return day - timedelta(days=(times[0] - planned + half) // MIDNIGHT)


def _outcome(row: ImportedRow, *, was_there: bool) -> str:
    """Return what became of a visit; without a word for it, it was made."""
    text = row.text("visit_status")
    if not text:
        if not was_there:
            row.needed("start")
        return VisitOutcome.PERFORMED
    found = value_likeness(text, values_of("outcome"))
    if found is None:
        row.refuse("import_unknown_value", "visit_status", **told_choices("outcome"))
        return ""
    return found.meaning


def _worked(row: ImportedRow) -> Cells:
    """Return a stretch of work, or a day of absence."""
    employee = row.needed("employee_id")
    row.part_span()
    row.join_week()
    day, times = row.dated("start"), _times(row)
    rest = row.length("break_minutes", 0, _LONGEST_BREAK)
    if rest is None and times is not None:
        rest = _rest_of(row, times)
    absence = row.choice("absence_kind")
    if times is None and absence is None:
        row.needed("start")
    return {
        "employee_id": employee,
        "date": day.isoformat() if day else "",
        **_moments(day, times),
        "break_minutes": "" if rest is None else str(rest),
        "kind": absence or WORK,
        "unit_id": "",
        "pay_class": "",
    }


def _rest_of(row: ImportedRow, times: tuple[int, int]) -> int | None:
    """Return the break that the hours leave; nothing where no hours are told."""
    hours = row.whole("hours", hours_as_minutes, 1, MIDNIGHT)
    rest = None if hours is None else times[1] - times[0] - hours
    return rest if rest is not None and 0 <= rest <= _LONGEST_BREAK else None


def _times(row: ImportedRow) -> tuple[int, int] | None:
    """Return from when to when, in minutes; the end may be told as a length."""
    start, end = row.read("start", clock_of), row.read("end", clock_of)
    length = None if end is not None else row.read("minutes", minutes_of)
    if start is None or (end is None and length is None):
        return None
    if end is None:
        return start, start + (length or 0)
    return start, end + MIDNIGHT if end <= start else end


def _moments(day: date | None, times: tuple[int, int] | None) -> Cells:
    if day is None or times is None:
        return {"start": "", "end": ""}
    start, end = (moment_on(day, minutes) for minutes in times)
    return {"start": start, "end": end}


_READERS: Mapping[str, tuple[ExportKind, Callable[[ImportedRow], Cells]]] = {
    PERFORMED.name: (ExportKind.VISITS, _performed),
    WORKED.name: (ExportKind.WORKED, _worked),
}
