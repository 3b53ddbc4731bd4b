"""What the bound makes of visits, seen from outside."""

from collections.abc import Sequence

import pytest

from constraints import default_rules
from constraints.visits.visits_done import VisitsDone
from scheduler.bound import bounds, lower_bound
from scheduler.domain.problem import Problem
from scheduler.rules.rule import Rule
from tests.build import (
    HERE,
    client,
    day,
    hourly,
    problem,
    shift_type,
    team,
    unit,
    visit,
)
from tests.scheduler.bound.tries import cheapest

RULES = default_rules()
SHORT = shift_type("short", "08:00-12:00")
DAY = shift_type("day", "07:00-16:00", "30@10:30-12:30")
AT_EIGHT = 20 * 60
"""Where the day of people breaks who can work all day."""

TWO = team("hal", "hol", employment="hourly", degree_pct=0, day_break=AT_EIGHT)
DELEGATED = {"delegation"}


def rules_with(**open_prices: float) -> tuple[Rule, ...]:
    """Return the usual rules with other prices of visits left open."""
    others = [rule for rule in RULES if rule.kind != "visits_done"]
    return (*others, VisitsDone.model_validate(open_prices))


def total(case: Problem, rules: Sequence[Rule] = RULES) -> int:
    """Return the bound of a problem."""
    return lower_bound(case, rules)


def test_the_bound_is_reached_where_somebody_must_come_for_one_visit() -> None:
    case = problem(
        employees=(hourly(),),
        visits=(visit(),),
        shift_types=(DAY, SHORT),
        days=1,
    )
    assert total(case) == cheapest(case, RULES)


def test_the_bound_is_reached_where_two_must_come() -> None:
    case = problem(
        employees=TWO,
        visits=(visit(staff=2),),
        shift_types=(SHORT,),
        days=1,
    )
    assert total(case) == cheapest(case, RULES)


def test_two_short_visits_at_once_take_two_people() -> None:
    apart = [visit("v1", "2026-12-21 09:00"), visit("v2", "2026-12-21 09:00")]
    at_once = [v.model_copy(update={"latest": v.earliest}) for v in apart]
    one, two = (
        problem(employees=TWO, visits=tuple(vs), shift_types=(SHORT,), days=1)
        for vs in (apart, at_once)
    )
    assert total(two) > 1.8 * total(one)


def test_whole_tours_know_the_ways_that_a_nearest_place_does_not() -> None:
    away = HERE["lat"] + 0.05  # more than five minutes away
    when = {"carl": ("08:30", "08:50"), "dora": ("08:40", "09:00")}
    case = problem(
        employees=TWO,
        clients=(
            client(counts_continuity=False),
            client("dora", lat=away, counts_continuity=False),
        ),
        visits=tuple(
            visit(f"{who}{n}", at := f"{day(0)} {time}", at, client=who, minutes=5)
            for who, times in when.items()
            for n, time in enumerate(times)
        ),
        shift_types=(SHORT,),
        days=1,
    )
    first, *_, last = bounds(case, RULES)
    # That the ways between the two places are made by somebody, only tours know.
    assert first.total < last.total
    rules = [rule for rule in RULES if rule.kind != "balanced_rounds"]
    assert last.total == cheapest(case, rules)


def test_dates_that_are_alike_are_proved_alike() -> None:
    one, two = (
        problem(
            employees=TWO,
            clients=(client(counts_continuity=False),),
            visits=tuple(
                visit(f"v{n}", f"{day(n)} 08:00", staff=2) for n in range(count)
            ),
            shift_types=(SHORT,),
            days=2,
        )
        for count in (1, 2)
    )
    assert total(two) == 2 * total(one)


def test_a_visit_is_left_open_where_that_is_cheaper() -> None:
    case = problem(
        employees=(hourly(),), visits=(visit(),), shift_types=(SHORT,), days=1
    )
    assert total(case, rules_with(price_kr=50)) == 5_000


@pytest.mark.parametrize("minutes", [10, 100])
def test_the_bound_allows_for_leaving_everything_open(minutes: int) -> None:
    case = problem(
        employees=(hourly(),),
        clients=(client(), client("dora", counts_continuity=False)),
        visits=(visit("v1", minutes=100), visit("v2", client="dora", minutes=minutes)),
        shift_types=(SHORT,),
        days=1,
    )
    assert 5_000 < total(case, rules_with(price_kr=50)) <= 2 * 5_000


def test_a_break_may_take_the_place_of_the_way_to_a_visit() -> None:
    far = client(lat=HERE["lat"] + 0.02)  # 7 minutes away
    early = visit("v1", f"{day(0)} 08:07", f"{day(0)} 08:07", minutes=100)
    later = visit("v2", f"{day(0)} 10:17", f"{day(0)} 10:17", minutes=96)
    case = problem(
        employees=(hourly(day_break=AT_EIGHT),),
        clients=(far,),
        visits=(early, later),
        shift_types=(shift_type("four", "08:00-12:00", "30@09:00-11:00"),),
        days=1,
    )
    # 08:07 to 09:47, a break, 10:17 to 11:53: one person is enough.
    # The bound leaves out what so full a round costs besides.
    price = cheapest(case, [r for r in RULES if r.kind != "balanced_rounds"])
    assert price is not None
    assert price < 200_000
    assert total(case) == price


def test_an_optional_visit_is_left_open_at_its_own_price() -> None:
    case = problem(
        employees=(hourly(),),
        visits=(visit(priority=3, minutes=20),),
        shift_types=(SHORT,),
        days=1,
    )
    assert total(case, rules_with(optional_kr=20, optional_minute_kr=1)) == 4_000


def test_what_nobody_has_the_skills_for_is_left_open() -> None:
    case = problem(
        employees=(hourly(),),
        visits=(visit(skills={"delegation"}, staff=2),),
        shift_types=(SHORT,),
        days=1,
    )
    assert total(case) == 2 * 2_000_000


def test_without_the_rule_of_skills_anybody_makes_every_visit() -> None:
    case = problem(
        employees=(hourly(),),
        visits=(visit(skills={"delegation"}),),
        shift_types=(SHORT,),
        days=1,
    )
    rules = [rule for rule in RULES if rule.kind != "skills"]
    assert total(case, rules) == cheapest(case, rules)


def test_those_without_a_skill_make_the_visits_that_ask_for_none() -> None:
    nine = "2026-12-21 09:00"
    case = problem(
        employees=(hourly(skills={"delegation"}), hourly("hol")),
        clients=(client(counts_continuity=False),),
        visits=(visit("v1", nine, nine), visit("v2", nine, nine, skills=DELEGATED)),
        shift_types=(SHORT,),
        days=1,
    )
    assert total(case) == cheapest(case, RULES)


def test_those_with_a_skill_make_the_visits_that_ask_for_it() -> None:
    dear, cheap = (
        problem(
            employees=(
                hourly(skills={"delegation"}),
                hourly("hol", monthly_pay=1_000_000, skills=skills),
            ),
            visits=(visit("v1"), visit("v2", f"{day(1)} 08:00", skills=DELEGATED)),
            shift_types=(SHORT,),
        )
        for skills in (set(), DELEGATED)
    )
    assert total(dear) > 1.5 * total(cheap)


def test_a_visit_in_a_unit_without_people_is_left_open() -> None:
    case = problem(
        units=(unit(), unit("far")),
        employees=(hourly(),),
        clients=(client(unit="far"),),
        visits=(visit(unit="far"),),
        days=1,
    )
    assert total(case) == 2_000_000
