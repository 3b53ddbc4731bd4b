"""``bemanna price``: what a plan costs, line by line."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from api.cli.exits import Exit
from api.cli.output import Output
from api.cli.terminal_tables import price_table
from api.inputs import read_inputs
from api.other_agreement import OtherAgreement, under_agreement
from data.reading.plans import read_plan
from data.words.price_words import price_cells
from data.written_values import kronor
from scheduler.domain.plan_view import PlanView
from scheduler.means.price_lines import PriceLine, price_lines
from scheduler.means.vehicles import vehicle_lines
from scheduler.pay.price import cost_lines, plan_entries


@dataclass(frozen=True)
class PricedPlan:
    """Which plan to price, and under which agreement."""

    folder: Path
    plan: Path
    as_of: date | None = None
    agreement: Path | None = None


def price_plan(wanted: PricedPlan, output: Output) -> Exit:
    """Print each item of what a plan costs, and the lines it consists of.

    Raises
    ------
    BadInput
        With every fault of what was handed in.
    """
    other = OtherAgreement.given(wanted.as_of, wanted.agreement)
    inputs = under_agreement(read_inputs(wanted.folder, None), other)
    view = PlanView(inputs.problem, read_plan(wanted.plan, inputs.problem))
    entries, vehicles = plan_entries(view), vehicle_lines(view)
    lines = (*price_lines(entries), *vehicles)
    personnel = sum(line.amount for line in cost_lines(entries))
    output.tell("cli.price.under", agreement=inputs.problem.agreement)
    output.show(price_table(lines, output.language))
    for assumed in dict.fromkeys(_assumed(line, output) for line in lines):
        if assumed:
            output.show(f"* {assumed}")
    document = {
        "agreement": inputs.problem.agreement,
        "personnel_cost": kronor(personnel),
        "vehicle_cost": kronor(sum(line.amount for line in vehicles)),
        "price_lines": [
            price_cells(line) | {"amount": kronor(line.amount)} for line in lines
        ],
    }
    return output.document(document, Exit.DONE)


def _assumed(line: PriceLine, output: Output) -> str:
    return "" if line.assumed is None else line.assumed.text(output.language)
