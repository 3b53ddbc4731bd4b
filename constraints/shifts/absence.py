"""Frånvaro: nobody works while away, before being employed or after leaving."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, ClassVar, Literal

from constraints.posting.phrases import forbid
from constraints.words import moment, name_of
from scheduler.domain.plan_view import Duty, PlanView
from scheduler.domain.problem import Employee
from scheduler.domain.shift_option import ShiftOption
from scheduler.domain.values import Span
from scheduler.rules.rule import Breach, Rule, Source

if TYPE_CHECKING:
    from scheduler.roster.variables import Roster


class Absence(Rule):
    """Nobody works during an absence or outside the dates of the employment."""

    id: ClassVar[str] = "R17"
    binds_longer_shift: ClassVar[bool] = True
    source: ClassVar[Source] = Source(
        cite="Semesterlagen (1977:480), sjuklönelagen (1991:1047), anställningsavtalet",
    )
    statutory: ClassVar[bool] = True

    kind: Literal["absence"] = "absence"
    hard: Literal[True] = True

    def allows_shift(
        self, view: PlanView, employee: Employee, option: ShiftOption
    ) -> bool:
        """Whether the person is there for the whole shift."""
        days = {view.clock.day(t) for s, e in option.parts for t in (s, e - 1)}
        if not all(employee.employed_on(day) for day in days):
            return False
        away = view.absences_by_employee.get(employee.id, ())
        return not any(
            max(start, absence.start) < min(end, absence.end)
            for start, end in option.parts
            for absence in away
        )

    def post(self, roster: "Roster") -> tuple[()]:
        """Forbid the shifts of those who are ever away."""
        view = roster.view
        forbid(
            self,
            roster,
            [
                roster.works(employee, option)
                for employee in roster.employees
                if employee.first or employee.last or _is_away(view, employee)
                for option in roster.options(employee)
                if not self.allows_shift(view, employee, option)
            ],
        )
        return ()

    def check(self, view: PlanView) -> Iterator[Breach]:
        """Compare each planned duty with the person's absences and employment."""
        for employee in view.problem.employees:
            for duty in view.planned_of(employee):
                for absence in view.absences_by_employee.get(employee.id, ()):
                    away = (absence.start, absence.end)
                    yield from self._breach(view, duty, absence.kind.value, away)
                for outside in _not_employed(view, employee):
                    yield from self._breach(view, duty, "not_employed", outside)

    def _breach(
        self, view: PlanView, duty: Duty, message: str, away: Span
    ) -> Iterator[Breach]:
        overlap = sum(
            max(0, min(end, away[1]) - max(start, away[0])) for start, end in duty.parts
        )
        if overlap:
            yield Breach(
                rule=self.id,
                hard=True,
                amount=overlap,
                unit="min",
                employee=duty.employee,
                date=duty.date,
                facts={
                    "name": name_of(view, duty.employee),
                    "shift": duty.shift,
                    "starts": moment(view, duty.start),
                },
                message=message,
            )


def _is_away(view: PlanView, employee: Employee) -> bool:
    return employee.id in view.absences_by_employee


def _not_employed(view: PlanView, employee: Employee) -> Iterator[Span]:
    """Return the time before and after the employment."""
    if employee.first is not None:
        yield 0, view.clock.at(employee.first, 0)
    if employee.last is not None:
        yield view.clock.at(employee.last, 1440), 2**40
