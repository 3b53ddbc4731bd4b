"""``bemanna times`` and ``bemanna declined``: what clients need is otherwise."""

from dataclasses import dataclass
from pathlib import Path

from api.cli.commands.running.candidates import running_plan, table_of
from api.cli.exits import Exit
from api.cli.output import Output
from api.replanning.asked import TimesAsked
from api.replanning.running_plan import declined_visit, offered_times
from data.both_languages import number
from data.cell_place import CellPlace
from data.control_characters import visible
from data.handed_out.people_names import Names


@dataclass(frozen=True)
class TimesQuestion:
    """Which visit, of which plan."""

    folder: Path
    plan: Path
    asked: TimesAsked
    rules: Path | None = None
    most: int = 20


def _place(name: str) -> CellPlace:
    return CellPlace(f"--{name}")


def show_times(question: TimesQuestion, output: Output) -> Exit:
    """Print when a visit could be made, the best first.

    Raises
    ------
    BadInput
        With every fault of what was handed in.
    """
    running = running_plan(question.folder, question.plan, question.rules)
    names = Names(running.inputs.problem)
    found = offered_times(running, question.asked, _place)
    if not found.times:
        output.tell("cli.times.none")
    table = table_of("start", "who", "price", "points", "new", output=output)
    for time in found.times[: question.most]:
        points = str(getattr(number(time.points), output.language))
        who = visible(", ".join(map(names.person_with_id, time.employee_ids)))
        table.add_row(time.start, who, str(round(time.price)), points, str(time.new))
    output.show(table)
    return output.document(found.model_dump(mode="json"), Exit.DONE)


def show_freed(
    folder: Path, plan: Path, visit: str, rules: Path | None, output: Output
) -> Exit:
    """Print whose time is free when a visit is declined, and what fits into it.

    Raises
    ------
    BadInput
        With every fault of what was handed in.
    """
    running = running_plan(folder, plan, rules)
    names = Names(running.inputs.problem)
    found = declined_visit(running, visit, CellPlace("VISIT"))
    if found.employee_ids:
        who = visible(", ".join(map(names.person_with_id, found.employee_ids)))
        output.tell("cli.declined.freed", minutes=found.minutes, who=who)
    else:
        output.tell("cli.declined.nobody")
    for row in found.fits:
        who = visible(names.person_with_id(row.employee_id))
        facts = {"visit": row.visit_id, "start": row.start}
        output.tell("cli.declined.fits", who=who, **facts)
    return output.document(found.model_dump(mode="json"), Exit.DONE)
