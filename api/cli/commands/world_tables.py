"""A world beside the base, on a terminal."""

from statistics import fmean

from rich.console import JustifyMethod
from rich.table import Table

from api.cli.output import Output
from api.what_if.findings import PairedQuantity, WorldFindings
from data.both_languages import Both
from data.compared_words import quantity_name, shown
from data.control_characters import visible
from scheduler.audit.comparison import Topic

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
    (Topic.PER_VISIT_HOUR, "personnel_cost"),
    (Topic.OBJECTIVE, "soft_cost"),
)
"""What a planner and a board ask for; ``comparison.json`` holds the rest."""


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
    found, unit = quantity.difference, quantity.unit
    width = found.half_width
    difference = _in(shown(found.mean, unit), output)
    if width:
        difference += f" ± {_in(shown(width, unit), output)}"
    return [
        _in(quantity_name(quantity.topic, quantity.key), output),
        _in(shown(fmean(quantity.base), unit), output),
        _in(shown(fmean(quantity.other), unit), output),
        difference if found.mean <= 0 else f"+{difference}",
        output.words(f"cli.what_if.verdict.{found.verdict}"),
    ]


def _in(text: Both, output: Output) -> str:
    return visible(str(getattr(text, output.language)))
