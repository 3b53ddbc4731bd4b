"""What one world's search has found is offered to the other."""

from collections.abc import Sequence

import pytest

from api.inputs import Inputs
from api.what_if import better_plans as better_module
from api.what_if.better_plans import better_plans
from api.what_if.kept_runs import KeptRun
from constraints import default_rules
from scheduler.audit.audit import Audit, audit
from scheduler.domain.plan import Plan
from scheduler.domain.problem import Problem
from scheduler.rules.rule import Rule
from tests.api.village import amy, good_plan, lazy_plan, village
from tests.build import day, visit

RULES = tuple(default_rules())
GOOD, LAZY = good_plan(), lazy_plan()


def world(problem: Problem, plan: Plan, bound: int = 7) -> tuple[Inputs, KeptRun]:
    run = KeptRun(plan, audit(problem, plan, RULES), bound)
    return Inputs(problem, RULES), run


def test_each_world_has_the_better_of_the_bases_plan_and_its_own() -> None:
    base = world(village(), LAZY, 1)
    others = [world(village(), GOOD, 2), world(village(), LAZY, 3)]
    found = better_plans(base, others)
    assert [run.plan for run in found] == [GOOD, GOOD, GOOD]
    assert [run.bound for run in found] == [1, 2, 3]


def test_a_plan_is_judged_by_the_world_that_it_is_offered_to() -> None:
    cheap, dear = village(), village(employees=(amy(monthly_pay=4_000_000),))
    found = better_plans(world(cheap, LAZY), [world(dear, GOOD)])
    assert found[0].audit == audit(cheap, GOOD, RULES)
    assert found[1].audit == audit(dear, GOOD, RULES)
    assert found[0].audit.personnel_cost != found[1].audit.personnel_cost


def test_of_plans_that_are_as_good_worlds_have_the_same() -> None:
    same = GOOD.model_copy(update={"visits": GOOD.visits[::-1]})
    found = better_plans(world(village(), GOOD), [world(village(), same)])
    assert [run.plan for run in found] == [GOOD, GOOD]


def test_a_world_keeps_its_own_plan_where_the_other_breaks_its_rules() -> None:
    early = visit("v2", "2026-12-21 07:00", minutes=20)
    other_hours = village(visits=(visit("v1"), early))
    [base, other] = better_plans(world(village(), GOOD), [world(other_hours, LAZY)])
    assert base.plan == GOOD
    assert other.plan == LAZY


PLACE = GOOD.visits[1]


@pytest.mark.parametrize(
    "stranger",
    [
        {"visits": (*GOOD.visits, PLACE.model_copy(update={"visit": "gone"}))},
        {"visits": (*GOOD.visits, PLACE.model_copy(update={"employee": "gone"}))},
        {"visits": (GOOD.visits[0], PLACE.model_copy(update={"from_id": "gone"}))},
        {"visits": (*GOOD.visits, PLACE.model_copy(update={"staff_no": 2}))},
        {"shifts": (GOOD.shifts[0].model_copy(update={"unit": "gone"}),)},
        {"shifts": (GOOD.shifts[0].model_copy(update={"date": day(7)}),)},
    ],
)
def test_a_plan_of_what_a_world_does_not_have_is_not_judged_in_it(
    stranger: dict[str, object], monkeypatch: pytest.MonkeyPatch
) -> None:
    base = world(village(), GOOD)
    strange = KeptRun(GOOD.model_copy(update=stranger), base[1].audit, 7)
    judged: list[Plan] = []

    def judge(of: Problem, plan: Plan, rules: Sequence[Rule]) -> Audit:
        judged.append(plan)
        return audit(of, plan, rules)

    monkeypatch.setattr(better_module, "audit", judge)
    better_plans(base, [(base[0], strange)])
    assert judged == [GOOD]
