"""What a plan costs, item by item, and beside it what its broken rules weigh."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from data.both_languages import Both, both, named, rule_name
from data.words.price_words import line_words
from scheduler.audit.audit import Audit
from scheduler.means.price_lines import PriceLine
from scheduler.pay.items import Item, VehicleItem

_VEHICLES = {item.value for item in VehicleItem}
_ORDER = {item.value: n for n, item in enumerate((*Item, *VehicleItem))}


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
    """Of everything that is paid, or of all points, 0-1; deductions have none."""
    lines: tuple[ItemLine, ...] = ()
    """What the amount consists of."""


@dataclass(frozen=True)
class Price:
    """What is paid, and what broken rules weigh; öre."""

    personnel: tuple[PriceItem, ...]
    vehicles: tuple[PriceItem, ...]
    soft: tuple[PriceItem, ...]
    personnel_sum: int
    vehicle_sum: int
    soft_sum: int

    @property
    def paid(self) -> int:
        """Personnel and vehicles."""
        return self.personnel_sum + self.vehicle_sum

    @property
    def total(self) -> int:
        """The objective: what is paid and what rules weigh together."""
        return self.paid + self.soft_sum


def price_of(audit: Audit) -> Price:
    """Add up an audit's cost lines by item and its breaches by rule."""
    minutes, amounts = _by_item(audit)
    lines = _lines_by_item(audit)
    paid = sum(max(0, n) for n in amounts.values())
    rules: dict[str, int] = defaultdict(int)
    for breach in audit.breaches:
        rules[breach.rule] += breach.cost
    items = {
        item: PriceItem(
            _item_name(item), minutes[item], amount, _share(amount, paid), lines[item]
        )
        for item, amount in sorted(amounts.items(), key=lambda pair: _place(pair[0]))
    }
    soft = (
        PriceItem(_rule(id_), None, cost, _share(cost, audit.soft_cost))
        for id_, cost in sorted(rules.items(), key=lambda pair: -pair[1])
        if cost
    )
    return Price(
        personnel=tuple(p for item, p in items.items() if item not in _VEHICLES),
        vehicles=tuple(p for item, p in items.items() if item in _VEHICLES),
        soft=tuple(soft),
        personnel_sum=audit.personnel_cost,
        vehicle_sum=audit.vehicle_cost,
        soft_sum=audit.soft_cost,
    )


def _by_item(audit: Audit) -> tuple[dict[str, int], dict[str, int]]:
    minutes: dict[str, int] = defaultdict(int)
    amounts: dict[str, int] = defaultdict(int)
    for line in audit.costs:
        minutes[line.item] += line.minutes
        amounts[line.item] += line.amount
    for vehicle in audit.vehicles:
        amounts[vehicle.item] += vehicle.amount
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
