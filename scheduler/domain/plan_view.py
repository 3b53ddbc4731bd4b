"""A plan opened for reading: who works when, with history before it."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from operator import attrgetter, itemgetter

from scheduler.domain.clock import WallClock, wall_clock
from scheduler.domain.duty_times import DutyTimes
from scheduler.domain.on_call import OnCallSpan, on_call_spans, without
from scheduler.domain.plan import Plan, ShiftRow, VisitRow
from scheduler.domain.problem import (
    AbsenceRow,
    Employee,
    Problem,
    Visit,
    Wish,
    WorkedShift,
)
from scheduler.domain.spans import covered
from scheduler.domain.travel import Travel
from scheduler.domain.values import Instant, OnCall, PayClass, ShiftKind, Span

_START, _LAST = attrgetter("start"), itemgetter(1)


_ABOVE = (PayClass.EXTRA, PayClass.OVERTIME)


@dataclass(frozen=True, slots=True)
class Duty(DutyTimes):
    """One shift of one person, both parts of a split shift together."""

    employee: str
    date: date
    """The planning day: the local date on which the duty starts."""
    shift: str
    unit: str
    kind: ShiftKind
    parts: tuple[tuple[Instant, Instant], ...]
    breaks: tuple[tuple[Instant, Instant], ...]
    """Unpaid breaks as taken, time on call among them; empty for history, whose breaks
    have no clock."""
    paid_minutes: int
    pay_class: PayClass
    planned: bool
    """False for history."""
    apart: tuple["Duty", ...] = ()
    """Each part as a duty of its own, where they differ in unit or pay class."""
    on_call: tuple[OnCallSpan, ...] = ()

    @property
    def rests(self) -> tuple[Span, ...]:
        """The breaks that are no time on call."""
        return without(self.breaks, self.on_call, *OnCall)

    @property
    def by_unit(self) -> tuple["Duty", ...]:
        """What lies in one unit: the duty, or each of its parts."""
        units = {piece.unit for piece in self.apart}
        return self.apart if len(units) > 1 else (self,)

    @property
    def is_above(self) -> bool:
        """Whether it lies above the contract from its start."""
        return self.pay_class in _ABOVE

    @property
    def pieces(self) -> tuple["Duty", ...]:
        """What has one unit and one pay class: the duty, or each of its parts."""
        return self.apart or (self,)


def is_prolonged(done: Duty, following: Duty) -> bool:
    """Whether one is overtime straight before or after the other: one duty in all."""
    return done.end == following.start and done.is_above != following.is_above


def passes(duties: Iterable[Duty]) -> Iterator[list[Duty]]:
    """Yield duties in their order, a shift and the overtime beside it together."""
    mine: list[Duty] = []
    for duty in duties:
        if mine and not _goes_on(mine[-1], duty):
            yield mine
            mine = []
        mine.append(duty)
    if mine:
        yield mine


def _goes_on(done: Duty, following: Duty) -> bool:
    return done.employee == following.employee and is_prolonged(done, following)


def is_stayed_on(done: ShiftRow, following: ShiftRow) -> bool:
    """Whether two rows of one duty are a shift and the overtime straight beside it."""
    one_is_above = (done.pay_class in _ABOVE) != (following.pay_class in _ABOVE)
    return done.end == following.start and done.unit == following.unit and one_is_above


def _is_after_early(rows: Sequence[ShiftRow], following: ShiftRow) -> bool:
    """Whether the rows are a further part for which somebody came early to a shift."""
    return all(r.part > 1 for r in rows) and is_stayed_on(rows[-1], following)


def _the_shift(rows: Sequence[ShiftRow]) -> ShiftRow:
    """Return the first row of a duty that is no overtime before its shift."""
    early = len(rows) > 1 and rows[0].pay_class in _ABOVE
    return rows[1] if early and is_stayed_on(rows[0], rows[1]) else rows[0]


def _joined(rows: Sequence[ShiftRow]) -> tuple[Span, ...]:
    """Return the times of a duty's rows; overtime beside a shift is part of it."""
    parts: list[Span] = []
    for n, row in enumerate(rows):
        if n and is_stayed_on(rows[n - 1], row):
            parts[-1] = parts[-1][0], row.end
        else:
            parts.append((row.start, row.end))
    return tuple(parts)


@dataclass
class PlanView:
    """A problem and a plan for it, indexed the ways that rules ask for it."""

    problem: Problem
    plan: Plan
    clock: WallClock = field(init=False)
    travel: Travel = field(init=False)

    def __post_init__(self) -> None:
        self.clock = wall_clock(self.problem.timezone)
        self.travel = Travel(self.problem)

    @cached_property
    def duties(self) -> tuple[Duty, ...]:
        """Planned duties, by employee and start."""
        rows: dict[tuple[str, date, str], list[ShiftRow]] = defaultdict(list)
        for row in self.plan.shifts:
            rows[row.employee, row.date, row.shift].append(row)
        made = [d for group in rows.values() for d in self._planned(group)]
        return tuple(sorted(made, key=lambda d: (d.employee, d.start)))

    def _planned(self, rows: list[ShiftRow]) -> list[Duty]:
        """Join the parts of a split shift; a part number that recurs is a new duty."""
        groups: list[list[ShiftRow]] = []
        for row in sorted(rows, key=lambda r: (r.start, r.part)):
            if not groups or (row.part == 1 and not _is_after_early(groups[-1], row)):
                groups.append([row])
            else:
                groups[-1].append(row)
        return [self._duty(group) for group in groups]

    def _duty(self, rows: list[ShiftRow]) -> Duty:
        first = rows[0]
        alike = len({(r.unit, r.pay_class) for r in rows}) == 1
        parts = _joined(rows)
        return Duty(
            employee=first.employee,
            date=first.date,
            shift=first.shift,
            unit=first.unit,
            kind=self._kind(first.shift, first.start, rows[-1].end),
            parts=parts,
            breaks=tuple(b for r in rows for b in r.breaks),
            paid_minutes=sum(r.paid_minutes for r in rows),
            pay_class=_the_shift(rows).pay_class,
            planned=True,
            apart=() if alike else tuple(self._duty([row]) for row in rows),
            on_call=self._on_call(first.shift, first.date, parts),
        )

    def _on_call(
        self, shift: str, day: date, parts: Sequence[Span]
    ) -> tuple[OnCallSpan, ...]:
        known = self.problem.shift_type.get(shift)
        return on_call_spans(self.clock, known, day, parts) if known else ()

    def _kind(self, shift: str, start: Instant, end: Instant) -> ShiftKind:
        known = self.problem.shift_type.get(shift)
        if known is not None:
            return known.kind
        begins, ends = self.clock.local(start), self.clock.local(end)
        if ends.date() > begins.date() and ends.hour >= 3:
            return ShiftKind.NIGHT
        late = ends.date() > begins.date() or ends.hour >= 20
        return ShiftKind.EVENING if late else ShiftKind.DAY

    @cached_property
    def history(self) -> tuple[Duty, ...]:
        """Duties worked before the plan, by employee and start."""
        rows: dict[tuple[str, date, str], list[WorkedShift]] = defaultdict(list)
        for w in self.problem.worked_shifts:
            rows[w.employee, self.clock.day(w.start), w.shift].append(w)
        made = [self._worked(group) for group in rows.values()]
        return tuple(sorted(made, key=lambda d: (d.employee, d.start)))

    def _worked(self, rows: list[WorkedShift]) -> Duty:
        rows = sorted(rows, key=lambda w: w.start)
        first = rows[0]
        alike = len({w.unit for w in rows}) == 1
        parts = tuple((w.start, w.end) for w in rows)
        day = self.clock.day(first.start)
        on_call = self._on_call(first.shift, day, parts)
        unpaid = sum(w.break_minutes for w in rows) + sum(c.minutes for c in on_call)
        length = sum(w.end - w.start for w in rows)
        return Duty(
            employee=first.employee,
            date=day,
            shift=first.shift,
            unit=first.unit,
            kind=self._kind(first.shift, first.start, rows[-1].end),
            parts=parts,
            breaks=(),
            paid_minutes=max(0, length - unpaid),
            pay_class=self.problem.employee[first.employee].pay_class(),
            planned=False,
            apart=() if alike else tuple(self._worked([row]) for row in rows),
            on_call=on_call,
        )

    @cached_property
    def _by_employee(self) -> dict[str, list[Duty]]:
        found: dict[str, list[Duty]] = defaultdict(list)
        for duty in (*self.history, *self.duties):
            found[duty.employee].append(duty)
        return {who: sorted(d, key=lambda x: x.start) for who, d in found.items()}

    def duties_of(self, employee: Employee) -> Sequence[Duty]:
        """Return history and planned duties of a person, earliest first."""
        return self._by_employee.get(employee.id, [])

    def presence_of(self, employee: Employee) -> list[Duty]:
        """Return a person's duties as far as they are spent at the workplace."""
        return [d for duty in self.duties_of(employee) for d in duty.presence]

    def planned_of(self, employee: Employee) -> list[Duty]:
        """Return the planned duties of a person, earliest first."""
        return [d for d in self.duties_of(employee) if d.planned]

    @cached_property
    def rows_by_visit(self) -> dict[str, list[VisitRow]]:
        """Who is at each visit, by visit id and then staff number."""
        found: dict[str, list[VisitRow]] = defaultdict(list)
        for row in sorted(self.plan.visits, key=lambda r: r.staff_no):
            found[row.visit].append(row)
        return found

    @cached_property
    def _rows_by_employee(self) -> dict[str, list[VisitRow]]:
        found: dict[str, list[VisitRow]] = defaultdict(list)
        for row in sorted(self.plan.visits, key=lambda r: (r.start, r.end)):
            found[row.employee].append(row)
        return found

    def visits_of(self, employee: str) -> Sequence[VisitRow]:
        """Return the visits a person makes, earliest first."""
        return self._rows_by_employee.get(employee, [])

    def visits_on(self, duty: Duty) -> list[VisitRow]:
        """Return the visits that start during a duty, earliest first."""
        rows = self.visits_of(duty.employee)
        first = bisect_left(rows, duty.start, key=_START)
        return list(rows[first : bisect_left(rows, duty.end, key=_START)])

    def meets_headcount(self, duty: Duty) -> bool:
        """Whether staffing demand asks for somebody while a duty is worked.

        A resource shift is there besides what is asked for.
        """
        return duty.kind is not ShiftKind.RESOURCE and any(
            self._is_asked_for(piece.unit, part)
            for piece in duty.pieces
            for part in piece.parts
        )

    def _is_asked_for(self, unit: str, part: Span) -> bool:
        """Whether staffing demand asks for anybody of a unit during a part."""
        asked, (start, end) = self._asked_by_unit.get(unit, []), part
        at = bisect_right(asked, start, key=_LAST)
        return at < len(asked) and asked[at][0] < end

    def is_resource(self, duty: Duty) -> bool:
        """Whether a duty is resource time: no visits, and no demand that it meets."""
        if duty.on_call:
            return False
        return not self.meets_headcount(duty) and not self.visits_on(duty)

    @cached_property
    def _asked_by_unit(self) -> dict[str, list[Span]]:
        """When staffing demand asks for anybody, by unit."""
        found: dict[str, list[Span]] = defaultdict(list)
        for need in self.problem.staffing:
            found[need.unit].append((need.start, need.end))
        return {unit: covered(spans) for unit, spans in found.items()}

    def visit(self, row: VisitRow) -> Visit:
        """Return the visit that a row is about."""
        return self.problem.visit[row.visit]

    @cached_property
    def absences_by_employee(self) -> dict[str, list[AbsenceRow]]:
        """Absences of each person, earliest first."""
        found: dict[str, list[AbsenceRow]] = defaultdict(list)
        for absence in sorted(self.problem.absences, key=lambda a: a.start):
            found[absence.employee].append(absence)
        return found

    @cached_property
    def published(self) -> dict[tuple[str, date], list[ShiftRow]]:
        """What people were told before, by employee id and date, earliest first."""
        found: dict[tuple[str, date], list[ShiftRow]] = defaultdict(list)
        for row in sorted(self.problem.published_shifts, key=_START):
            found[row.employee, row.date].append(row)
        return found

    def was_told(self, employee: str, day: date) -> bool:
        """Whether somebody heard before what they do on a day, if only to be free."""
        return (
            self.problem.published_on is not None
            and (employee, day) not in self.problem.untold
        )

    @cached_property
    def wishes_by_day(self) -> dict[tuple[str, date], list[Wish]]:
        """Wishes by employee id and date."""
        found: dict[tuple[str, date], list[Wish]] = defaultdict(list)
        for wish in self.problem.wishes:
            found[wish.employee, wish.date].append(wish)
        return found

    @cached_property
    def span(self) -> tuple[Instant, Instant]:
        """The plan's first and last moment: midnight to midnight."""
        at, problem = self.clock.at, self.problem
        return at(problem.start, 0), at(problem.end, 1440)
