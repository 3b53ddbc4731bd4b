"""Where a plan is above what any legal plan must cost."""

from constraints import default_rules
from data.result_document import CostItem, cost_items, result_document
from scheduler.planning.result import LeastCost
from scheduler.rules.price_parts import PricePart
from scheduler.rules.rule import Breach
from tests.data.plan_build import small_audit, small_problem, small_result

RULES = default_rules()
LEAST = LeastCost(
    fixed=90_000,
    parts={
        PricePart.DUTIES: 4_000,
        PricePart.TRAVEL: 300,
        PricePart.MEETINGS: 2_000,
        PricePart.CONTRACTS: 700,
    },
)


def breach(rule: str, cost: int) -> Breach:
    return Breach(
        rule=rule, hard=False, amount=1, unit="people", weight=cost, cost=cost
    )


AUDIT = small_audit().model_copy(
    update={
        "breaches": (
            breach("R31", 3_000),
            breach("R34", 400),
            breach("R31", 500),
            breach("R07", 900),
            breach("R27", 60),
            breach("V01", 50),
            breach("R40", 70),
        ),
        "personnel_cost": 100_000,
        "vehicle_cost": 20,
        "soft_cost": 4_980,
    }
)


def test_each_part_of_the_price_stands_beside_what_it_is_at_least() -> None:
    result = small_result().model_copy(update={"audit": AUDIT, "least": LEAST})
    assert cost_items(result, RULES) == [
        CostItem("fixed", 90_000, 90_000, is_paid=True),
        CostItem("duties", 10_000, 4_000, is_paid=True),
        CostItem("vehicles", 20, 0, is_paid=True),
        CostItem("travel", 400, 300),
        CostItem("continuity", 3_500, 2_000),
        CostItem("contracts", 900, 700),
        CostItem("headcount", 60, 0),
        CostItem("open", 50, 0),
        CostItem("other", 70, 0),
    ]


def test_the_parts_add_up_to_the_price_and_to_the_bound() -> None:
    result = small_result().model_copy(update={"audit": AUDIT, "least": LEAST})
    items = cost_items(result, RULES)
    assert sum(item.plan for item in items) == AUDIT.objective
    assert sum(item.least for item in items) == LEAST.total


def test_without_a_bound_there_are_no_parts() -> None:
    result = small_result().model_copy(update={"audit": AUDIT, "least": None})
    assert cost_items(result, RULES) == []


def test_the_document_has_the_parts_in_kronor() -> None:
    result = small_result().model_copy(update={"audit": AUDIT, "least": LEAST})
    document = result_document(small_problem(), result, RULES)
    assert document["x_least"] == {
        "fixed": {"plan": 900, "least": 900},
        "duties": {"plan": 100, "least": 40},
        "vehicles": {"plan": 0.2, "least": 0},
        "travel": {"plan": 4, "least": 3},
        "continuity": {"plan": 35, "least": 20},
        "contracts": {"plan": 9, "least": 7},
        "headcount": {"plan": 0.6, "least": 0},
        "open": {"plan": 0.5, "least": 0},
        "other": {"plan": 0.7, "least": 0},
    }
