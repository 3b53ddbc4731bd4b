from itertools import product

import pytest

from constraints import default_rules
from constraints.rest.days_in_a_row import DaysInARow
from constraints.visits.continuity import Continuity
from scheduler.bound.meeting_rows import Hosts, MeetingRows, Met, fewest_duties
from scheduler.context.candidate_shifts import possible_options
from scheduler.context.planning_context import PlanningContext
from scheduler.domain.problem import Problem, Visit
from scheduler.rules.rule import Rule
from scheduler.rules.stated import bound_terms_of, weights_of
from tests.build import client, day, done, problem, shift_type, team, visit

TYPES = (
    shift_type("day", "07:00-14:00", "30@10:30-12:00"),
    shift_type("eve", "15:00-21:00", "30@17:00-19:00", kind="evening"),
    shift_type("night", "22:00-06:00", paid_meal=True, kind="night"),
)


def rules_with(*changed: Rule) -> list[Rule]:
    """Return the usual rules, some of them changed."""
    kinds = {rule.kind for rule in changed}
    return [*(r for r in default_rules() if r.kind not in kinds), *changed]


def met(*visits: Visit, rules: list[Rule] | None = None, **given: object) -> Met:
    """Return what Carl's meetings cost."""
    asked = rules_with() if rules is None else rules
    case: Problem = problem(
        employees=team("amy", "bo", day_break=20 * 60),
        clients=(client(),),
        visits=visits,
        shift_types=TYPES,
        **given,
    )
    context = PlanningContext(case, asked, weights_of(asked))
    options = {o for mine in possible_options(context).values() for o in mine}
    return MeetingRows(context, bound_terms_of(asked), options).by_client()["carl"]


def on(number: int, time: str = "08:00", staff: int = 1, priority: int = 1) -> Visit:
    """Build a visit on a plan day."""
    start = f"{day(number)} {time}"
    return visit(start, start, staff=staff, priority=priority)


def test_a_visit_is_met_in_every_window_that_holds_its_day() -> None:
    assert met(on(0)) == Met(always=0, served=7 * 300)
    assert met(on(6)) == Met(always=0, served=1 * 300)


def test_two_who_come_together_are_two_people() -> None:
    assert met(on(6, staff=2)).served == 2 * 300


def test_morning_and_evening_take_two_people() -> None:
    assert met(on(6), on(6, "18:00")).served == 2 * 300
    assert met(on(6), on(6, "12:00")).served == 1 * 300


def test_a_visit_that_a_shift_of_another_date_could_hold_proves_nothing() -> None:
    morning = visit("v", f"{day(6)} 05:00", f"{day(6)} 05:20")
    assert met(morning).served == 0


def test_an_optional_visit_proves_nothing() -> None:
    assert met(on(6, priority=3)).served == 0


def test_seven_days_in_a_row_take_two_people() -> None:
    week = [on(n) for n in range(7)]
    assert met(*week).served == (6 * 1 + 2) * 300
    assert met(*week[:3], *week[4:]).served == 7 * 300


def test_as_many_days_in_a_row_as_the_rule_allows_take_one() -> None:
    week = [on(n) for n in range(7)]
    longer = rules_with(DaysInARow(most=7, preferred=5))
    soft = rules_with(DaysInARow(hard=False))
    assert met(*week, rules=longer).served == 7 * 300
    assert met(*week, rules=soft).served == 7 * 300


def test_people_of_history_are_met_whatever_happens() -> None:
    known = met(on(0), done_visits=(done("ida", day(-13)), done("ida", day(-12))))
    assert known == Met(always=2 * 300, served=7 * 300)
    assert known.loss == 5 * 300


def test_people_above_the_target_cost_more() -> None:
    strict = rules_with(Continuity(target=1, price_kr=20, each_kr=3))
    assert met(on(6, staff=2), rules=strict).served == 2 * 300 + 2_000


def test_without_the_rule_nothing_is_due() -> None:
    asked = [rule for rule in default_rules() if rule.kind != "continuity"]
    case = problem(clients=(client(),))
    context = PlanningContext(case, asked, weights_of(asked))
    assert MeetingRows(context, bound_terms_of(asked), ()).by_client() == {}


def test_a_client_who_is_not_counted_costs_nothing() -> None:
    case, rules = problem(clients=(client(counts_continuity=False),)), default_rules()
    context = PlanningContext(case, rules, weights_of(rules))
    assert MeetingRows(context, bound_terms_of(rules), ()).by_client() == {}


KINDS = [("day", "u"), ("eve", "u"), ("long", "u")]


def hosts(*numbers: int) -> Hosts:
    """Return some of three shift types."""
    return frozenset(KINDS[n] for n in numbers)


@pytest.mark.parametrize(
    ("visits", "duties"),
    [
        ([(hosts(0), 1)], 1),
        ([(hosts(0), 1), (hosts(1), 1)], 2),
        ([(hosts(0, 2), 1), (hosts(1, 2), 1)], 1),
        ([(hosts(0, 2), 2), (hosts(1, 2), 2)], 2),
        ([(hosts(0, 1), 1), (hosts(1, 2), 1), (hosts(0, 2), 1)], 2),
        ([(hosts(0, 1), 2), (hosts(1, 2), 2), (hosts(0, 2), 2)], 3),
        ([(hosts(0), 1), (hosts(0, 1), 2)], 2),
    ],
)
def test_as_few_duties_as_hold_all_visits(
    visits: list[tuple[Hosts, int]], duties: int
) -> None:
    assert fewest_duties(tuple(visits)) == duties
    assert by_trying(visits) == duties


def by_trying(visits: list[tuple[Hosts, int]]) -> int:
    """Try ever more duties of each kind."""
    return min(
        sum(counts)
        for counts in product(range(4), repeat=3)
        if all(
            sum(counts[n] for n in range(3) if KINDS[n] in mine) >= places
            for mine, places in visits
        )
    )
