"""``bemanna sick``: somebody calls in sick."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from rich.table import Table

from api.cli.commands.plan_target import PlanTarget
from api.cli.commands.running.candidates import running_plan, show_vacant, table_of
from api.cli.exits import Exit
from api.cli.output import Output
from api.cli.stopping import stopping
from api.inputs import read_inputs
from api.judging import judged
from api.plan_folder import SavedPlan
from api.replanning.answers import PlanChangeView
from api.replanning.asked import SickAsked
from api.replanning.running_plan import (
    RunningPlan,
    replanned,
    sick_candidates,
    told_changes,
)
from data.both_languages import number
from data.cell_place import CellPlace
from data.handed_out.people_names import Names
from data.reading.dataset import RULES
from data.writing.dataset_files import check_dataset_folder, write_dataset
from scheduler.domain.plan import Plan
from scheduler.replanning.replan import Replanned


@dataclass(frozen=True)
class ChangedPlace:
    """Where the changed plan goes, and the dataset that it belongs to."""

    out: PlanTarget
    data: Path


@dataclass(frozen=True)
class SickOrder:
    """Who is ill, in which plan, and what to do about it."""

    folder: Path
    plan: Path
    asked: SickAsked
    rules: Path | None = None
    most: int = 20
    among: Sequence[str] = ()
    apply: ChangedPlace | None = None


def _place(name: str) -> CellPlace:
    return CellPlace("ID" if name in ("employee_id", "also") else f"--{name}")


def somebody_is_sick(order: SickOrder, output: Output) -> Exit:
    """Print who can take the shifts of somebody ill, or change the plan.

    Raises
    ------
    BadInput
        With every fault of what was handed in.
    """
    if order.apply is not None:
        order.apply.out.check()
        check_dataset_folder(order.apply.data)
    running = running_plan(order.folder, order.plan, order.rules)
    if order.apply is not None:
        return _applied(order, order.apply, running, output)
    answer = sick_candidates(running, order.asked, _place)
    if not answer.shifts:
        facts = {"start": answer.start, "end": answer.end}
        who = ", ".join((answer.employee_id, *answer.also))
        output.tell("cli.sick.none", who=who, **facts)
    names = Names(running.inputs.problem)
    for found in answer.shifts:
        if answer.also:
            output.show(f"{names.person(found.whose)}:")
        show_vacant(found, order.most, names, output)
    return output.document(answer.model_dump(mode="json"), Exit.DONE)


def _applied(
    order: SickOrder, places: ChangedPlace, running: RunningPlan, output: Output
) -> Exit:
    made = replanned(running, order.asked, _place, order.among or None)
    changes = told_changes(running, made)
    totals = {"price": round(made.price / 100), "points": round(made.points / 100)}
    output.tell("cli.sick.changes", count=len(changes), **totals)
    output.show(_changes_table(changes, output))
    for breach in made.worse:
        rule = next(r for r in running.inputs.rules if r.id == breach.rule)
        message = rule.explain(breach, output.language)
        output.note(output.words("cli.sick.worse", message=message))
    saved = _written(order, places, running.plan, made)
    output.tell("cli.sick.data", path=places.data)
    for name, path in saved.paths().items():
        output.tell(f"cli.wrote.{name}", path=path)
    document = {
        "changes": [change.model_dump(mode="json") for change in changes],
        "price": made.price / 100,
        "points": made.points / 100,
        "files": saved.paths() | {"data": str(places.data)},
    }
    return output.document(document, Exit.OPEN if made.worse else Exit.DONE)


def _written(
    order: SickOrder, places: ChangedPlace, before: Plan, made: Replanned
) -> SavedPlan:
    """Write the dataset with the absence, and the plan that belongs to it."""
    rules = order.rules or order.folder / RULES
    given = rules.read_bytes() if rules.is_file() else None
    stopping.keep()  # one without the other is of no use
    write_dataset(made.problem, places.data, given)
    inputs = read_inputs(places.data, judges=True)
    return places.out.save(inputs, judged(inputs, made.plan), parent=before)


def _changes_table(changes: Sequence[PlanChangeView], output: Output) -> Table:
    table = table_of("change", "price", "points", output=output)
    for change in changes:
        table.add_row(
            str(getattr(change, f"message_{output.language}")),
            str(getattr(number(change.price), output.language)),
            str(getattr(number(change.points), output.language)),
        )
    return table
