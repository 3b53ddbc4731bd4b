"""Each part of a split shift has a unit and a pay class of its own."""

import pytest

from constraints.hours.contracted_hours import ContractedHours
from constraints.hours.extra_hours_cap import ExtraHoursCap
from constraints.hours.overtime_cap import OvertimeCap
from constraints.shifts.resource_shifts import ResourceShifts
from constraints.shifts.shift_catalogue import ShiftCatalogue
from constraints.shifts.staffing_demand import StaffingDemand
from scheduler.audit.audit import audit
from scheduler.domain.plan_view import PlanView
from scheduler.pay.price import price_plan
from scheduler.rules.rule import Breach, Rule
from tests.build import (
    UNIT,
    day,
    employee,
    need,
    plan,
    problem,
    shift_row,
    shift_type,
    unit,
)

TYPES = (shift_type("split", "07:00-11:00|15:00-19:00", unit=None),)
UNITS = (unit(lends_to=("near",)), unit("near"), unit("far"))


def view(pay_class: str = "ordinary", where: str = UNIT, **given: object) -> PlanView:
    """Return a split shift whose second part is of that class, in that unit."""
    first = shift_row("amy", "2026-12-22 07:00", "2026-12-22 11:00", shift="split")
    second = shift_row(
        "amy",
        "2026-12-22 15:00",
        "2026-12-22 19:00",
        shift="split",
        part=2,
        pay_class=pay_class,
        unit=where,
    )
    made = problem(**{"shift_types": TYPES, "units": UNITS, **given})
    return PlanView(made, plan(first, second))


def found(rule: Rule, made: PlanView) -> list[Breach]:
    return list(rule.check(made))


@pytest.mark.parametrize(
    ("pay_class", "item", "amount"),
    [
        pytest.param("overtime", "overtime_qualified", 192_000, id="4 h at 240 %"),
        pytest.param("ordinary", "overtime_qualified", None, id="contracted"),
    ],
)
def test_each_part_is_paid_by_its_own_class(
    pay_class: str, item: str, amount: int | None
) -> None:
    lines = price_plan(view(pay_class))
    assert {line.item: line.amount for line in lines}.get(item) == amount


@pytest.mark.parametrize(
    ("pay_class", "worked"), [("overtime", 240), ("ordinary", 480)]
)
def test_only_ordinary_parts_fill_the_contract(pay_class: str, worked: int) -> None:
    hard = [b for b in found(ContractedHours(), view(pay_class)) if b.hard]
    assert [b.found for b in hard] == [worked - 1440]


def test_only_parts_above_the_contract_count_against_its_caps() -> None:
    part_timer = (employee(degree_pct=50),)
    for rule, pay_class in (
        (OvertimeCap(four_weeks_hours=3), "overtime"),
        (ExtraHoursCap(four_weeks_hours=3), "extra"),
    ):
        made = view(pay_class, employees=part_timer)
        assert [b.amount for b in found(rule, made)] == [60]
        assert found(rule, view(employees=part_timer)) == []


@pytest.mark.parametrize(("where", "messages"), [("near", []), ("far", ["not_lent"])])
def test_each_part_is_in_a_unit_that_is_lent_to(
    where: str, messages: list[str]
) -> None:
    assert [b.message for b in found(ShiftCatalogue(), view(where=where))] == messages


def test_a_part_elsewhere_is_a_step_from_the_own_unit() -> None:
    away = [b for b in found(ResourceShifts(), view(where="near")) if b.cost]
    assert [(b.message, b.amount) for b in away] == [("away", 1)]
    assert found(ResourceShifts(), view()) == []


@pytest.mark.parametrize(("where", "missing"), [(UNIT, []), ("near", [60])])
def test_who_is_elsewhere_is_not_present(where: str, missing: list[int]) -> None:
    row = need("2026-12-22 16:00", "2026-12-22 17:00", want=0)
    made = view(where=where, staffing=(row,))
    assert [b.amount for b in found(StaffingDemand(), made)] == missing


def test_hours_are_shown_by_the_class_of_each_part() -> None:
    made = view("overtime")
    figures = audit(made.problem, made.plan, ()).figures["all"]
    assert (figures["H_ordinary"].value, figures["H_overtime"].value) == (4.0, 4.0)
    assert made.duties[0].date == day(1)
