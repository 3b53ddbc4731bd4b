"""The comparison as one page that works offline, prints well and reads both ways."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from jinja2 import Environment

from data.both_languages import Both
from data.comparison.compared_world import ComparedWorld, WholeComparison
from data.comparison.comparison_charts import (
    FloatingBar,
    extra_hours_chart,
    middle_words,
    people_met_chart,
    typical_day_chart,
    waterfall,
    whiskers,
)
from data.comparison.cost_steps import cost_steps
from data.comparison.extra_hours import extra_hours
from data.comparison.frontier import Frontier
from data.comparison.frontier_charts import frontier_charts
from data.comparison.people_met import people_met
from data.comparison.plot import Chart
from data.comparison.quantity_rows import QuantityRow, quantity_row, signed, verdict_of
from data.comparison.typical_day import typical_days
from data.report.text import environment
from data.words.compared_words import COST, FIRST_QUANTITIES, HEADLINE, shown
from scheduler.audit.paired_quantities import PairedQuantity


@dataclass(frozen=True)
class WorldChapter:
    """What the page tells of one world."""

    world: ComparedWorld
    cost: QuantityRow
    headline: tuple[QuantityRow, ...]
    first: tuple[QuantityRow, ...]
    rest: tuple[QuantityRow, ...]
    waterfall: tuple[FloatingBar, ...]
    extra_hours: tuple[Chart, ...]
    people_met: Chart | None
    middles: tuple[Both, Both]
    days: tuple[Chart, ...]


def comparison_html(
    whole: WholeComparison, frontiers: Sequence[Frontier] = ()
) -> bytes:
    """Return the page; it is the same bytes for the same comparison."""
    page = _environment().get_template("comparison.html.j2")
    chapters = [_chapter(world, whole.is_study) for world in whole.worlds]
    html = page.render(
        whole=whole,
        frontiers=[(each, frontier_charts(each)) for each in frontiers],
        shown=shown,
        signed=signed,
        chapters=chapters,
        overview=list(zip(chapters, whiskers(whole.worlds), strict=True)),
        has_whiskers=any(
            q.difference.half_width for world in whole.worlds for q in world.quantities
        ),
    )
    return html.encode()


@cache
def _environment() -> Environment:
    return environment("data.comparison")


def _chapter(world: ComparedWorld, is_study: bool) -> WorldChapter:
    met = people_met(world)
    first = [world.of(topic, key) for topic, key in FIRST_QUANTITIES]
    rest = [q for q in world.quantities if q not in first]
    return WorldChapter(
        world=world,
        cost=next(_rows([world.of(*COST)], is_study)),
        headline=tuple(_rows([world.of(*row) for row in HEADLINE], is_study)),
        first=tuple(_rows(first, is_study)),
        rest=tuple(_rows(rest, is_study)),
        waterfall=waterfall(cost_steps(world), world.base.name, world.other.name),
        extra_hours=tuple(extra_hours_chart(unit) for unit in extra_hours(world)),
        people_met=people_met_chart(met) if met.counts else None,
        middles=(middle_words(met.base), middle_words(met.other)),
        days=tuple(typical_day_chart(day) for day in typical_days(world)),
    )


def _rows(
    found: "list[PairedQuantity | None] | list[PairedQuantity]", is_study: bool
) -> Iterator[QuantityRow]:
    for quantity in found:
        if quantity is None:
            continue
        width = quantity.difference.half_width if is_study else None
        yield quantity_row(
            quantity, width, verdict_of(quantity.difference, is_study=is_study)
        )
