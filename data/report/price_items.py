"""The price of a plan, item by item, until it adds up to the objective."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from data.both_languages import Both, both, named, rule_name
from data.price_words import line_words
from scheduler.audit.audit import Audit
from scheduler.pay.items import Item
from scheduler.pay.price_lines import PriceLine

_ORDER = {item.value: n for n, item in enumerate(Item)}


@dataclass(frozen=True)
class ItemLine:
    """So many, so much of each, at which rate."""

    words: Both
    amount: int
    assumed: Both | None


@dataclass(frozen=True)
class PriceItem:
    """One item of the price, or one rule's points."""

    name: Both
    minutes: int | None
    amount: int
    share: float
    """Of everything that costs, 0-1; deductions have none."""
    lines: tuple[ItemLine, ...] = ()
    """What the amount consists of."""


@dataclass(frozen=True)
class Price:
    """Personnel cost and the price of broken rules; öre."""

    personnel: tuple[PriceItem, ...]
    soft: tuple[PriceItem, ...]
    personnel_sum: int
    soft_sum: int

    @property
    def total(self) -> int:
        """The objective."""
        return self.personnel_sum + self.soft_sum


def price_of(audit: Audit) -> Price:
    """Add up an audit's cost lines by item and its breaches by rule."""
    minutes, amounts = _by_item(audit)
    lines = _lines_by_item(audit)
    rules: dict[str, int] = defaultdict(int)
    for breach in audit.breaches:
        rules[breach.rule] += breach.cost
    priced = {id_: cost for id_, cost in rules.items() if cost}
    whole = sum(max(0, n) for n in (*amounts.values(), *priced.values()))
    personnel = (
        PriceItem(
            _item_name(item), minutes[item], amount, _share(amount, whole), lines[item]
        )
        for item, amount in sorted(amounts.items(), key=lambda pair: _place(pair[0]))
    )
    soft = (
        PriceItem(_rule(id_), None, cost, _share(cost, whole))
        for id_, cost in sorted(priced.items(), key=lambda pair: -pair[1])
    )
    return Price(tuple(personnel), tuple(soft), audit.personnel_cost, audit.soft_cost)


def _by_item(audit: Audit) -> tuple[dict[str, int], dict[str, int]]:
    minutes: dict[str, int] = defaultdict(int)
    amounts: dict[str, int] = defaultdict(int)
    for line in audit.costs:
        minutes[line.item] += line.minutes
        amounts[line.item] += line.amount
    return minutes, amounts


def _lines_by_item(audit: Audit) -> Mapping[str, tuple[ItemLine, ...]]:
    found: dict[str, tuple[ItemLine, ...]] = defaultdict(tuple)
    for line in audit.price_lines:
        found[line.item] += (ItemLine(line_words(line), line.amount, _assumed(line)),)
    return found


def _assumed(line: PriceLine) -> Both | None:
    if line.assumed is None:
        return None
    return Both(line.assumed.text("sv"), line.assumed.text("en"))


def _place(item: str) -> tuple[int, str]:
    return _ORDER.get(item, len(_ORDER)), item


def _share(amount: int, whole: int) -> float:
    return max(0, amount) / whole if whole else 0.0


def _item_name(item: str) -> Both:
    return named("pay.item", item)


def _rule(id_: str) -> Both:
    return both("report.price.rule", id=id_, name=rule_name(id_))
