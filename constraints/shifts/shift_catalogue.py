"""Passtyper: what is worked is a shift that exists, in a unit that can have it."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import TYPE_CHECKING, ClassVar, Literal

from constraints.checking.absent import leaves_early, steps_in
from constraints.posting.phrases import forbid
from constraints.words import length, moment, name_of
from scheduler.domain.clock import WallClock
from scheduler.domain.plan import ShiftRow
from scheduler.domain.plan_view import Duty, PlanView
from scheduler.domain.problem import Employee, Problem, ShiftType
from scheduler.domain.shift_option import ShiftOption, option_of
from scheduler.domain.values import PayClass, Span
from scheduler.rules.rule import Breach, Rule, Source

if TYPE_CHECKING:
    from ortools.sat.python.cp_model import IntVar

    from scheduler.roster.variables import Roster


class ShiftCatalogue(Rule):
    """Every duty is a shift type of the unit, on its days and times, by its people."""

    id: ClassVar[str] = "V02"
    source: ClassVar[Source] = Source(
        cite="Kommunens passtyper",
    )
    statutory: ClassVar[bool] = True

    kind: Literal["shift_catalogue"] = "shift_catalogue"
    hard: Literal[True] = True

    def allows_shift(
        self, view: PlanView, employee: Employee, option: ShiftOption
    ) -> bool:
        """Whether the shift exists and the person can be asked to take it."""
        return _runs(view, option) and _suits(view.problem, employee, option)

    def post(self, roster: "Roster") -> tuple[()]:
        """Forbid what does not exist or suit, and count the types that are few."""
        view = roster.view
        exists: dict[ShiftOption, bool] = {}
        refused: list[IntVar] = []
        scarce: dict[tuple[str, date], list[IntVar]] = defaultdict(list)
        limits = _limits(view.problem)
        for employee in roster.employees:
            for option in roster.options(employee):
                if option not in exists:
                    exists[option] = _runs(view, option)
                if not exists[option] or not _suits(view.problem, employee, option):
                    refused.append(roster.works(employee, option))
                if option.shift in limits:
                    literal = roster.works(employee, option)
                    scarce[option.shift, option.date].append(literal)
        forbid(self, roster, refused)
        switch = roster.switch(self.kind)
        for (shift, _), literals in scarce.items():
            if len(literals) > limits[shift]:
                total = sum(literals)
                roster.model.add(total <= limits[shift]).only_enforce_if(switch)
        return ()

    def check(self, view: PlanView) -> Iterator[Breach]:
        """Look up every duty, and count each type that is limited."""
        for duty in view.duties:
            yield from self._check_person(view, duty)
            yield from self._check_type(view, duty)
            if duty.date not in view.problem.dates:
                yield self._breach(view, duty, "outside_plan")
        for row in view.plan.shifts:
            due = row.end - row.start - sum(e - s for s, e in row.breaks)
            if row.paid_minutes != due:
                yield self._paid(view, row, due)
        worked = Counter((duty.shift, duty.date) for duty in view.duties)
        for (shift, day), number in worked.items():
            limit = _limits(view.problem).get(shift, number)
            if number > limit:
                yield self._too_many(shift, day, number, limit)

    def _check_person(self, view: PlanView, duty: Duty) -> Iterator[Breach]:
        person = view.problem.employee.get(duty.employee)
        if person is None:
            yield self._breach(view, duty, "unknown_person")
            return
        home = view.problem.unit.get(person.unit)
        near = (person.unit, *(home.lends_to if home is not None else ()))
        if duty.shift in view.problem.shift_type and not person.works_kind(duty.kind):
            yield self._breach(view, duty, "kind")
        for piece in duty.pieces:
            if piece.unit not in near:
                yield self._breach(view, piece, "not_lent")
            if (piece.pay_class is PayClass.HOURLY) == person.is_monthly:
                yield self._breach(view, piece, "pay_class")

    def _check_type(self, view: PlanView, duty: Duty) -> Iterator[Breach]:
        type_ = view.problem.shift_type.get(duty.shift)
        if type_ is None:
            yield self._breach(view, duty, "unknown_shift")
            return
        if not type_.days[duty.date.weekday()]:
            yield self._breach(view, duty, "weekday")
        for piece in duty.pieces:
            known = piece.unit in view.problem.unit
            if type_.unit not in (None, piece.unit) or not known:
                yield self._breach(view, piece, "unit")
        at = view.clock.at
        spans = [(at(duty.date, s), at(duty.date, e)) for s, e in type_.spans]
        rows = [part for piece in duty.pieces for part in piece.parts]
        allowed = [
            (_shown(view.clock, rows), _shown(view.clock, spans)),
            (_shown(view.clock, _ordinary_parts(duty)), _shown(view.clock, spans)),
            (rows, _parted(view, duty, spans)),
        ]
        if all(worked != typed for worked, typed in allowed):
            yield self._breach(view, duty, "times")

    def _breach(self, view: PlanView, duty: Duty, message: str) -> Breach:
        return Breach(
            rule=self.id,
            hard=True,
            amount=1,
            unit="shifts",
            employee=duty.employee,
            date=duty.date,
            facts={
                "name": name_of(view, duty.employee),
                "shift": duty.shift,
                "in_unit": duty.unit,
                "starts": moment(view, duty.start),
                "ends": moment(view, duty.end),
            },
            message=message,
        )

    def _paid(self, view: PlanView, row: ShiftRow, due: int) -> Breach:
        return Breach(
            rule=self.id,
            hard=True,
            amount=abs(row.paid_minutes - due),
            unit="min",
            employee=row.employee,
            date=row.date,
            found=row.paid_minutes,
            limit=due,
            facts={
                "name": name_of(view, row.employee),
                "shift": row.shift,
                "paid": length(row.paid_minutes),
                "due": length(due),
            },
            message="paid",
        )

    def _too_many(self, shift: str, day: date, number: int, limit: int) -> Breach:
        return Breach(
            rule=self.id,
            hard=True,
            amount=number - limit,
            unit="shifts",
            date=day,
            found=number,
            limit=limit,
            facts={"shift": shift},
            message="too_many",
        )


def _shown(clock: WallClock, parts: Sequence[Span]) -> list[tuple[datetime, datetime]]:
    """Return what the clock on the wall shows: a type does not say which 02:30."""
    return [(clock.local(start), clock.local(end)) for start, end in parts]


def _elapsed(parts: Sequence[Span]) -> int:
    return sum(end - start for start, end in parts)


def _ordinary_parts(duty: Duty) -> list[Span]:
    """Return the times of a duty less the overtime straight beside the shift."""
    if len(duty.pieces) == len(duty.parts):
        return list(duty.parts)
    ordinary = [p for p in duty.pieces if not p.pay_class.is_above_contract]
    return [part for piece in ordinary for part in piece.parts]


def _parted(view: PlanView, duty: Duty, spans: Sequence[Span]) -> list[Span]:
    """Return the part of a shift that is worked by one who leaves or steps in."""
    start = duty.start if steps_in(view, duty) else spans[0][0]
    end = duty.end if leaves_early(view, duty) else spans[-1][1]
    return [(max(s, start), min(e, end)) for s, e in spans if s < end and start < e]


def _limits(problem: Problem) -> dict[str, int]:
    return {
        t.id: t.max_per_day for t in problem.shift_types if t.max_per_day is not None
    }


def _runs(view: PlanView, option: ShiftOption) -> bool:
    """Whether this very shift is one that the catalogue makes."""
    problem = view.problem
    type_: ShiftType | None = problem.shift_type.get(option.shift)
    return (
        type_ is not None
        and problem.start <= option.date <= problem.end
        and type_.days[option.date.weekday()]
        and option.unit in problem.unit
        and type_.unit in (None, option.unit)
        and _is_made_by(view.clock, option.without_overtime, type_)
    )


def _is_made_by(clock: WallClock, option: ShiftOption, type_: ShiftType) -> bool:
    """Whether the type has these clock times, whichever 02:30 of autumn is meant."""
    made = option_of(clock, type_, option.date, option.unit)
    if _on_the_wall(clock, option) != _on_the_wall(clock, made):
        return False
    if option.parts != made.parts:
        longer = _elapsed(option.parts) - _elapsed(made.parts)
        made = replace(
            made,
            parts=option.parts,
            on_call=option.on_call,
            paid_minutes=made.paid_minutes + longer,
        )
    return option == made


def _on_the_wall(clock: WallClock, option: ShiftOption) -> list[datetime]:
    """Return what clocks show when its parts begin and end, in turn."""
    return [clock.local(edge) for part in option.parts for edge in part]


def _suits(problem: Problem, employee: Employee, option: ShiftOption) -> bool:
    """Whether the person takes that kind of shift, in that unit."""
    if not employee.works_kind(option.kind):
        return False
    if option.overtime and not employee.is_monthly:
        return False
    if option.unit == employee.unit:
        return True
    home = problem.unit.get(employee.unit)
    return home is not None and option.unit in home.lends_to
