"""A base schedule on its way in, as it was written or as somebody has edited it."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from data.base_schedule.base_cells import APART
from data.base_schedule.base_sheets import (
    BASE,
    DAYS,
    DEMAND,
    END,
    HELD,
    HELD_FROM,
    HELD_TO,
    HOLDER,
    MOST,
    PEOPLE,
    ROW,
    ROWS,
    SHEETS,
    SKILLS,
    START,
    UNIT,
    WANT,
    WEEK,
    WEEKDAY,
)
from data.cell_place import CellPlace
from data.faults import BadInput
from data.reading.csv_cells import read_table
from data.reading.documents import read_array
from data.reading.folders import read_present
from data.reading.headed_rows import Table
from data.reading.records import Reading, Record, ids_of
from data.reading.rows.people import employee
from scheduler.base_schedule.base_weeks import WEEK as WEEK_DAYS
from scheduler.base_schedule.base_weeks import BaseSchedule, Cell, WeeklyNeed
from scheduler.base_schedule.holders import Holder
from scheduler.domain.problem import Problem


class ReadBase(NamedTuple):
    """A base schedule, and who has its rows."""

    base: BaseSchedule
    holders: tuple[Holder, ...]


def read_base(folder: Path, problem: Problem) -> ReadBase:
    """Return the base schedule in a folder, for the people of a dataset.

    Raises
    ------
    BadInput
        With everything that is wrong, by file, line and column.
    """
    reading = Reading(ids=ids_of(problem))
    files = read_present(folder, [sheet.file for sheet in SHEETS], reading.faults)
    tables: dict[str, Table | None] = {}
    for sheet in SHEETS:
        content = files.get(sheet.file)
        if content is not None:
            tables[sheet.name] = read_table(sheet, content, reading.faults)
        elif sheet.file not in files:
            reading.faults.append(CellPlace(sheet.file).fault("missing_file"))
    return _finished(reading, tables, problem)


def read_base_document(document: Mapping[str, object], problem: Problem) -> ReadBase:
    """Return the base schedule in a JSON document; raises as for a folder."""
    reading = Reading(ids=ids_of(problem))
    tables: dict[str, Table | None] = {}
    for sheet in SHEETS:
        if sheet.name in document:
            array = document[sheet.name]
            tables[sheet.name] = read_array(sheet, array, reading.faults)
        else:
            place = CellPlace(sheet.name, pointer="")
            reading.faults.append(place.fault("missing_array", sheet.name))
    return _finished(reading, tables, problem)


def _finished(
    reading: Reading, tables: Mapping[str, Table | None], problem: Problem
) -> ReadBase:
    for sheet in SHEETS:
        if sheet.name in tables:
            reading.add(sheet, tables[sheet.name])
    for sheet in SHEETS:
        reading.check_references(sheet)
    _check_weeks(reading)
    cells = dict(_cells(reading, problem))
    if reading.faults:
        raise BadInput(reading.faults)
    holders = tuple(map(_holder, reading.of(PEOPLE)))
    rows = tuple(map(employee, reading.of(ROWS)))
    held = {holder.row for holder in holders}
    base = BaseSchedule(
        weeks=max(record[WEEK] for record in reading.of(BASE)),
        rows=rows,
        vacant=frozenset(row.id for row in rows if row.id not in held),
        needs=tuple(map(_need, reading.of(DEMAND))),
        cells=cells,
    )
    return ReadBase(base, holders)


def _check_weeks(reading: Reading) -> None:
    """Blame a row's week that stands there twice."""
    seen: set[tuple[str | None, int | None]] = set()
    for record in reading.of(BASE):
        place = record.get(ROW), record.get(WEEK)
        if place in seen:
            record.blame("base_week_twice", WEEK, row=place[0] or "")
        seen.add(place)


def _cells(
    reading: Reading, problem: Problem
) -> Iterator[tuple[tuple[str, int], Cell]]:
    """Yield what is worked, and blame shifts and units that there are not."""
    units = {r.get(ROWS.columns[0]): r.cells.get("unit_id") for r in reading.of(ROWS)}
    for record in reading.of(BASE):
        row, week = record.get(ROW), record.get(WEEK)
        for weekday in range(WEEK_DAYS):
            text = record.get(DAYS[weekday])
            if text is None or row is None or week is None:
                continue
            shift, _, unit = text.partition(APART)
            cell = Cell(shift=shift, unit=unit or units.get(row) or "?")
            if _is_possible(problem, cell):
                yield (row, (week - 1) * WEEK_DAYS + weekday), cell
            else:
                shifts = ", ".join(problem.shift_type)
                record.blame("base_shift", DAYS[weekday], shifts=shifts)


def _is_possible(problem: Problem, cell: Cell) -> bool:
    type_ = problem.shift_type.get(cell.shift)
    known = type_ is not None and type_.unit in (None, cell.unit)
    return known and cell.unit in problem.unit


def _holder(record: Record) -> Holder:
    return Holder(
        row=record[HELD],
        employee=record[HOLDER],
        first=record[HELD_FROM],
        last=record[HELD_TO],
    )


def _need(record: Record) -> WeeklyNeed:
    return WeeklyNeed(
        unit=record[UNIT],
        weekday=record[WEEKDAY] - 1,
        start=record[START],
        end=record[END],
        skills=frozenset(record[SKILLS]),
        want=record[WANT],
        most=record[MOST],
    )
