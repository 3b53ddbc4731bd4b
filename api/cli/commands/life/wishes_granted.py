"""``bemanna wishes``: who was granted what over time, and how even it is."""

from dataclasses import dataclass
from pathlib import Path

from rich.table import Table

from api.cli.commands.life.states import table_of
from api.cli.exits import Exit
from api.cli.output import Output
from api.inputs import read_inputs
from api.wish_ledger import WishLedger, wish_ledger
from data.both_languages import number, percent
from data.cell_place import CellPlace
from data.control_characters import visible
from data.faults import BadInput
from data.handed_out.people_names import Names
from data.reading.plans import read_plan


@dataclass(frozen=True)
class LedgerAsked:
    """Whose wishes, of which dataset, and of which plan besides."""

    folder: Path
    plan: Path | None = None
    only: str | None = None
    rules: Path | None = None


def show_wishes(asked: LedgerAsked, output: Output) -> Exit:
    """Print what became of wishes; with one person only theirs, and how even it is.

    Raises
    ------
    BadInput
        With every fault of what was handed in.
    """
    inputs = read_inputs(asked.folder, asked.rules, judges=True)
    plan = None if asked.plan is None else read_plan(asked.plan, inputs.problem)
    if asked.only is not None and asked.only not in inputs.problem.employee:
        fault = CellPlace("--of").fault("not_of_the_plan", None, asked.only)
        raise BadInput([fault])
    ledger = wish_ledger(inputs, plan)
    found = ledger if asked.only is None else ledger.of(asked.only)
    if not found.people:
        output.tell("life.wishes.none")
    else:
        output.show(_people(found, Names(inputs.problem), output))
    if asked.only is not None:
        output.show(_wishes(found, output))
    if found.middle is not None:
        shares = {"least": found.least, "middle": found.middle, "most": found.most}
        told = {k: getattr(percent(v or 0), output.language) for k, v in shares.items()}
        output.tell("life.wishes.even", count=found.count, **told)
        output.tell("life.wishes.measured")
    return output.document(found.model_dump(mode="json"), Exit.DONE)


def _people(ledger: WishLedger, names: Names, output: Output) -> Table:
    table = table_of("who", "asked", "granted", "share", "price", output=output)
    for person in ledger.people:
        table.add_row(
            visible(names.person_with_id(person.employee_id)),
            str(person.asked),
            str(person.granted),
            str(getattr(percent(person.share), output.language)),
            str(getattr(number(person.cost), output.language)),
        )
    return table


def _wishes(ledger: WishLedger, output: Output) -> Table:
    table = table_of("at", "wish", "granted", "price", output=output)
    for wish in (wish for person in ledger.people for wish in person.wishes):
        cost = "–"
        if wish.cost is not None:
            cost = str(getattr(number(wish.cost), output.language))
        table.add_row(
            wish.date.isoformat(),
            output.words(
                f"life.wish.{'on' if wish.want else 'off'}", shift=wish.shift_id or ""
            ),
            output.words(f"life.wish.{'granted' if wish.granted else 'refused'}"),
            cost,
        )
    return table
