"""What a repair changes in a dataset, as a scenario that can be compared."""

from typing import Any

from data.problem_cells import content_of
from data.written_values import Cells
from scheduler.domain.problem import Problem, StaffingNeed
from scheduler.domain.values import Frozen
from scheduler.why_not.dataset_repair import Repair, RowChange

_FILE = {"on_call_needs": "staffing"}
_KEY = {
    "employees": "employee_id",
    "visits": "visit_id",
    "clients": "client_id",
    "units": "unit_id",
    "shift_types": "shift_id",
}
"""Columns of ids."""

_ROWS = (
    "units",
    "employees",
    "clients",
    "needs",
    "clients_away",
    "visits",
    "shift_types",
    "staffing",
    "on_call_needs",
    "absences",
    "wishes",
    "worked_shifts",
    "done_visits",
    "locked_shifts",
    "locked_visits",
    "balances",
    "vehicles",
    "budgets",
    "published_shifts",
)


def patch_of(repair: Repair, problem: Problem) -> dict[str, Any] | None:
    """Return a patch as in a scenario's file; nothing where no datum is changed."""
    parts: dict[str, list[dict[str, Any]]] = {"remove": [], "change": [], "add": []}
    for change in repair.changes:
        name, step = _step(problem, change)
        parts[name].append(step)
    soft = [{"kind": kind, "hard": False} for kind in repair.soft_rules]
    made = {name: steps for name, steps in parts.items() if steps}
    if soft:
        made["rules"] = soft
    return {"format": 1, "name": repair.kind.value, **made} if made else None


def _step(problem: Problem, change: RowChange) -> tuple[str, dict[str, Any]]:
    file = _FILE.get(change.table, change.table)
    old, new = _cells(problem, change, change.old), _cells(problem, change, change.new)
    if not old:
        given = {name: value for name, value in new.items() if value is not None}
        return "add", {"file": file, "set": given}
    key = _KEY.get(file)
    if key:
        where = {key: old[key]}
    else:
        plain = {k: v for k, v in old.items() if not isinstance(v, list) and v != ""}
        where = {k: v for k, v in plain.items() if v is not None}
    if not new:
        return "remove", {"file": file, "where": where}
    changed = {name: value for name, value in new.items() if value != old[name]}
    return "change", {"file": file, "where": where, "set": changed}


def _cells(problem: Problem, change: RowChange, row: Frozen | None) -> Cells:
    """Return a row as its file has it; what recurs by its weekday."""
    if row is None:
        return {}
    only = dict.fromkeys(_ROWS, ()) | {"travel_rows": {}, change.table: (row,)}
    alone = problem.model_copy(update=only)
    [cells] = content_of(alone)[_FILE.get(change.table, change.table)]
    if isinstance(row, StaffingNeed) and row.weekly:
        cells |= {"date": None, "weekday": row.date.isoweekday()}
    return cells
