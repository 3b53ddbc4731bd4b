"""Lås: what has been published or decided stays in the plan as it stands."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING, ClassVar, Literal

from pydantic import Field

from constraints.words import moment, name_of
from scheduler.domain.plan import ShiftRow, VisitRow
from scheduler.domain.plan_view import Duty, PlanView
from scheduler.domain.problem import Employee
from scheduler.domain.shift_option import ShiftOption
from scheduler.rules.rule import Breach, Rule, Source

if TYPE_CHECKING:
    from ortools.sat.python.cp_model import IntVar

    from scheduler.roster.variables import Roster

Group = tuple[str, date, str, str]
"""Employee, date, shift and unit: the parts of one duty have them in common."""


class Locks(Rule):
    """Every locked shift and every locked visit is in the plan as it stands."""

    id: ClassVar[str] = "R18"
    source: ClassVar[Source] = Source(
        cite="Arbetstidslagen 12 §",
        url="https://www.riksdagen.se/sv/dokument-och-lagar/dokument/"
        "svensk-forfattningssamling/arbetstidslag-1982673_sfs-1982-673/",
    )
    statutory: ClassVar[bool] = True

    kind: Literal["locks"] = "locks"
    hard: Literal[True] = True
    told_days: int = Field(
        default=0,
        ge=0,
        le=366,
        description="Days ahead in which whoever was told to be free stays free.",
    )

    def allows_shift(
        self, view: PlanView, employee: Employee, option: ShiftOption
    ) -> bool:
        """Whether the person was told to work that day, or can still be told."""
        return not self._is_told_free(view, employee, option.date)

    def _is_told_free(self, view: PlanView, employee: Employee, day: date) -> bool:
        told = view.problem.published_on
        if (
            told is None
            or not employee.is_monthly
            or not view.was_told(employee.id, day)
        ):
            return False
        is_near = (day - told).days < self.told_days
        return is_near and (employee.id, day) not in view.published

    def post(self, roster: "Roster") -> tuple[()]:
        """Fix the literals of locked shifts, and have someone on duty to the visits."""
        known = roster.problem.employee
        for employee in roster.employees:
            for option in roster.options(employee):
                if not self.allows_shift(roster.view, employee, option):
                    roster.model.add(
                        roster.works(employee, option) == 0
                    ).only_enforce_if(roster.switch(self.kind))
        groups: dict[Group, list[ShiftRow]] = defaultdict(list)
        for row in roster.problem.locked_shifts:
            groups[row.employee, row.date, row.shift, row.unit].append(row)
        for (who, *_), rows in groups.items():
            fitting = [o for o in _options(roster, known.get(who)) if _is_it(o, rows)]
            self._fix(roster, known.get(who), fitting, rows[0])
        for visit in roster.problem.locked_visits:
            person = known.get(visit.employee)
            on_duty = [o for o in _options(roster, person) if _covers(o, visit)]
            self._require(roster, person, on_duty)
        return ()

    def _fix(
        self,
        roster: "Roster",
        employee: Employee | None,
        fitting: Sequence[ShiftOption],
        row: ShiftRow,
    ) -> None:
        self._require(roster, employee, fitting)
        if employee is None or not employee.is_monthly:
            return
        above = row.pay_class.is_above_contract
        for option in fitting:
            roster.model.add(
                roster.extra(employee, option) == int(above)
            ).only_enforce_if(roster.switch(self.kind))

    def _require(
        self,
        roster: "Roster",
        employee: Employee | None,
        options: Iterable[ShiftOption],
    ) -> None:
        """Have one of the options worked; what is not possible at all cannot be."""
        literals: list[IntVar] = []
        if employee is not None:
            literals = [roster.works(employee, o) for o in options]
        roster.model.add_bool_or(literals).only_enforce_if(roster.switch(self.kind))

    def check(self, view: PlanView) -> Iterator[Breach]:
        """Look for each locked row among those of the plan."""
        shifts = {_shift_key(row): row for row in view.plan.shifts}
        for row in view.problem.locked_shifts:
            found = shifts.get(_shift_key(row))
            if found is None or (row.breaks and row.breaks != found.breaks):
                facts = {"shift": row.shift, **_times(view, row)}
                yield self._breach("shift", row.employee, row.date, facts)
        visits = {_visit_key(row) for row in view.plan.visits}
        for visit in view.problem.locked_visits:
            if _visit_key(visit) not in visits:
                day = view.clock.day(visit.start)
                facts = {"visit_id": visit.visit, **_times(view, visit)}
                yield self._breach("visit", visit.employee, day, facts)
        if self.told_days:
            yield from self._called_in(view)

    def _called_in(self, view: PlanView) -> Iterator[Breach]:
        """Look for those who work though they were told to be free."""
        for employee in view.problem.employees:
            for duty in view.planned_of(employee):
                if self._was_told_otherwise(view, duty):
                    facts = {
                        "shift": duty.shift,
                        "name": name_of(view, employee.id),
                        "starts": moment(view, duty.start),
                        "ends": moment(view, duty.end),
                    }
                    yield self._breach("free", employee.id, duty.date, facts)

    def _was_told_otherwise(self, view: PlanView, duty: Duty) -> bool:
        told = view.problem.published_on
        who = view.problem.employee[duty.employee]
        if told is None or duty.date >= told + timedelta(days=self.told_days):
            return False
        is_known = who.is_monthly and view.was_told(who.id, duty.date)
        return is_known and (who.id, duty.date) not in view.published

    def _breach(
        self, message: str, employee: str, day: date, facts: dict[str, str]
    ) -> Breach:
        return Breach(
            rule=self.id,
            hard=True,
            amount=1,
            unit="rows",
            employee=employee,
            visit=facts.get("visit_id"),
            date=day,
            facts=facts,
            message=message,
        )


def _times(view: PlanView, row: ShiftRow | VisitRow) -> dict[str, str]:
    return {
        "name": name_of(view, row.employee),
        "starts": moment(view, row.start),
        "ends": moment(view, row.end),
    }


def _options(roster: "Roster", employee: Employee | None) -> Sequence[ShiftOption]:
    return () if employee is None else roster.options(employee)


def _is_it(option: ShiftOption, rows: Sequence[ShiftRow]) -> bool:
    """Whether the rows are parts of this option, whole, and its overtime if it has."""
    first = rows[0]
    if (option.date, option.shift, option.unit) != (
        first.date,
        first.shift,
        first.unit,
    ):
        return False
    more = set(option.overtime_spans)
    spans = {(row.start, row.end) for row in rows}
    return more <= spans <= more | set(option.without_overtime.parts)


def _covers(option: ShiftOption, visit: VisitRow) -> bool:
    return any(s <= visit.start and visit.end <= e for s, e in option.parts)


def _shift_key(row: ShiftRow) -> tuple[object, ...]:
    return (
        row.employee,
        row.date,
        row.shift,
        row.part,
        row.unit,
        row.start,
        row.end,
        row.pay_class,
    )


def _visit_key(row: VisitRow) -> tuple[str, int, str, int, int]:
    return row.visit, row.staff_no, row.employee, row.start, row.end
