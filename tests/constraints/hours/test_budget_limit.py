"""V06: what units may cost a month."""

from datetime import date
from typing import Any

import pytest

from constraints.hours.budget_limit import BudgetLimit
from scheduler.context.planning_context import PlanningContext
from scheduler.domain.plan import Plan
from scheduler.domain.plan_view import PlanView
from scheduler.domain.problem import Problem, UnitBudget, Vehicles
from scheduler.feasibility import feasibility
from scheduler.pay.price import month_costs
from scheduler.roster.variables import Tour
from scheduler.rules.tour_weights import TourWeights
from scheduler.tours.draft import tour_of
from tests.build import (
    UNIT,
    client,
    employee,
    hourly,
    problem,
    shift_type,
    unit,
    visit,
)
from tests.judge import Pick, judge, offer, plan_of

EXACT = BudgetLimit(above_pct=0)
HARD = BudgetLimit(hard=True, above_pct=0)
MONTH = date(2026, 12, 1)
WEEK = {"start": date(2026, 12, 7), "days": 7}
TYPES = (shift_type("day", "08:00-16:00"),)


def town(budget: int = 0, **given: Any) -> Problem:
    """Build a week with a budget (öre) for its days, of one monthly and one hourly."""
    people = (employee("amy"), hourly("tim"))
    whole = UnitBudget(unit=UNIT, month=MONTH, amount=budget * 31 // 7)
    usual = {"employees": people, "budgets": (whole,), "shift_types": TYPES, **WEEK}
    return problem(**usual | given)


SHIFT = offer(town(), "day", date(2026, 12, 7))
SUNDAY = offer(town(), "day", date(2026, 12, 13))


def cost_of(pick: Pick, **given: Any) -> int:
    made = town(**given)
    return month_costs(PlanView(made, plan_of(made, pick)))[UNIT, MONTH]


PICK = Pick(works=[("amy", SUNDAY), ("tim", SHIFT)])


@pytest.mark.parametrize("rule", [EXACT, HARD], ids=["soft", "hard"])
@pytest.mark.parametrize(
    ("less", "above"), [(0, 0), (1, 1), (100, 1), (101, 2), (50_000, 500)]
)
def test_each_krona_above_is_counted_rounded_up(
    rule: BudgetLimit, less: int, above: int
) -> None:
    made = town(budgets=(_of_the_week(cost_of(PICK) - less),))
    found = judge(rule, made, PICK)
    assert [(b.amount, b.hard) for b in found] == (
        [(above, rule.hard)] if above else []
    )


def _of_the_week(share: int) -> UnitBudget:
    """Return the budget of a month whose share of seven days is that many öre."""
    amount = -(-share * 31 // 7)
    return UnitBudget(unit=UNIT, month=MONTH, amount=amount)


@pytest.mark.parametrize(
    ("rule", "less", "told"),
    [(HARD, 0, []), (HARD, 1, ["V06"]), (EXACT, 1, [])],
    ids=["just enough", "an öre short", "an öre short, at a price"],
)
def test_wages_that_are_due_anyhow_and_above_a_hard_budget_are_told_before(
    rule: BudgetLimit, less: int, told: list[str]
) -> None:
    made = town(budgets=(_of_the_week(cost_of(Pick()) - less),))
    found = feasibility(made, [rule])
    errors = [f for f in found if f.check == "broken_without_work"]
    assert [f.facts["rule"] for f in errors] == told
    assert all(
        "V06 is broken even without any shift" in f.message("en") for f in errors
    )


def test_extra_shifts_count_as_what_they_cost() -> None:
    extra = Pick(works=[("amy", SHIFT)], extra=[("amy", SHIFT)])
    plain = Pick(works=[("amy", SHIFT)])
    assert cost_of(extra) > cost_of(plain)
    made = town(budgets=(_of_the_week(cost_of(plain)),))
    assert judge(EXACT, made, plain) == []
    assert len(judge(EXACT, made, extra)) == 1


@pytest.mark.parametrize("rule", [EXACT, HARD], ids=["soft", "hard"])
@pytest.mark.parametrize(
    ("drivers", "above"), [((), 0), (("amy",), 120), (("amy", "tim"), 240)]
)
def test_each_car_out_at_once_counts_as_a_day_of_it(
    rule: BudgetLimit, drivers: tuple[str, ...], above: int
) -> None:
    both = [("amy", SHIFT), ("tim", SHIFT)]
    made = town(
        budgets=(_of_the_week(cost_of(Pick(works=both))),),
        employees=(employee("amy", transport="car"), hourly("tim", transport="car")),
        clients=(client(),),
        visits=(visit("v0", "2026-12-07 08:00"), visit("v1", "2026-12-07 08:00")),
        vehicles=(Vehicles(unit=UNIT, day_price=12_000),),
    )
    takes = [
        (who, Tour(n, SHIFT, (n,), frozenset({"carl"})))
        for n, who in enumerate(drivers)
    ]
    found = judge(rule, made, Pick(works=both, takes=takes))
    assert [b.amount for b in found] == ([above] if above else [])


@pytest.mark.parametrize("rule", [EXACT, HARD], ids=["soft", "hard"])
@pytest.mark.parametrize(("transport", "above"), [("car", 98), ("bike", 0)])
def test_kilometres_by_car_count_where_they_are_driven(
    rule: BudgetLimit, transport: str, above: int
) -> None:
    made = town(
        budgets=(_of_the_week(cost_of(Pick(works=[("amy", SHIFT)]))),),
        employees=(employee("amy", transport=transport),),
        clients=(client(lat=59.30),),
        visits=(visit("v0", "2026-12-07 08:00"),),
        vehicles=(Vehicles(unit=UNIT, km_price=250),),
    )
    context = PlanningContext(made, (), TourWeights())
    takes = [("amy", tour_of(context, 0, SHIFT, [0]))]
    found = judge(rule, made, Pick(works=[("amy", SHIFT)], takes=takes))
    assert [b.amount for b in found] == ([above] if above else [])


def test_a_percent_above_is_no_breach_unless_the_rule_says_so() -> None:
    cost = cost_of(PICK)
    made = town(budgets=(_of_the_week(cost * 100 // 101 + 1),))
    assert list(BudgetLimit().check(PlanView(made, plan_of(made, PICK)))) == []
    assert len(judge(EXACT, made, PICK)) == 1


def test_the_budget_of_another_unit_or_month_says_nothing() -> None:
    other = UnitBudget(unit="other", month=MONTH, amount=0)
    later = UnitBudget(unit=UNIT, month=date(2027, 1, 1), amount=0)
    made = town(budgets=(other, later), units=(unit(), unit("other")))
    assert judge(EXACT, made, PICK) == []


def test_the_share_is_that_of_the_days_that_are_planned() -> None:
    made = town(budgets=(UnitBudget(unit=UNIT, month=MONTH, amount=3_100),))
    [breach] = EXACT.check(PlanView(made, Plan()))
    assert breach.limit == 700


def test_a_plan_over_two_months_has_a_budget_of_each() -> None:
    months = [UnitBudget(unit=UNIT, month=date(y, m, 1), amount=0) for y, m in MONTHS]
    made = town(budgets=tuple(months), start=date(2026, 12, 28))
    found = list(EXACT.check(PlanView(made, Plan())))
    assert [(b.date, b.facts["days"]) for b in found] == [
        (date(2026, 12, 1), 4),
        (date(2027, 1, 1), 3),
    ]
    assert sum(b.found or 0 for b in found) == sum(
        month_costs(PlanView(made, Plan())).values()
    )


MONTHS = [(2026, 12), (2027, 1)]


def test_a_krona_above_has_its_price() -> None:
    made = town(budgets=(_of_the_week(cost_of(PICK) - 1000),))
    [breach] = judge(BudgetLimit(price_kr=2.5, above_pct=0), made, PICK)
    assert breach.cost == breach.amount * 250


def test_it_says_what_is_planned_and_what_there_is() -> None:
    made = town(budgets=(UnitBudget(unit=UNIT, month=MONTH, amount=3_100),))
    [breach] = EXACT.check(PlanView(made, Plan()))
    text = EXACT.explain(breach, "en").replace("\N{NO-BREAK SPACE}", " ")
    assert "in 7 days of 2026-12; their budget is SEK 7," in text
