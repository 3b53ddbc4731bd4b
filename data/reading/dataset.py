"""Datasets, from a folder or a JSON document: everything right, or every fault."""

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from pathlib import Path

from data.cell_place import CellPlace
from data.columns import Sheet, unknown
from data.disk.part_of import FILE as PART_OF
from data.faults import BadInput, Fault
from data.reading.assembly import assemble
from data.reading.checks.offsets import check_offsets
from data.reading.checks.own_agreements import (
    AGREEMENTS,
    check_peoples_agreements,
    check_rates,
    faults_of_own,
    file_of,
    located,
    own_of_document,
    read_own,
)
from data.reading.csv_cells import read_table
from data.reading.documents import read_array
from data.reading.folders import is_workbook, read_files
from data.reading.headed_rows import Table
from data.reading.records import Reading
from data.reading.rows import (
    care_needs,
    people,
    places,
    planned,
    shifts,
    unit_means,
    visits,
)
from data.reading.rows.granted_rows import grant
from data.reading.settings import FILE, Settings, read_object, read_toml
from data.sheet_words import SETTINGS
from scheduler.domain.problem import Problem

SHEETS: tuple[Sheet, ...] = (
    places.UNITS,
    people.EMPLOYEES,
    places.CLIENTS,
    care_needs.NEEDS,
    care_needs.NEEDS_AWAY,
    visits.VISITS,
    shifts.SHIFT_TYPES,
    shifts.STAFFING,
    people.ABSENCES,
    people.WISHES,
    shifts.WORKED_SHIFTS,
    visits.DONE_VISITS,
    planned.LOCKED_SHIFTS,
    planned.LOCKED_VISITS,
    planned.PUBLISHED_SHIFTS,
    people.BALANCES,
    unit_means.VEHICLES,
    unit_means.BUDGETS,
    places.PLACES,
    places.TRAVEL,
)
_GRANTING = (care_needs.NEEDS, care_needs.NEEDS_AWAY)
"""What must be understood before visits can be referred to."""
_INDEX = re.compile(r"[0-9]{1,9}(?=/|$)")
RULES = "rules.json"
"""May stand among the files (or as ``rules``); read by those who know the rules."""
MAPPING = "mapping.toml"
"""May stand among the files; says how they were imported, and is read then."""


def read_dataset(path: Path, *, judges: bool = False) -> Problem:
    """Return the dataset in a folder or workbook; ``judges`` as in ``Reading``.

    Raises
    ------
    BadInput
        With all that is wrong.
    """
    reading = Reading(judges=judges)
    return (_in_workbook if is_workbook(path) else _in_folder)(path, reading)


def _in_folder(folder: Path, reading: Reading) -> Problem:
    known = (FILE, *(sheet.file for sheet in SHEETS), RULES)
    elsewhere = AGREEMENTS, MAPPING, PART_OF
    files = read_files(folder, known, reading.faults, elsewhere=elsewhere)
    own = read_own(folder, reading.faults)
    settings = Settings()
    if content := files.get(FILE, b""):
        settings = read_toml(content, own, reading.faults)
    elif content is not None:
        code = "empty_file" if FILE in files else "missing_file"
        reading.faults.append(CellPlace(FILE).fault(code))

    def table(sheet: Sheet) -> Table | None:
        content = files[sheet.file]
        if content is None:
            return None
        return read_table(sheet, content, reading.faults)

    present = {sheet.name for sheet in SHEETS if sheet.file in files}
    _add_tables(
        reading, present, table, lambda s: CellPlace(s.file).fault("missing_file")
    )
    _blame_own(reading, settings, lambda name: CellPlace(file_of(name)))
    return _finished(reading, settings, [FILE, *(sheet.file for sheet in SHEETS)])


def _in_workbook(path: Path, reading: Reading) -> Problem:
    # The library takes a tenth of a second, which folders need not wait for.
    from data.reading.sheet_settings import read_sheet_settings
    from data.reading.sheet_tables import known_sheets, place_of, sheet_table

    pages = known_sheets(path, SHEETS, reading.faults)
    places = {name: place_of(path, page.title) for name, page in pages.items()}
    settings = Settings()
    if SETTINGS in pages:
        place, page = places[SETTINGS], pages[SETTINGS]
        settings = read_sheet_settings(place, page, reading.faults)
    else:
        reading.faults.append(place_of(path, SETTINGS).fault("missing_sheet"))
    _add_tables(
        reading,
        pages,
        lambda s: sheet_table(s, places[s.name], pages[s.name], reading.faults),
        lambda s: place_of(path, s.name).fault("missing_sheet"),
    )
    names = (SETTINGS, *(sheet.name for sheet in SHEETS))
    order = [places.get(name, place_of(path, name)).file for name in names]
    return _finished(reading, settings, order)


def read_document(document: object, *, judges: bool = False) -> Problem:
    """Return the dataset in a JSON document; as ``read_dataset``."""
    reading = Reading(judges=judges)
    if not isinstance(document, Mapping):
        raise BadInput([CellPlace("", pointer="").fault("json_object")])
    known = ("dataset", *(sheet.name for sheet in SHEETS), AGREEMENTS, "rules")
    for name in unknown(map(str, document), known):
        place = CellPlace(name, pointer="")
        reading.faults.append(
            place.fault("unknown_array", name, name, names=", ".join(known))
        )
    own = own_of_document(document.get(AGREEMENTS), reading.faults)
    settings = read_object(document.get("dataset"), own, reading.faults)
    present = {s.name for s in SHEETS if document.get(s.name) is not None}
    _add_tables(
        reading,
        present,
        lambda sheet: read_array(sheet, document[sheet.name], reading.faults),
        lambda s: CellPlace(s.name, pointer="").fault("missing_array", s.name),
    )
    _blame_own(
        reading,
        settings,
        lambda name: CellPlace(AGREEMENTS, pointer=f"/{AGREEMENTS}/{name}"),
    )
    return _finished(reading, settings, ["dataset", *(s.name for s in SHEETS)])


def _add_tables(
    reading: Reading,
    present: Collection[str],
    table: Callable[[Sheet], Table | None],
    missing: Callable[[Sheet], Fault],
) -> None:
    wanted = _required(present)
    for sheet in SHEETS:
        if sheet.name in present:
            reading.add(sheet, table(sheet))
        elif sheet.name in wanted:
            reading.faults.append(missing(sheet))
            reading.add(sheet, None)
        else:
            reading.add(sheet, Table(CellPlace(sheet.file)))


def _required(present: Collection[str]) -> set[str]:
    """Return what must be there: people, shifts, and something for them to do."""
    wanted = {sheet.name for sheet in SHEETS if not sheet.may_be_empty}
    granting = {care_needs.NEEDS.name, visits.VISITS.name} & set(present)
    if granting:
        return wanted | {places.CLIENTS.name}
    if places.CLIENTS.name in present or shifts.STAFFING.name not in present:
        wanted |= {places.CLIENTS.name, visits.VISITS.name}
    return wanted


def _blame_own(
    reading: Reading, settings: Settings, place: Callable[[str], CellPlace]
) -> None:
    """Blame what is wrong with the dataset's own agreements."""
    own = settings.own_agreements
    for found in faults_of_own(_used(reading, settings), own):
        name = found.agreement
        reading.faults.append(located(found, place(name), own.get(name, "")))


def _used(reading: Reading, settings: Settings) -> tuple[str, ...]:
    """Return the names of the agreements that somebody is paid under."""
    theirs = (r.get(people.AGREEMENT) for r in reading.of(people.EMPLOYEES))
    return tuple(filter(None, dict.fromkeys((settings.agreement, *theirs))))


def _finished(reading: Reading, settings: Settings, order: Sequence[str]) -> Problem:
    """Return the problem, or raise every fault in the order of files and rows."""
    check_offsets(reading, SHEETS, settings.frame)
    for sheet in _GRANTING:
        reading.check_references(sheet)
    granted = grant(reading, settings.frame)
    for sheet in SHEETS:
        if sheet not in _GRANTING:
            reading.check_references(sheet)
    check_peoples_agreements(
        reading.of(people.EMPLOYEES), people.AGREEMENT, settings.own_agreements
    )
    used, own = _used(reading, settings), settings.own_agreements
    types, staff = reading.of(shifts.SHIFT_TYPES), reading.of(people.EMPLOYEES)
    check_rates("on_call", types, shifts.ON_CALL, used, own)
    check_rates("comp_time", staff, people.COMP_TIME, used, own)
    problem = assemble(reading, settings, granted)
    if reading.faults:
        raise BadInput(sorted(reading.faults, key=lambda f: _position(f, order)))
    return problem


def _position(fault: Fault, order: Sequence[str]) -> tuple[int, int]:
    rank = order.index(fault.file) if fault.file in order else -1
    _, _, below = (fault.pointer or "").removeprefix("/").partition("/")
    index = _INDEX.match(below)
    return rank, fault.line or (int(index[0]) if index else 0)
