"""Plans on their way out: a folder of files, or one JSON document."""

import json
from collections.abc import Sequence
from pathlib import Path

from data.disk.own_folder import OwnFolder, check_target
from data.plan_cells import open_cells, shift_cells, visit_cells
from data.reading.rows import planned
from data.result_document import FILE as RESULT
from data.result_document import result_document
from data.written_values import Cells, csv_bytes, kronor, local, sek
from scheduler.audit.audit import Audit
from scheduler.domain.clock import WallClock, wall_clock
from scheduler.domain.plan import Plan
from scheduler.domain.problem import Problem
from scheduler.pay.lines import CostLine
from scheduler.planning.result import Result
from scheduler.rules.rule import Breach, Compensation, Rule

BREACH_COLUMNS = (
    "rule",
    "hard",
    "amount",
    "unit",
    "weight",
    "cost",
    "employee_id",
    "client_id",
    "visit_id",
    "date",
    "message_sv",
    "message_en",
    "x_owed_minutes",
    "x_made_up_minutes",
    "x_made_up_from",
)
COST_COLUMNS = ("employee_id", "item", "minutes", "amount")
_MONEY = {"breaches": ("weight", "cost"), "costs": ("amount",)}
_COLUMNS = {
    "shifts": planned.SHIFTS.names,
    "visits": planned.VISITS.names,
    "unassigned": planned.UNASSIGNED.names,
    "breaches": BREACH_COLUMNS,
    "costs": COST_COLUMNS,
}

REPORT = "report.html"
SCHEDULE = "schedule.xlsx"


def _opening(columns: Sequence[str]) -> bytes:
    """Return how a table has begun in every version; columns of ours were added."""
    return csv_bytes([c for c in columns if not c.startswith("x_")], ()).rstrip()


PLAN = OwnFolder(
    kind="plan",
    refusal="not_a_plan_folder",
    main_file=RESULT,
    openings={
        RESULT: b'{\n  "status": ',
        "kpis.json": b"{\n",
        REPORT: b"<!doctype html>",
        SCHEDULE: b"PK\x03\x04",
        **{f"{name}.csv": _opening(columns) for name, columns in _COLUMNS.items()},
    },
)


def check_plan_folder(folder: Path, *, force: bool = False) -> None:
    """Make sure that a plan may be written here, before it costs any time.

    Raises
    ------
    BadInput
        The folder is a file, cannot be written, or holds what must stay; ``force``
        lets an earlier plan go that somebody has changed.
    """
    check_target(folder, PLAN, force=force)


def plan_files(
    problem: Problem, result: Result, rules: Sequence[Rule]
) -> dict[str, bytes]:
    """Return the files of a plan folder that can be read again, by name.

    Parameters
    ----------
    problem
        What the plan is for.
    result
        A result without a plan (no legal one, none in time) is ``result.json`` alone.
    rules
        The rules that judged it; they word the breaches.
    """
    tables = _tables(problem, result, rules)
    files = {f"{name}.csv": _csv(name, rows) for name, rows in tables.items()}
    objects = _objects(problem, result, rules)
    return files | {f"{name}.json": _json(value) for name, value in objects.items()}


def write_plan_document(
    problem: Problem, result: Result, rules: Sequence[Rule]
) -> dict[str, object]:
    """Return the plan as one JSON document: an array per file, same names."""
    tables = _tables(problem, result, rules)
    arrays = {n: [_with_kronor(n, row) for row in rows] for n, rows in tables.items()}
    return arrays | _objects(problem, result, rules)


def _objects(
    problem: Problem, result: Result, rules: Sequence[Rule]
) -> dict[str, object]:
    """Return what stands in JSON files."""
    objects: dict[str, object] = {"result": result_document(problem, result, rules)}
    if result.audit is not None:
        objects["kpis"] = _figures(result.audit)
    return objects


def _tables(
    problem: Problem, result: Result, rules: Sequence[Rule]
) -> dict[str, list[Cells]]:
    """Return the rows of every table, amounts still in öre."""
    tables: dict[str, list[Cells]] = {}
    if result.plan is not None:
        tables |= _rows(problem, result.plan)
    if result.audit is not None:
        words = {rule.id: rule for rule in rules}
        tables["breaches"] = [
            _breach(problem, breach, words[breach.rule])
            for breach in result.audit.breaches
        ]
        tables["costs"] = [_cost(line) for line in result.audit.costs]
    return tables


def _rows(problem: Problem, plan: Plan) -> dict[str, list[Cells]]:
    wall = wall_clock(problem.timezone)
    shifts = sorted(plan.shifts, key=lambda r: (r.employee, r.start))
    visits = sorted(plan.visits, key=lambda r: (r.employee, r.start))
    return {
        "shifts": [shift_cells(row, wall) for row in shifts],
        "visits": [visit_cells(row, wall) for row in visits],
        "unassigned": [open_cells(place) for place in plan.unassigned],
    }


def _breach(problem: Problem, breach: Breach, rule: Rule) -> Cells:
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
        "message_sv": rule.explain(breach, "sv"),
        "message_en": rule.explain(breach, "en"),
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


def _figures(audit: Audit) -> dict[str, dict[str, object]]:
    return {
        scope: {name: figure.model_dump() for name, figure in figures.items()}
        for scope, figures in audit.figures.items()
    }


def _csv(name: str, rows: Sequence[Cells]) -> bytes:
    money = _MONEY.get(name, ())
    shown = (
        {k: sek(int(str(v))) if k in money else v for k, v in row.items()}
        for row in rows
    )
    return csv_bytes(_COLUMNS[name], shown)


def _with_kronor(name: str, row: Cells) -> Cells:
    money = _MONEY.get(name, ())
    return {k: kronor(int(str(v))) if k in money else v for k, v in row.items()}


def _json(value: object) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=2) + "\n").encode()
