"""What compared quantities are called, and how their values are written."""

from data.both_languages import (
    Both,
    amount,
    both,
    measure,
    named,
    number,
    rule_name,
)
from scheduler.audit.comparison import Topic

_DECIMALS = {
    "count": 0,
    "visits": 0,
    "breaches": 0,
    "cars": 0,
    "people": 1,
    "km": 1,
    "h": 1,
    "%": 1,
    "min": 1,
}
_AMOUNTS = ("kr", "points")
_BARE = ("", "count")


COST = Topic.OBJECTIVE, "personnel_cost"
HEADLINE = (
    (Topic.STATE, "must_open"),
    (Topic.FIGURE, "H_overtime"),
    (Topic.FIGURE, "K12"),
    (Topic.FIGURE, "K01"),
)
"""What is shown of every world at first besides the cost."""

FIRST_QUANTITIES = (
    (Topic.OBJECTIVE, "personnel_cost"),
    (Topic.OBJECTIVE, "vehicle_cost"),
    (Topic.OBJECTIVE, "paid"),
    (Topic.STATE, "must_open"),
    (Topic.STATE, "hard_breaches"),
    (Topic.STATE, "told_changed"),
    (Topic.STATE, "told_late"),
    (Topic.COST, "overtime_simple"),
    (Topic.COST, "overtime_qualified"),
    (Topic.COST, "extra"),
    (Topic.COST, "hourly"),
    (Topic.FIGURE, "H_paid"),
    (Topic.FIGURE, "K12"),
    (Topic.FIGURE, "K01"),
    (Topic.FIGURE, "K03"),
    (Topic.FIGURE, "D_car"),
    (Topic.FIGURE, "D_cars"),
    (Topic.FIGURE, "K24"),
    (Topic.PER_VISIT_HOUR, "personnel_cost"),
    (Topic.OBJECTIVE, "soft_cost"),
)
"""What a planner and a board ask for; the rest is in the files."""


def quantity_name(topic: Topic, key: str) -> Both:
    """Return what people call a quantity of a comparison."""
    if topic in (Topic.OBJECTIVE, Topic.STATE):
        return both(f"cli.price.{key}")
    if topic in (Topic.BREACHES, Topic.SOFT_COST):
        return both(f"cli.compare.{topic}", rule=key, title=rule_name(key))
    if topic is Topic.PER_VISIT_HOUR:
        whole = both("cli.price.personnel_cost")
        name = whole if key == "personnel_cost" else named("figure", key)
        return both("cli.compare.per_visit_hour", name=name)
    return named("pay.item" if topic is Topic.COST else "figure", key)


def shown(value: float | None, unit: str) -> Both:
    """Write a number with its unit."""
    if value is None:
        return both("cli.unknown")
    text = written_value(value, unit)
    if unit in _BARE:
        return text
    counted = measure(unit, value)
    return Both(f"{text.sv} {counted.sv}", f"{text.en} {counted.en}")


def written_value(value: float, unit: str) -> Both:
    """Write a number with as many decimals as its unit has."""
    if unit in _AMOUNTS:
        return amount(round(100 * value))
    return number(value, _DECIMALS.get(unit, 2))
