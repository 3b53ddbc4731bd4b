"""The flat tables of a plan, one per sheet, as typed rows with Swedish headings."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from data.both_languages import measure, named, rule_name, weekday
from data.force import Force, force_of
from scheduler.domain.plan import ShiftRow, Unassigned, VisitRow
from scheduler.domain.plan_view import Duty, PlanView
from scheduler.domain.values import Instant
from scheduler.messages import say
from scheduler.planning.result import Result
from scheduler.rules.rule import Breach, Rule

Value = str | int | float | dt.date | dt.datetime | None


class Form(StrEnum):
    """How the cells of a column are written."""

    TEXT = "text"
    LONG = "long"
    """Text of a sentence or more."""
    DATE = "date"
    MOMENT = "moment"
    COUNT = "count"
    HOURS = "hours"
    MONEY = "money"
    FIGURE = "figure"


@dataclass(frozen=True)
class SheetColumn:
    """A heading and the form of the cells below it."""

    heading: str
    form: Form = Form.TEXT


@dataclass(frozen=True)
class PlanSheet:
    """One flat table; the rows' values stand in the order of the columns."""

    name: str
    columns: tuple[SheetColumn, ...]
    rows: tuple[tuple[Value, ...], ...]


@dataclass(frozen=True)
class Tables:
    """Writes the flat tables of one result."""

    view: PlanView
    result: Result
    rules: Sequence[Rule]

    def sheets(self) -> tuple[PlanSheet, ...]:
        """Return every flat table, in the order of the workbook."""
        return (
            self.shifts(),
            self.visits(),
            self.unassigned(),
            self.breaches(),
            self.costs(),
            self.figures(),
        )

    def shifts(self) -> PlanSheet:
        """Return one row per part of a shift."""
        columns = _columns(
            "date:date weekday person name unit shift part:count kind use start:moment "
            "end:moment breaks paid:hours pay_class"
        )
        rows = (self._shift(row) for row in self.view.plan.shifts)
        return _sheet("shifts", columns, rows)

    def _shift(self, row: ShiftRow) -> tuple[Value, ...]:
        type_ = self.view.problem.shift_type.get(row.shift)
        return (
            row.date,
            weekday(row.date).sv,
            row.employee,
            self._person(row.employee),
            self._unit(row.unit),
            row.shift,
            row.part,
            say(f"report.shift_kind.{type_.kind}") if type_ else None,
            say(f"report.use.{self._uses[row.employee, row.start]}"),
            self._local(row.start),
            self._local(row.end),
            ", ".join(f"{self._time(s)}–{self._time(e)}" for s, e in row.breaks),
            row.paid_minutes / 60,
            say(f"report.pay_class.{row.pay_class}"),
        )

    @cached_property
    def _uses(self) -> dict[tuple[str, Instant], str]:
        """What each part of a shift is for, by person and start."""
        return {
            (duty.employee, start): _use(self.view, duty)
            for duty in self.view.duties
            for start, _ in duty.parts
        }

    def visits(self) -> PlanSheet:
        """Return one row per person and visit."""
        columns = _columns(
            "date:date visit client unit visit_kind priority:count staff_no:count "
            "person name start:moment end:moment from travel:count wait:count "
            "earliest:moment latest:moment"
        )
        rows = (self._visit(row) for row in self.view.plan.visits)
        return _sheet("visits", columns, rows)

    def _visit(self, row: VisitRow) -> tuple[Value, ...]:
        visit = self.view.problem.visit.get(row.visit)
        return (
            visit.date if visit else self.view.clock.day(row.start),
            row.visit,
            visit.client if visit else None,
            self._unit(visit.unit) if visit else None,
            say(f"report.visit_kind.{visit.kind}") if visit else None,
            visit.priority if visit else None,
            row.staff_no,
            row.employee,
            self._person(row.employee),
            self._local(row.start),
            self._local(row.end),
            self._place(row.from_id),
            row.travel_minutes,
            row.wait_minutes,
            self._local(visit.earliest) if visit else None,
            self._local(visit.latest) if visit else None,
        )

    def unassigned(self) -> PlanSheet:
        """Return one row per place at a visit that nobody takes."""
        columns = _columns(
            "date:date visit staff_no:count client unit visit_kind priority:count "
            "earliest:moment latest:moment minutes:count reason:long detail:long"
        )
        rows = (self._left(row) for row in self.view.plan.unassigned)
        return _sheet("unassigned", columns, rows)

    def _left(self, row: Unassigned) -> tuple[Value, ...]:
        visit = self.view.problem.visit.get(row.visit)
        return (
            visit.date if visit else None,
            row.visit,
            row.staff_no,
            visit.client if visit else None,
            self._unit(visit.unit) if visit else None,
            say(f"report.visit_kind.{visit.kind}") if visit else None,
            visit.priority if visit else None,
            self._local(visit.earliest) if visit else None,
            self._local(visit.latest) if visit else None,
            visit.minutes if visit else None,
            named("report.reason", row.reason).sv,
            row.detail,
        )

    def breaches(self) -> PlanSheet:
        """Return one row per breach: must-visits, binding rules, then the dearest."""
        columns = _columns(
            "rule rule_name hardness breach:long amount:count points:money name client "
            "visit date:date"
        )
        found = self.result.audit.breaches if self.result.audit else ()
        by_id = {rule.id: rule for rule in self.rules}

        def place(breach: Breach) -> tuple[bool, bool, int]:
            force = force_of(breach, by_id.get(breach.rule))
            return force is not Force.MUST, not breach.hard, -breach.cost

        ordered = sorted(found, key=place)
        rows = (self._breach(b, by_id.get(b.rule)) for b in ordered)
        return _sheet("breaches", columns, rows)

    def _breach(self, breach: Breach, rule: Rule | None) -> tuple[Value, ...]:
        return (
            breach.rule,
            rule_name(breach.rule).sv,
            say(f"report.{force_of(breach, rule)}"),
            rule.explain(breach) if rule else say("report.breach.unknown"),
            breach.amount,
            breach.cost / 100,
            self._person(breach.employee) if breach.employee else None,
            breach.client,
            breach.visit,
            breach.date,
        )

    def costs(self) -> PlanSheet:
        """Return one row per person and item."""
        columns = _columns("person name unit item item_name hours:hours cost:money")
        people = self.view.problem.employee
        lines = self.result.audit.costs if self.result.audit else ()
        rows: Iterable[tuple[Value, ...]] = (
            (
                line.employee,
                self._person(line.employee),
                self._unit(people[line.employee].unit)
                if line.employee in people
                else None,
                line.item,
                named("pay.item", line.item).sv,
                line.minutes / 60,
                line.amount / 100,
            )
            for line in lines
        )
        return _sheet("costs", columns, rows)

    def figures(self) -> PlanSheet:
        """Return one row per scope and figure."""
        columns = _columns(
            "scope figure figure_name value:figure measure numerator:figure "
            "denominator:figure"
        )
        scopes = self.result.audit.figures if self.result.audit else {}
        rows: Iterable[tuple[Value, ...]] = (
            (
                say("report.all_units") if scope == "all" else self._unit(scope),
                id_,
                named("figure", id_).sv,
                figure.value,
                measure(figure.unit).sv,
                figure.numerator,
                figure.denominator,
            )
            for scope, figures in scopes.items()
            for id_, figure in figures.items()
        )
        return _sheet("figures", columns, rows)

    def _person(self, id_: str) -> str:
        known = self.view.problem.employee.get(id_)
        return (known.name if known else "") or id_

    def _unit(self, id_: str) -> str:
        known = self.view.problem.unit.get(id_)
        return known.name if known else id_

    def _place(self, id_: str) -> str:
        return self._unit(id_)

    def _local(self, instant: Instant) -> dt.datetime:
        return self.view.clock.local(instant)

    def _time(self, instant: Instant) -> str:
        return f"{self._local(instant):%H:%M}"


def _use(view: PlanView, duty: Duty) -> str:
    if view.is_resource(duty):
        return "resource"
    return "visits" if view.visits_on(duty) else "headcount"


def _columns(text: str) -> tuple[SheetColumn, ...]:
    """Read ``name:form`` words; the form is text where none is given."""
    pairs = (word.partition(":") for word in text.split())
    return tuple(
        SheetColumn(say(f"sheet.column.{name}"), Form(form or "text"))
        for name, _, form in pairs
    )


def _sheet(
    name: str, columns: tuple[SheetColumn, ...], rows: Iterable[tuple[Value, ...]]
) -> PlanSheet:
    return PlanSheet(say(f"sheet.name.{name}"), columns, tuple(rows))
