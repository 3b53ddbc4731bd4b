import pytest

from scheduler.audit.audit import Audit
from scheduler.audit.comparison import (
    ComparedQuantity,
    Comparison,
    Topic,
    compare,
)
from scheduler.audit.figures import Figure
from scheduler.pay.lines import CostLine
from scheduler.rules.rule import Breach


def breach(rule: str, cost: int, *, hard: bool = False) -> Breach:
    return Breach(rule=rule, hard=hard, amount=1, unit="min", cost=cost)


def judged(
    *lines: tuple[str, int], breaches: tuple[Breach, ...] = (), k01: float | None = 12
) -> Audit:
    costs = tuple(
        CostLine(employee="amy", item=item, minutes=1, amount=amount)
        for item, amount in lines
    )
    return Audit(
        breaches=breaches,
        costs=costs,
        figures={"all": {"K01": Figure(value=k01, unit="people")}},
        personnel_cost=sum(c.amount for c in costs),
        soft_cost=sum(b.cost for b in breaches),
        hard_breaches=sum(b.hard for b in breaches),
        must_open=0,
    )


A = judged(("base", 100_00), ("base", 50_00), breaches=(breach("R31", 7_00),))
B = judged(
    ("base", 90_00),
    ("overtime_simple", 20_00),
    breaches=(breach("R31", 3_00), breach("R31", 2_00), breach("R01", 0, hard=True)),
    k01=10.5,
)


def row(found: Comparison, topic: Topic, key: str) -> ComparedQuantity:
    [one] = [r for r in found.rows if (r.topic, r.key) == (topic, key)]
    return one


def test_plans_stand_side_by_side_in_the_order_given() -> None:
    found = compare({"new": B, "old": A})
    assert found.plans == ("new", "old")
    assert row(found, Topic.OBJECTIVE, "objective").values == (115, 157)


def test_differences_are_to_the_first_plan() -> None:
    found = compare({"a": A, "b": B, "c": A})
    assert row(found, Topic.OBJECTIVE, "objective").differences == (0, -42, 0)
    assert row(found, Topic.OBJECTIVE, "personnel_cost").differences == (0, -40, 0)
    assert row(found, Topic.OBJECTIVE, "soft_cost").differences == (0, -2, 0)


def test_cost_items_are_summed_and_shown_for_every_plan() -> None:
    found = compare({"a": A, "b": B})
    assert row(found, Topic.COST, "base").values == (150, 90)
    assert row(found, Topic.COST, "overtime_simple").values == (0, 20)


def test_cost_items_stand_in_the_order_of_the_price() -> None:
    dear = judged(("jour", 1), ("po", 1), ("beredskap", 1), ("sick", 1))
    found = compare({"a": A, "b": dear})
    items = [r.key for r in found.rows if r.topic is Topic.COST]
    assert items == ["base", "jour", "beredskap", "sick", "po"]


def test_breaches_and_their_prices_are_shown_by_rule() -> None:
    found = compare({"a": A, "b": B})
    assert row(found, Topic.BREACHES, "R31").values == (1, 2)
    assert row(found, Topic.BREACHES, "R01").values == (0, 1)
    assert row(found, Topic.SOFT_COST, "R31").values == (7, 5)
    assert "R01" not in [r.key for r in found.rows if r.topic is Topic.SOFT_COST]
    assert row(found, Topic.STATE, "hard_breaches").values == (0, 1)


def test_what_rules_weigh_is_not_counted_in_kronor() -> None:
    found = compare({"a": A, "b": B})
    kronor = {(r.topic, r.key) for r in found.rows if r.unit == "kr"}
    paid = {(r.topic, r.key) for r in found.rows if r.topic is Topic.COST}
    assert kronor == {(Topic.OBJECTIVE, "personnel_cost"), *paid}


def test_figures_are_shown_with_scope_and_unit() -> None:
    k01 = row(compare({"a": A, "b": B}), Topic.FIGURE, "K01")
    assert (k01.scope, k01.unit, k01.values) == ("all", "people", (12, 10.5))
    assert k01.differences == (0, -1.5)


@pytest.mark.parametrize("flipped", [False, True])
def test_a_figure_without_a_value_has_no_difference(flipped: bool) -> None:
    plans = {"a": A, "b": judged(k01=None)}
    names = reversed(plans) if flipped else plans
    k01 = row(compare({n: plans[n] for n in names}), Topic.FIGURE, "K01")
    assert None in k01.values
    assert k01.differences == ((None, None) if flipped else (0, None))


def test_a_figure_that_one_plan_lacks_has_no_value_there() -> None:
    older = A.model_copy(update={"figures": {}})
    k01 = row(compare({"old": older, "a": A}), Topic.FIGURE, "K01")
    assert k01.values == (None, 12)


def with_hours(found: Audit, client: float | None, travel: float) -> Audit:
    hours = {"H_client": client, "H_travel": travel}
    figures = {key: Figure(value=value, unit="h") for key, value in hours.items()}
    return found.model_copy(update={"figures": {"all": figures}})


def test_unlike_volumes_are_also_compared_by_the_hour_at_clients() -> None:
    found = compare({"a": with_hours(A, 10, 2), "b": with_hours(B, 20, 3)})
    assert row(found, Topic.PER_VISIT_HOUR, "personnel_cost").values == (15, 5.5)
    assert row(found, Topic.PER_VISIT_HOUR, "H_travel").values == (12, 9)


@pytest.mark.parametrize("hours", [(10, 10), (10, 0), (None, 10), (None, None)])
def test_like_volumes_or_none_are_not(hours: tuple[float | None, ...]) -> None:
    first, second = hours
    found = compare({"a": with_hours(A, first, 2), "b": with_hours(B, second, 3)})
    assert [r for r in found.rows if r.topic is Topic.PER_VISIT_HOUR] == []


def test_nothing_is_compared_with_nothing() -> None:
    assert compare({}) == Comparison(plans=(), rows=())
