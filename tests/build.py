"""Small builders, so that a test shows only what matters to it.

Monday 2026-12-21 is the first of seven days in unit ``centre``; everybody lives next
door to everybody, so that a move between two places takes 2 minutes (handling).
"""

from datetime import date, timedelta

from scheduler.domain.clock import wall_clock
from scheduler.domain.plan import Plan, ShiftRow, Unassigned, VisitRow
from scheduler.domain.problem import (
    AbsenceRow,
    Balance,
    Client,
    DoneVisit,
    Employee,
    Problem,
    ShiftType,
    StaffingNeed,
    Unit,
    Visit,
    Wish,
    WorkedShift,
)
from scheduler.domain.values import Clock, Instant

ZONE = "Europe/Stockholm"
MONDAY = date(2026, 12, 21)
UNIT = "centre"
HERE = {"lat": 59.17, "lon": 14.87}


def clock(text: str) -> Clock:
    """Read ``"07:15"``; hours may pass 24."""
    hours, minutes = text.split(":")
    return int(hours) * 60 + int(minutes)


def at(text: str) -> Instant:
    """Read a local ``"2026-12-21 07:00"``; the hours may pass 24."""
    day, time = text.split(" ")
    return wall_clock(ZONE).at(date.fromisoformat(day), clock(time))


def day(number: int) -> date:
    """Return the plan day with this number; 0 is Monday, -1 the Sunday before it."""
    return MONDAY + timedelta(days=number)


def unit(id_: str = UNIT, **given: object) -> Unit:
    """Build a unit in the one place there is."""
    return Unit.model_validate({"id": id_, "name": id_, **HERE, **given})


def employee(id_: str = "amy", **given: object) -> Employee:
    """Build a full-time undersköterska of 40 h a week and 33 000 kr a month."""
    role = str(given.get("role", "usk"))
    usual: dict[str, object] = {
        "id": id_,
        "name": id_.capitalize(),
        "unit": UNIT,
        "role": role,
        "skills": {role},
        "employment": "monthly",
        "degree_pct": 100,
        "week_minutes": 2400,
        "monthly_pay": 3_300_000,
    }
    return Employee.model_validate(usual | given)


def hourly(id_: str = "hal", **given: object) -> Employee:
    """Build a person who is paid by the hour."""
    return employee(id_, **{"employment": "hourly", "degree_pct": 0, **given})


def team(*ids: str, **given: object) -> tuple[Employee, ...]:
    """Build people who differ only by id."""
    return tuple(employee(id_, **given) for id_ in ids)


def client(id_: str = "carl", **given: object) -> Client:
    """Build a client next door to the unit."""
    return Client.model_validate({"id": id_, "unit": UNIT, **HERE, **given})


def visit(
    id_: str = "v1",
    start: str = "2026-12-21 08:00",
    latest: str | None = None,
    **given: object,
) -> Visit:
    """Build a visit of 30 minutes to Carl, to start within an hour from ``start``."""
    earliest = at(start)
    usual: dict[str, object] = {
        "id": id_,
        "client": "carl",
        "date": wall_clock(ZONE).day(earliest),
        "earliest": earliest,
        "latest": earliest + 60 if latest is None else at(latest),
        "minutes": 30,
        "unit": UNIT,
    }
    return Visit.model_validate(usual | given)


def on_call(kind: str, span: str, shift_start: str = "00:00") -> dict[str, object]:
    """Build time on call for the breaks of a shift that starts at ``shift_start``."""
    start, end = _span(span)
    late = 1440 if start < clock(shift_start) else 0
    earliest, latest = start + late, end + late
    times = {"minutes": latest - earliest, "earliest": earliest, "latest": latest}
    return {**times, "on_call": kind}


def jour_type(
    id_: str = "jour", span: str = "14:00-09:00", jour: str = "22:00-06:00"
) -> ShiftType:
    """Build a shift of work with jour in it, and no other break."""
    made = shift_type(id_, span)
    time = on_call("jour", jour, span[:5])
    return ShiftType.model_validate(made.model_dump() | {"breaks": [time]})


def shift_type(
    id_: str = "day", span: str = "07:00-16:00", breaks: str = "", **given: object
) -> ShiftType:
    """Build a shift type.

    ``span`` is ``"07:00-16:00"``, or two such parts with a bar between them; an end
    before its start is on the next day. ``breaks`` is ``"30@10:30-12:30|…"``.
    """
    (start, end), *rest = [_span(part) for part in span.split("|")]
    rules = [text.split("@") for text in breaks.split("|") if text]
    usual: dict[str, object] = {
        "id": id_,
        "unit": UNIT,
        "kind": "split" if rest else "day",
        "start": start,
        "end": end,
        "breaks": [_break_rule(int(m), span, start) for m, span in rules],
    }
    if rest:
        usual |= {"start2": rest[0][0], "end2": rest[0][1]}
    return ShiftType.model_validate(usual | given)


def _span(text: str) -> tuple[Clock, Clock]:
    start, end = (clock(part) for part in text.split("-"))
    return start, end if end > start else end + 1440


def _break_rule(minutes: int, span: str, shift_start: Clock) -> dict[str, int]:
    earliest, latest = _span(span)
    late = 1440 if earliest < shift_start else 0
    return {"minutes": minutes, "earliest": earliest + late, "latest": latest + late}


def shift_row(
    employee: str = "amy",
    start: str = "2026-12-21 07:00",
    end: str = "2026-12-21 16:00",
    breaks: str = "",
    **given: object,
) -> ShiftRow:
    """Build an ordinary shift ``day`` of the unit; ``breaks`` is ``"11:45-12:15|…"``.

    A break at a clock time before the start is on the next day.
    """
    taken = [_taken(start, text) for text in breaks.split("|") if text]
    begins, ends = at(start), at(end)
    usual: dict[str, object] = {
        "employee": employee,
        "date": wall_clock(ZONE).day(begins),
        "shift": "day",
        "unit": UNIT,
        "start": begins,
        "end": ends,
        "breaks": taken,
        "paid_minutes": ends - begins - sum(e - s for s, e in taken),
        "pay_class": "ordinary",
    }
    return ShiftRow.model_validate(usual | given)


def _taken(shift_start: str, text: str) -> tuple[Instant, Instant]:
    begins = clock(shift_start.split(" ")[1])
    day = date.fromisoformat(shift_start.split(" ")[0])
    start, end = _span(text)
    late = 1440 if start < begins else 0
    wall = wall_clock(ZONE)
    return wall.at(day, start + late), wall.at(day, end + late)


def visit_row(
    visit: str = "v1",
    employee: str = "amy",
    start: str = "2026-12-21 08:00",
    minutes: int = 30,
    **given: object,
) -> VisitRow:
    """Build a row of somebody who comes from the unit, 2 minutes away."""
    begins = at(start)
    usual: dict[str, object] = {
        "visit": visit,
        "employee": employee,
        "start": begins,
        "end": begins + minutes,
        "from_id": UNIT,
        "travel_minutes": 2,
    }
    return VisitRow.model_validate(usual | given)


def worked(
    employee: str, start: str, end: str, break_minutes: int = 0, **given: object
) -> WorkedShift:
    """Build a shift ``day`` worked before the plan."""
    usual: dict[str, object] = {
        "employee": employee,
        "shift": "day",
        "unit": UNIT,
        "start": at(start),
        "end": at(end),
        "break_minutes": break_minutes,
    }
    return WorkedShift.model_validate(usual | given)


def absence(
    employee: str, start: str, end: str, kind: str = "vacation", **given: object
) -> AbsenceRow:
    """Build an absence in [start, end)."""
    usual = {"employee": employee, "start": at(start), "end": at(end), "kind": kind}
    return AbsenceRow.model_validate(usual | given)


def wish(employee: str, date: date, *, want: bool, **given: object) -> Wish:
    """Build a wish for, or against, any work on a date."""
    usual = {"employee": employee, "date": date, "want": want}
    return Wish.model_validate(usual | given)


def need(start: str, end: str, **given: object) -> StaffingNeed:
    """Build a headcount demand of one person."""
    begins = at(start)
    usual: dict[str, object] = {
        "unit": UNIT,
        "date": wall_clock(ZONE).day(begins),
        "start": begins,
        "end": at(end),
        "min": 1,
        "want": 1,
    }
    return StaffingNeed.model_validate(usual | given)


def done(employee: str, date: date, client: str = "carl") -> DoneVisit:
    """Build a meeting before the plan."""
    return DoneVisit(client=client, employee=employee, date=date)


def balance(employee: str = "amy", **given: object) -> Balance:
    """Build what a person brings into the period."""
    return Balance.model_validate({"employee": employee, **given})


def problem(**given: object) -> Problem:
    """Build Amy's week; a client who is not given is made for every visit."""
    usual: dict[str, object] = {
        "name": "test",
        "timezone": ZONE,
        "start": MONDAY,
        "days": 7,
        "units": (unit(),),
        "employees": (employee(),),
        "shift_types": (shift_type(),),
        "sha256": "0" * 64,
    }
    made = Problem.model_validate(usual | given)
    known = set(made.client)
    missing = dict.fromkeys(v.client for v in made.visits if v.client not in known)
    clients = (*made.clients, *(client(id_) for id_ in missing))
    return Problem.model_validate(usual | given | {"clients": clients})


def plan(*rows: ShiftRow | VisitRow | Unassigned) -> Plan:
    """Sort rows of all kinds into a plan."""
    return Plan(
        shifts=tuple(r for r in rows if isinstance(r, ShiftRow)),
        visits=tuple(r for r in rows if isinstance(r, VisitRow)),
        unassigned=tuple(r for r in rows if isinstance(r, Unassigned)),
    )
