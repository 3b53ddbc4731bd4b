"""The tours of one day and unit: who drives what, minute by minute."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from data.both_languages import Both, both
from data.shift_codes import code_of, kind_of
from scheduler.domain.clock import WallClock
from scheduler.domain.plan import Unassigned, VisitRow
from scheduler.domain.plan_view import Duty, PlanView
from scheduler.domain.problem import Visit
from scheduler.domain.values import Instant, ShiftKind, VisitKind


@dataclass(frozen=True)
class Bar:
    """A piece of time on a person's line; minutes from the left edge of the axis."""

    start: int
    length: int


@dataclass(frozen=True)
class Ruler:
    """Places instants on an axis by the wall-clock."""

    clock: WallClock
    zero: dt.datetime
    """Local moment of the left edge."""

    def minute(self, instant: Instant) -> int:
        """Return how far from the left edge a moment is."""
        return int((self.clock.local(instant) - self.zero).total_seconds() // 60)

    def bar(self, start: Instant, end: Instant) -> Bar:
        """Return a piece of time; the repeated hour of autumn has no length."""
        begins = self.minute(start)
        return Bar(begins, max(0, self.minute(end) - begins))


@dataclass(frozen=True)
class TourStop:
    """One visit as one person makes it."""

    visit: str
    staff_no: int
    bar: Bar
    kind: VisitKind
    kind_name: Both
    client: str
    client_name: str
    clock: str
    """Local start and end."""
    travel: int
    wait: int
    is_double: bool


@dataclass(frozen=True)
class DayTour:
    """One person's day."""

    number: int
    """Among the tours of its unit that day, from 1: so it is called on the map."""
    employee: str
    name: str
    code: str
    kind: ShiftKind
    is_resource: bool
    clock: str
    parts: tuple[Bar, ...]
    breaks: tuple[Bar, ...]
    travels: tuple[Bar, ...]
    waits: tuple[Bar, ...]
    stops: tuple[TourStop, ...]
    legs: tuple[tuple[str, ...], ...]
    """Places in the order they are passed, a line for each time out."""


@dataclass(frozen=True)
class OpenVisit:
    """A visit of the day that nobody makes."""

    visit: str
    staff_no: int
    minutes: int
    client: str
    client_name: str
    kind: Both
    window: str


@dataclass(frozen=True)
class UnitDay:
    """One unit on one day."""

    unit: str
    name: str
    first_hour: int
    hours: int
    tours: tuple[DayTour, ...]
    open: tuple[OpenVisit, ...]

    @property
    def minutes(self) -> int:
        """The length of the axis."""
        return self.hours * 60

    @property
    def resources(self) -> int:
        """How many of the tours are resource time."""
        return sum(tour.is_resource for tour in self.tours)

    @property
    def places(self) -> int:
        """How many places at visits are staffed: two at a double-staffed one."""
        return sum(len(tour.stops) for tour in self.tours)


class TourBook:
    """Lays out the tours of a plan."""

    def __init__(self, view: PlanView) -> None:
        self._view = view
        self._duties: dict[tuple[str, dt.date], list[Duty]] = defaultdict(list)
        for duty in (piece for whole in view.duties for piece in whole.by_unit):
            self._duties[duty.unit, duty.date].append(duty)
        self._axes = {unit: self._axis(unit) for unit in view.problem.unit}
        self._left = self._open_visits()
        visits, staffing = view.problem.visits, view.problem.staffing
        self._needed = {(v.unit, v.date) for v in visits}
        self._needed |= {(need.unit, need.date) for need in staffing}
        self._kinds = {kind: both(f"report.visit_kind.{kind}") for kind in VisitKind}

    def day(self, day: dt.date) -> tuple[UnitDay, ...]:
        """Return every unit that has staff or is asked for somebody that day."""
        busy = self._needed | self._duties.keys()
        units = (u for u in self._view.problem.unit if (u, day) in busy)
        return tuple(self._unit_day(unit, day) for unit in units)

    def _unit_day(self, unit: str, day: dt.date) -> UnitDay:
        duties = sorted(
            self._duties.get((unit, day), ()), key=lambda d: (d.start, d.employee)
        )
        first, hours = self._axes[unit]
        return UnitDay(
            unit=unit,
            name=self._view.problem.unit[unit].name,
            first_hour=first,
            hours=hours,
            tours=tuple(
                self._tour(number, duty, self._ruler(day, first))
                for number, duty in enumerate(duties, start=1)
            ),
            open=tuple(self._left[unit, day]),
        )

    def _axis(self, unit: str) -> tuple[int, int]:
        """Return first hour and number of hours that hold every duty of a unit."""
        duties = [d for (of, _), ds in self._duties.items() if of == unit for d in ds]
        starts = (self._ruler(d.date).minute(d.start) for d in duties)
        ends = (self._ruler(d.date).minute(d.end) for d in duties)
        first = min(starts, default=0) // 60
        last = -(-max(ends, default=24 * 60) // 60)
        return first, max(1, last - first)

    def _ruler(self, day: dt.date, first_hour: int = 0) -> Ruler:
        midnight = dt.datetime.combine(day, dt.time())
        return Ruler(self._view.clock, midnight + dt.timedelta(hours=first_hour))

    def _tour(self, number: int, duty: Duty, ruler: Ruler) -> DayTour:
        employee = self._view.problem.employee.get(duty.employee)
        rows = self._view.visits_on(duty)
        return DayTour(
            number=number,
            employee=duty.employee,
            name=(employee.name if employee else "") or duty.employee,
            code=code_of(self._view, duty),
            kind=kind_of(self._view, duty),
            is_resource=self._view.is_resource(duty),
            clock=" + ".join(self._clock(*part) for part in duty.parts),
            parts=tuple(ruler.bar(*part) for part in duty.parts),
            breaks=tuple(ruler.bar(*rest) for rest in duty.rests),
            travels=tuple(self._travels(ruler, duty, rows)),
            waits=tuple(
                ruler.bar(r.start - r.wait_minutes, r.start)
                for r in rows
                if r.wait_minutes > 0
            ),
            stops=tuple(self._stop(ruler, row) for row in rows),
            legs=tuple(self._legs(duty, rows)),
        )

    def _stop(self, ruler: Ruler, row: VisitRow) -> TourStop:
        visit = self._visit(row)
        kind = visit.kind if visit else VisitKind.CARE
        return TourStop(
            visit=row.visit,
            staff_no=row.staff_no,
            bar=ruler.bar(row.start, row.end),
            kind=kind,
            kind_name=self._kinds[kind],
            client=self._client(row),
            client_name=self._view.problem.called(self._client(row)),
            clock=self._clock(row.start, row.end),
            travel=row.travel_minutes,
            wait=row.wait_minutes,
            is_double=visit is not None and visit.staff > 1,
        )

    def _travels(
        self, ruler: Ruler, duty: Duty, rows: Sequence[VisitRow]
    ) -> Iterator[Bar]:
        for row in rows:
            leaves = row.start - row.wait_minutes - row.travel_minutes
            if row.travel_minutes > 0:
                yield ruler.bar(leaves, leaves + row.travel_minutes)
        for row in self._last_rows(rows):
            home = self._way_home(duty, row)
            if home:
                yield ruler.bar(row.end, row.end + home)

    def _last_rows(self, rows: Sequence[VisitRow]) -> Iterator[VisitRow]:
        """Yield the visits after which the person goes back to the unit."""
        for row, following in pairwise(rows):
            if following.from_id != self._client(row):
                yield row
        yield from rows[-1:]

    def _way_home(self, duty: Duty, row: VisitRow) -> int:
        employee = self._view.problem.employee.get(duty.employee)
        travel, here = self._view.travel, self._client(row)
        if employee is None or {here, duty.unit} - travel.places.keys():
            return 0
        return travel.minutes(here, duty.unit, employee.transport)

    def _legs(self, duty: Duty, rows: Sequence[VisitRow]) -> Iterator[tuple[str, ...]]:
        line: list[str] = []
        for row in rows:
            if not line or line[-1] != row.from_id:
                if line:
                    yield (*line, duty.unit)
                line = [row.from_id]
            line.append(self._client(row))
        if line:
            yield (*line, duty.unit)

    def _visit(self, row: VisitRow) -> Visit | None:
        return self._view.problem.visit.get(row.visit)

    def _client(self, row: VisitRow) -> str:
        visit = self._visit(row)
        return visit.client if visit else row.visit

    def _clock(self, start: Instant, end: Instant) -> str:
        local = self._view.clock.local
        return f"{local(start):%H:%M}–{local(end):%H:%M}"

    def _open_visits(self) -> dict[tuple[str, dt.date], list[OpenVisit]]:
        found: dict[tuple[str, dt.date], list[OpenVisit]] = defaultdict(list)
        for left in sorted(self._view.plan.unassigned, key=_place):
            visit = self._view.problem.visit.get(left.visit)
            if visit is not None:
                open_ = OpenVisit(
                    visit=visit.id,
                    staff_no=left.staff_no,
                    minutes=visit.minutes,
                    client=visit.client,
                    client_name=self._view.problem.called(visit.client),
                    kind=both(f"report.visit_kind.{visit.kind}"),
                    window=self._clock(visit.earliest, visit.latest),
                )
                found[visit.unit, visit.date].append(open_)
        return found


def _place(left: Unassigned) -> tuple[str, int]:
    return left.visit, left.staff_no
