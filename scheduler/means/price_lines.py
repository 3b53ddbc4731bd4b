"""The price of a plan line by line: how many, how much of it, at which rate.

The lines are what the pay engine added up, alike ones counted; nothing is priced anew.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import chain
from typing import NamedTuple

from scheduler.domain.values import Frozen
from scheduler.pay.assumptions import Assumption, assumption_of
from scheduler.pay.items import Entry, Item, Measure, RatedQuantity
from scheduler.pay.money import rounded_fraction
from scheduler.pay.ob import Hours
from scheduler.pay.price import PlanEntries

ROUNDING = "rounding"
"""The kind of the line that makes an item whole."""
_UNITS = {Measure.HOURS: 60, Measure.KRONOR: 100}
"""How many of a quantity are one hour or krona."""


class PriceLine(Frozen):
    """What is alike in one item: ``count`` × ``quantity`` × ``rate`` = ``amount``."""

    item: str
    unit: str = ""
    """Whose vehicles; personnel is of the whole plan."""
    kind: str = ""
    """What it is, where the item does not say: a key ``pay.kind.<kind>``."""
    month: str = ""
    """The year and month whose days are counted: ``2026-12``."""
    weekday: int | None = None
    """Monday is 1."""
    hours: Hours | None = None
    """The clock hours that have the rate."""
    count: int = 1
    measure: Measure
    quantity: float
    """Hours, days or kronor."""
    rate: float
    """Kronor for one hour, day or time; of kronor, percent."""
    amount: int
    """Öre."""
    assumed: Assumption | None = None
    """What the rate rests on, if nobody has confirmed it."""


class _Alike(NamedTuple):
    """What quantities of one line have in common; lines stand in its order."""

    kind: str
    month: str
    weekday: int
    hours: Hours
    measure: Measure
    rate: int | Fraction
    quantity: int | Fraction
    row: int
    """Which row of an agreement the rate is from, by number."""


def price_lines(entries: PlanEntries) -> tuple[PriceLine, ...]:
    """Return the price of a plan line by line, in the order of ``Item``.

    The amounts of an item's lines add up to what the plan costs under it: rounding,
    once for each duty and month, has a line of its own.
    """
    by_item: dict[Item, list[Entry]] = defaultdict(list)
    for entry in chain.from_iterable(entries.values()):
        by_item[entry.item].append(entry)
    return tuple(line for item in Item for line in _lines(item, by_item[item]))


def _lines(item: Item, entries: Sequence[Entry]) -> Iterator[PriceLine]:
    alike: dict[_Alike, list[RatedQuantity]] = defaultdict(list)
    rows: dict[int, int] = {}
    for entry in entries:
        for rated in entry.quantities:
            row = rows.setdefault(id(rated.stated), len(rows))
            alike[_likeness(rated, row)].append(rated)
    left = sum(entry.amount for entry in entries)
    for key in sorted(alike):
        line = _line(item, key, alike[key])
        left -= line.amount
        yield line
    if left:
        yield PriceLine(
            item=item.value,
            kind=ROUNDING,
            measure=Measure.TIMES,
            quantity=1,
            rate=left / 100,
            amount=left,
        )


def _likeness(rated: RatedQuantity, row: int) -> _Alike:
    """Return what makes quantities alike; kronor are added up, whatever they are."""
    is_day, is_share = (rated.measure is m for m in (Measure.DAYS, Measure.KRONOR))
    return _Alike(
        kind=rated.kind,
        month=f"{rated.day:%Y-%m}" if is_day else "",
        weekday=rated.day.isoweekday() if rated.hours else 0,
        hours=rated.hours or (0, 0),
        measure=rated.measure,
        rate=rated.rate,
        quantity=0 if is_share else rated.quantity,
        row=row,
    )


def _line(item: Item, alike: _Alike, quantities: Sequence[RatedQuantity]) -> PriceLine:
    first, together = quantities[0], sum(rated.quantity for rated in quantities)
    count = 1 if first.measure is Measure.KRONOR else len(quantities)
    return PriceLine(
        item=item.value,
        kind=alike.kind,
        month=alike.month,
        weekday=alike.weekday or None,
        hours=first.hours,
        count=count,
        measure=alike.measure,
        quantity=float(together / count / _UNITS.get(alike.measure, 1)),
        rate=float(alike.rate / 100),
        amount=rounded_fraction(first._replace(quantity=together).exact),
        assumed=assumption_of(first.stated, item.removeprefix("ob_")),
    )
