"""Whatever plan is tried, the bound is not above its price."""

from collections.abc import Sequence
from random import Random

import pytest

from constraints import default_rules
from constraints.visits.visits_done import VisitsDone
from data.sample import make_sample
from scheduler.audit.audit import audit
from scheduler.bound import Bound, bound, lower_bound
from scheduler.domain.problem import Problem, Wish
from scheduler.planning.planner import plan as plan_whole
from scheduler.planning.result import Limits
from scheduler.rules.price_parts import PricePart
from scheduler.rules.rule import Rule
from tests.build import (
    absence,
    balance,
    client,
    day,
    done,
    employee,
    hourly,
    need,
    problem,
    shift_type,
    team,
    unit,
    visit,
    worked,
)
from tests.scheduler.bound.made_up import made_up
from tests.scheduler.bound.packed import packed
from tests.scheduler.bound.tries import cheapest

pytestmark = pytest.mark.usefixtures("plain_weeks")

RULES = default_rules()
SHORT = shift_type("short", "08:00-12:00")
DAY = shift_type("day", "07:00-16:00", "30@10:30-12:30")
AT_EIGHT = 20 * 60
"""Where the day of people breaks who can work all day."""

TWO = team("hal", "hol", employment="hourly", degree_pct=0, day_break=AT_EIGHT)
LEGAL = sorted({*range(60)} - {37, 40, 44} - {5, 33, 42, 58})
"""Seeds of packed days that break no rule, less long days of which there are others."""
NINE_TO_TEN = ("2026-12-21 09:00", "2026-12-21 10:00")


def rules_with(**open_prices: float) -> tuple[Rule, ...]:
    """Return the usual rules with other prices of visits left open."""
    others = [rule for rule in RULES if rule.kind != "visits_done"]
    return (*others, VisitsDone.model_validate(open_prices))


def with_colleague(case: Problem, seed: int) -> Problem:
    """Replace who is paid by the hour by a colleague, both with burdens behind them."""
    rng, amy = Random(seed), case.employees[0]
    bo = amy.model_copy(update={"id": "bo", "degree_pct": rng.choice((20, 60, 100))})
    balances = (
        balance(
            id_,
            hours_carried_minutes=rng.choice((0, 300, -200)),
            weekends_worked=rng.randrange(3),
            evenings_worked=rng.randrange(3),
            nights_worked=rng.randrange(3),
        )
        for id_ in ("amy", "bo")
    )
    past = (d.model_copy(update={"employee": "amy"}) for d in case.done_visits)
    return case.model_copy(
        update={
            "employees": (amy, bo),
            "balances": tuple(balances),
            "done_visits": tuple(past),
        }
    )


def total(case: Problem, rules: Sequence[Rule] = RULES) -> int:
    """Return the bound of a problem."""
    return lower_bound(case, rules)


@pytest.mark.parametrize("seed", [*range(11), *range(12, 15)])
def test_no_legal_plan_that_was_tried_is_cheaper(seed: int) -> None:
    rules = rules_with(price_kr=(20_000, 300, 50)[seed % 3])
    case = made_up(seed)
    price = cheapest(case, rules)
    assert price is not None
    assert total(case, rules) <= price


@pytest.mark.parametrize("seed", [0, 3, 4, 6, 8, 9])
def test_no_legal_plan_of_two_with_contracts_is_cheaper(seed: int) -> None:
    case = with_colleague(made_up(seed), seed)
    price = cheapest(case, RULES)
    assert price is not None
    assert total(case) <= price


@pytest.mark.parametrize("seed", LEGAL)
def test_a_plan_without_a_minute_to_spare_is_not_cheaper(seed: int) -> None:
    case, plan = packed(seed)
    found = audit(case, plan, RULES)
    assert found.hard_breaches == 0
    assert total(case) <= found.objective


def test_the_ingredients_add_up() -> None:
    found = bound(problem(employees=(hourly(),), visits=(visit(),)), RULES)
    assert found.total == found.fixed + found.roster + found.travel + found.meetings
    assert found.total == found.fixed + sum(found.parts.values())


def test_each_part_is_what_the_price_is_for() -> None:
    lonely = problem(employees=(hourly(),), shift_types=(SHORT,), clients=(client(),))
    visited = lonely.model_copy(update={"visits": (visit(),)})
    parts = bound(visited, RULES).parts
    assert not any(bound(lonely, RULES).parts.values())
    # Four hours of pay, five minutes of way and one client who meets one person.
    assert parts[PricePart.MEETINGS] == 14 * 300 - 7 * 300
    assert parts[PricePart.TRAVEL] > 0
    assert parts[PricePart.DUTIES] > 40_000
    assert not any(parts[p] for p in (PricePart.CONTRACTS, PricePart.OTHER))


def test_variable_costs_are_never_negative() -> None:
    assert Bound(fixed=10, roster=-5, travel=1, meetings=1).total == 10


def test_without_rules_only_what_is_due_anyway_is_promised() -> None:
    case = problem(
        employees=(hourly(),), visits=(visit(),), staffing=(need(*NINE_TO_TEN),)
    )
    found = bound(case, ())
    assert found.fixed == 0
    assert set(found.parts.values()) == {0}


def test_no_time_to_solve_leaves_a_bound_that_holds() -> None:
    case = problem(employees=(hourly(),), visits=(visit(),), shift_types=(SHORT,))
    assert 0 <= lower_bound(case, RULES, seconds=0) <= total(case)


def test_people_come_from_the_unit_that_lends_them_at_the_price_of_a_step() -> None:
    lent, own = (
        problem(
            units=(unit(lends_to=("far",)), unit("far")),
            employees=(hourly(unit=home),),
            clients=(client(unit="far"),),
            visits=(visit(unit="far"),),
            shift_types=(shift_type("short", "08:00-12:00", unit="far"),),
            days=1,
        )
        for home in ("centre", "far")
    )
    assert total(lent) - total(own) == 20_000


@pytest.mark.parametrize(("minutes", "charged"), [(600, 0), (610, 10 * 167)])
def test_a_shift_that_a_rule_charges_for_costs_that_as_well(
    minutes: int, charged: int
) -> None:
    over = f"{8 + minutes // 60:02}:{minutes % 60:02}"
    breaks = "30@10:00-12:00|30@14:30-17:00"
    case = problem(
        employees=(hourly(day_break=AT_EIGHT),),
        shift_types=(shift_type("long", f"07:00-{over}", breaks),),
        visits=(visit(),),
        days=1,
    )
    quiet = [rule for rule in RULES if rule.kind != "long_shifts"]
    assert total(case) - total(case, quiet) == charged
    assert bound(case, RULES).parts[PricePart.OTHER] == charged


def test_a_day_off_that_is_wished_for_costs_nothing_while_a_colleague_can_come() -> (
    None
):
    wish = Wish(employee="hal", date=day(0), want=False, weight=2)
    for people, charged in ((TWO[:1], 30_000), (TWO, 0)):
        case = problem(
            employees=people,
            shift_types=(SHORT,),
            visits=(visit(),),
            wishes=(wish,),
            days=1,
        )
        assert bound(case, RULES).parts[PricePart.OTHER] == charged


def test_contracted_hours_that_no_day_is_left_for_are_priced() -> None:
    away = absence("amy", "2026-12-22 00:00", "2026-12-27 24:00")
    case = problem(
        absences=(away,),
        balances=(balance(hours_carried_minutes=-100),),
        shift_types=(SHORT,),
    )
    # Monday is left: 480 + 100 minutes are wanted, 240 can be worked.
    assert bound(case, RULES).roster == (580 - 240) * 60


def test_hours_carried_in_that_cannot_be_worked_off_are_priced() -> None:
    case = problem(
        days=1,
        balances=(balance(hours_carried_minutes=537),),
        shift_types=(SHORT,),
    )
    # 480 minutes are wanted of Monday, and 537 were worked before: 57 are left over.
    assert bound(case, RULES).roster == 57 * 60


def test_only_hourly_staff_are_left_when_the_weekend_pattern_is_full() -> None:
    sunday = str(day(-1))
    past = worked("amy", f"{sunday} 07:00", f"{sunday} 13:00")
    free, full = (
        problem(
            employees=(
                employee(weekends={"worked": 1, "of": 2}, day_break=AT_EIGHT),
                hourly(day_break=AT_EIGHT),
            ),
            visits=(visit(start="2026-12-26 08:00"),),
            shift_types=(DAY,),
            worked_shifts=history,
        )
        for history in ((), (past,))
    )
    assert total(full) > total(free)


def test_of_a_scarce_shift_type_no_more_are_worked_than_there_are() -> None:
    dear = shift_type("whole", "07:00-12:00")
    many, few = (
        problem(
            employees=TWO,
            visits=(visit(staff=2),),
            shift_types=(
                shift_type("short", "08:00-12:00", max_per_day=most),
                dear,
            ),
            days=1,
        )
        for most in (None, 1)
    )
    assert total(few) > total(many)


def test_people_of_history_are_met_in_the_windows_they_reach() -> None:
    case = problem(done_visits=(done("ida", day(-12)),), clients=(client(),))
    # Windows that end on Monday and Tuesday hold day -12; each person costs 3 kr.
    assert bound(case, RULES).meetings == 2 * 300


def test_who_is_visited_every_day_of_a_week_meets_two_people() -> None:
    visits = tuple(visit(f"v{n}", f"{day(n)} 08:00") for n in range(7))
    case = problem(employees=TWO, visits=visits, shift_types=(DAY,))
    # Six days in a row are the most (R22): the seventh takes somebody else.
    assert bound(case, RULES).meetings == (6 * 1 + 2) * 300


def test_the_planner_makes_no_plan_below_the_bound() -> None:
    case = make_sample("small", 1)
    limits = Limits(seconds=None, effort=1, workers=1)
    made = plan_whole(case, RULES, limits)
    assert made.audit is not None
    assert made.audit.hard_breaches == 0
    assert lower_bound(case, RULES, seconds=5) <= made.audit.objective
