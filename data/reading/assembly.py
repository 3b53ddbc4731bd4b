"""From rows to a problem: each row on its own first, then rows against each other."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import TypedDict, TypeVar

from data.columns import Sheet
from data.problem_cells import digest
from data.reading.checks.locked_rows import check_locked_shifts, check_locked_visits
from data.reading.checks.shift_types import check_shift_type
from data.reading.checks.skills_apart import SkillCells, check_skills_apart
from data.reading.checks.visit_chains import Link, check_order, links_of
from data.reading.derive import Deriver
from data.reading.frame import Frame
from data.reading.records import Reading, Record
from data.reading.rows import (
    care_needs,
    people,
    places,
    planned,
    shifts,
    unit_means,
    visits,
)
from data.reading.rows.granted_rows import GrantedCare
from data.reading.rows.place_book import PlaceBook
from data.reading.rows.planned import Call, Part
from data.reading.rows.spots import Spots
from data.reading.settings import Settings
from data.reading.visit_places import Places, number_places
from scheduler.domain.plan import ShiftRow
from scheduler.domain.problem import (
    AbsenceRow,
    Balance,
    DoneVisit,
    Employee,
    Problem,
    ShiftType,
    StaffingNeed,
    UnitBudget,
    Vehicles,
    Visit,
    Wish,
    WorkedShift,
)
from scheduler.domain.values import Frozen

E = TypeVar("E", bound=Frozen)
Pairs = list[tuple[Record, E]]

_UNREAD = date(2000, 1, 1)
"""Stands in for a start that could not be read; such a problem is never handed out."""


def assemble(reading: Reading, settings: Settings, granted: GrantedCare) -> Problem:
    """Return the problem that the rows make; only good if there are no faults."""
    frame = settings.frame
    staff = _made(reading, people.EMPLOYEES, people.employee, people.check_employee)
    types = _made(reading, shifts.SHIFT_TYPES, shifts.shift_type, shifts.check_parts)
    for record, type_ in types:
        check_shift_type(record, type_, judges=reading.judges)
    types = [pair for pair in types if pair[0].sound]
    draft = _draft(reading, settings, granted, _values(staff), _values(types))
    _cross_check(reading, draft)
    parts, calls = _locks(reading, draft, frame)
    if reading.faults:
        return draft
    Deriver(draft, parts, calls).fill(place_breaks=False)
    locks = {
        "locked_shifts": tuple(part.row for part in parts),
        "locked_visits": tuple(call.row for call in calls),
    }
    problem = draft.model_copy(update=locks)
    return problem.model_copy(update={"sha256": digest(problem)})


def _made(
    reading: Reading,
    sheet: Sheet,
    make: Callable[[Record], E | None],
    check: Callable[[Record], None] = lambda _record: None,
) -> Pairs[E]:
    """Check every row of a file, and make what the sound ones stand for."""
    pairs = []
    for record in reading.of(sheet):
        check(record)
        made = make(record) if record.sound else None
        if made is not None:
            pairs.append((record, made))
    return pairs


def _values(pairs: Pairs[E]) -> tuple[E, ...]:
    return tuple(value for _record, value in pairs)


def _draft(
    reading: Reading,
    settings: Settings,
    granted: GrantedCare,
    staff: tuple[Employee, ...],
    types: tuple[ShiftType, ...],
) -> Problem:
    """Return the problem without its locks."""
    frame = settings.frame
    known = _made(reading, places.PLACES, places.place)
    spots = Spots(
        reading.of(places.UNITS), reading.of(places.CLIENTS), PlaceBook(_values(known))
    )
    units = _made(
        reading,
        places.UNITS,
        lambda r: places.unit(r, spots.of_unit(r)),
        places.check_spot,
    )
    clients = _made(
        reading,
        places.CLIENTS,
        lambda r: places.client(r, spots.of_client(r)),
        places.check_spot,
    )
    homes = {client.id: client.unit for _record, client in clients}
    needs = _staffing(reading, frame)
    return Problem(
        name=settings.name or "?",
        timezone=settings.timezone,
        start=settings.start or _UNREAD,
        days=settings.days or 1,
        agreement=settings.agreement or "?",
        own_agreements=settings.own_agreements,
        units=_values(units),
        employees=staff,
        clients=_values(clients),
        visits=_visits(reading, frame, granted, homes),
        needs=granted.needs,
        clients_away=granted.away,
        shift_types=types,
        staffing=tuple(need for need in needs if need.on_call is None),
        on_call_needs=tuple(need for need in needs if need.on_call is not None),
        places=_values(known),
        travel_model=settings.travel,
        travel_rows=places.moves(reading.of(places.TRAVEL)),
        published_on=settings.published_on,
        published_shifts=_published(reading, frame, staff),
        **_around(reading, frame),
    )


def _visits(
    reading: Reading, frame: Frame, granted: GrantedCare, homes: Mapping[str, str]
) -> tuple[Visit, ...]:
    """Return what is granted, other rows of the same id in its place, then the rest."""
    links = {id_: Link(v.client, v.after) for id_, v in granted.visits.items()}
    links |= links_of(reading.of(visits.VISITS), visits.VISIT_ID)
    check_order(links, reading.ids[places.CLIENTS.name].known or ())
    made = _made(
        reading,
        visits.VISITS,
        lambda r: visits.visit(r, frame, homes),
        lambda r: visits.check_visit(r, frame),
    )
    return tuple({**granted.visits, **{v.id: v for v in _values(made)}}.values())


def _staffing(reading: Reading, frame: Frame) -> tuple[StaffingNeed, ...]:
    records = reading.of(shifts.STAFFING)
    for record in records:
        shifts.check_need(record, frame)
    sound = (record for record in records if record.sound)
    return tuple(need for record in sound for need in shifts.needs(record, frame))


def _published(
    reading: Reading, frame: Frame, staff: tuple[Employee, ...]
) -> tuple[ShiftRow, ...]:
    people_by_id = {person.id: person for person in staff}
    rows = _made(
        reading,
        planned.PUBLISHED_SHIFTS,
        lambda r: planned.shift_row(r, frame, people_by_id),
        lambda r: planned.check_span(r, frame),
    )
    return _values(rows)


class _Around(TypedDict):
    """What surrounds the plan: absences, wishes, history, unit_means."""

    absences: tuple[AbsenceRow, ...]
    wishes: tuple[Wish, ...]
    worked_shifts: tuple[WorkedShift, ...]
    done_visits: tuple[DoneVisit, ...]
    balances: tuple[Balance, ...]
    vehicles: tuple[Vehicles, ...]
    budgets: tuple[UnitBudget, ...]


def _around(reading: Reading, frame: Frame) -> _Around:
    away = _made(
        reading,
        people.ABSENCES,
        lambda r: people.absence(r, frame),
        lambda r: people.check_absence(r, frame),
    )
    worked = _made(
        reading,
        shifts.WORKED_SHIFTS,
        lambda r: shifts.worked_shift(r, frame),
        lambda r: shifts.check_worked(r, frame),
    )
    met = _made(
        reading,
        visits.DONE_VISITS,
        visits.done_visit,
        lambda r: visits.check_done(r, frame),
    )
    return _Around(
        absences=_values(away),
        wishes=_values(_made(reading, people.WISHES, people.wish)),
        worked_shifts=_values(worked),
        done_visits=_values(met),
        balances=_values(_made(reading, people.BALANCES, people.balance)),
        vehicles=_values(_made(reading, unit_means.VEHICLES, unit_means.vehicles)),
        budgets=_values(_made(reading, unit_means.BUDGETS, unit_means.budget)),
    )


def _cross_check(reading: Reading, draft: Problem) -> None:
    """Hold rows of different files against each other, where all could be read."""
    units = reading.ids[places.UNITS.name].known
    if units is not None:
        places.check_shared_ids(reading.of(places.CLIENTS), units)
    unit_means.check_repeated(reading.of(unit_means.BUDGETS))
    check_skills_apart(
        [
            SkillCells(people.SKILLS, reading.of(people.EMPLOYEES)),
            SkillCells(visits.SKILLS, reading.of(visits.VISITS)),
            SkillCells(visits.SKILLS, reading.of(care_needs.NEEDS)),
            SkillCells(shifts.SKILLS, reading.of(shifts.STAFFING)),
        ],
        frozenset(employee.role for employee in draft.employees),
    )


def _locks(
    reading: Reading, draft: Problem, frame: Frame
) -> tuple[list[Part], list[Call]]:
    """Return the locks that can be understood, after holding them together."""
    shift_pairs = _made(
        reading,
        planned.LOCKED_SHIFTS,
        lambda r: planned.shift_row(r, frame, draft.employee),
        lambda r: planned.check_span(r, frame),
    )
    visit_pairs = _made(
        reading,
        planned.LOCKED_VISITS,
        lambda r: planned.visit_row(r, frame, draft.visit),
        lambda r: planned.check_span(r, frame),
    )
    parts = [Part(*pair) for pair in shift_pairs]
    calls = [Call(*pair) for pair in visit_pairs]
    number_places(calls, Places(call.record for call in calls))
    whole = len(parts) == len(reading.of(planned.LOCKED_SHIFTS))
    whole = whole and reading.is_whole(planned.LOCKED_SHIFTS)
    known = [part for part in parts if part.row.shift in draft.shift_type]
    check_locked_shifts(known, draft, frame)
    check_locked_visits(calls, parts if whole else None, draft, frame)
    return parts, calls
