"""A problem as the rows of its files, and the digest of them."""

import hashlib
import json
from collections.abc import Sequence
from datetime import date

from data.granted_visits import granted_in, without
from data.plan_cells import shift_cells, visit_cells
from data.written_values import Cells, clock, kronor, local
from scheduler.domain.care_need import CareNeed, ClientAway
from scheduler.domain.clock import WallClock, wall_clock
from scheduler.domain.problem import (
    AbsenceRow,
    Balance,
    BreakRule,
    Client,
    DoneVisit,
    Employee,
    KnownPlace,
    Problem,
    ShiftType,
    StaffingNeed,
    TravelRow,
    Unit,
    UnitBudget,
    Vehicles,
    Visit,
    Wish,
    WorkedShift,
)
from scheduler.domain.values import Placed

_LATER = ("vehicles", "budgets")
"""Files that came later: without them a dataset has the digest that it always had."""

_DAY = 1440


def written_content(problem: Problem) -> dict[str, list[Cells]]:
    """Return the rows of every file, by its stem; what recurs is said once."""
    recurs = {"visits": _exceptions(problem), "staffing": _staffing_rows(problem)}
    return content_of(problem) | recurs


def _exceptions(problem: Problem) -> list[Cells]:
    """Return the visits that are not as needs grant them, and those cancelled."""
    wall = wall_clock(problem.timezone)
    granted = granted_in(problem)
    cancelled = [id_ for id_ in granted if id_ not in problem.visit]
    granted = without(granted, set(cancelled))
    return [
        *map(cancelling, cancelled),
        *(care_visit_cells(v, wall) for v in problem.visits if granted.get(v.id) != v),
    ]


def cancelling(visit: str) -> Cells:
    """Return the row of ``visits.csv`` that cancels a granted visit."""
    return {"visit_id": visit, "cancelled": True}


def content_of(problem: Problem) -> dict[str, list[Cells]]:
    """Return the rows of every file, by its stem, and all visits among them."""
    wall = wall_clock(problem.timezone)
    published = [shift_cells(r, wall) for r in problem.published_shifts]
    places = [place_cells(place) for place in problem.places]
    return {
        "units": [_unit(u) for u in problem.units],
        "employees": [employee_cells(e) for e in problem.employees],
        "clients": [_client(c) for c in problem.clients],
        **_granting_rows(problem, wall),
        "visits": [care_visit_cells(v, wall) for v in problem.visits],
        "shift_types": [shift_type_cells(s) for s in problem.shift_types],
        "staffing": [
            _need(n, wall) for n in (*problem.staffing, *problem.on_call_needs)
        ],
        "absences": [_absence(a, wall) for a in problem.absences],
        "wishes": [_wish(w) for w in problem.wishes],
        "worked_shifts": [_worked(w, wall) for w in problem.worked_shifts],
        "done_visits": [_done(d) for d in problem.done_visits],
        "locked_shifts": [shift_cells(r, wall) for r in problem.locked_shifts],
        "locked_visits": [visit_cells(r, wall) for r in problem.locked_visits],
        "balances": [_balance(b) for b in problem.balances],
        "vehicles": [_vehicles(v) for v in problem.vehicles],
        "budgets": [_budget(b) for b in problem.budgets],
        "travel": [_move(*item) for item in problem.travel_rows.items()],
        **({"published_shifts": published} if published else {}),
        **({"places": places} if places else {}),
    }


def _vehicles(vehicles: Vehicles) -> Cells:
    return {
        "unit_id": vehicles.unit,
        "km_price": kronor(vehicles.km_price),
        "day_price": kronor(vehicles.day_price),
        "cars": vehicles.cars,
    }


def _budget(budget: UnitBudget) -> Cells:
    return {
        "unit_id": budget.unit,
        "month": f"{budget.month:%Y-%m}",
        "amount": kronor(budget.amount),
    }


def settings_of(problem: Problem) -> dict[str, object]:
    """Return what stands in ``dataset.toml``."""
    told = problem.published_on
    return {
        "format": 1,
        "name": problem.name,
        "timezone": problem.timezone,
        "start": problem.start,
        "days": problem.days,
        "agreement": problem.agreement,
        **({} if told is None else {"published_on": told}),
        "travel": problem.travel_model.model_dump(),
    }


def digest(problem: Problem) -> str:
    """Return the SHA-256 of the content, however it was written down.

    A folder and a document with the same rows in the same order have the same
    digest; empty cells do not count, nor do files that datasets did not always have.
    """
    content: dict[str, object] = {"dataset": settings_of(problem)}
    if problem.own_agreements:
        content["agreements"] = dict(problem.own_agreements)
    for name, rows in content_of(problem).items():
        if not rows and name in _LATER:
            continue
        content[name] = [{k: v for k, v in r.items() if v is not None} for r in rows]
    text = json.dumps(content, sort_keys=True, default=str, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _unit(unit: Unit) -> Cells:
    return {
        "unit_id": unit.id,
        "name": unit.name,
        **_spot(unit),
        "lends_to": list(unit.lends_to),
    }


def _spot(at: Unit | Client) -> Cells:
    """Return where something is, if its own row says so."""
    given = at.placed is Placed.GIVEN
    return {"lat": at.lat if given else None, "lon": at.lon if given else None}


def place_cells(place: KnownPlace) -> Cells:
    """Return a row of ``places.csv``."""
    return {"place": place.name, "lat": place.lat, "lon": place.lon}


def employee_cells(person: Employee) -> Cells:
    """Return a row of ``employees.csv``."""
    weekends = person.weekends
    return {
        "employee_id": person.id,
        "name": person.name,
        "unit_id": person.unit,
        "role": person.role,
        "skills": sorted(person.skills),
        "employment": person.employment.value,
        "degree_pct": person.degree_pct,
        "week_minutes": person.week_minutes,
        "monthly_pay": kronor(person.monthly_pay),
        "transport": person.transport.value,
        "gender": person.gender,
        "day_break": clock(person.day_break),
        "weekends": None if weekends is None else f"{weekends.worked}/{weekends.of}",
        "shift_kinds": sorted(person.shift_kinds),
        "from": _day(person.first),
        "to": _day(person.last),
        "agreement": person.agreement,
        "minor": person.minor or None,
        "comp_time": person.comp_time or None,
    }


def _client(client: Client) -> Cells:
    return {
        "client_id": client.id,
        "unit_id": client.unit,
        "route_id": client.route,
        **_spot(client),
        "contact_id": client.contact,
        "backup_ids": list(client.backups),
        "avoid_ids": sorted(client.avoid),
        "avoid_gender": sorted(client.avoid_gender),
        "counts_continuity": client.counts_continuity,
        "name": client.name or None,
        "address": client.address or None,
        "key": client.key or None,
        "note": client.note or None,
    }


def _granting_rows(problem: Problem, wall: WallClock) -> dict[str, list[Cells]]:
    """Return the files that only datasets with needs have."""
    needs = [_care_need(need) for need in problem.needs]
    away = [_client_away(absence, wall) for absence in problem.clients_away]
    found = {"needs": needs, "needs_away": away}
    return {name: rows for name, rows in found.items() if rows}


def _care_need(need: CareNeed) -> Cells:
    later = need.opens >= _DAY
    return {
        "need_id": need.id,
        "client_id": need.client,
        "kind": need.kind.value,
        "minutes": need.minutes,
        "staff": need.staff,
        "skills": sorted(need.skills),
        "priority": need.priority,
        "days": "".join("01"[granted] for granted in need.days),
        "every_weeks": need.every,
        "earliest": clock(need.opens),
        "latest": clock(need.closes, end=need.closes > need.opens),
        "next_day": later or None,
        "from": _day(need.first),
        "to": _day(need.last),
        "unit_id": need.unit,
        "after": need.after,
        "gap_min": need.gap_min,
        "gap_max": need.gap_max,
        "holidays": need.holidays.value,
        "weeks": need.weeks and need.weeks.value,
    }


def _client_away(away: ClientAway, wall: WallClock) -> Cells:
    return {
        "client_id": away.client,
        "need_id": away.need,
        "start": local(away.start, wall),
        "end": local(away.end, wall),
        "kind": away.kind.value,
    }


def care_visit_cells(visit: Visit, wall: WallClock) -> Cells:
    """Return one row of ``visits.csv``."""
    return {
        "visit_id": visit.id,
        "client_id": visit.client,
        "date": visit.date.isoformat(),
        "earliest": local(visit.earliest, wall),
        "latest": local(visit.latest, wall),
        "minutes": visit.minutes,
        "staff": visit.staff,
        "skills": sorted(visit.skills),
        "kind": visit.kind.value,
        "priority": visit.priority,
        "unit_id": visit.unit,
        "after": visit.after,
        "gap_min": visit.gap_min,
        "gap_max": visit.gap_max,
        "cancelled": None,
    }


def _break_rule(rule: BreakRule) -> str:
    earliest, latest = clock(rule.earliest), clock(rule.latest, end=True)
    return f"{rule.minutes}@{earliest}-{latest}"


def _on_call(rule: BreakRule) -> str:
    return f"{rule.on_call}@{clock(rule.earliest)}-{clock(rule.latest, end=True)}"


def shift_type_cells(type_: ShiftType) -> Cells:
    """Return one row of ``shift_types.csv``."""
    start2, end2 = type_.start2, type_.end2
    return {
        "shift_id": type_.id,
        "unit_id": type_.unit,
        "kind": type_.kind.value,
        "start": clock(type_.start),
        "end": clock(type_.end, end=True),
        "breaks": [_break_rule(rule) for rule in type_.breaks if not rule.on_call],
        "paid_meal": type_.paid_meal,
        "start2": None if start2 is None else clock(start2),
        "end2": None if end2 is None else clock(end2, end=True),
        "days": "".join("01"[runs] for runs in type_.days),
        "max_per_day": type_.max_per_day,
        "on_call": [_on_call(rule) for rule in type_.on_call] or None,
    }


def _need(need: StaffingNeed, wall: WallClock) -> Cells:
    start, end = wall.local(need.start), wall.local(need.end)
    return {
        "unit_id": need.unit,
        "date": need.date.isoformat(),
        "weekday": None,
        "start": start.strftime("%H:%M"),
        "end": clock(end.hour * 60 + end.minute, end=True),
        "skills": sorted(need.skills),
        "min": need.min,
        "want": need.want,
        "max": need.max,
        "on_call": need.on_call,
    }


def _staffing_rows(problem: Problem) -> list[Cells]:
    """Return the rows of ``staffing.csv``; what recurs is one row, not one a week.

    ``content_of`` names every date, for digests are of what is asked for.
    """
    wall = wall_clock(problem.timezone)
    week = _plain_week(problem, wall)
    rows = []
    for need in (*problem.staffing, *problem.on_call_needs):
        if not need.weekly:
            rows.append(_need(need, wall))
        elif need.date in week:
            recurs = {"date": None, "weekday": need.date.isoweekday()}
            rows.append(_need(need, wall) | recurs)
    return rows


def _plain_week(problem: Problem, wall: WallClock) -> Sequence[date]:
    """Return seven days of the plan, if it has such, in which no clock is moved.

    A need in the hour that is skipped, or cut by it, is not what recurs.
    """
    days = problem.dates
    weeks = [days[n : n + 7] for n in range(max(1, len(days) - 6))]
    for week in weeks:
        if wall.at(week[-1], 1440) - wall.at(week[0], 0) == len(week) * 1440:
            return week
    return weeks[0]


def _absence(absence: AbsenceRow, wall: WallClock) -> Cells:
    return {
        "employee_id": absence.employee,
        "start": local(absence.start, wall),
        "end": local(absence.end, wall),
        "kind": absence.kind.value,
    }


def _wish(wish: Wish) -> Cells:
    return {
        "employee_id": wish.employee,
        "date": wish.date.isoformat(),
        "shift_id": wish.shift,
        "want": "on" if wish.want else "off",
        "weight": wish.weight,
        "granted": None if wish.granted is None else int(wish.granted),
        "cost": None if wish.cost is None else kronor(wish.cost),
    }


def _worked(shift: WorkedShift, wall: WallClock) -> Cells:
    return {
        "employee_id": shift.employee,
        "shift_id": shift.shift,
        "unit_id": shift.unit,
        "start": local(shift.start, wall),
        "end": local(shift.end, wall),
        "break_minutes": shift.break_minutes,
    }


def _done(visit: DoneVisit) -> Cells:
    return {
        "client_id": visit.client,
        "employee_id": visit.employee,
        "date": visit.date.isoformat(),
    }


def _balance(balance: Balance) -> Cells:
    return {
        "employee_id": balance.employee,
        "hours_carried_minutes": balance.hours_carried_minutes,
        "overtime_year_minutes": balance.overtime_year_minutes,
        "extra_year_minutes": balance.extra_year_minutes,
        "weekends_worked": balance.weekends_worked,
        "evenings_worked": balance.evenings_worked,
        "nights_worked": balance.nights_worked,
        "las_days": balance.las_days,
        "comp_minutes": balance.comp_minutes or None,
    }


def _move(move: TravelRow, minutes: int) -> Cells:
    return {
        "from_id": move.from_id,
        "to_id": move.to_id,
        "mode": move.mode,
        "minutes": minutes,
    }
