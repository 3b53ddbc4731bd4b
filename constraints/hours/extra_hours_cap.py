"""Part-timers' extra hours stay under their caps."""

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
from scheduler.rules.rule import Source


class ExtraHoursCap(HourCap):
    """A part-timer's extra hours: at most 48 h in four weeks and 200 h a year."""

    id: ClassVar[str] = "R11"
    binds_longer_shift: ClassVar[bool] = True
    source: ClassVar[Source] = Source(
        cite="Arbetstidslagen (1982:673) 10 och 10 a §§",
        url="https://www.riksdagen.se/sv/dokument-och-lagar/dokument/svensk-forfattningssamling/arbetstidslag-1982673_sfs-1982-673/",
        assumed=True,
    )

    kind: Literal["extra_hours_cap"] = "extra_hours_cap"

    def used_this_year(self, balance: Balance) -> int:
        """Return the extra hours of the year so far."""
        return balance.extra_year_minutes

    def concerns(self, employee: Employee) -> bool:
        """Whether the person works part time."""
        return employee.is_monthly and employee.is_part_time

    def free_of_charge(
        self, problem: Problem, employee: Employee, span: CapPeriod
    ) -> int | None:
        """Return nothing; ``None`` where full time is reached before the cap."""
        room = room_to_full_time(problem, employee, span)
        return 0 if room > max(0, span.cap - span.used) else None

    def counted(self, view: PlanView, employee: Employee, span: CapPeriod) -> int:
        """Return what a part-timer works above the contract, below full time."""
        if not employee.is_part_time:
            return 0
        above = above_contract(view, employee, span)
        return min(above, below_full_time(view, employee, span)) if above else 0
