"""The tours of one unit and day as lists: where to, when, what for, and with whom."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from data.both_languages import Both, both, named
from data.handed_out.people_names import Names
from data.shift_codes import code_of, kind_of, span_of
from scheduler.domain.on_call import OnCallSpan
from scheduler.domain.plan import VisitRow
from scheduler.domain.plan_view import Duty, PlanView
from scheduler.domain.problem import Client, Visit
from scheduler.domain.values import Instant, ShiftKind, VisitKind


@dataclass(frozen=True)
class ListedVisit:
    """What whoever makes a visit, or looks for somebody, needs to know of it."""

    client: str
    address: str
    key: str
    note: str
    kind: VisitKind
    minutes: int
    window: str
    """When it must begin."""
    skills: tuple[str, ...]
    staff: int


@dataclass(frozen=True)
class OpenPlaces:
    """A visit of the day that lacks people (*obemannat*)."""

    visit: ListedVisit
    missing: int
    """How many people it lacks."""
    beside: str
    """Who is there already, where only one of two is missing."""
    reason: Both | None


@dataclass(frozen=True)
class TourStep:
    """One line of a tour list."""

    clock: str
    visit: ListedVisit | None = None
    """``None``: a break, or the way back."""
    travel: int = 0
    """Minutes from the place before."""
    wait: int = 0
    partner: str | None = None
    """Who comes too; empty where nobody has been found, ``None`` where one goes."""
    free: Both | None = None
    """What time without visits is: a break, or time on call."""


@dataclass(frozen=True)
class PersonTour:
    """One person's day."""

    name: str
    code: str
    kind: ShiftKind
    clock: str
    steps: tuple[TourStep, ...]
    is_resource: bool

    @property
    def visits(self) -> int:
        """How many visits are made."""
        return sum(step.visit is not None for step in self.steps)

    @property
    def medication(self) -> int:
        """How many of them are to give medication."""
        kinds = (step.visit.kind for step in self.steps if step.visit)
        return sum(kind is VisitKind.MEDICATION for kind in kinds)


@dataclass(frozen=True)
class UnitTours:
    """One unit on one day."""

    unit: str
    name: str
    day: dt.date
    open: tuple[OpenPlaces, ...]
    tours: tuple[PersonTour, ...]


class TourLists:
    """The tour lists of one plan."""

    def __init__(self, view: PlanView) -> None:
        self.view = view
        self._names = Names(view.problem)
        self._duties: dict[tuple[str, dt.date], list[Duty]] = defaultdict(list)
        for duty in (piece for whole in view.duties for piece in whole.by_unit):
            self._duties[duty.unit, duty.date].append(duty)
        self._visits: dict[tuple[str, dt.date], list[Visit]] = defaultdict(list)
        for visit in view.problem.visits:
            self._visits[visit.unit, visit.date].append(visit)
        self._reasons = {
            left.visit: named("report.reason", left.reason)
            for left in view.plan.unassigned
        }

    def of(
        self, days: Sequence[dt.date], units: Sequence[str]
    ) -> tuple[UnitTours, ...]:
        """Return every unit of some on every day of some that has staff or visits."""
        busy = self._duties.keys() | self._visits.keys()
        wanted = ((unit, day) for day in days for unit in units)
        return tuple(self._unit_day(*pair) for pair in wanted if pair in busy)

    def _unit_day(self, unit: str, day: dt.date) -> UnitTours:
        duties = sorted(self._duties[unit, day], key=lambda d: (d.start, d.employee))
        return UnitTours(
            unit=unit,
            name=self._names.unit(unit),
            day=day,
            open=tuple(self._open(unit, day)),
            tours=tuple(map(self._tour, duties)),
        )

    def _open(self, unit: str, day: dt.date) -> Iterator[OpenPlaces]:
        for visit in sorted(self._visits[unit, day], key=lambda v: (v.earliest, v.id)):
            rows = self.view.rows_by_visit[visit.id]
            missing = visit.staff - len({row.staff_no for row in rows})
            if missing > 0:
                there = ", ".join(self._names.person(row.employee) for row in rows)
                reason = self._reasons.get(visit.id)
                yield OpenPlaces(self._listed(visit), missing, there, reason)

    def _listed(self, visit: Visit) -> ListedVisit:
        client = self.view.problem.client.get(visit.client) or _nobody(visit)
        return ListedVisit(
            client=client.called,
            address=client.address,
            key=client.key,
            note=client.note,
            kind=visit.kind,
            minutes=visit.minutes,
            window=self._clock(visit.earliest, visit.latest),
            skills=tuple(sorted(visit.skills)),
            staff=visit.staff,
        )

    def _tour(self, duty: Duty) -> PersonTour:
        return PersonTour(
            name=self._names.person(duty.employee),
            code=code_of(self.view, duty),
            kind=kind_of(self.view, duty),
            clock=span_of(self.view, duty),
            steps=tuple(self._steps(duty)),
            is_resource=self.view.is_resource(duty),
        )

    def _steps(self, duty: Duty) -> Iterator[TourStep]:
        """Yield visits, breaks, time on call and ways back in their order."""
        rows = [
            r for r in self.view.visits_on(duty) if r.visit in self.view.problem.visit
        ]
        steps = [(row.start, self._at_visit(row)) for row in rows]
        steps += [(start, self._break(start, end)) for start, end in duty.rests]
        steps += [(time.start, self._call(time)) for time in duty.on_call]
        steps += list(self._ways_back(duty, rows))
        yield from (step for _, step in sorted(steps, key=lambda pair: pair[0]))

    def _at_visit(self, row: VisitRow) -> TourStep:
        visit = self.view.visit(row)
        partner = self._names.partner(self.view, row) if visit.staff > 1 else None
        return TourStep(
            clock=self._clock(row.start, row.end),
            visit=self._listed(visit),
            travel=row.travel_minutes,
            wait=row.wait_minutes,
            partner=partner,
        )

    def _break(self, begins: Instant, ends: Instant) -> TourStep:
        return TourStep(clock=self._clock(begins, ends), free=both("people.breaks"))

    def _call(self, time: OnCallSpan) -> TourStep:
        clock = self._clock(time.start, time.end)
        return TourStep(clock=clock, free=both(f"people.mark.{time.kind}"))

    def _ways_back(
        self, duty: Duty, rows: Sequence[VisitRow]
    ) -> Iterator[tuple[Instant, TourStep]]:
        """Yield the way back to the unit after the last visit of each time out."""
        for row, following in zip_longest(rows, rows[1:]):
            client = self.view.visit(row).client
            if following is None or following.from_id != client:
                minutes = self._minutes_back(duty, client)
                clock = self._clock(row.end, row.end + minutes)
                yield row.end, TourStep(clock=clock, travel=minutes)

    def _minutes_back(self, duty: Duty, client: str) -> int:
        employee, travel = (
            self.view.problem.employee.get(duty.employee),
            self.view.travel,
        )
        if employee is None or {client, duty.unit} - travel.places.keys():
            return 0
        return travel.minutes(client, duty.unit, employee.transport)

    def _clock(self, start: Instant, end: Instant) -> str:
        local = self.view.clock.local
        return f"{local(start):%H:%M}–{local(end):%H:%M}"


def _nobody(visit: Visit) -> Client:
    return Client(id=visit.client, unit=visit.unit, lat=0, lon=0)
