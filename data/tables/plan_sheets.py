"""The flat tables of a plan, one per sheet, with Swedish headings."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from data.both_languages import measure, named, rule_name, weekday
from data.force import Force, force_of
from data.tables.frames import Form, Forms, forms_of
from data.tables.plan_frames import plan_frames, shifts_in_order
from scheduler.domain.plan import ShiftRow
from scheduler.domain.plan_view import Duty, PlanView
from scheduler.domain.problem import Visit
from scheduler.domain.values import AbsenceKind, Instant
from scheduler.messages import say
from scheduler.planning.result import Result
from scheduler.rules.rule import Rule

_COLUMNS: Mapping[str, Forms] = {
    "shifts": forms_of(
        "date:date weekday person name unit shift part:count kind use start:moment "
        "end:moment breaks paid:hours pay_class"
    ),
    "visits": forms_of(
        "date:date visit client unit visit_kind priority:count staff_no:count "
        "person name start:moment end:moment from travel:count wait:count "
        "earliest:moment latest:moment"
    ),
    "unassigned": forms_of(
        "date:date visit staff_no:count client unit visit_kind priority:count "
        "earliest:moment latest:moment minutes:count reason:long detail:long "
        "proof:long"
    ),
    "breaches": forms_of(
        "rule rule_name hardness breach:long amount:count points:money name client "
        "visit date:date"
    ),
    "costs": forms_of("person name unit item item_name hours:hours cost:money"),
    "price_lines": forms_of(
        "item_name line:long count:count quantity:figure measure rate:figure "
        "cost:money assumed:long"
    ),
    "hours": forms_of(
        "date:date person name unit shift part:count statutory_class pay_class "
        "item_name hours:hours"
    ),
    "figures": forms_of(
        "scope figure figure_name value:figure measure numerator:figure "
        "denominator:figure"
    ),
}


@dataclass(frozen=True)
class PlanSheet:
    """One flat table; headings stand in the order of the frame's columns."""

    name: str
    headings: tuple[str, ...]
    forms: tuple[Form, ...]
    frame: pd.DataFrame


@dataclass(frozen=True)
class PlanSheets:
    """Lays out the tables of one result for people: names, and not only ids."""

    view: PlanView
    result: Result
    rules: Sequence[Rule]

    def all(self) -> tuple[PlanSheet, ...]:
        """Return every sheet, in the order of the workbook."""
        laid_out: Mapping[str, Callable[[pd.DataFrame], pd.DataFrame]] = {
            "shifts": self._shifts,
            "visits": self._visits,
            "unassigned": self._unassigned,
            "breaches": self._breaches,
            "costs": self._costs,
            "price_lines": self._price_lines,
            "hours": self._hours,
            "figures": self._figures,
        }
        return tuple(
            _sheet(name, lay_out(self._frames[name]))
            for name, lay_out in laid_out.items()
        )

    @cached_property
    def _frames(self) -> dict[str, pd.DataFrame]:
        return plan_frames(self.view.problem, self.result, self.rules)

    def _shifts(self, rows: pd.DataFrame) -> pd.DataFrame:
        types = self.view.problem.shift_type
        kinds = {id_: say(f"report.shift_kind.{t.kind}") for id_, t in types.items()}
        return rows.assign(
            weekday=rows["date"].map(lambda day: weekday(day).sv),
            person=rows["employee_id"],
            name=self._people(rows["employee_id"]),
            unit=self._units(rows["unit_id"]),
            shift=rows["shift_id"],
            kind=rows["shift_id"].map(kinds),
            use=[self._use(row) for row in shifts_in_order(self.view.plan)],
            breaks=rows["breaks"].str.replace("-", "–").str.replace("|", ", "),
            paid=rows["paid_minutes"] / 60,
            pay_class=rows["pay_class"].map(lambda c: say(f"report.pay_class.{c}")),
        )

    def _use(self, row: ShiftRow) -> str:
        """Return what a part of a shift is for."""
        duty = self._duties[row.employee, row.start]
        if self.view.is_resource(duty):
            return say("report.use.resource")
        has_visits = self.view.visits_on(duty)
        return say("report.use.visits" if has_visits else "report.use.headcount")

    @cached_property
    def _duties(self) -> dict[tuple[str, Instant], Duty]:
        return {
            (duty.employee, start): duty
            for duty in self.view.duties
            for part in (duty, *duty.pieces)
            for start, _ in part.parts
        }

    def _visits(self, rows: pd.DataFrame) -> pd.DataFrame:
        known = self._of_visits(rows)
        return known.assign(
            date=known["date"].fillna(rows["start"].dt.normalize()),
            person=rows["employee_id"],
            name=self._people(rows["employee_id"]),
            travel=rows["travel_minutes"],
            wait=rows["wait_minutes"],
        ).assign(**{"from": self._units(rows["from_id"])})

    def _unassigned(self, rows: pd.DataFrame) -> pd.DataFrame:
        reasons = rows["reason"].map(lambda code: named("report.reason", code).sv)
        told = self._of_visits(rows)
        return told.assign(reason=reasons, proof=rows["x_proof_detail"])

    def _of_visits(self, rows: pd.DataFrame) -> pd.DataFrame:
        """Add what is known of the visits that rows are about."""
        local = self.view.clock.local
        visits = rows["visit_id"].map(self.view.problem.visit)

        def known(what: Callable[[Visit], object]) -> pd.Series:
            return visits.map(what, na_action="ignore")

        return rows.assign(
            date=pd.to_datetime(known(lambda v: v.date)),
            visit=rows["visit_id"],
            client=known(lambda v: v.client),
            unit=known(lambda v: self._unit(v.unit)),
            visit_kind=known(lambda v: say(f"report.visit_kind.{v.kind}")),
            priority=known(lambda v: v.priority),
            earliest=pd.to_datetime(known(lambda v: local(v.earliest))),
            latest=pd.to_datetime(known(lambda v: local(v.latest))),
            minutes=known(lambda v: v.minutes),
        )

    def _breaches(self, rows: pd.DataFrame) -> pd.DataFrame:
        """Lay out must-visits first, then binding rules, then the dearest."""
        found = self.result.audit.breaches if self.result.audit else ()
        by_id = {rule.id: rule for rule in self.rules}
        forces = [force_of(breach, by_id.get(breach.rule)) for breach in found]
        laid_out = rows.assign(
            rule_name=rows["rule"].map(lambda rule: rule_name(rule).sv),
            hardness=[say(f"report.{force}") for force in forces],
            breach=rows["message_sv"].fillna(say("report.breach.unknown")),
            points=rows["cost"],
            name=self._people(rows["employee_id"]),
            client=rows["client_id"],
            visit=rows["visit_id"],
            is_must=[force is Force.MUST for force in forces],
        )
        order = ["is_must", "hard", "cost"]
        return laid_out.sort_values(order, ascending=False, kind="stable")

    def _costs(self, rows: pd.DataFrame) -> pd.DataFrame:
        homes = {e.id: self._unit(e.unit) for e in self.view.problem.employees}
        return rows.assign(
            person=rows["employee_id"],
            name=self._people(rows["employee_id"]),
            unit=rows["employee_id"].map(homes),
            item_name=rows["item"].map(lambda item: named("pay.item", item).sv),
            hours=rows["minutes"] / 60,
            cost=rows["amount"],
        )

    def _price_lines(self, rows: pd.DataFrame) -> pd.DataFrame:
        return rows.assign(
            item_name=rows["item"].map(lambda item: named("pay.item", item).sv),
            line=rows["line_sv"],
            measure=rows["unit"].map(lambda unit: say(f"pay.measure.{unit}")),
            cost=rows["amount"],
            assumed=rows["assumed_sv"].fillna(""),
        )

    def _hours(self, rows: pd.DataFrame) -> pd.DataFrame:
        return rows.assign(
            person=rows["employee_id"],
            name=self._people(rows["employee_id"]),
            unit=self._units(rows["unit_id"]),
            shift=rows["shift_id"],
            statutory_class=rows["statutory_class"].map(
                lambda c: say(f"report.statutory.{c}")
            ),
            pay_class=rows["pay_class"].map(_paid_as),
            item_name=rows["item"].map(
                lambda item: named("pay.item", item).sv, na_action="ignore"
            ),
            hours=rows["minutes"] / 60,
        )

    def _figures(self, rows: pd.DataFrame) -> pd.DataFrame:
        everywhere = {"all": say("report.all_units")}
        return rows.assign(
            scope=rows["scope"].map(lambda s: everywhere.get(s) or self._unit(s)),
            figure_name=rows["figure"].map(lambda id_: named("figure", id_).sv),
            measure=rows["unit"].map(lambda unit: measure(unit).sv),
        )

    def _people(self, ids: pd.Series) -> pd.Series:
        known = self.view.problem.employee
        return ids.map(
            lambda id_: (id_ in known and known[id_].name) or id_, na_action="ignore"
        )

    def _units(self, ids: pd.Series) -> pd.Series:
        return ids.map(self._unit, na_action="ignore")

    def _unit(self, id_: str) -> str:
        known = self.view.problem.unit.get(id_)
        return known.name if known else id_


def _paid_as(pay_class: str) -> str:
    """Return a pay class, a way to be on call or a kind of absence in words."""
    area = "absence" if pay_class in {*AbsenceKind} else "pay_class"
    return say(f"report.{area}.{pay_class}")


def _sheet(name: str, laid_out: pd.DataFrame) -> PlanSheet:
    forms = _COLUMNS[name]
    return PlanSheet(
        say(f"sheet.name.{name}"),
        tuple(say(f"sheet.column.{column}") for column in forms),
        tuple(forms.values()),
        laid_out[list(forms)],
    )
