"""What a study found, as rows and bars to look at."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import fmean

from api.http.pages.scenarios.named_worlds import world_name, world_why
from api.http.studies.study_views import PairedView, StudyFindings, WorldView
from data.both_languages import Both
from data.comparison.comparison_charts import FloatingBar, waterfall
from data.comparison.cost_steps import CostSteps, steps_between
from data.comparison.quantity_rows import QuantityRow, quantity_row
from data.words.compared_words import (
    COST,
    FIRST_QUANTITIES,
    HEADLINE,
    shown,
    written_value,
)
from scheduler.audit.comparison import Topic
from scheduler.audit.paired_quantities import PairedQuantity


@dataclass(frozen=True)
class PairedRow(QuantityRow):
    """A quantity in the base and in another world, and how plans of a world differ."""

    base_spread: Both | None
    other_spread: Both | None
    """From the least to the most of all seeds; ``None`` where all are alike."""


@dataclass(frozen=True)
class CostWhisker:
    """A difference in cost with its interval; places are per cent of the width."""

    low: float
    at: float
    high: float
    zero: float


@dataclass(frozen=True)
class StudiedWorld:
    """What is told of one world."""

    world: WorldView
    name: Both
    why: Both
    headline: tuple[PairedRow | None, ...]
    first: tuple[PairedRow, ...]
    rest: tuple[PairedRow, ...]
    whisker: CostWhisker | None
    fall: tuple[FloatingBar, ...]


def world_chapters(found: StudyFindings) -> list[StudiedWorld]:
    """Return every world, with bars of one scale for all."""
    costs = [_of(world, *COST) for world in found.worlds]
    reach = max((_reach(cost) for cost in costs if cost), default=0.0)
    return [
        StudiedWorld(
            world=world,
            name=world_name(world),
            why=world_why(world),
            headline=tuple(_row(_of(world, *key)) for key in (COST, *HEADLINE)),
            first=tuple(_rows([_of(world, *key) for key in FIRST_QUANTITIES])),
            rest=tuple(_rows([q for q in world.quantities if not _is_first(q)])),
            whisker=_whisker(cost, reach) if cost else None,
            fall=_fall(world, found.base) if cost else (),
        )
        for world, cost in zip(found.worlds, costs, strict=True)
    ]


def _of(world: WorldView, topic: Topic, key: str) -> PairedView | None:
    found = (q for q in world.quantities if (q.topic, q.key) == (topic, key))
    return next(found, None)


def _is_first(quantity: PairedView) -> bool:
    return (quantity.topic, quantity.key) in FIRST_QUANTITIES


def _rows(quantities: Sequence[PairedView | None]) -> Iterator[PairedRow]:
    for quantity in quantities:
        if (row := _row(quantity)) is not None:
            yield row


def _row(quantity: PairedView | None) -> PairedRow | None:
    if quantity is None:
        return None
    paired = PairedQuantity(**quantity.model_dump())
    told = paired.difference
    row = quantity_row(paired, told.half_width, told.verdict.value)
    return PairedRow(
        **vars(row),
        base_spread=_spread(quantity.base, quantity.unit),
        other_spread=_spread(quantity.other, quantity.unit),
    )


def _spread(values: Sequence[float], unit: str) -> Both | None:
    if min(values) == max(values):
        return None
    least, most = written_value(min(values), unit), shown(max(values), unit)
    return Both(f"{least.sv} – {most.sv}", f"{least.en} – {most.en}")


def _reach(cost: PairedView) -> float:
    return abs(cost.difference.mean) + (cost.difference.half_width or 0)


def _whisker(cost: PairedView, reach: float) -> CostWhisker:
    """Place a difference on an axis with nothing in its middle."""
    mean, wide = cost.difference.mean, cost.difference.half_width or 0

    def place(value: float) -> float:
        return round(50 + 45 * value / reach, 2) if reach else 50.0

    return CostWhisker(place(mean - wide), place(mean), place(mean + wide), place(0))


def _fall(world: WorldView, base: str) -> tuple[FloatingBar, ...]:
    *bars, last = waterfall(_steps(world), base, world.name)
    return *bars, last._replace(name=world_name(world))


def _steps(world: WorldView) -> CostSteps:
    """Return the way from one cost to the other, item by item, öre."""
    items = [q for q in world.quantities if q.topic is Topic.COST]
    base = {item.key: 100 * fmean(item.base) for item in items}
    return steps_between(base, {q.key: 100 * fmean(q.other) for q in items})
