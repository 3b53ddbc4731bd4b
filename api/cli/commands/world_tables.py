"""A world beside the base, on a terminal."""

from collections.abc import Iterator
from statistics import fmean

from rich.console import JustifyMethod
from rich.table import Table

from api.cli.output import Output
from api.cli.terminal_tables import name_of, shown
from api.what_if.findings import PairedQuantity, WorldFindings
from data.both_languages import Both
from data.control_characters import visible
from data.scenario.difference import InputDifference
from scheduler.audit.comparison import ComparedQuantity, Topic

FIRST = (
    (Topic.OBJECTIVE, "personnel_cost"),
    (Topic.STATE, "must_open"),
    (Topic.STATE, "hard_breaches"),
    (Topic.COST, "overtime_simple"),
    (Topic.COST, "overtime_qualified"),
    (Topic.COST, "extra"),
    (Topic.COST, "hourly"),
    (Topic.FIGURE, "H_paid"),
    (Topic.FIGURE, "K12"),
    (Topic.FIGURE, "K01"),
    (Topic.FIGURE, "K03"),
    (Topic.FIGURE, "D_car"),
    (Topic.OBJECTIVE, "soft_cost"),
)
"""What a planner and a board ask for; ``comparison.json`` holds the rest."""


def differences_in_words(inputs: InputDifference, output: Output) -> Iterator[str]:
    """Yield what differs in the inputs, a line for each file."""
    if inputs.is_empty:
        yield output.words("cli.what_if.same_inputs")
    if inputs.settings:
        names = ", ".join(inputs.settings)
        yield output.words("cli.what_if.settings", names=names)
    if inputs.rules:
        yield output.words("cli.what_if.rules", names=", ".join(inputs.rules))
    for file in inputs.files:
        facts = file.model_dump(include={"file", "added", "removed", "changed"})
        names = ", ".join(f"{name} ({n})" for name, n in file.columns.items())
        yield output.words("cli.what_if.file", names=names or "–", **facts)


def world_table(found: WorldFindings, output: Output) -> Table:
    """Return the first quantities: both means, the difference and the verdict."""
    table = Table(box=None, padding=(0, 2, 0, 0), header_style="bold")
    table.add_column(output.words("cli.column.what"))
    for key in ("base", "other", "difference", "verdict"):
        title = output.words(f"cli.what_if.column.{key}")
        is_verdict = key == "verdict"
        justify: JustifyMethod = "left" if is_verdict else "right"
        table.add_column(title, justify=justify, no_wrap=is_verdict)
    for topic, key in FIRST:
        quantity = found.of(topic, key)
        if quantity is not None:
            table.add_row(*_row(quantity, output))
    return table


def _row(quantity: PairedQuantity, output: Output) -> list[str]:
    row = ComparedQuantity(
        topic=quantity.topic, key=quantity.key, unit=quantity.unit, values=()
    )
    found, unit = quantity.difference, quantity.unit
    width = found.half_width
    difference = _in(shown(found.mean, unit), output)
    if width:
        difference += f" ± {_in(shown(width, unit), output)}"
    return [
        _in(name_of(row), output),
        _in(shown(fmean(quantity.base), unit), output),
        _in(shown(fmean(quantity.other), unit), output),
        difference if found.mean <= 0 else f"+{difference}",
        output.words(f"cli.what_if.verdict.{found.verdict}"),
    ]


def _in(text: Both, output: Output) -> str:
    return visible(str(getattr(text, output.language)))
