"""What somebody asks of a plan, understood or refused with all that is wrong."""

import re
from collections.abc import Callable, Sequence
from datetime import date
from typing import NamedTuple

from data.cell_place import CellPlace
from data.columns import UnreadableCellError
from data.faults import BadInput, Fault
from data.reading.cells import CLOCK, DAY, MOMENT
from data.reading.frame import Frame
from scheduler.domain.plan import VisitRow
from scheduler.domain.plan_view import Duty, PlanView
from scheduler.domain.problem import Client, Visit
from scheduler.domain.values import Instant, Span
from scheduler.replanning.sick_call import SickCall, ill_until
from scheduler.replanning.visit_times import VisitWanted

_SHIFT = re.compile(r"(.+)@([0-9]{4}-[0-9]{2}-[0-9]{2})")
_BETWEEN = re.compile(r"([0-9]{2}:[0-9]{2})-([0-9]{2}:[0-9]{2})")
_USUAL = "07:00-21:00"
_PLACE = re.compile(r"(.+?)(?:#([1-9]))?")


class SickAsked(NamedTuple):
    """Who is ill, from when, and until when if that is known; as it was typed."""

    employee: str
    start: str
    end: str | None = None
    also: Sequence[str] = ()
    """Who is ill besides, from the same moment."""


class TimesAsked(NamedTuple):
    """Which visit, as it was typed: one of the plan, or one for a client and a day."""

    visit: str | None = None
    client: str | None = None
    date: str | None = None
    minutes: int | None = None
    staff: int | None = None
    skills: Sequence[str] = ()
    unit: str | None = None
    """Where the client is new: who would make the visits …"""
    lat: float | None = None
    """… and where the client lives."""
    lon: float | None = None
    between: str | None = None
    """``07:00-12:00``."""


class TimesWanted(NamedTuple):
    """Which visit, and between which starts."""

    visit: VisitWanted
    span: Span


Place = Callable[[str], CellPlace]
"""Where a part of what is asked was given, by its name."""


def sick_call(view: PlanView, asked: SickAsked, place: Place) -> SickCall:
    """Return the call that is meant; without an end it is that day and its last shift.

    So it is of the last day, where that is a date.

    Raises
    ------
    BadInput
        Nobody is called that, or a moment is none of the plan.
    """
    faults: list[Fault] = []
    if asked.employee not in view.problem.employee:
        where = place("employee_id")
        target = "employees.csv"
        faults.append(where.fault("unknown_id", None, asked.employee, target=target))
    start = moment_asked(view, asked.start, place("from"), faults)
    day = _day_asked(asked.end)
    text = asked.end if day is None else f"{day}T00:00"
    end = None if text is None else moment_asked(view, text, place("to"), faults)
    if start is not None and end is not None:
        is_first = end <= start if day is None else day < view.clock.day(start)
        if is_first:
            faults.append(place("to").fault("sick_ends_first", None, asked.end))
    if faults or start is None:
        raise BadInput(faults)
    who = view.problem.employee[asked.employee]
    if end is None or day is not None:
        end = ill_until(view, who, max(start, end or start))
    return SickCall(employee=who.id, start=start, end=end)


def _day_asked(text: str | None) -> date | None:
    """Return the date that stands where a moment could; nothing where it is none."""
    try:
        return DAY.parse(text or "")
    except UnreadableCellError:
        return None


def sick_calls(view: PlanView, asked: SickAsked, place: Place) -> tuple[SickCall, ...]:
    """Return the calls of everybody who is meant, each once; as ``sick_call``."""
    calls: list[SickCall] = []
    faults: list[Fault] = []
    for who in dict.fromkeys((asked.employee, *asked.also)):
        where = place if who == asked.employee else _beside(place)
        try:
            calls.append(sick_call(view, asked._replace(employee=who), where))
        except BadInput as bad:
            faults += [fault for fault in bad.faults if fault not in faults]
    if faults:
        raise BadInput(faults)
    return tuple(calls)


def _beside(place: Place) -> Place:
    """Return where it stands who else is ill."""
    return lambda name: place("also" if name == "employee_id" else name)


def moment_asked(
    view: PlanView, text: str, place: CellPlace, faults: list[Fault]
) -> Instant | None:
    """Return the moment of a plan that a local time means; a fault if it is none."""
    frame = Frame(view.clock, view.problem.start, view.problem.end)
    try:
        known = frame.occurrences(MOMENT.parse(text))
    except UnreadableCellError:
        known = ()
    if not known:
        faults.append(place.fault("moment", None, text))
        return None
    if not view.span[0] <= known[0] < view.span[1]:
        first, last = view.problem.start, view.problem.end
        facts = {"first": str(first), "last": str(last)}
        faults.append(place.fault("not_in_plan", None, text, **facts))
    return known[0]


def duty_asked(view: PlanView, text: str, place: CellPlace) -> Duty:
    """Return the shift that ``e002@2026-12-01`` means.

    Raises
    ------
    BadInput
        There is none.
    """
    found = _SHIFT.fullmatch(text)
    who, day = found.groups() if found else ("", "")
    for duty in view.duties:
        if (duty.employee, str(duty.date)) == (who, day):
            return duty
    raise BadInput([place.fault("no_such_shift", None, text)])


def visit_asked(view: PlanView, text: str, place: CellPlace) -> VisitRow:
    """Return the place at a visit that ``v123`` or ``v123#2`` means.

    One that nobody takes begins when its window does.

    Raises
    ------
    BadInput
        There is no such visit.
    """
    found = _PLACE.fullmatch(text)
    id_, number = (found[1], int(found[2] or 1)) if found else ("", 1)
    visit = view.problem.visit.get(id_)
    if visit is None or number > visit.staff:
        target = "visits.csv"
        raise BadInput([place.fault("unknown_id", None, text, target=target)])
    rows = {row.staff_no: row for row in view.rows_by_visit.get(id_, ())}
    start = visit.earliest
    return rows.get(number) or VisitRow(
        visit=id_,
        staff_no=number,
        employee="",
        start=start,
        end=start + visit.minutes,
        from_id="",
    )


def times_asked(view: PlanView, asked: TimesAsked, place: Place) -> TimesWanted:
    """Return the visit that is meant, and when it may begin.

    Raises
    ------
    BadInput
        With all that is missing or not known.
    """
    faults: list[Fault] = []
    visit, client = _known(view, asked, place, faults), None
    if asked.visit is None:
        visit, client = _new(view, asked, place, faults)
    if visit is None or faults:
        raise BadInput(faults)
    other: dict[str, object] = {"minutes": asked.minutes, "staff": asked.staff}
    if asked.skills:
        other["skills"] = frozenset(asked.skills)
    given = {name: value for name, value in other.items() if value is not None}
    visit = visit.model_copy(update=given)
    span = (visit.earliest, visit.latest)
    if asked.visit is None or asked.between is not None:
        span = _between(view, visit.date, asked.between or _USUAL, place)
    return TimesWanted(VisitWanted(visit, client), span)


def _known(
    view: PlanView, asked: TimesAsked, place: Place, faults: list[Fault]
) -> Visit | None:
    if asked.visit is None:
        return None
    visit = view.problem.visit.get(asked.visit)
    if visit is None:
        facts = {"target": "visits.csv"}
        faults.append(place("visit").fault("unknown_id", None, asked.visit, **facts))
    return visit


def _new(
    view: PlanView, asked: TimesAsked, place: Place, faults: list[Fault]
) -> tuple[Visit | None, Client | None]:
    """Return a visit to a client, and the client who is not known yet."""
    day = _day(view, asked.date, place, faults)
    if asked.minutes is None:
        faults.append(place("minutes").fault("times_need"))
    client = view.problem.client.get(asked.client or "")
    is_new = client is None
    if client is None:
        client = _new_client(view, asked, place, faults)
    if faults or day is None or client is None:
        return None, None
    start = view.clock.at(day, 0)
    visit = Visit(
        id=f"{client.id}+",
        client=client.id,
        date=day,
        earliest=start,
        latest=start,
        minutes=asked.minutes or 0,
        unit=client.unit,
    )
    return visit, client if is_new else None


def _new_client(
    view: PlanView, asked: TimesAsked, place: Place, faults: list[Fault]
) -> Client | None:
    """Return a client from where they live; who says only an id must be known."""
    where = (asked.unit, asked.lat, asked.lon)
    if asked.client is None or None in where:
        facts = {"target": "clients.csv"}
        fault = place("client").fault("unknown_id", None, asked.client or "–", **facts)
        faults.append(fault)
        return None
    if asked.unit not in view.problem.unit:
        facts = {"target": "units.csv"}
        faults.append(place("unit").fault("unknown_id", None, asked.unit, **facts))
        return None
    made = {"id": asked.client, "unit": asked.unit, "lat": asked.lat, "lon": asked.lon}
    return Client.model_validate(made)


def _day(
    view: PlanView, text: str | None, place: Place, faults: list[Fault]
) -> date | None:
    try:
        day = date.fromisoformat(text or "")
    except ValueError:
        faults.append(place("date").fault("times_need", None, text))
        return None
    if day not in view.problem.dates:
        first, last = view.problem.start, view.problem.end
        facts = {"first": str(first), "last": str(last)}
        faults.append(place("date").fault("not_in_plan", None, text, **facts))
    return day


def _between(view: PlanView, day: date, text: str, place: Place) -> Span:
    found = _BETWEEN.fullmatch(text)
    try:
        first, last = map(CLOCK.parse, found.groups() if found else ("", ""))
    except UnreadableCellError:
        raise BadInput([place("between").fault("times_between", None, text)]) from None
    if last < first:
        raise BadInput([place("between").fault("times_between", None, text)])
    return view.clock.at(day, first), view.clock.at(day, last)
