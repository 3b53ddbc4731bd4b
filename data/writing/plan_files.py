"""Plans on their way out: a folder of files, or one JSON document."""

import json
from collections.abc import Iterable, Sequence
from pathlib import Path

from data.cell_place import CellPlace
from data.disk.own_folder import OwnFolder, check_target
from data.faults import BadInput
from data.life.life_file import FILE as LIFE
from data.life.life_file import read_life
from data.result_document import FILE as RESULT
from data.result_document import result_document
from data.tables.frames import csv_bytes
from data.tables.plan_frames import FORMS, MONEY, plan_rows, table_of
from data.written_values import Cells, csv_header, kronor
from scheduler.audit.audit import Audit
from scheduler.domain.problem import Problem
from scheduler.planning.result import Result
from scheduler.rules.rule import Rule

_FILES = ("shifts", "visits", "unassigned", "breaches", "costs", "price_lines", "hours")
REPORT = "report.html"
SCHEDULE = "schedule.xlsx"


def _opening(columns: Iterable[str]) -> bytes:
    """Return how a table has begun in every version; columns of ours were added."""
    return csv_header([c for c in columns if not c.startswith("x_")]).rstrip()


PLAN = OwnFolder(
    kind="plan",
    refusal="not_a_plan_folder",
    main_file=RESULT,
    openings={
        RESULT: b'{\n  "status": ',
        "kpis.json": b"{\n",
        REPORT: b"<!doctype html>",
        SCHEDULE: b"PK\x03\x04",
        **{f"{name}.csv": _opening(FORMS[name]) for name in _FILES},
    },
    added=(LIFE,),
)


def check_plan_folder(folder: Path, *, force: bool = False) -> None:
    """Make sure that a plan may be written here, before it costs any time.

    Raises
    ------
    BadInput
        The folder is a file, cannot be written, or holds what must stay; ``force``
        lets an earlier plan go that somebody has changed or was shown. One that was
        published stays.
    """
    life = read_life(folder)
    if life.publication is not None:
        raise BadInput([CellPlace(str(folder)).fault("published_there")])
    if not life.is_only_made and not force:
        raise BadInput([CellPlace(str(folder)).fault("proposed_there")])
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
    tables = plan_rows(problem, result, rules)
    files = {f"{n}.csv": csv_bytes(table_of(n, rows)) for n, rows in tables.items()}
    objects = _objects(problem, result, rules)
    return files | {f"{name}.json": _json(value) for name, value in objects.items()}


def write_plan_document(
    problem: Problem, result: Result, rules: Sequence[Rule]
) -> dict[str, object]:
    """Return the plan as one JSON document: an array per file, same names."""
    tables = plan_rows(problem, result, rules)
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


def _figures(audit: Audit) -> dict[str, dict[str, object]]:
    return {
        scope: {name: figure.model_dump() for name, figure in figures.items()}
        for scope, figures in audit.figures.items()
    }


def _with_kronor(name: str, row: Cells) -> Cells:
    money = MONEY.get(name, ())
    return {k: kronor(int(str(v))) if k in money else v for k, v in row.items()}


def _json(value: object) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=2) + "\n").encode()
