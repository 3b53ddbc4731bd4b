"""What became of wishes, what granted ones cost, and what one person may see."""

import json
from pathlib import Path

import pytest

from api.cli.exits import Exit
from api.inputs import Inputs
from api.wish_ledger import wish_ledger
from constraints import default_rules
from data.reading.dataset import read_dataset
from scheduler.domain.plan import Plan
from scheduler.domain.plan_view import PlanView
from scheduler.domain.problem import Problem, Wish
from scheduler.next_period.wish_history import decided_wishes
from scheduler.pay.price import price_plan
from tests.api.cli.commands import Shell
from tests.api.village import amy, dataset_folder, plan_folder, village
from tests.build import clock, day, hourly, plan, shift_row, visit_row, wish

pytestmark = pytest.mark.usefixtures("plain_weeks")
HAL_WORKS = plan(
    shift_row("hal", end="2026-12-21 15:30", breaks="11:30-12:00", pay_class="hourly"),
    visit_row("v1", "hal"),
)
AMY_WORKS = plan(
    shift_row("amy", end="2026-12-21 15:30", breaks="11:30-12:00"),
    visit_row("v1", "amy"),
)


def wished(*wishes: Wish) -> Problem:
    people = (amy(), hourly("hal", day_break=clock("16:00")))
    return village(employees=people, wishes=wishes)


def paid(problem: Problem, made: Plan) -> int:
    return sum(line.amount for line in price_plan(PlanView(problem, made)))


@pytest.mark.parametrize(
    ("shift", "want", "granted"),
    [
        (None, False, False),
        (None, True, True),
        ("day", False, False),
        ("late", False, True),
        ("day", True, True),
        ("late", True, False),
    ],
)
def test_a_wish_is_granted_when_the_plan_is_as_it_says(
    shift: str | None, want: bool, granted: bool
) -> None:
    problem = wished(wish("amy", day(0), want=want, shift=shift))
    [found] = decided_wishes(PlanView(problem, AMY_WORKS))
    assert found.granted is granted


def test_wishes_of_a_year_are_remembered_and_undecided_ones_of_before_are_not() -> None:
    old = wish("amy", day(-1), want=False, granted=True, cost=500)
    forgotten = wish("amy", day(-400), want=False, granted=True)
    vague = wish("amy", day(-2), want=False)
    found = decided_wishes(PlanView(wished(old, forgotten, vague), AMY_WORKS))
    assert found == (old,)


def test_a_granted_wish_costs_what_the_handover_against_it_saves() -> None:
    problem = wished(wish("amy", day(0), want=False))
    inputs = Inputs(problem, tuple(default_rules()))
    [person] = wish_ledger(inputs, HAL_WORKS).people
    saved = paid(problem, HAL_WORKS) - paid(problem, AMY_WORKS)
    assert saved > 0
    assert [found.cost for found in person.wishes] == [saved / 100]


def test_a_wish_that_saves_money_costs_nothing() -> None:
    problem = wished(wish("amy", day(0), want=True))
    inputs = Inputs(problem, tuple(default_rules()))
    [person] = wish_ledger(inputs, AMY_WORKS).people
    assert [found.cost for found in person.wishes] == [0]


def test_a_handover_that_breaks_a_rule_is_no_measure() -> None:
    problem = wished(wish("amy", day(0), want=False))
    rules = tuple(default_rules())
    unable = problem.model_copy(
        update={"employees": (amy(last=day(-1)), problem.employees[1])}
    )
    [person] = wish_ledger(Inputs(unable, rules), HAL_WORKS).people
    assert [found.cost for found in person.wishes] == [0]


def test_one_person_sees_their_own_and_how_even_it_is_without_names(
    shell: Shell, tmp_path: Path
) -> None:
    wishes = (
        wish("amy", day(0), want=False, weight=3),
        wish("amy", day(1), want=False),
        wish("hal", day(0), want=False, weight=2),
    )
    dataset = dataset_folder(
        tmp_path / "village",
        employees=(amy(), hourly("hal", day_break=clock("16:00"))),
        wishes=wishes,
    )
    folder = plan_folder(tmp_path / "plan", dataset, HAL_WORKS)
    ran = shell("wishes", dataset, "--plan", folder, "--of", "amy", "--json")
    assert ran.code is Exit.DONE
    assert "hal" not in ran.out
    found = ran.document
    assert [(p["asked"], p["granted"], p["share"]) for p in found["people"]] == [
        (2, 2, 1.0)
    ]
    assert [found[k] for k in ("count", "least", "middle", "most")] == [2, 0, 0.5, 1]
    out = shell("wishes", dataset, "--plan", folder, "--of", "amy", "--lang", "en").out
    assert "measured" in out
    assert "hal" not in out
    assert "hal" in shell("wishes", dataset, "--plan", folder).out
    assert shell("wishes", dataset, "--of", "zoe").code is Exit.BAD_INPUT


def test_the_ledger_goes_on_into_the_next_period(shell: Shell, tmp_path: Path) -> None:
    wishes = (wish("amy", day(0), want=False), wish("amy", day(9), want=False))
    dataset = dataset_folder(
        tmp_path / "village",
        employees=(amy(), hourly("hal", day_break=clock("16:00"))),
        wishes=wishes,
    )
    folder = plan_folder(tmp_path / "plan", dataset, HAL_WORKS)
    out = tmp_path / "next"
    shell("next", dataset, folder, "--to", "2027-01-10", "--out", out)
    first, second = read_dataset(out).wishes
    assert (first.granted, second.granted, second.cost) == (True, None, None)
    assert first.cost is not None
    assert first.cost > 0
    told = json.loads(shell("wishes", out, "--json").out)
    assert [p["granted"] for p in told["people"]] == [1]
