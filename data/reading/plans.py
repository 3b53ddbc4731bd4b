"""Plans on their way in, made by the planner or by hand."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from data.cell_place import CellPlace
from data.columns import Sheet, unknown
from data.faults import BadInput, Fault
from data.reading.checks.offsets import check_offsets
from data.reading.csv_cells import read_table
from data.reading.derive import Deriver
from data.reading.documents import read_array
from data.reading.folders import PLAN_FILES, is_workbook, read_present
from data.reading.frame import Frame
from data.reading.headed_rows import Table
from data.reading.records import Reading, Record, ids_of
from data.reading.rows import planned
from data.reading.rows.planned import Call, Part
from data.reading.visit_places import Places, number_places
from data.result_document import FILE as RESULT
from data.result_document import read_result, result_facts
from scheduler.domain.clock import wall_clock
from scheduler.domain.plan import Plan
from scheduler.domain.problem import Problem

if TYPE_CHECKING:
    from data.reading.wall.edited_wall import EditedWall

SHEETS = (planned.SHIFTS, planned.VISITS, planned.UNASSIGNED)
_WRITTEN_ONLY = ("breaches", "costs", "price_lines", "hours", "kpis", "result")
"""Parts of a plan that are not read: whoever judges a plan works them out again."""


def read_plan(path: Path, problem: Problem) -> Plan:
    """Return the plan in a folder, or the one that its edited workbook asks for.

    Raises
    ------
    BadInput
        With all that is wrong.
    """
    if is_workbook(path):
        return read_edited_plan(path, problem).plan
    return _in_folder(path, problem)


def read_edited_plan(path: Path, problem: Problem) -> "EditedWall":
    """Return what an edited wall schedule changes of the plan that it lies beside.

    Raises
    ------
    BadInput
        With all that is wrong; also where no plan lies beside it.
    """
    # The library takes a tenth of a second, which folders need not wait for.
    from data.reading.wall.edited_wall import read_edited

    if not any((path.parent / name).is_file() for name in PLAN_FILES):
        raise BadInput([CellPlace(path.name).fault("no_plan_beside")])
    return read_edited(path, problem, _in_folder(path.parent, problem))


def _in_folder(folder: Path, problem: Problem) -> Plan:
    """Return the plan in a folder, also one with only ``shifts.csv`` and visits.

    What a plan made by hand leaves out (where people come from, travel, waiting,
    breaks, paid minutes, pay class) is derived.

    Raises
    ------
    BadInput
        With all that is wrong; first of all when it is a plan for another dataset.
    """
    reading = Reading(ids=ids_of(problem))
    tables = _tables(folder, SHEETS, reading)
    sha256 = _sha_of(folder, reading)
    for sheet in _missing(tables, problem):
        reading.faults.append(CellPlace(sheet.file).fault("missing_file"))
    strange = _other_dataset(CellPlace(RESULT), problem, sha256)
    return _finished(reading, tables, problem, strange)


def read_earlier_plan(folder: Path, problem: Problem) -> Plan:
    """Return a plan of the same days, as far as it is of what a dataset still knows.

    Rows of people, clients, units and visits that are no longer there are left out;
    it may have been made for the dataset as it was then.

    Raises
    ------
    BadInput
        With all else that is wrong.
    """
    reading = Reading(ids=ids_of(problem))
    tables = _tables(folder, (planned.SHIFTS, planned.VISITS), reading)
    if planned.SHIFTS.name not in tables:
        reading.faults.append(CellPlace(planned.SHIFTS.file).fault("missing_file"))
    kept = {name: _of_today(table, problem) for name, table in tables.items()}
    return _finished(reading, kept, problem, None)


def _of_today(table: Table | None, problem: Problem) -> Table | None:
    """Return the rows that name nobody and nothing unknown."""
    known: Mapping[str, Collection[str]] = {
        planned.WHO.name: problem.employee,
        planned.VISIT.name: problem.visit,
        "unit_id": problem.unit,
        "from_id": {"", *problem.unit, *problem.client},
    }
    if table is None:
        return None
    rows = [
        row
        for row in table.rows
        if all(row.cells.get(c) in ids for c, ids in known.items() if c in row.cells)
    ]
    return replace(table, rows=rows)


def _tables(
    folder: Path, sheets: Sequence[Sheet], reading: Reading
) -> dict[str, Table | None]:
    """Return what stands in a plan's files; nothing where a file is unreadable."""
    files = read_present(folder, [sheet.file for sheet in sheets], reading.faults)
    tables: dict[str, Table | None] = {}
    for sheet in sheets:
        content = files.get(sheet.file)
        if content is not None:
            tables[sheet.name] = read_table(sheet, content, reading.faults)
        elif sheet.file in files:
            tables[sheet.name] = None
    return tables


def _sha_of(folder: Path, reading: Reading) -> str:
    try:
        facts = read_result(folder)
    except BadInput as error:
        reading.faults.extend(error.faults)
        return ""
    return facts.dataset_sha256 if facts else ""


def read_plan_document(document: object, problem: Problem) -> Plan:
    """Return the plan in a JSON document; raises ``BadInput`` as for a folder."""
    reading = Reading(ids=ids_of(problem))
    if not isinstance(document, Mapping):
        raise BadInput([CellPlace("", pointer="").fault("json_object")])
    known = (*(sheet.name for sheet in SHEETS), *_WRITTEN_ONLY)
    for name in unknown(map(str, document), known):
        fault = CellPlace(name, pointer="").fault(
            "unknown_array", name, name, names=", ".join(known)
        )
        reading.faults.append(fault)
    tables = {
        sheet.name: read_array(sheet, document[sheet.name], reading.faults)
        for sheet in SHEETS
        if document.get(sheet.name) is not None
    }
    for sheet in _missing(tables, problem):
        fault = CellPlace(sheet.name, pointer="").fault("missing_array", sheet.name)
        reading.faults.append(fault)
    place = CellPlace("result", pointer="/result")
    strange = None
    try:
        facts = result_facts(document.get("result") or {}, place)
        strange = _other_dataset(place, problem, facts.dataset_sha256)
    except BadInput as error:
        reading.faults.extend(error.faults)
    return _finished(reading, tables, problem, strange)


def _missing(tables: Mapping[str, Table | None], problem: Problem) -> list[Sheet]:
    """Return what must be there: shifts always, visits where there are any to make."""
    wanted = [planned.SHIFTS, planned.VISITS] if problem.visits else [planned.SHIFTS]
    return [sheet for sheet in wanted if sheet.name not in tables]


def _finished(
    reading: Reading,
    tables: Mapping[str, Table | None],
    problem: Problem,
    strange: Fault | None,
) -> Plan:
    """Return the plan, or raise every fault; of another dataset's plan only that."""
    for sheet in SHEETS:
        if sheet.name in tables:
            reading.add(sheet, tables[sheet.name])
    shifts = tables.get(planned.SHIFTS.name)
    place = None if shifts is None else shifts.place
    strange = _strange(reading, problem, strange, place)
    if strange is not None:
        raise BadInput([strange])
    for sheet in SHEETS:
        reading.check_references(sheet)
    plan = _plan(reading, problem)
    if reading.faults:
        raise BadInput(reading.faults)
    return plan


def _other_dataset(place: CellPlace, problem: Problem, sha256: str) -> Fault | None:
    if not sha256 or not problem.sha256 or sha256 == problem.sha256:
        return None
    return place.fault("other_dataset", "dataset_sha256", sha256)


def _strange(
    reading: Reading, problem: Problem, said: Fault | None, place: CellPlace | None
) -> Fault | None:
    """Return one fault of a plan that is said to be another dataset's, or must be."""
    facts = _strangers(reading, problem)
    if said is not None:
        code = said.code if facts["unknown"] else "changed_dataset"
        return said.model_copy(update={"code": code, "facts": facts})
    if place is None or 2 * facts["unknown"] <= facts["all"]:
        return None
    return place.fault("foreign_ids", None, None, **facts)


def _strangers(reading: Reading, problem: Problem) -> dict[str, int]:
    """Return how many people and visits of the plan the dataset does not know."""
    named: set[tuple[str, str]] = set()
    for sheet in SHEETS:
        for record in reading.of(sheet):
            named |= _names_in(record)
    known = {"employee": problem.employee, "visit": problem.visit}
    unknown = sum(id_ not in known[kind] for kind, id_ in named)
    return {"unknown": unknown, "all": len(named)}


def _names_in(record: Record) -> set[tuple[str, str]]:
    pairs = (
        ("employee", record.get(planned.WHO)),
        ("visit", record.get(planned.VISIT)),
    )
    return {(kind, id_) for kind, id_ in pairs if id_ is not None}


def _plan(reading: Reading, problem: Problem) -> Plan:
    frame = Frame(wall_clock(problem.timezone), problem.start, problem.end)
    check_offsets(reading, SHEETS, frame)
    parts, calls = [], []
    for record in reading.of(planned.SHIFTS):
        planned.check_span(record, frame)
        row = (
            planned.shift_row(record, frame, problem.employee) if record.sound else None
        )
        if row is not None:
            parts.append(Part(record, row))
    for record in reading.of(planned.VISITS):
        planned.check_span(record, frame)
        call = planned.visit_row(record, frame, problem.visit) if record.sound else None
        if call is not None:
            calls.append(Call(record, call))
    open_rows = [r for r in reading.of(planned.UNASSIGNED) if r.sound]
    places = Places([*(call.record for call in calls), *open_rows])
    number_places(calls, places)
    if not reading.faults:
        Deriver(problem, parts, calls).fill(place_breaks=True)
    return Plan(
        shifts=tuple(part.row for part in parts),
        visits=tuple(call.row for call in calls),
        unassigned=tuple(planned.unassigned(r, places.of(r)) for r in open_rows),
    )
