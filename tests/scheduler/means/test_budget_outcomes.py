"""What units cost beside their budgets, and K24."""

from datetime import date

from scheduler.audit.audit import Audit, audit
from scheduler.domain.plan import ShiftRow, VisitRow
from scheduler.domain.problem import UnitBudget, Vehicles
from tests.build import (
    UNIT,
    client,
    employee,
    plan,
    problem,
    shift_row,
    unit,
    visit,
    visit_row,
)

DECEMBER = date(2026, 12, 1)
PEOPLE = (employee("amy"), employee("eva", unit="other"))


def judged(*rows: ShiftRow | VisitRow, **given: object) -> Audit:
    """Judge a plan of a week in December; the budget of its days is 70 000 kr."""
    usual = {
        "employees": PEOPLE,
        "units": (unit(lends_to=("other",)), unit("other")),
        "clients": (client("carl", lat=59.25),),
        "visits": (visit("v1"),),
        "budgets": (UnitBudget(unit=UNIT, month=DECEMBER, amount=31_000_000),),
    }
    return audit(problem(**usual | given), plan(*rows), ())


def cost_of(found: Audit, who: str) -> int:
    return sum(line.amount for line in found.costs if line.employee == who)


def test_people_cost_the_unit_that_they_belong_to_wherever_they_work() -> None:
    found = judged(
        shift_row("amy", "2026-12-26 07:00", "2026-12-26 16:00", unit="other")
    )
    [outcome] = found.budgets
    assert (outcome.days, outcome.budget) == (7, 7_000_000)
    assert outcome.planned == cost_of(found, "amy")
    assert outcome.above == outcome.planned - 7_000_000


def test_cars_cost_the_unit_that_they_are_driven_for() -> None:
    cars = (Vehicles(unit=UNIT, km_price=250, day_price=12_000),)
    found = judged(shift_row(), visit_row(), vehicles=cars)
    [outcome] = found.budgets
    assert found.vehicle_cost > 12_000
    assert outcome.planned == cost_of(found, "amy") + found.vehicle_cost


def test_k24_is_the_deviation_in_percent_and_kronor() -> None:
    found = judged()
    [outcome] = found.budgets
    for scope in ("all", UNIT):
        figures = found.figures[scope]
        assert figures["K24"].value == round(100 * outcome.above / 7_000_000, 6)
        assert figures["K24_kr"].value == outcome.above / 100
    assert found.figures["other"]["K24"].value is None


def test_months_that_the_plan_has_no_days_of_are_left_out() -> None:
    budgets = (
        UnitBudget(unit=UNIT, month=date(2026, 11, 1), amount=1),
        UnitBudget(unit=UNIT, month=date(2027, 12, 1), amount=1),
    )
    assert judged(budgets=budgets).budgets == ()


def test_all_that_is_paid_is_in_some_budget_where_every_unit_and_month_has_one() -> (
    None
):
    budgets = tuple(
        UnitBudget(unit=u, month=m, amount=1)
        for u in (UNIT, "other")
        for m in (DECEMBER, date(2027, 1, 1))
    )
    night = shift_row("amy", "2026-12-31 21:00", "2027-01-01 07:00")
    found = judged(night, start=date(2026, 12, 28), budgets=budgets, visits=())
    assert len(found.budgets) == 4
    assert sum(outcome.planned for outcome in found.budgets) == found.paid
