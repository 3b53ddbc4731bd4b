"""What units have: vehicles and budgets."""

from collections.abc import Iterable

from data.columns import Sheet, given, needed
from data.reading.cells import IDENT, MONTH, money, whole
from data.reading.records import Record
from scheduler.domain.problem import UnitBudget, Vehicles

VEHICLES_UNIT = needed("unit_id", IDENT, "units")
KM_PRICE = given("km_price", money(0, 1000), 0)
DAY_PRICE = given("day_price", money(0, 100_000), 0)
CARS = given("cars", whole(0, 10_000), None)
VEHICLES = Sheet("vehicles", (VEHICLES_UNIT, KM_PRICE, DAY_PRICE, CARS), VEHICLES_UNIT)

BUDGET_UNIT = needed("unit_id", IDENT, "units")
BUDGET_MONTH = needed("month", MONTH)
BUDGET_AMOUNT = needed("amount", money(0, 900_000_000))
BUDGETS = Sheet("budgets", (BUDGET_UNIT, BUDGET_MONTH, BUDGET_AMOUNT))


def vehicles(record: Record) -> Vehicles:
    """Return what a sound row says of a unit's cars."""
    return Vehicles(
        unit=record[VEHICLES_UNIT],
        km_price=record[KM_PRICE],
        day_price=record[DAY_PRICE],
        cars=record[CARS],
    )


def budget(record: Record) -> UnitBudget:
    """Return the budget of a sound row."""
    return UnitBudget(
        unit=record[BUDGET_UNIT],
        month=record[BUDGET_MONTH],
        amount=record[BUDGET_AMOUNT],
    )


def check_repeated(records: Iterable[Record]) -> None:
    """Blame each row for a unit and month that has one already."""
    seen = set()
    for record in records:
        key = record.get(BUDGET_UNIT), record.get(BUDGET_MONTH)
        if None not in key and key in seen:
            record.blame("repeated_month", BUDGET_MONTH)
        seen.add(key)
