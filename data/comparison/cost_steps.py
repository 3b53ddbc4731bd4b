"""From one cost to the other, item by item: a waterfall that adds up to the öre."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from data.both_languages import Both, named
from data.comparison.compared_world import ComparedSide, ComparedWorld
from scheduler.pay.items import Item, VehicleItem


@dataclass(frozen=True)
class CostStep:
    """What one item does to the cost; öre, the mean over the plans."""

    item: str
    name: Both
    base: float
    other: float
    before: float
    """Where the cost stands before this item."""

    @property
    def change(self) -> float:
        """How much more the item costs."""
        return self.other - self.base

    @property
    def after(self) -> float:
        """Where the cost stands after this item."""
        return self.before + self.change


@dataclass(frozen=True)
class CostSteps:
    """Both costs, and all items between them that differ."""

    base: float
    other: float
    steps: tuple[CostStep, ...]


def cost_steps(world: ComparedWorld) -> CostSteps:
    """Return the waterfall of what a world pays: personnel, then vehicles."""
    return steps_between(_by_item(world.base), _by_item(world.other))


def steps_between(base: Mapping[str, float], other: Mapping[str, float]) -> CostSteps:
    """Return the waterfall between what each item costs in two worlds, öre."""
    steps: list[CostStep] = []
    level = sum(base.values(), 0.0)
    for item in (item.value for item in (*Item, *VehicleItem)):
        before, after = base.get(item, 0.0), other.get(item, 0.0)
        step = CostStep(item, named("pay.item", item), before, after, level)
        if step.change:
            steps.append(step)
            level = step.after
    return CostSteps(sum(base.values()), sum(other.values()), tuple(steps))


def _by_item(side: ComparedSide) -> defaultdict[str, float]:
    found: defaultdict[str, float] = defaultdict(float)
    for run in side.runs:
        for line in run.audit.costs:
            found[line.item] += line.amount / len(side.runs)
        for vehicle in run.audit.vehicles:
            found[vehicle.item] += vehicle.amount / len(side.runs)
    return found
