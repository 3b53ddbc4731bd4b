"""The tables of a plan: what is planned, left open, broken, paid and reached."""

from collections.abc import Mapping, Sequence
from typing import cast

import pandas as pd

from data.plan_cells import open_cells, shift_cells, visit_cells
from data.tables.frames import Forms, forms_of, text_frame, typed
from data.words.price_words import price_cells
from data.written_values import Cells, local, sek
from scheduler.audit.statutory_hours import ClassedTime, classed_time
from scheduler.domain.clock import WallClock, wall_clock
from scheduler.domain.plan import Plan, ShiftRow
from scheduler.domain.plan_view import PlanView
from scheduler.domain.problem import Problem
from scheduler.pay.lines import CostLine
from scheduler.planning.result import Result
from scheduler.rules.rule import Breach, Compensation, Rule

FORMS: Mapping[str, Forms] = {
    "shifts": forms_of(
        "employee_id date:date shift_id part:count unit_id start:moment end:moment "
        "breaks paid_minutes:count pay_class"
    ),
    "visits": forms_of(
        "visit_id staff_no:count employee_id start:moment end:moment from_id "
        "travel_minutes:count wait_minutes:count"
    ),
    "unassigned": forms_of(
        "visit_id staff_no:count reason detail:long x_proof x_proof_detail:long"
    ),
    "breaches": forms_of(
        "rule hard:flag amount:count unit weight:money cost:money employee_id "
        "client_id visit_id date:date message_sv:long message_en:long "
        "x_owed_minutes:count x_made_up_minutes:count x_made_up_from:moment"
    ),
    "costs": forms_of("employee_id item minutes:count amount:money"),
    "price_lines": forms_of(
        "item unit_id kind month weekday:count from_hour:count to_hour:count "
        "count:count unit "
        "quantity:figure rate:figure amount:money line_sv:long line_en:long "
        "assumed_sv:long assumed_en:long"
    ),
    "hours": forms_of(
        "employee_id date:date shift_id part:count unit_id statutory_class pay_class "
        "item minutes:count"
    ),
    "figures": forms_of(
        "scope figure value:figure unit numerator:figure denominator:figure"
    ),
}
MONEY = {
    "breaches": ("weight", "cost"),
    "costs": ("amount",),
    "price_lines": ("amount",),
}
"""Columns that are öre in rows and kronor in tables."""


def plan_rows(
    problem: Problem, result: Result, rules: Sequence[Rule]
) -> dict[str, list[Cells]]:
    """Return the rows of every table that a result has, amounts still in öre."""
    rows: dict[str, list[Cells]] = {}
    if result.plan is not None:
        rows |= planned_rows(problem, result.plan)
        view = PlanView(problem, result.plan)
        rows["hours"] = [_hours(part) for part in classed_time(view)]
    if result.audit is not None:
        words = {rule.id: rule for rule in rules}
        rows["breaches"] = [
            _breach(problem, b, words.get(b.rule)) for b in result.audit.breaches
        ]
        rows["costs"] = [_cost(line) for line in result.audit.costs]
        rows["price_lines"] = [price_cells(line) for line in result.audit.price_lines]
    return rows


def table_of(name: str, rows: Sequence[Cells]) -> pd.DataFrame:
    """Return the table ``name`` as texts, as its CSV file holds them."""
    money = MONEY.get(name, ())
    shown = (
        {k: sek(int(str(v))) if k in money else v for k, v in row.items()}
        for row in rows
    )
    return text_frame(tuple(FORMS[name]), shown)


def plan_frames(
    problem: Problem, result: Result, rules: Sequence[Rule]
) -> dict[str, pd.DataFrame]:
    """Return every table typed, with no rows where a result has none."""
    rows = plan_rows(problem, result, rules)
    scopes = result.audit.figures if result.audit else {}
    rows["figures"] = figure_rows(
        {s: {n: f.model_dump() for n, f in fs.items()} for s, fs in scopes.items()}
    )
    return {
        name: typed(table_of(name, rows.get(name, [])), forms)
        for name, forms in FORMS.items()
    }


def figure_rows(scopes: Mapping[str, Mapping[str, object]]) -> list[Cells]:
    """Return the figures of ``kpis.json``, a row for each scope and figure."""
    return [
        {"scope": scope, "figure": name, **cast("Cells", figure)}
        for scope, figures in scopes.items()
        for name, figure in figures.items()
    ]


def shifts_in_order(plan: Plan) -> list[ShiftRow]:
    """Return the rows of shifts as the table has them."""
    return sorted(plan.shifts, key=lambda row: (row.employee, row.start))


def planned_rows(problem: Problem, plan: Plan) -> dict[str, list[Cells]]:
    """Return the rows of what is planned and left open: a plan that can be read."""
    wall = wall_clock(problem.timezone)
    visits = sorted(plan.visits, key=lambda r: (r.employee, r.start))
    return {
        "shifts": [shift_cells(row, wall) for row in shifts_in_order(plan)],
        "visits": [visit_cells(row, wall) for row in visits],
        "unassigned": [open_cells(place) for place in plan.unassigned],
    }


def _hours(part: ClassedTime) -> Cells:
    row = part.row
    return {
        "employee_id": part.employee,
        "date": part.date.isoformat(),
        "shift_id": None if row is None else row.shift,
        "part": None if row is None else row.part,
        "unit_id": None if row is None else row.unit,
        "statutory_class": part.statutory.value,
        "pay_class": part.pay,
        "item": part.item and part.item.value,
        "minutes": part.minutes,
    }


def _breach(problem: Problem, breach: Breach, rule: Rule | None) -> Cells:
    return {
        "rule": breach.rule,
        "hard": breach.hard,
        "amount": breach.amount,
        "unit": breach.unit,
        "weight": breach.weight,
        "cost": breach.cost,
        "employee_id": breach.employee,
        "client_id": breach.client,
        "visit_id": breach.visit,
        "date": None if breach.date is None else breach.date.isoformat(),
        "message_sv": None if rule is None else rule.explain(breach, "sv"),
        "message_en": None if rule is None else rule.explain(breach, "en"),
        **_made_up(breach.compensation, wall_clock(problem.timezone)),
    }


def _made_up(rest: Compensation | None, wall: WallClock) -> Cells:
    return {
        "x_owed_minutes": None if rest is None else rest.owed,
        "x_made_up_minutes": None if rest is None else rest.given,
        "x_made_up_from": None if rest is None else local(rest.start, wall),
    }


def _cost(line: CostLine) -> Cells:
    return {
        "employee_id": line.employee,
        "item": line.item,
        "minutes": line.minutes,
        "amount": line.amount,
    }
