"""``bemanna candidates``: who could take a shift or a visit instead."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from rich.table import Table

from api.cli.exits import Exit
from api.cli.output import Output
from api.life.told_on_disk import read_told_inputs
from api.replanning.answers import (
    ShiftCandidate,
    VacantShift,
    VisitCandidate,
    WouldBreak,
)
from api.replanning.running_plan import (
    RunningPlan,
    candidates_for_shift,
    candidates_for_visit,
)
from data.both_languages import number
from data.cell_place import CellPlace
from data.control_characters import visible
from data.faults import BadInput
from data.handed_out.people_names import Names
from data.reading.plans import read_plan

_WHO = CellPlace("--shift")
_WHAT = CellPlace("--visit")


@dataclass(frozen=True)
class CandidateQuestion:
    """Whose shift or which visit, of which plan."""

    folder: Path
    plan: Path
    shift: str | None = None
    visit: str | None = None
    rules: Path | None = None
    most: int = 20


def running_plan(folder: Path, plan: Path, rules: Path | None) -> RunningPlan:
    """Read a plan that people work by.

    Raises
    ------
    BadInput
        With every fault of the dataset, the rules or the plan.
    """
    inputs = read_told_inputs(folder, rules, judges=True).inputs
    return RunningPlan(inputs, read_plan(plan, inputs.problem))


def show_candidates(wanted: CandidateQuestion, output: Output) -> Exit:
    """Print who could take a shift or a visit, the best first.

    Raises
    ------
    BadInput
        With every fault of what was handed in.
    """
    if (wanted.shift is None) == (wanted.visit is None):
        raise BadInput([CellPlace("--shift, --visit").fault("shift_or_visit")])
    running = running_plan(wanted.folder, wanted.plan, wanted.rules)
    names = Names(running.inputs.problem)
    if wanted.shift is not None:
        found = candidates_for_shift(running, wanted.shift, _WHO)
        show_vacant(found, wanted.most, names, output)
        return output.document(found.model_dump(mode="json"), Exit.DONE)
    answer = candidates_for_visit(running, wanted.visit or "", _WHAT)
    table = _visit_table(answer.candidates[: wanted.most], names, output)
    output.show(table)
    return output.document(answer.model_dump(mode="json"), Exit.DONE)


def show_vacant(found: VacantShift, most: int, names: Names, output: Output) -> None:
    """Print the filling chain of a vacant shift, and its candidates."""
    facts = {"shift": found.shift_id, "start": found.start, "end": found.end}
    output.tell("cli.sick.shift", **facts, visits=found.visits)
    output.show(_chain_table(found, names, output))
    output.show(_shift_table(found.candidates[:most], names, output))


def table_of(*columns: str, output: Output) -> Table:
    """Return a table with columns by the names that messages have for them."""
    table = Table(box=None, padding=(0, 2, 0, 0), header_style="bold")
    for column in columns:
        table.add_column(output.words(f"cli.sick.column.{column}"))
    return table


def _who(id_: str | None, names: Names, output: Output) -> str:
    known = names.person_with_id(id_) if id_ else None
    return visible(known) if known else output.words("cli.sick.nobody")


def _chain_table(found: VacantShift, names: Names, output: Output) -> Table:
    table = table_of("step", "who", "price", "points", "open", output=output)
    for link in found.chain:
        name = str(getattr(link, f"name_{output.language}"))
        if link.possible:
            who = _who(link.employee_id, names, output)
            cells = (link.price or 0, link.points or 0, link.open_must or 0)
            table.add_row(name, who, *(_in(n, output) for n in cells))
        else:
            table.add_row(name, output.words("cli.sick.not_possible"))
    return table


def _shift_table(
    candidates: Sequence[ShiftCandidate], names: Names, output: Output
) -> Table:
    columns = ("who", "step", "price", "points", "open", "new", "rest", "rules")
    table = table_of(*columns, output=output)
    for candidate in candidates:
        table.add_row(
            _who(candidate.employee_id, names, output),
            output.words(f"fill.step.{candidate.step}"),
            _in(candidate.price, output),
            _in(candidate.points, output),
            str(candidate.open_visits),
            str(candidate.new_clients),
            _rest(candidate, output),
            _ids(candidate.broken),
        )
    return table


def _visit_table(
    candidates: Sequence[VisitCandidate], names: Names, output: Output
) -> Table:
    table = table_of("who", "start", "points", "new", "rules", output=output)
    for candidate in candidates:
        table.add_row(
            _who(candidate.employee_id, names, output),
            candidate.start,
            _in(candidate.points, output),
            str(int(candidate.is_new)),
            _ids(candidate.broken),
        )
    return table


def _rest(candidate: ShiftCandidate, output: Output) -> str:
    both = (candidate.rest_before_minutes, candidate.rest_after_minutes)
    hours = ("–" if m is None else _in(m / 60, output) for m in both)
    return " / ".join(hours)


def _ids(broken: list[WouldBreak]) -> str:
    return " ".join(sorted({each.rule for each in broken}))


def _in(value: float, output: Output) -> str:
    return str(getattr(number(value), output.language))
