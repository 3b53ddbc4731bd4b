"""Calendars of people and units (RFC 5545), for phones and office programs.

An event keeps its identity (``UID``) as long as somebody has that part of that shift on
that day: a calendar that is fetched again moves it instead of doubling it.
"""

import hashlib
import io
import re
import zipfile
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime
from functools import cached_property
from typing import NamedTuple
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event, Timezone

from data.export.zone_rules import midnight, zone_rules
from scheduler.domain.plan_view import Duty, PlanView
from scheduler.domain.values import Instant, Span
from scheduler.messages import say

_ZIP_EPOCH = (1980, 1, 1, 0, 0, 0)


class DutyPart(NamedTuple):
    """A part of somebody's duty: a split shift has two."""

    duty: Duty
    number: int
    span: Span


class Calendars:
    """The calendars of one plan.

    Parameters
    ----------
    made_at
        When the plan was exported, UTC.
    """

    def __init__(self, view: PlanView, made_at: datetime, language: str) -> None:
        self._view = view
        self._made_at = made_at
        self._language = language
        self._zone = ZoneInfo(view.problem.timezone)
        self._parts = [part for duty in view.duties for part in _parts(duty)]

    def of_person(self, employee: str) -> bytes:
        """Return when and where one person works."""
        mine = [part for part in self._parts if part.duty.employee == employee]
        return self._calendar(self._person(employee), mine, self._shift)

    def of_unit(self, unit: str) -> bytes:
        """Return who works in one unit, and when."""
        there = [part for part in self._parts if part.duty.unit == unit]
        return self._calendar(self._unit(unit), there, self._who)

    def all(self) -> bytes:
        """Return the calendars of everybody and of every unit, zipped."""
        people = {e.id: self.of_person for e in self._view.problem.employees}
        units = {u.id: self.of_unit for u in self._view.problem.units}
        memory = io.BytesIO()
        with zipfile.ZipFile(memory, "w", zipfile.ZIP_DEFLATED) as archive:
            for folder, makers in (("people", people), ("units", units)):
                for id_, make in makers.items():
                    name = f"{folder}/{file_name(id_)}.ics"
                    archive.writestr(zipfile.ZipInfo(name, _ZIP_EPOCH), make(id_))
        return memory.getvalue()

    def _calendar(
        self, title: str, parts: Iterable[DutyPart], said: Callable[[DutyPart], str]
    ) -> bytes:
        calendar = Calendar()
        calendar.add("prodid", "-//bemanna//SV")
        calendar.add("version", "2.0")
        calendar.add("name", title)
        calendar.add("x-wr-calname", title)
        calendar.add_component(self._rules)
        for part in sorted(parts, key=lambda p: (p.span, p.duty.employee)):
            calendar.add_component(self._event(part, said(part)))
        return bytes(calendar.to_ical())

    @cached_property
    def _rules(self) -> Timezone:
        problem = self._view.problem
        first, last = problem.start.year - 1, problem.end.year + 1
        return zone_rules(self._zone, midnight(first), midnight(last))

    def _event(self, part: DutyPart, summary: str) -> Event:
        event, duty = Event(), part.duty
        event.add("uid", _uid(part))
        event.add("dtstamp", self._made_at)
        event.add("summary", summary)
        event.add("location", self._unit(duty.unit))
        event.add("dtstart", self._moment(part.span[0]))
        event.add("dtend", self._moment(part.span[1]))
        if told := "\n".join(self._inside(part)):
            event.add("description", told)
        return event

    def _inside(self, part: DutyPart) -> Iterator[str]:
        """Yield when there are breaks in a part, and when somebody is on call."""
        duty = part.duty
        breaks = ", ".join(self._clock(b) for b in duty.rests if _lies_in(b, part))
        if breaks:
            yield self._words("export.break", times=breaks)
        for time in duty.on_call:
            if _lies_in((time.start, time.end), part):
                clock = self._clock((time.start, time.end))
                yield self._words(f"export.{time.kind}", times=clock)

    def _moment(self, instant: Instant) -> datetime:
        """Return a moment in local time, or in UTC where a local time is twice.

        A calendar takes a local time that is twice for the first.
        """
        there = self._view.clock.with_offset(instant)
        is_twice = len(self._view.clock.occurrences(there.replace(tzinfo=None))) > 1
        return there.astimezone(UTC if is_twice else self._zone)

    def _clock(self, span: Span) -> str:
        start, end = (self._view.clock.local(moment) for moment in span)
        return f"{start:%H:%M}–{end:%H:%M}"

    def _shift(self, part: DutyPart) -> str:
        return part.duty.shift

    def _who(self, part: DutyPart) -> str:
        return f"{self._person(part.duty.employee)}, {part.duty.shift}"

    def _person(self, id_: str) -> str:
        known = self._view.problem.employee.get(id_)
        return (known.name if known else "") or id_

    def _unit(self, id_: str) -> str:
        known = self._view.problem.unit.get(id_)
        return known.name if known else id_

    def _words(self, key: str, **facts: object) -> str:
        return say(key, self._language, **facts)


def joined(calendars: Iterable[bytes]) -> bytes:
    """Return calendars of one person as one, with the heading of the first."""
    first, *others = map(Calendar.from_ical, calendars)
    for other in others:
        for event in other.walk("VEVENT"):
            first.add_component(event)
    return bytes(first.to_ical())


def _parts(duty: Duty) -> Iterator[DutyPart]:
    """Yield the parts of a duty, each in its unit."""
    number = 0
    for piece in duty.by_unit:
        for span in piece.parts:
            number += 1
            yield DutyPart(piece, number, span)


def _lies_in(taken: Span, part: DutyPart) -> bool:
    return part.span[0] <= taken[0] < taken[1] <= part.span[1]


def _uid(part: DutyPart) -> str:
    """Return what tells an event from all others, and nobody who it is about."""
    duty = part.duty
    told = repr((duty.employee, duty.date.isoformat(), duty.shift, part.number))
    return f"{hashlib.sha256(told.encode()).hexdigest()[:32]}@bemanna"


def file_name(id_: str) -> str:
    """Return an id as the name of a file, no two alike."""
    return re.sub(r"[^\w -]", lambda found: f"%{ord(found[0]):02X}", id_)
