"""The sample with too few people has every item of the price."""

from datetime import date

import pytest

from constraints import default_rules
from data.sample import make_sample
from scheduler.audit.audit import audit
from scheduler.domain.clock import wall_clock
from scheduler.domain.plan import Plan, ShiftRow, VisitRow
from scheduler.domain.problem import Employee, Problem
from scheduler.domain.shift_option import option_of
from scheduler.feasibility import feasibility
from scheduler.pay.items import Item, VehicleItem
from tests.judge import shift_rows


@pytest.fixture(scope="module")
def sample() -> Problem:
    return make_sample("understaffed")


def rows_of(sample: Problem, who: str, shift: str, day: date) -> list[ShiftRow]:
    type_ = sample.shift_type[shift]
    clock = wall_clock(sample.timezone)
    option = option_of(clock, type_, day, type_.unit or "")
    return shift_rows(sample, who, option)


def a_plan(sample: Problem) -> Plan:
    """Make a plan by hand: what is promised, nights and evenings."""
    monthly, hourly = ([*people] for people in _by_employment(sample))
    nights = [e.id for e in monthly if e.unit == "natt"]
    rows = list(sample.locked_shifts)
    promised = {(row.employee, row.date) for row in rows}
    for n, day in enumerate(sample.dates):
        if (nights[n % 2], day) not in promised:
            rows += rows_of(sample, nights[n % 2], "N-N", day)
        rows += rows_of(sample, hourly[0].id, "H-E1", day)
    return Plan(shifts=tuple(rows), visits=(_call(sample, hourly[0].id),))


def _by_employment(sample: Problem) -> tuple[list[Employee], list[Employee]]:
    people = sample.employees
    return [e for e in people if e.is_monthly], [e for e in people if not e.is_monthly]


def _call(sample: Problem, who: str) -> VisitRow:
    """Let somebody make a visit in the evening."""
    at = wall_clock(sample.timezone).at
    visit = next(
        v
        for v in sample.visits
        if v.unit == "hemma" and at(v.date, 15 * 60) < v.earliest < at(v.date, 20 * 60)
    )
    return VisitRow(
        visit=visit.id,
        employee=who,
        start=visit.earliest,
        end=visit.earliest + visit.minutes,
        from_id="hemma",
    )


def test_every_item_of_the_price_is_there(sample: Problem) -> None:
    found = audit(sample, a_plan(sample), ())
    paid = {line.item for line in found.price_lines if line.amount}
    assert paid == {*Item, *VehicleItem}
    assert {(b.unit, b.month.month) for b in found.budgets} == {
        ("hemma", 3),
        ("hemma", 4),
        ("natt", 3),
        ("natt", 4),
    }
    assert sum(b.planned for b in found.budgets) == found.paid


ANY_PLAN = {
    *(Item.OB_A, Item.OB_A_NIGHT, Item.OB_B, Item.OB_B_NIGHT, Item.OB_C, Item.OB_D),
    *(Item.HOURLY, Item.HOLIDAY_PAY),
    *VehicleItem,
}
"""What days, evenings, nights and a weekend cost that nobody needs to promise."""


def test_what_a_plan_might_be_without_is_promised(sample: Problem) -> None:
    """So that whoever solves it sees every item, however the plan comes out."""
    found = audit(sample, Plan(shifts=sample.locked_shifts), ())
    paid = {line.item for line in found.price_lines if line.amount}
    assert paid >= {*Item} - ANY_PLAN
    found_wrong = {found.check for found in feasibility(sample, default_rules())}
    assert "lock_forbidden" not in found_wrong


def test_its_fridays_lie_on_both_sides_of_the_change(sample: Problem) -> None:
    found = audit(sample, a_plan(sample), ())
    fridays = {
        line.hours
        for line in found.price_lines
        if (line.item, line.weekday, line.rate) == ("ob_b", 5, 66.1)
    }
    before = {
        line.hours
        for line in found.price_lines
        if (line.item, line.weekday, line.rate) == ("ob_b", 5, 63.9)
    }
    assert (17, 19) in fridays
    assert before == {(19, 22)}
