"""What is done at whose home: exported visits and decisions as rows of a dataset."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from data.granted_visits import granted_id
from data.importing.employee_register import EmployeeRegister
from data.importing.exported.care_rows import (
    CareWork,
    ExportedDecision,
    ExportedPlace,
    ExportedVisit,
)
from data.importing.exported.written_forms import moment_on
from data.importing.imported_row import ImportedRow
from data.importing.known_units import KnownUnits
from data.importing.recurring_visits import ExportedNeed, merged, recurring
from data.problem_cells import cancelling
from data.reading.cells import MIDNIGHT
from data.written_values import Cells, Value, clock


@dataclass(frozen=True)
class Horizon:
    """The days of the plan."""

    start: date
    days: int

    @property
    def last(self) -> date:
        """The last of them."""
        return self.start + timedelta(days=self.days - 1)

    def holds(self, day: date) -> bool:
        """Whether a day is one of them."""
        return self.start <= day <= self.last


@dataclass(frozen=True)
class CareFiles:
    """Rows of the files about care."""

    needs: list[Cells]
    visits: list[Cells]
    done_visits: list[Cells]
    varying: int = 0
    """Needs whose visits had other times on other days."""
    left_out: int = 0
    """Visits before the plan that do not come again."""

    @property
    def rows(self) -> dict[str, list[Cells]]:
        """The rows by the name of their file; a dataset without needs has no such."""
        needs = {"needs": self.needs} if self.needs else {}
        return {**needs, "visits": self.visits, "done_visits": self.done_visits}


def distinct_visits(
    found: Sequence[tuple[ImportedRow, ExportedVisit]], units: KnownUnits
) -> list[ExportedVisit]:
    """Return each visit once, its unit by its id; rows that say it again are yellow."""
    visits = [replace(visit, work=_in_unit(visit.work, units)) for _, visit in found]
    kept, again = merged(visits)
    for number in again:
        found[number][0].guess("import_visit_again", "client_id")
    return kept


def _in_unit(work: CareWork, units: KnownUnits) -> CareWork:
    unit = units.id_of(work.unit) if work.unit else ""
    return work if unit == work.unit else replace(work, unit=unit)


def care_files(
    visits: Sequence[ExportedVisit],
    decisions: Iterable[ExportedDecision],
    homes: Mapping[str, str],
    horizon: Horizon,
    units: KnownUnits,
) -> CareFiles:
    """Return what recurs as needs, and single visits of the plan's days.

    ``homes`` are the units of clients.
    """
    exact, varying, single = recurring(visits)
    taken: set[str] = set()
    needs = [_decision(d, homes, units, taken) for d in decisions]
    called_off: list[Cells] = []
    for need in (*exact, *varying):
        if need.last is None or need.last >= horizon.start:
            cells = _need_cells(need, homes, taken)
            needs.append(cells)
            called_off += _called_off(need, str(cells["need_id"]), visits, horizon)
    planned = [
        _visit(visit, homes, taken)
        for visit in single
        if horizon.holds(visit.day) and not visit.cancelled
    ]
    return CareFiles(
        needs,
        [*called_off, *planned],
        _met(visits, horizon),
        varying=len(varying),
        left_out=sum(visit.day < horizon.start for visit in single),
    )


def _called_off(
    need: ExportedNeed, id_: str, visits: Iterable[ExportedVisit], horizon: Horizon
) -> list[Cells]:
    """Return the exceptions for visits of a need that are not to be made."""
    return [
        cancelling(granted_id(id_, visit.day))
        for visit in visits
        if visit.cancelled
        and _is_of(visit.work, need.work)
        and need.days[visit.day.weekday()] == "1"
        and horizon.holds(visit.day)
    ]


def _is_of(work: CareWork, need: CareWork) -> bool:
    """Whether a visit is one of a need, whose window is as wide or wider."""
    timed = replace(work, opens=need.opens, closes=need.closes)
    return timed == need and need.opens <= work.opens and work.closes <= need.closes


def _met(visits: Iterable[ExportedVisit], horizon: Horizon) -> list[Cells]:
    found = dict.fromkeys(
        (visit.work.client, employee, visit.day)
        for visit in visits
        if visit.day < horizon.start and not visit.cancelled
        for employee in visit.by
    )
    return [
        {"client_id": client, "employee_id": employee, "date": day.isoformat()}
        for client, employee, day in sorted(found)
    ]


def _work_cells(work: CareWork, homes: Mapping[str, str]) -> Cells:
    elsewhere = work.unit and work.unit != homes.get(work.client)
    return {
        "client_id": work.client,
        "kind": work.kind,
        "minutes": work.minutes,
        "staff": work.staff,
        "skills": list(work.skills),
        "priority": work.priority,
        "unit_id": work.unit if elsewhere else None,
    }


def _need_cells(need: ExportedNeed, homes: Mapping[str, str], taken: set[str]) -> Cells:
    work = need.work
    return {
        **_work_cells(work, homes),
        "need_id": _free(f"{work.client}-{work.kind}-{_hhmm(work)}", taken),
        "days": need.days,
        "every_weeks": need.every_weeks,
        "weeks": need.weeks or None,
        **_window_cells(work),
        "from": need.first.isoformat() if need.first else None,
        "to": need.last.isoformat() if need.last else None,
        "holidays": "as_is",
    }


def _decision(
    decision: ExportedDecision,
    homes: Mapping[str, str],
    units: KnownUnits,
    taken: set[str],
) -> Cells:
    granted = ExportedNeed(
        _in_unit(decision.work, units),
        decision.days,
        decision.every_weeks,
        decision.first,
        decision.last,
        decision.weeks,
    )
    cells = _need_cells(granted, homes, taken)
    return cells | {"need_id": _free(decision.id, taken)} if decision.id else cells


def _window_cells(work: CareWork) -> Cells:
    """Return the window by the clock; one wholly after midnight is the night's."""
    return {
        "earliest": clock(work.opens),
        "latest": clock(work.closes, end=work.closes > work.opens),
        "next_day": work.opens >= MIDNIGHT or None,
    }


def _visit(visit: ExportedVisit, homes: Mapping[str, str], taken: set[str]) -> Cells:
    work, day = visit.work, visit.day
    made = f"{work.client}-{day:%Y%m%d}-{_hhmm(work)}"
    return {
        **_work_cells(work, homes),
        "visit_id": _free(visit.id or made, taken),
        "date": day.isoformat(),
        "earliest": moment_on(day, work.opens),
        "latest": moment_on(day, work.closes),
    }


def _hhmm(work: CareWork) -> str:
    return clock(work.opens).replace(":", "")


def _free(wanted: str, taken: set[str]) -> str:
    """Return an id that nothing else has: the wanted one, or with a number behind."""
    id_, number = wanted, 2
    while id_ in taken:
        id_, number = f"{wanted}-{number}", number + 1
    taken.add(id_)
    return id_


def client_rows(
    found: Sequence[tuple[ImportedRow, ExportedPlace]],
    units: KnownUnits,
    people: EmployeeRegister,
    base: Mapping[str, Cells],
) -> list[Cells]:
    """Return a row for each client that is met; the base says what no file does.

    A client belongs to the unit that most of its rows name.
    """
    mine: dict[str, list[tuple[ImportedRow, ExportedPlace]]] = defaultdict(list)
    for row, place in found:
        mine[place.client].append((row, place))
    rows = []
    for client, told in mine.items():
        old = base.get(client, {})
        named = Counter(units.id_of(place.unit) for _, place in told if place.unit)
        unit = named.most_common(1)[0][0] if named else old.get("unit_id")
        unit = str(unit or units.id_of(""))
        fresh: Cells = {"client_id": client, "unit_id": unit}
        if contact := _contact(told, people):
            fresh["contact_id"] = contact
        fresh |= _home([place for _, place in told])
        rows.append({"counts_continuity": True} | old | fresh)
    return rows


def _home(told: Sequence[ExportedPlace]) -> Cells:
    """Return where a client lives, as far as some row says; the fullest address."""
    spot = next((place.spot for place in told if place.spot), None)
    found: dict[str, Value] = {
        "address": max((place.address for place in told), key=len),
        "key": next((place.key for place in told if place.key), ""),
    }
    if spot:
        found |= {"lat": spot[0], "lon": spot[1]}
    return {name: value for name, value in found.items() if value != ""}


def _contact(
    told: Iterable[tuple[ImportedRow, ExportedPlace]], people: EmployeeRegister
) -> str | None:
    for row, place in told:
        if place.contact:
            found = people.find(place.contact)
            if found is not None:
                return found
            row.guess("import_unknown_contact", "contact_id")
    return None
