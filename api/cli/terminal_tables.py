"""Sections and comparisons as tables on a terminal."""

from collections.abc import Iterable, Sequence
from itertools import groupby

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from api.summary import Quantity, Section
from data.both_languages import Both, both, exact_money, named, same
from data.control_characters import visible
from data.words.compared_words import quantity_name, shown, written_value
from data.words.price_words import line_words
from scheduler.audit.comparison import ComparedQuantity, Comparison
from scheduler.audit.figures import EVERYWHERE
from scheduler.means.price_lines import PriceLine

_LABEL, _NUMBER = 46, 14


def section_tables(sections: Iterable[Section], language: str) -> RenderableType:
    """Return each section that has lines as a table under its title."""
    return Group(*(_table(s, language) for s in sections if s.lines))


def _table(section: Section, language: str) -> RenderableType:
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(min_width=_LABEL)
    widest = max(len(_visible(line.quantities)) for line in section.lines)
    for _ in range(widest):
        table.add_column(justify="right", min_width=_NUMBER)
    for line in section.lines:
        cells = [shown(q.value, q.unit) for q in _visible(line.quantities)]
        pads = [same("")] * (widest - len(cells))
        table.add_row(*(_in(text, language) for text in (line.label, *pads, *cells)))
    title = _in(both(f"cli.section.{section.key}"), language)
    return Group(Text(title, style="bold"), table, Text())


def _visible(quantities: Sequence[Quantity]) -> list[Quantity]:
    return [quantity for quantity in quantities if quantity.shown]


def price_table(lines: Sequence[PriceLine], language: str) -> Table:
    """Return the items with their sums, and below each what it consists of.

    A star marks a line whose rate nobody has confirmed.
    """
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(min_width=_LABEL)
    table.add_column(justify="right", min_width=_NUMBER)
    for item, group in groupby(lines, lambda line: line.item):
        mine = list(group)
        whole = exact_money(sum(line.amount for line in mine))
        name = named("pay.item", item)
        table.add_row(_in(name, language), _in(whole, language), style="bold")
        for line in mine:
            words = f"  {_in(line_words(line), language)}"
            star = " *" if line.assumed else ""
            table.add_row(words + star, _in(exact_money(line.amount), language))
    whole = exact_money(sum(line.amount for line in lines))
    label = both("cli.price.paid")
    table.add_row(_in(label, language), _in(whole, language), style="bold")
    return table


def comparison_table(comparison: Comparison, language: str) -> Table:
    """Return the whole plans' quantities down, plans across, with differences."""
    table = Table(box=None, padding=(0, 2, 0, 0), header_style="bold")
    table.add_column(_in(both("cli.column.what"), language))
    for plan in comparison.plans:
        table.add_column(Text(visible(plan)), justify="right", overflow="fold")
    for row in comparison.rows:
        if row.scope == EVERYWHERE:
            name = quantity_name(row.topic, row.key)
            table.add_row(_in(name, language), *_values(row, language))
    return table


def _values(row: ComparedQuantity, language: str) -> list[str]:
    """Return each value; after the first, with its difference to the first."""
    texts = [_in(shown(row.values[0], row.unit), language)]
    pairs = zip(row.values[1:], row.differences[1:], strict=True)
    for value, difference in pairs:
        text = _in(shown(value, row.unit), language)
        if difference:
            sign = "+" if difference > 0 else ""
            change = written_value(difference, row.unit)
            text += f" ({sign}{_in(change, language)})"
        texts.append(text)
    return texts


def _in(text: Both, language: str) -> str:
    return visible(str(getattr(text, language)))
