"""Förskjuten arbetstid: a shift is told two weeks ahead, or costs a change."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING, ClassVar, Literal

from pydantic import Field

from constraints.posting.phrases import shift_charges
from constraints.words import name_of
from scheduler.domain.plan import ShiftRow
from scheduler.domain.plan_view import Duty, PlanView
from scheduler.domain.problem import Employee
from scheduler.domain.shift_option import ShiftOption
from scheduler.rules.rule import Breach, Rule, Source

if TYPE_CHECKING:
    from ortools.sat.python.cp_model import LinearExpr

    from scheduler.roster.variables import Roster


class DisplacedHours(Rule):
    """Whoever has a schedule is told of a change two weeks before the day."""

    id: ClassVar[str] = "R19"
    source: ClassVar[Source] = Source(
        cite="Arbetstidslagen (1982:673) 12 §; Kommunalarbetaren 2023-10-27",
        url="https://www.riksdagen.se/sv/dokument-och-lagar/dokument/svensk-forfattningssamling/arbetstidslag-1982673_sfs-1982-673/",
        assumed=True,
    )

    kind: Literal["displaced_hours"] = "displaced_hours"
    hard: Literal[False] = False
    notice_days: int = Field(
        default=14, ge=0, le=366, description="Days ahead that a change is told."
    )
    price_kr: float = Field(
        default=200, ge=0, description="Each day of a person that is changed later."
    )

    def _is_late(self, view: PlanView, who: str, day: date) -> bool:
        """Whether a change of somebody's day is told too late."""
        told = view.problem.published_on
        return (
            told is not None
            and view.was_told(who, day)
            and (day - told).days < self.notice_days
        )

    def price_shift(
        self, view: PlanView, employee: Employee, option: ShiftOption
    ) -> int:
        """Return the price of a change; what was published saves that of leaving it."""
        if not employee.is_monthly or not self._is_late(view, employee.id, option.date):
            return 0
        told = view.published.get((employee.id, option.date), [])
        if _is_away(view, told):
            return 0
        if not told:
            return self.price
        alike = (
            [(row.start, row.end) for row in told] == [*option.parts]
            and {row.unit for row in told} == {option.unit}
            and {row.shift for row in told} == {option.shift}
        )
        return -self.price if alike else 0

    def post(self, roster: "Roster") -> "Iterator[LinearExpr]":
        """Charge every change; a published day is one until its shift is worked."""
        view = roster.view
        people = {employee.id for employee in roster.employees if employee.is_monthly}
        published = {
            (who, day)
            for (who, day), rows in view.published.items()
            if who in people and day in view.problem.dates
            if self._is_late(view, who, day) and not _is_away(view, rows)
        }
        yield shift_charges(self, roster) + self.price * len(published)

    def check(self, view: PlanView) -> Iterator[Breach]:
        """Hold each person's days against what was published."""
        if self.price:
            yield from self.late_changes(view)

    def late_changes(self, view: PlanView) -> Iterator[Breach]:
        """Yield each day of a person that is changed too late, whatever it weighs."""
        if view.problem.published_on is None:
            return
        for employee in view.problem.employees:
            duties = view.planned_of(employee) if employee.is_monthly else []
            mine = {duty.date: duty for duty in duties}
            for day in view.problem.dates:
                if employee.is_monthly and self._is_late(view, employee.id, day):
                    yield from self._changed(view, employee, day, mine.get(day))

    def _changed(
        self, view: PlanView, employee: Employee, day: date, duty: Duty | None
    ) -> Iterator[Breach]:
        rows = view.published.get((employee.id, day), ())
        before = {(row.shift, row.unit, row.start, row.end) for row in rows}
        for absence in view.problem.absences:
            if absence.employee == employee.id and any(
                start < absence.end and absence.start < end
                for _, _, start, end in before
            ):
                return
        now = set()
        if duty is not None:
            now = {
                (piece.shift, piece.unit, start, end)
                for piece in duty.pieces
                for start, end in piece.parts
            }
        if now != before:
            message = "changed" if now and before else "added" if now else "removed"
            yield self._breach(view, employee, day, message)

    def _breach(
        self, view: PlanView, employee: Employee, day: date, message: str
    ) -> Breach:
        told = view.problem.published_on
        days = (day - told).days if told is not None else 0
        return Breach(
            rule=self.id,
            hard=False,
            amount=1,
            unit="days",
            weight=self.price,
            cost=self.price,
            employee=employee.id,
            date=day,
            found=days,
            limit=self.notice_days,
            facts={"name": name_of(view, employee.id), "day": str(day)},
            message=message,
        )


def _is_away(view: PlanView, rows: Sequence[ShiftRow]) -> bool:
    """Whether somebody is absent from some of what was published."""
    return any(
        row.start < absence.end and absence.start < row.end
        for row in rows
        for absence in view.absences_by_employee.get(row.employee, ())
    )
