"""``bemanna changes``: what differs from what people were told."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from rich.table import Table

from api.cli.commands.life.states import table_of
from api.cli.exits import Exit
from api.cli.kept_file import keep_file
from api.cli.output import Output
from api.life.told_changes import ChangedPlan, changed_plan
from api.life.told_on_disk import last_told_of, read_told_inputs, told_plans
from api.replanning.answers import PlanChangeView
from data.both_languages import number
from data.cell_place import CellPlace
from data.control_characters import visible
from data.disk.whole_file import check_file
from data.faults import BadInput
from data.life.life_file import read_life
from data.life.plan_life import LifeEvent
from data.life.publications import publications
from data.reading.plans import read_earlier_plan, read_plan
from data.tables.frames import csv_bytes, excel_bytes, frame_of, texts_of
from scheduler.domain.plan import Plan
from scheduler.domain.problem import Problem


@dataclass(frozen=True)
class ChangesAsked:
    """Which plans, and where their differences go, if anywhere."""

    folder: Path
    plans: Sequence[Path]
    """The old one and the new; the new one alone is held against the publication."""
    only: str | None = None
    """Id of one person."""
    out: Path | None = None
    rules: Path | None = None
    force: bool = False


class _Before(NamedTuple):
    plan: Plan
    comments: tuple[LifeEvent, ...]


def show_changes(asked: ChangesAsked, output: Output) -> Exit:
    """Print who does what instead of what, from when to when, and why.

    Raises
    ------
    BadInput
        With every fault of what was handed in.
    """
    if asked.out is not None:
        _check(asked.out, force=asked.force)
    inputs = read_told_inputs(asked.folder, asked.rules, judges=True).inputs
    new = read_plan(asked.plans[-1], inputs.problem)
    before = _before(asked, inputs.problem, new)
    if before is None:
        return output.refused(output.words("life.changes.nothing_told"))
    said = (*before.comments, *read_life(asked.plans[-1]).comments)
    found = changed_plan(inputs, before.plan, new, said)
    if asked.only is not None:
        if asked.only not in inputs.problem.employee:
            raise BadInput(
                [CellPlace("--of").fault("not_of_the_plan", None, asked.only)]
            )
        found = found.of(asked.only)
    output.tell("life.changes", count=len(found.changes))
    output.show(_table(found, output))
    if asked.out is not None:
        content = _FORMS[asked.out.suffix.lower()](found, output)
        keep_file(asked.out, content, force=asked.force)
        output.tell("cli.wrote.table", path=asked.out)
    return output.document(found.model_dump(mode="json"), Exit.DONE)


def _before(asked: ChangesAsked, problem: Problem, new: Plan) -> _Before | None:
    """Return the plan that was; nothing where people were told none.

    Days that nobody was told of are as in the ``new`` one.
    """
    if len(asked.plans) > 1:
        old = asked.plans[0]
        return _Before(read_earlier_plan(old, problem), read_life(old).comments)
    told = publications(asked.folder)
    if not told:
        return None
    lives = [read_life(each.folder) for each in last_told_of(told)]
    said = tuple(comment for life in lives for comment in life.comments)
    return _Before(told_plans(told, problem).of(problem, otherwise=new), said)


def _check(out: Path, *, force: bool) -> None:
    if out.suffix.lower() not in _FORMS:
        names = ", ".join(_FORMS)
        fault = CellPlace(str(out)).fault(
            "changes_suffix", None, out.suffix or "–", names=names
        )
        raise BadInput([fault])
    check_file(out, force=force)


def _table(found: ChangedPlan, output: Output) -> Table:
    columns = ("change", "why", "price", "points")
    table = table_of(*columns, output=output)
    for change in found.changes:
        table.add_row(
            visible(str(getattr(change, f"message_{output.language}"))),
            visible(found.reason(change, output.language)),
            str(getattr(number(change.price), output.language)),
            str(getattr(number(change.points), output.language)),
        )
    return table


def _rows(found: ChangedPlan, output: Output) -> list[Mapping[str, object]]:
    """Return a row for each change and person: who gets it and who had it."""
    return [
        _row(found, change, who, output)
        for change in found.changes
        for who in dict.fromkeys((change.employee_id, change.instead_of))
        if who is not None
    ]


def _row(
    found: ChangedPlan, change: PlanChangeView, who: str, output: Output
) -> Mapping[str, object]:
    before, after = change.before or ["", ""], change.after or ["", ""]
    is_theirs = who == change.employee_id
    return {
        "employee_id": who,
        "date": change.date.isoformat(),
        "what": change.kind.value,
        "shift_id": change.shift_id or "",
        "visit_id": change.visit_id or "",
        "unit_id": change.unit_id,
        "before_start": before[0],
        "before_end": before[1],
        "after_start": after[0] if is_theirs else "",
        "after_end": after[1] if is_theirs else "",
        "why": found.reason(change, output.language),
        "message": str(getattr(change, f"message_{output.language}")),
        "price": change.price if is_theirs else 0,
        "points": change.points if is_theirs else 0,
    }


def _csv(found: ChangedPlan, output: Output) -> bytes:
    return csv_bytes(texts_of(frame_of(_by_person(found, output))))


def _xlsx(found: ChangedPlan, output: Output) -> bytes:
    name = output.words("life.changes.sheet")
    return excel_bytes({name: frame_of(_by_person(found, output))})


def _by_person(found: ChangedPlan, output: Output) -> list[Mapping[str, object]]:
    rows = _rows(found, output)
    return sorted(rows, key=lambda row: (str(row["employee_id"]), str(row["date"])))


def _json(found: ChangedPlan, _output: Output) -> bytes:
    document = found.model_dump(mode="json")
    return (json.dumps(document, ensure_ascii=False, indent=2) + "\n").encode()


_FORMS: Mapping[str, Callable[[ChangedPlan, Output], bytes]] = {
    ".csv": _csv,
    ".xlsx": _xlsx,
    ".json": _json,
}
