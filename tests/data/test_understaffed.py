"""The sample with too few people has every item of the price."""

from datetime import date

import pytest

from data.sample import make_sample
from scheduler.audit.audit import audit
from scheduler.domain.clock import wall_clock
from scheduler.domain.plan import Plan, ShiftRow, VisitRow
from scheduler.domain.problem import Employee, Problem
from scheduler.domain.shift_option import option_of
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
    """Make a plan by hand: what is promised, nights, evenings, and time on call."""
    monthly, hourly = ([*people] for people in _by_employment(sample))
    nights = [e.id for e in monthly if e.unit == "natt"]
    rows = list(sample.locked_shifts)
    for n, day in enumerate(sample.dates):
        rows += rows_of(sample, nights[n % 2], "N-N", day)
        rows += rows_of(sample, hourly[0].id, "H-E1", day)
    sunday = next(d for d in sample.dates if d.isoweekday() == 7)
    rows += rows_of(sample, hourly[-1].id, "N-J", sunday)
    rows += rows_of(sample, "e003", "H-B", sunday)
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
