"""What is counted of a world beside the base: costs, hours, people, staffing."""

import pytest

from data.comparison.cost_steps import cost_steps
from data.comparison.extra_hours import extra_hours
from data.comparison.people_met import people_met
from data.comparison.typical_day import typical_days
from scheduler.domain.plan import Plan
from scheduler.domain.problem import Vehicles
from tests.api.village import amy, good_plan, lazy_plan, village
from tests.build import UNIT
from tests.data.comparison.worlds import overtime_plan, world

GOOD, OVER = good_plan(), overtime_plan()


def test_the_steps_lead_from_one_cost_to_the_other_to_the_ore() -> None:
    found = world([GOOD], [OVER])
    steps = cost_steps(found)
    [base], [other] = found.base.runs, found.other.runs
    assert steps.base == base.audit.paid
    assert steps.steps[-1].after == steps.other == other.audit.paid
    assert [step.before for step in steps.steps[1:]] == [
        step.after for step in steps.steps[:-1]
    ]


def test_only_items_that_differ_are_steps() -> None:
    steps = cost_steps(world([GOOD], [OVER])).steps
    assert {step.item for step in steps} == {"overtime_qualified", "po"}
    assert cost_steps(world([GOOD], [GOOD])).steps == ()


def test_vehicles_are_steps_after_personnel() -> None:
    driving = village(
        employees=(amy(transport="car"),),
        vehicles=(Vehicles(unit=UNIT, km_price=0, day_price=12_000),),
    )
    found = world([GOOD], [OVER], driving)
    [run] = found.other.runs
    steps = cost_steps(found)
    assert steps.steps[-1].item == "car_day"
    assert steps.steps[-1].change == run.audit.vehicle_cost == 12_000
    assert steps.steps[-1].after == steps.other == run.audit.paid


def test_a_step_is_the_mean_over_the_plans() -> None:
    one = cost_steps(world([GOOD], [OVER]))
    half = cost_steps(world([GOOD, GOOD], [OVER, GOOD]))
    assert half.base == one.base
    assert half.other - half.base == pytest.approx((one.other - one.base) / 2)


def test_hours_above_the_contract_stand_in_their_week_and_unit() -> None:
    [unit] = extra_hours(world([GOOD, GOOD], [OVER, GOOD]))
    [week] = unit.weeks
    assert (unit.unit, week.week) == (amy().unit, (2026, 52))
    assert (week.base_extra, week.base_overtime) == (0, 0)
    assert (week.other_extra, week.other_overtime) == (0, 8 / 2)
    assert week.most == 4


def test_without_hours_above_the_contract_there_is_no_unit() -> None:
    assert extra_hours(world([GOOD], [GOOD])) == ()


def test_clients_are_counted_by_how_many_people_they_meet() -> None:
    met = people_met(world([GOOD], [Plan()]))
    assert met.base.by_client == {"carl": 1}
    assert (met.base.clients, met.base.middle) == ({1: 1}, 1)
    assert (met.other.by_client, met.other.middle) == ({}, None)
    assert list(met.counts) == [1]
    assert list(people_met(world([Plan()], [Plan()])).counts) == []


def test_staffing_is_the_mean_over_the_days_of_a_kind() -> None:
    days = {d.kind: d for d in typical_days(world([GOOD], [lazy_plan()]))}
    weekday, weekend = days["weekday"], days["weekend"]
    assert weekday.base.on_duty[8] == pytest.approx(1 / 5)  # one of five weekdays
    assert weekday.base.on_duty == weekday.other.on_duty
    assert weekday.base.on_duty[16] == 0
    assert set(weekend.base.on_duty) == {0}
    assert weekday.top == pytest.approx(max(*weekday.base.wanted, 1 / 5))


def test_demand_that_differs_is_seen_on_each_side() -> None:
    without = village(visits=village().visits[:1])
    [weekday] = [
        d for d in typical_days(world([GOOD], [Plan()], without)) if d.kind == "weekday"
    ]
    assert sum(weekday.base.wanted) > sum(weekday.other.wanted) > 0
