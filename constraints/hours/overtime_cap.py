"""Overtime stays under its caps per four weeks (or month) and year."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar, Literal

from ortools.sat.python import cp_model

from constraints.checking.owed_hours import filled_by
from constraints.hours.hour_caps import (
    CapPeriod,
    HourCap,
    below_full_time,
    room_to_full_time,
)
from scheduler.domain.plan_view import PlanView
from scheduler.domain.problem import Balance, Employee, Problem
from scheduler.domain.shift_option import ShiftOption
from scheduler.domain.values import PayClass
from scheduler.pay.hours import contract_minutes
from scheduler.rules.rule import Source

if TYPE_CHECKING:
    from scheduler.roster.variables import Roster


class OvertimeCap(HourCap):
    """Overtime is at most 48 h in four weeks (or 50 h a month) and 200 h a year."""

    id: ClassVar[str] = "R10"
    binds_longer_shift: ClassVar[bool] = True
    source: ClassVar[Source] = Source(
        cite="Arbetstidslagen (1982:673) 8 och 8 a §§",
        url="https://www.riksdagen.se/sv/dokument-och-lagar/dokument/svensk-forfattningssamling/arbetstidslag-1982673_sfs-1982-673/",
    )

    kind: Literal["overtime_cap"] = "overtime_cap"

    def used_this_year(self, balance: Balance) -> int:
        """Return the overtime of the year so far."""
        return balance.overtime_year_minutes

    def concerns(self, employee: Employee) -> bool:
        """Whether the person has a contract to pass."""
        return employee.is_monthly

    def free_of_charge(
        self, problem: Problem, employee: Employee, span: CapPeriod
    ) -> int:
        """Return what a part-timer may work before it is overtime."""
        return room_to_full_time(problem, employee, span)

    def minutes_above(
        self, roster: "Roster", employee: Employee, options: Sequence[ShiftOption]
    ) -> cp_model.LinearExprT:
        """Return also the hour that an ordinary shift has twice in autumn."""
        above = [super().minutes_above(roster, employee, options)]
        for o in options:
            paid = o.paid_minutes
            twice = paid - contract_minutes(roster.problem, o.worked, paid)
            if twice:
                ordinary = roster.works(employee, o) - roster.extra(employee, o)
                above.append(twice * ordinary)
        return cp_model.LinearExpr.sum(above)

    def counted(self, view: PlanView, employee: Employee, span: CapPeriod) -> int:
        """Return overtime shifts, extra shifts above full time, and an hour twice."""
        total = extra = 0
        for duty in view.planned_of(employee):
            if span.first <= duty.date <= span.last:
                for part in duty.pieces:
                    total += part.paid_minutes * (part.pay_class is PayClass.OVERTIME)
                    extra += part.paid_minutes * (part.pay_class is PayClass.EXTRA)
                    if part.pay_class is PayClass.ORDINARY:
                        total += part.paid_minutes - filled_by(view, part)
        if not extra:
            return total
        return total + max(0, extra - below_full_time(view, employee, span))
