"""A dataset's document out of what was imported, a base dataset and starting values."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import cast

from data.cell_place import CellPlace
from data.faults import Fault
from data.importing.care_files import (
    Horizon,
    care_files,
    client_rows,
    distinct_visits,
)
from data.importing.employee_register import EmployeeRegister, registered
from data.importing.export_words import value_words
from data.importing.exported.away_rows import ExportedAbsence, ExportedWishes
from data.importing.exported.care_rows import (
    ExportedDecision,
    ExportedPlace,
    ExportedVisit,
)
from data.importing.exported.staff_rows import ExportedShift
from data.importing.exported.turn_rows import turns_of
from data.importing.exported.written_forms import moment_on
from data.importing.from_base import (
    kept_client,
    kept_of_base,
    settings_for,
    shift_types_for,
)
from data.importing.imported_row import ImportedRow, is_called_by_name
from data.importing.known_units import KnownUnits
from data.importing.mapping import StartingValues
from data.importing.name_numbers import NameNumbers
from data.importing.surrounding_files import (
    absence_cells,
    balance_cells,
    wish_cells,
)
from data.problem_cells import place_cells, written_content
from data.reading.cells import MIDNIGHT
from data.reading.rows.place_book import PlaceBook
from data.written_values import Cells, Value, plain
from scheduler.domain.problem import KnownPlace, Problem, ShiftType
from scheduler.domain.values import ShiftKind
from scheduler.messages import say

_OF_PEOPLE = "people_"
_USUAL_DAYS = 28
_REST = 11 * 60
"""Of each day; where it begins is for the agreement and the employer to say."""
_MOST_DAYS = 366
_FEWEST_DAYS = 7
"""A last night of visits that runs into the first day is no period."""
_BY_DAY = ["day", "evening", "long", "resource"]
_SMALL_HOURS = 26 * 60
"""02:00 in the night: who is at work then works nights."""


@dataclass
class ImportedRows:
    """What the rows of all files hold, each with its row."""

    numbers: NameNumbers
    employees: list[tuple[ImportedRow, Cells]] = field(default_factory=list)
    worked: list[tuple[ImportedRow, ExportedShift]] = field(default_factory=list)
    shift_types: list[tuple[ImportedRow, ShiftType]] = field(default_factory=list)
    visits: list[tuple[ImportedRow, ExportedVisit]] = field(default_factory=list)
    places: list[tuple[ImportedRow, ExportedPlace]] = field(default_factory=list)
    decisions: list[tuple[ImportedRow, ExportedDecision]] = field(default_factory=list)
    absences: list[tuple[ImportedRow, ExportedAbsence]] = field(default_factory=list)
    wishes: list[tuple[ImportedRow, ExportedWishes]] = field(default_factory=list)
    balances: list[tuple[ImportedRow, Cells]] = field(default_factory=list)
    addresses: list[tuple[ImportedRow, ExportedPlace]] = field(default_factory=list)
    spots: list[KnownPlace] = field(default_factory=list)
    """Where addresses and towns are."""


@dataclass(frozen=True)
class ImportAssumption:
    """Something that no file said; the words are ``import.assumed.<code>``."""

    code: str
    facts: Mapping[str, str | int]

    def message(self, language: str) -> str:
        """Return what is assumed, its value as planners call it."""
        facts = dict(self.facts)
        if isinstance(value := facts.get("value"), str):
            field_ = self.code.removeprefix(_OF_PEOPLE)
            facts["value"] = getattr(value_words(field_, value), language)
        return say(f"import.assumed.{self.code}", language, **facts)


@dataclass(frozen=True)
class Assembled:
    """A dataset as a JSON document, and what in it nobody said."""

    document: dict[str, object] | None
    assumed: tuple[ImportAssumption, ...]
    faults: tuple[Fault, ...] = ()
    """What is missing in all files together."""


class _Assumptions:
    """Notes what is assumed, once for each thing."""

    def __init__(self) -> None:
        self.noted: list[ImportAssumption] = []

    def note(self, code: str, **facts: str | int) -> None:
        self.noted.append(ImportAssumption(code, facts))

    def note_any(self, code: str, count: int) -> None:
        """Note how many of something there are, if there are any."""
        if count:
            self.note(code, count=count)


def assembled(
    rows: ImportedRows, starting: StartingValues, base: Problem | None, name: str
) -> Assembled:
    """Return the dataset of rows; rows that contradict each other become red here."""
    old = {} if base is None else written_content(base)
    starting = _rested(starting, [type_ for _, type_ in rows.shift_types])
    units, assumed = KnownUnits(old.get("units", ())), _Assumptions()
    people = registered(
        rows.employees, _by("employee_id", old), rows.numbers, _days(starting, rows)
    )
    _join_units(rows, people, units, assumed)
    worked = _worked(rows.worked, people)
    visits = _met_by_known(rows.visits, people)
    horizon = _horizon(starting, [s.day for s in worked], visits, rows.decisions)
    if horizon is None or not people.rows:
        code = "import_no_people" if horizon else "import_no_start"
        return Assembled(None, (), (CellPlace("import").fault(code),))
    clients = _clients(rows, units, people, old)
    homes = {str(row["client_id"]): str(row["unit_id"]) for row in clients}
    decided = [decision for _, decision in rows.decisions]
    care = care_files(distinct_visits(visits, units), decided, homes, horizon, units)
    assumed.note_any("varying_times", care.varying)
    assumed.note_any("not_recurring", care.left_out)
    document: dict[str, object] = {
        "dataset": settings_for(
            base, starting.agreement, name, (horizon.start, horizon.days)
        ),
        "employees": _staff(people, units, worked, starting, assumed),
        "worked_shifts": _history(worked, rows.worked, horizon, units, people),
        **care.rows,
    }
    named = sum(is_called_by_name(row) for row, _ in rows.employees)
    assumed.note_any("numbered_people", named)
    assumed.note_any("numbered_clients", len(rows.numbers.names))
    _assume_days(starting, horizon, assumed)
    turns = turns_of(rows.shift_types, units) or old.get("shift_types", [])
    document |= _places(clients, units, starting, old | {"shift_types": turns}, assumed)
    document |= _used_places(rows.spots, clients, units, old)
    document |= _surroundings(rows, people, horizon, document)
    document |= _own_agreements(base, starting, assumed)
    return Assembled(document, tuple(assumed.noted))


def _own_agreements(
    base: Problem | None, starting: StartingValues, assumed: _Assumptions
) -> dict[str, object]:
    """Return the agreement files of the dataset before; if none, note what is so."""
    if base is None:
        assumed.note("agreement", agreement=starting.agreement)
        assumed.note("rules")
        return {}
    return {"agreements": dict(base.own_agreements)} if base.own_agreements else {}


def _clients(
    rows: ImportedRows,
    units: KnownUnits,
    people: EmployeeRegister,
    old: Mapping[str, Sequence[Cells]],
) -> list[Cells]:
    """Return the clients' rows, with the names of those who go by a number."""
    known = {c: kept_client(r, people.rows) for c, r in _by("client_id", old).items()}
    return [
        {"name": rows.numbers.names.get(str(row["client_id"])), **row}
        for row in client_rows(_homes(rows), units, people, known)
    ]


def _join_units(
    rows: ImportedRows,
    people: EmployeeRegister,
    units: KnownUnits,
    assumed: _Assumptions,
) -> None:
    """Let what files call units be the register's; tell which have nobody there."""
    of_people = [str(row.get("unit_id") or "") for row in people.rows.values()]
    of_care = [place.unit for _, place in (*rows.places, *rows.addresses)]
    of_shifts = [shift.unit for _, shift in rows.worked]
    for names in (of_care, of_shifts):
        for name, unit in units.join(of_people, names).items():
            assumed.note("same_unit", name=name, unit=unit)
    staffed = set(map(units.id_of, of_people))
    lacking = dict.fromkeys(units.id_of(name) for name in of_care if name)
    for name in lacking:
        if any(of_people) and name not in staffed:
            assumed.note("unit_without_people", name=name)


def _rested(starting: StartingValues, types: Sequence[ShiftType]) -> StartingValues:
    """Return starting values whose day begins when whoever worked late has rested.

    Else nobody could work the last shift of the evening.
    """
    late = [t.spans[-1][1] for t in types if t.kind is not ShiftKind.NIGHT]
    rested = max((end for end in late if end <= MIDNIGHT), default=0) + _REST - MIDNIGHT
    hour = -(-rested // 60)
    if f"{hour:02}:00" <= starting.day_break:
        return starting
    return starting.model_copy(update={"day_break": f"{hour:02}:00"})


def _homes(rows: ImportedRows) -> list[tuple[ImportedRow, ExportedPlace]]:
    """Return what is said of where clients live, of those who have visits."""
    visited = {place.client for _, place in rows.places}
    found = []
    for row, home in rows.addresses:
        if home.client in visited:
            found.append((row, home))
        else:
            row.guess("import_no_visits", "client_id")
    return [*rows.places, *found]


def _used_places(
    found: Sequence[KnownPlace],
    clients: Sequence[Cells],
    units: KnownUnits,
    old: Mapping[str, Sequence[Cells]],
) -> dict[str, list[Cells]]:
    """Return the places that something here is found by; a register has many more."""
    earlier = [_place(row) for row in old.get("places", ())]
    book = PlaceBook((*earlier, *found))
    lost = [row for row in clients if row.get("lat") is None]
    names = [*(str(row.get("address") or "") for row in lost), *units.names]
    used = dict.fromkeys(filter(None, map(book.used, names)))
    return {"places": [place_cells(place) for place in used]} if used else {}


def _place(row: Cells) -> KnownPlace:
    lat, lon = float(str(row["lat"])), float(str(row["lon"]))
    return KnownPlace(name=str(row["place"]), lat=lat, lon=lon)


def _surroundings(
    rows: ImportedRows,
    people: EmployeeRegister,
    horizon: Horizon,
    document: Mapping[str, object],
) -> dict[str, list[Cells]]:
    types = cast("Sequence[Cells]", document["shift_types"])
    shifts = {str(type_["shift_id"]) for type_ in types}
    found = {
        "absences": absence_cells(rows.absences, people, horizon),
        "wishes": wish_cells(rows.wishes, people, horizon, shifts),
        "balances": balance_cells(rows.balances, people),
    }
    return {name: cells for name, cells in found.items() if cells}


def _places(
    clients: Sequence[Cells],
    units: KnownUnits,
    starting: StartingValues,
    old: Mapping[str, Sequence[Cells]],
    assumed: _Assumptions,
) -> dict[str, object]:
    """Return the files about units and clients, once every unit has been met."""
    placed = units.placed(starting.lat, starting.lon)
    ids = [str(unit["unit_id"]) for unit in placed]
    types, usual = shift_types_for(ids, old.get("shift_types", ()))
    if usual:
        assumed.note("shift_types", count=usual)
    people = (str(client["client_id"]) for client in clients)
    return {
        **kept_of_base(old, {*ids, *people}),
        "units": placed,
        "clients": clients,
        "shift_types": types,
    }


def _by(key: str, old: Mapping[str, Sequence[Cells]]) -> dict[str, Cells]:
    sheet = "employees" if key == "employee_id" else "clients"
    return {str(row[key]): row for row in old.get(sheet, ())}


def _worked(
    found: Sequence[tuple[ImportedRow, ExportedShift]], people: EmployeeRegister
) -> list[ExportedShift]:
    """Return each shift of a known person once; those of others are red."""
    kept: dict[tuple[str, date, int], ExportedShift] = {}
    for row, shift in found:
        employee = people.find(shift.employee)
        if employee is None:
            row.refuse("import_unknown_employee", "employee_id")
            continue
        key = employee, shift.day, shift.start
        if key in kept:
            row.guess("import_row_again", "employee_id")
        else:
            kept[key] = replace(shift, employee=employee)
    return list(kept.values())


def _met_by_known(
    found: Sequence[tuple[ImportedRow, ExportedVisit]], people: EmployeeRegister
) -> list[tuple[ImportedRow, ExportedVisit]]:
    """Return visits with the people who made them by id; strangers are left out."""
    made = []
    for row, visit in found:
        known = tuple(filter(None, map(people.find, visit.by)))
        if len(known) < len(visit.by):
            row.guess("import_unknown_performer", "employee_id")
        same = known == visit.by
        made.append((row, visit if same else replace(visit, by=known)))
    return made


def _horizon(
    starting: StartingValues,
    worked: Sequence[date],
    visits: Sequence[tuple[ImportedRow, ExportedVisit]],
    decisions: Sequence[tuple[ImportedRow, ExportedDecision]],
) -> Horizon | None:
    """Return the days of the plan: after what was worked, through the last visit."""
    days = [visit.day for _, visit in visits]
    granted = [d.first for _, d in decisions if d.first is not None]
    start = starting.start
    if start is None and worked:
        start = max(worked) + timedelta(days=1)
    if start is None and (days or granted):
        start = min(days) if days else max(granted)
    if start is None:
        return None
    through = (max(days) - start).days + 1 if days else 0
    usual = through if _FEWEST_DAYS <= through <= _MOST_DAYS else _USUAL_DAYS
    return Horizon(start, starting.days or usual)


def _days(starting: StartingValues, rows: ImportedRows) -> tuple[date, date] | None:
    """Return the first and the last day before it is known who is who."""
    worked = [shift.day for _, shift in rows.worked]
    horizon = _horizon(starting, worked, rows.visits, rows.decisions)
    return None if horizon is None else (horizon.start, horizon.last)


def _history(
    worked: Iterable[ExportedShift],
    found: Sequence[tuple[ImportedRow, ExportedShift]],
    horizon: Horizon,
    units: KnownUnits,
    people: EmployeeRegister,
) -> list[Cells]:
    """Return the shifts before the plan; later ones are no history."""
    for row, shift in found:
        if shift.day >= horizon.start:
            row.guess("import_after_start", "date", start=horizon.start.isoformat())
    return [
        {
            "employee_id": shift.employee,
            "shift_id": shift.shift,
            "unit_id": units.id_of(
                shift.unit or str(people.rows[shift.employee].get("unit_id") or "")
            ),
            "start": moment_on(shift.day, shift.start),
            "end": moment_on(shift.day, shift.end),
            "break_minutes": shift.break_minutes,
        }
        for shift in worked
        if shift.day < horizon.start
    ]


def _staff(
    people: EmployeeRegister,
    units: KnownUnits,
    worked: Iterable[ExportedShift],
    starting: StartingValues,
    assumed: _Assumptions,
) -> list[Cells]:
    """Return the rows of everybody; what nothing says is a starting value."""
    nights: dict[str, list[bool]] = defaultdict(list)
    for shift in worked:
        nights[shift.employee].append(shift.start < _SMALL_HOURS < shift.end)
    filled: Counter[str] = Counter()
    rows = []
    for id_, told in people.rows.items():
        usual = _usual(starting, told, nights.get(id_))
        filled.update(name for name in usual if name not in told)
        unit = units.id_of(str(told.get("unit_id") or ""))
        rows.append(usual | told | {"unit_id": unit})
    for name, count in filled.items():
        value = getattr(starting, name, None)
        if value is None:
            assumed.note(name, count=count)
        else:
            assumed.note(_OF_PEOPLE + name, count=count, value=_shown(name, value))
    return rows


def _shown(name: str, value: object) -> str:
    """Return a starting value as planners say it: a week of work is hours."""
    if name == "week_minutes" and isinstance(value, int):
        return plain(value / 60)
    return plain(value) if isinstance(value, float) else str(value)


def _usual(
    starting: StartingValues, told: Cells, nights: Sequence[bool] | None
) -> Cells:
    employment = str(told.get("employment") or starting.employment)
    monthly = employment == "monthly"
    by_night = bool(nights) and sum(nights or ()) * 2 >= len(nights or ())
    usual: dict[str, Value] = {
        "role": starting.role,
        "employment": starting.employment,
        "degree_pct": starting.degree_pct if monthly else 0,
        "week_minutes": starting.week_minutes,
        "monthly_pay": starting.monthly_pay,
        "transport": starting.transport,
        "day_break": "20:00" if by_night else starting.day_break,
    }
    if monthly:
        usual["weekends"] = starting.weekends
    else:
        del usual["degree_pct"]
    if nights:
        usual["shift_kinds"] = ["night"] if by_night else _BY_DAY
    return usual


def _assume_days(
    starting: StartingValues, horizon: Horizon, assumed: _Assumptions
) -> None:
    if starting.start is None or starting.days is None:
        days = {"start": horizon.start.isoformat(), "last": horizon.last.isoformat()}
        assumed.note("horizon", **days)
    assumed.note("window", minutes=starting.window_minutes)
