import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from constraints.shifts.resource_shifts import ResourceShifts
from scheduler.domain.plan_view import PlanView
from scheduler.domain.problem import Problem
from scheduler.roster.variables import Tour
from tests.build import day, need, plan, problem, shift_row, team, unit, visit
from tests.constraints.lines import TYPES, case
from tests.judge import Chosen, Pick, judge, offer

RULE = ResourceShifts()
PEOPLE = ("amy", "bob", "cat", "dan")


def costs(*lines: str, rule: ResourceShifts = RULE, **given: object) -> list[int]:
    made, pick = case(dict(zip(PEOPLE, lines, strict=False)), (), **given)
    return [b.cost for b in judge(rule, made, pick)]


@pytest.mark.parametrize(
    ("lines", "found"),
    [
        pytest.param(["R"], [], id="one is free"),
        pytest.param(["R", "R"], [10_000], id="two"),
        pytest.param(["R", "R", "R"], [30_000], id="three"),
        pytest.param(["R", "R", "R", "R"], [60_000], id="four"),
        pytest.param(["R-", "-R"], [], id="on two days"),
        pytest.param(["RR", "RR"], [10_000, 10_000], id="two on each of two days"),
        pytest.param(["D", "E"], [10_000], id="shifts that nobody asks for"),
    ],
)
def test_crowded_days_cost_more_and_more(lines: list[str], found: list[int]) -> None:
    assert costs(*lines) == found


def test_how_many_are_free_is_local() -> None:
    none = ResourceShifts(free_per_day=0)
    assert costs("R", "R", rule=none) == [30_000]
    many = ResourceShifts(free_per_day=3)
    assert costs("R", "R", "R", rule=many) == []
    assert costs("R", "R", "R", "R", rule=many) == [10_000]


def test_a_shift_that_staffing_asks_for_is_no_resource() -> None:
    morning = (need("2026-12-21 05:00", "2026-12-21 07:01"),)
    assert costs("D", "D", staffing=morning) == []
    assert costs("R", "R", staffing=morning) == [10_000]  # by kind
    before = (need("2026-12-21 05:00", "2026-12-21 07:00"),)
    assert costs("D", "D", staffing=before) == [10_000]
    after = (need("2026-12-21 16:00", "2026-12-21 17:00"),)
    assert costs("D", "D", staffing=after) == [10_000]
    elsewhere = (need("2026-12-21 07:00", "2026-12-21 16:00", unit="other"),)
    assert costs("D", "D", staffing=elsewhere) == [10_000]


def test_a_split_shift_is_a_resource_where_only_its_gap_is_asked_for() -> None:
    gap = (need("2026-12-21 11:00", "2026-12-21 15:00"),)
    assert costs("S", "S", staffing=gap) == [10_000]
    part = (need("2026-12-21 11:00", "2026-12-21 15:01"),)
    assert costs("S", "S", staffing=part) == []


def test_a_shift_with_visits_is_no_resource() -> None:
    made, pick = case(
        {"amy": "D", "bob": "R", "cat": "R"}, visits=(visit(), visit("v2"))
    )
    [_, bobs, _] = [option for _, option in pick.works]
    tour = Tour(0, bobs, (0,), frozenset({"carl"}))
    assert [b.found for b in judge(RULE, made, pick)] == [3]
    driven = Pick(pick.works, takes=[("bob", tour)], idle=pick.idle)
    assert [b.found for b in judge(RULE, made, driven)] == [2]
    idle = Pick(pick.works, idle=pick.idle, idle_tours=[tour])
    assert [b.found for b in judge(RULE, made, idle)] == [3]


UNITS = (
    unit("centre", lends_to=["west", "north"]),
    unit("west"),
    unit("north", name="Norra"),
    unit("south"),
)


@pytest.mark.parametrize(
    ("where", "steps"),
    [("centre", []), ("west", [1]), ("north", [2]), ("south", [3]), ("?", [3])],
)
def test_the_own_unit_comes_first_and_then_the_nearest(
    where: str, steps: list[int]
) -> None:
    made = problem(units=UNITS, shift_types=TYPES)
    pick = Pick([("amy", offer(made, "D", day(0), where))])
    breaches = judge(RULE, made, pick)
    assert [b.amount for b in breaches] == steps
    assert [b.cost for b in breaches] == [20_000 * n for n in steps]


def test_units_do_not_share_their_days() -> None:
    made = problem(units=UNITS, shift_types=TYPES, employees=team("amy", "bob"))
    homes: list[Chosen] = [
        ("amy", offer(made, "R", day(0))),
        ("bob", offer(made, "R", day(0), "west")),
    ]
    assert [b.message for b in judge(RULE, made, Pick(homes))] == ["away"]


def test_prices_of_nothing_say_nothing() -> None:
    silent = ResourceShifts(price_kr=0, ring_step_kr=0)
    made = problem(units=UNITS, shift_types=TYPES, employees=team("amy", "bob"))
    away = [(who, offer(made, "R", day(0), "west")) for who in ("amy", "bob")]
    assert judge(silent, made, Pick(away)) == []


def test_breaches_are_said_in_words() -> None:
    made = problem(units=UNITS, shift_types=TYPES, employees=team("amy", "bob"))
    away = [(who, offer(made, "R", day(0), "north")) for who in ("amy", "bob")]
    amy, _, crowded = judge(RULE, made, Pick(away))
    assert RULE.explain(crowded) == (
        "Norra har 2 resurspass den 2026-12-21; fler än 1 gör mindre nytta."
    )
    assert RULE.explain(amy, "en") == (
        "Amy works in Norra on 2026-12-21 instead of in the own unit."
    )


def test_rows_of_nonsense_are_read() -> None:
    rows = plan(*(shift_row(f"nobody{n}", unit="?") for n in range(2)))
    assert [b.cost for b in RULE.check(PlanView(problem(), rows))] == [10_000]


@st.composite
def cases(draw: st.DrawFn) -> tuple[Problem, Pick]:
    made = problem(
        units=UNITS,
        shift_types=TYPES,
        employees=team(*PEOPLE),
        days=2,
        visits=(visit("v1", "2026-12-21 15:00"), visit("v2", "2026-12-22 15:00")),
        staffing=(need("2026-12-21 07:00", "2026-12-21 16:00"),)
        * draw(st.integers(0, 1)),
    )
    works: list[Chosen] = []
    idle: list[Chosen] = []
    for who in PEOPLE:
        for number in range(2):
            mine = draw(st.integers(0, 5))
            places = [(s, u) for s in "DRE" for u in ("centre", "west")]
            for at, (shift, where) in enumerate(places):
                chosen = (who, offer(made, shift, day(number), where))
                (works if at == mine else idle).append(chosen)
    tours = [
        (who, Tour(n, option, (n,), frozenset({"carl"})))
        for n, (who, option) in enumerate(works[:: draw(st.integers(1, 9))][:2])
        if option.date == day(n)
    ]
    takes = [tour for tour in tours if draw(st.booleans())]
    return made, Pick(works, takes=takes, idle=idle)


@given(case=cases(), free=st.integers(0, 2))
@settings(max_examples=60, deadline=None)
def test_model_and_checker_agree(case: tuple[Problem, Pick], free: int) -> None:
    judge(ResourceShifts(free_per_day=free), *case)
