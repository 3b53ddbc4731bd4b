"""``bemanna why``: what does not go together, and what would mend it."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from api.cli.exits import Exit
from api.cli.kept_file import keep_file
from api.cli.output import Output
from api.inputs import Inputs, read_inputs
from api.why.open_times_view import OpenTimesView
from api.why.row_places import lines_of_folder
from api.why.why_answers import ClashMember, ContradictionView, WayOut, WhyAnswer
from api.why.why_not import visit_of, why_not
from data.both_languages import number
from data.cell_place import CellPlace
from data.disk.whole_file import check_file
from data.reading.plans import read_plan
from scheduler.audit.audit import audit
from scheduler.audit.open_times import OpenTimes
from scheduler.domain.plan import Plan

_Told = ContradictionView | ClashMember | WayOut | OpenTimesView


@dataclass(frozen=True)
class WhyQuestion:
    """Of which dataset or plan, and which visit."""

    folder: Path
    plan: Path | None = None
    visit: str | None = None
    rules: Path | None = None
    out: Path | None = None
    force: bool = False


def show_why(asked: WhyQuestion, output: Output) -> Exit:
    """Print what does not go together, and what would mend it.

    Raises
    ------
    BadInput
        With every fault of what was handed in.
    """
    if asked.out is not None:
        check_file(asked.out, force=asked.force)
    inputs = read_inputs(asked.folder, asked.rules, judges=asked.plan is not None)
    plan = None if asked.plan is None else read_plan(asked.plan, inputs.problem)
    visit = None
    if asked.visit is not None:
        visit = visit_of(inputs, asked.visit, CellPlace("--visit"))
    times = _open_times(inputs, plan) if plan and visit is None else ()
    lines = lines_of_folder(asked.folder)
    answer = why_not(inputs, plan, lines, visit, open_times=times)
    _tell(answer, output)
    document = answer.model_dump(mode="json")
    if asked.out is not None:
        content = json.dumps(document, ensure_ascii=False, indent=2).encode()
        keep_file(asked.out, content, force=asked.force)
    return output.document(document, _exit(answer, plan is not None))


def _exit(answer: WhyAnswer, has_plan: bool) -> Exit:
    if not (answer.contradictions or answer.not_looked_at):
        return Exit.DONE
    is_proof = any(one.members for one in answer.contradictions)
    if has_plan:
        return Exit.OPEN
    return Exit.NO_PLAN if is_proof else Exit.DONE


def _tell(answer: WhyAnswer, output: Output) -> None:
    if not answer.contradictions:
        output.tell("cli.why.fine")
    for found in answer.contradictions:
        _tell_one(found, output)
    if answer.not_looked_at:
        output.tell("cli.why.not_complete", left=len(answer.not_looked_at))
    for found_open in answer.open_times:
        output.show(f"- {_in(found_open, output)}")
    if answer.open_times:
        output.tell("report.undone.helps")


def _open_times(inputs: Inputs, plan: Plan) -> Sequence[OpenTimes]:
    return audit(inputs.problem, plan, inputs.rules, with_figures=False).open_times


def _tell_one(found: ContradictionView, output: Output) -> None:
    output.show(_in(found, output))
    for member in found.members:
        output.show(f"  • {_in(member, output)} {_place(member, output)}".rstrip())
    if found.alike:
        visits, count = ", ".join(found.alike), len(found.alike)
        output.show(f"  {output.words('cli.why.alike', visits=visits, count=count)}")
    if found.members and not found.is_minimal:
        output.show(f"  {output.words('cli.why.not_minimal')}")
    would_help = output.words(f"cli.why.{'' if found.repairs else 'no_'}repairs")
    output.show(f"  {would_help}")
    for repair in found.repairs:
        told = output.words(
            "cli.why.repair",
            message=_in(repair, output),
            price=getattr(number(repair.price), output.language),
            hours=getattr(number(repair.hours, 1), output.language),
        )
        output.show(f"  → {told}{_shifts(repair)}")


def _in(part: _Told, output: Output) -> str:
    return str(getattr(part, f"message_{output.language}"))


def _place(member: ClashMember, output: Output) -> str:
    if member.file is None:
        return ""
    if member.row is None or member.column is None:
        row = "" if member.row is None else f":{member.row}"
        column = "" if member.column is None else f", {member.column}"
        return output.words("cli.why.file", file=f"{member.file}{row}", column=column)
    facts = {"file": member.file, "row": member.row, "column": member.column}
    return output.words("cli.why.place", **facts)


def _shifts(repair: WayOut) -> str:
    told = [
        f"{s.employee_id} {s.shift_id} {s.start}–{s.end[-5:]}" for s in repair.shifts
    ]
    return f" ({'; '.join(told)})" if told else ""
