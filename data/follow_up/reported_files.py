"""Reports on their way in: CSV files, a workbook, or arrays of a JSON document."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from data.cell_place import CellPlace
from data.columns import Sheet, unknown
from data.disk.plain_file import plain_bytes
from data.faults import BadInput, FaultList
from data.follow_up.exported_reports import ExportedReports
from data.follow_up.matched_visits import VisitMatcher
from data.follow_up.reported_rows import (
    PERFORMED,
    SHEETS,
    WORKED,
    check_performed,
    check_worked,
    reported_time,
)
from data.reading.checks.offsets import check_offsets
from data.reading.csv_cells import read_table
from data.reading.documents import read_array
from data.reading.folders import is_workbook
from data.reading.frame import Frame
from data.reading.headed_rows import Table
from data.reading.records import Reading, ids_of
from scheduler.domain.clock import wall_clock
from scheduler.domain.problem import Problem
from scheduler.follow_up.reported import Reported

_NOT_OURS = frozenset(("header", "missing_column", "separator", "encoding"))
"""Faults of a file that another system wrote, maybe."""


def read_reported(files: Mapping[str, Sequence[Path]], problem: Problem) -> Reported:
    """Return what files say, by the name of the sheet that each stands for.

    There may be several of each, as one a week. A workbook may hold both sheets. Lists
    of other systems are read by their headings.

    Raises
    ------
    BadInput
        With every fault of all of them.
    """
    reading = Reading(ids=ids_of(problem))
    books: set[bytes] = set()
    for sheet in SHEETS:
        for path in files.get(sheet.name, ()):
            content = _content(path)
            if not is_workbook(path):
                _add_text(sheet, path, content, problem, reading)
            elif content not in books:
                books.add(content)
                _add_workbook(sheet, path, problem, reading)
    return _finished(reading, problem)


def read_reported_document(document: object, problem: Problem) -> Reported:
    """Return what the arrays ``performed`` and ``worked`` of a document say.

    Raises
    ------
    BadInput
        With every fault.
    """
    reading = Reading(ids=ids_of(problem))
    if not isinstance(document, Mapping):
        raise BadInput([CellPlace("", pointer="").fault("json_object")])
    names = [sheet.name for sheet in SHEETS]
    for name in unknown(map(str, document), names):
        place = CellPlace(name, pointer="")
        told = place.fault("unknown_array", name, name, names=", ".join(names))
        reading.faults.append(told)
    for sheet in SHEETS:
        if document.get(sheet.name) is not None:
            array = document[sheet.name]
            reading.add(sheet, read_array(sheet, array, reading.faults))
    return _finished(reading, problem)


def _content(path: Path) -> bytes:
    try:
        return plain_bytes(path)
    except OSError as error:
        code = "no_file" if isinstance(error, FileNotFoundError) else "unreadable_file"
        raise BadInput([CellPlace(str(path)).fault(code)]) from error


def _add(sheet: Sheet, table: Table | None, reading: Reading) -> None:
    """Read the rows of one file more."""
    before = reading.of(sheet)
    reading.add(sheet, table)
    reading.records[sheet.name] = [*before, *(reading.of(sheet) if table else ())]


def _add_text(
    sheet: Sheet, path: Path, content: bytes, problem: Problem, reading: Reading
) -> None:
    """Read a CSV file that has our columns, or else what another system lists."""
    faults: FaultList = FaultList()
    found = read_table(sheet, content, faults, str(path))
    is_ours = not any(fault.code in _NOT_OURS for fault in faults)
    if not is_ours and _has_lists(sheet, path, problem, reading):
        return
    reading.faults.extend(faults)
    _add(sheet, found, reading)


def _add_workbook(
    sheet_asked: Sheet, path: Path, problem: Problem, reading: Reading
) -> None:
    # The library takes a tenth of a second, which other files need not wait for.
    from data.reading.sheet_tables import known_sheets, place_of, sheet_table

    faults: FaultList = FaultList()
    pages = known_sheets(path, SHEETS, faults)
    if not pages and _has_lists(sheet_asked, path, problem, reading):
        return
    reading.faults.extend(faults)
    for sheet in SHEETS:
        page = pages.get(sheet.name)
        if page is not None:
            place = place_of(path, page.title)
            _add(sheet, sheet_table(sheet, place, page, reading.faults), reading)


def _has_lists(sheet: Sheet, path: Path, problem: Problem, reading: Reading) -> bool:
    """Read what another system lists in a file; say whether there was any."""
    tables = ExportedReports(problem).tables(sheet, path, reading.faults)
    for table in tables:
        _add(sheet, table, reading)
    return bool(tables)


def _finished(reading: Reading, problem: Problem) -> Reported:
    frame = Frame(wall_clock(problem.timezone), problem.start, problem.end)
    check_offsets(reading, SHEETS, frame)
    for record in reading.of(PERFORMED):
        check_performed(record, frame)
    for record in reading.of(WORKED):
        check_worked(record, problem, frame)
    for sheet in SHEETS:
        reading.check_references(sheet)
    sound = [record for record in reading.of(PERFORMED) if record.sound]
    visits = tuple(VisitMatcher(problem, frame).matched(sound))
    if reading.faults:
        raise BadInput(reading.faults)
    times = tuple(reported_time(record, frame) for record in reading.of(WORKED))
    return Reported(visits=visits, times=times)
