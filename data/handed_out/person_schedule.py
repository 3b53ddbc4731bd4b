"""One person's schedule, week by week, and nothing about anybody else."""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby

from data.both_languages import Both, both
from data.handed_out.people_names import Names
from data.shift_codes import kind_of, span_of
from data.tallies.line_tally import LineTally, tally_of
from data.tallies.wish_outcomes import WishOutcome, wish_outcomes
from data.wall import WallDay, WallLine, wall_of
from scheduler.domain.plan_view import Duty, PlanView
from scheduler.domain.problem import Problem
from scheduler.domain.values import AbsenceKind, PayClass, ShiftKind, Span

_ABOVE = {PayClass.EXTRA: "extra", PayClass.OVERTIME: "overtime"}


@dataclass(frozen=True)
class SharedVisit:
    """A visit that is made by two."""

    clock: str
    partner: str
    """Whom with; empty where nobody has been found."""


@dataclass(frozen=True)
class PersonDuty:
    """One duty as its person reads it."""

    shift: str
    kind: ShiftKind
    """What it is shown as: resource time as that."""
    clock: str
    breaks: tuple[str, ...]
    paid_minutes: int
    marks: tuple[Both, ...]
    """Resource time, work in another unit, time above the contract, time on call."""
    shared: tuple[SharedVisit, ...]


@dataclass(frozen=True)
class PersonDay:
    """One day."""

    day: WallDay
    duties: tuple[PersonDuty, ...]
    absence: AbsenceKind | None
    is_employed: bool


@dataclass(frozen=True)
class PersonWeek:
    """One calendar week, as far as it lies in the plan."""

    year: int
    number: int
    days: tuple[PersonDay, ...]

    @property
    def minutes(self) -> int:
        """How much is worked in it."""
        return sum(d.paid_minutes for day in self.days for d in day.duties)

    @property
    def before(self) -> int:
        """How many of its days lie before the plan."""
        return self.days[0].day.date.isoweekday() - 1


@dataclass(frozen=True)
class PersonSchedule:
    """All that a person's page tells."""

    line: WallLine
    unit: str
    weeks: tuple[PersonWeek, ...]
    tally: LineTally
    wishes: tuple[WishOutcome, ...]


class PersonSchedules:
    """The schedules of one plan."""

    def __init__(self, view: PlanView) -> None:
        self.view = view
        self._names = Names(view.problem)
        self._wall = wall_of(view)

    @property
    def problem(self) -> Problem:
        """What the plan is for."""
        return self.view.problem

    @cached_property
    def people(self) -> tuple[str, ...]:
        """Ids of everybody with a line, unit by unit as on the wall."""
        return tuple(self._lines)

    def home(self, who: str) -> str:
        """Return the id of the unit that somebody belongs to; empty for a stranger."""
        employee = self._lines[who].employee
        return employee.unit if employee else ""

    @cached_property
    def _lines(self) -> dict[str, WallLine]:
        groups = self._wall.groups
        return {line.id: line for group in groups for line in group.lines}

    @cached_property
    def _wishes(self) -> tuple[WishOutcome, ...]:
        return wish_outcomes(self.view)

    def of_person(self, who: str) -> PersonSchedule:
        """Return one person's schedule; ``KeyError`` where nobody has the id."""
        line = self._lines[who]
        wishes = tuple(w for w in self._wishes if w.wish.employee == who)
        return PersonSchedule(
            line=line,
            unit=self._names.unit(line.employee.unit) if line.employee else "",
            weeks=tuple(self._weeks(line)),
            tally=tally_of(self.view, line, wishes),
            wishes=tuple(sorted(wishes, key=lambda outcome: outcome.wish.date)),
        )

    def _weeks(self, line: WallLine) -> Iterator[PersonWeek]:
        days = (
            PersonDay(
                day=day,
                duties=tuple(self._duty(line, duty) for duty in cell.duties),
                absence=cell.absence,
                is_employed=line.employee is None
                or line.employee.employed_on(day.date),
            )
            for day, cell in zip(self._wall.days, line.cells, strict=True)
        )
        for (year, number), inside in groupby(days, key=_week_of):
            yield PersonWeek(year, number, tuple(inside))

    def _duty(self, line: WallLine, duty: Duty) -> PersonDuty:
        return PersonDuty(
            shift=duty.shift,
            kind=kind_of(self.view, duty),
            clock=span_of(self.view, duty),
            breaks=tuple(map(self._clock, duty.rests)),
            paid_minutes=duty.paid_minutes,
            marks=tuple(self._marks(line, duty)),
            shared=tuple(self._shared(duty)),
        )

    def _marks(self, line: WallLine, duty: Duty) -> Iterator[Both]:
        if self.view.is_resource(duty):
            yield both("people.mark.resource")
        home = line.employee.unit if line.employee else duty.unit
        for unit in dict.fromkeys(piece.unit for piece in duty.by_unit):
            if unit != home:
                yield both("people.mark.lent", unit=self._names.unit(unit))
        for piece in duty.pieces:
            if piece.pay_class in _ABOVE:
                above = both(f"people.mark.{_ABOVE[piece.pay_class]}")
                yield above if not duty.apart else self._during(above, piece.parts)
        for time in duty.on_call:
            name = both(f"people.mark.{time.kind}")
            yield self._during(name, [(time.start, time.end)])

    def _during(self, what: Both, spans: Sequence[Span]) -> Both:
        clock = " + ".join(map(self._clock, spans))
        return both("people.mark.during", what=what, clock=clock)

    def _shared(self, duty: Duty) -> Iterator[SharedVisit]:
        for row in self.view.visits_on(duty):
            visit = self.problem.visit.get(row.visit)
            if visit is not None and visit.staff > 1:
                partner = self._names.partner(self.view, row)
                yield SharedVisit(self._clock((row.start, row.end)), partner)

    def _clock(self, span: Span) -> str:
        start, end = (self.view.clock.local(moment) for moment in span)
        return f"{start:%H:%M}–{end:%H:%M}"


def _week_of(day: PersonDay) -> tuple[int, int]:
    week: dt.date = day.day.date
    return week.isocalendar()[:2]
