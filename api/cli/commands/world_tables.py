"""A world beside the base, on a terminal."""

from statistics import fmean

from rich.console import JustifyMethod
from rich.table import Table

from api.cli.output import Output
from api.what_if.findings import WorldFindings
from data.both_languages import Both
from data.control_characters import visible
from data.words.compared_words import FIRST_QUANTITIES, quantity_name, shown
from scheduler.audit.paired_quantities import PairedQuantity


def world_table(found: WorldFindings, output: Output) -> Table:
    """Return the first quantities: both means, the difference and the verdict."""
    table = Table(box=None, padding=(0, 2, 0, 0), header_style="bold")
    table.add_column(output.words("cli.column.what"))
    for key in ("base", "other", "difference", "verdict"):
        title = output.words(f"cli.what_if.column.{key}")
        is_verdict = key == "verdict"
        justify: JustifyMethod = "left" if is_verdict else "right"
        table.add_column(title, justify=justify, no_wrap=is_verdict)
    for topic, key in FIRST_QUANTITIES:
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
