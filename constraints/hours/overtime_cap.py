"""Overtime stays under its caps per four weeks (or month) and year."""

from typing import ClassVar, Literal

from constraints.hours.hour_caps import (
    CapPeriod,
    HourCap,
    above_contract,
    below_full_time,
    room_to_full_time,
)
from scheduler.domain.plan_view import PlanView
from scheduler.domain.problem import Balance, Employee, Problem
from scheduler.domain.values import PayClass
from scheduler.rules.rule import Source


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

    def counted(self, view: PlanView, employee: Employee, span: CapPeriod) -> int:
        """Return overtime shifts, and what is above the contract and full time."""
        overtime = sum(
            part.paid_minutes
            for duty in view.planned_of(employee)
            if span.first <= duty.date <= span.last
            for part in duty.pieces
            if part.pay_class is PayClass.OVERTIME
        )
        above = above_contract(view, employee, span)
        if not above:
            return overtime
        return overtime + max(0, above - below_full_time(view, employee, span))
