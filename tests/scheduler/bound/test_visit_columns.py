from itertools import pairwise, permutations
from random import Random

import numpy as np
import pytest

from constraints import default_rules
from scheduler.bound.visit_columns import Calls
from scheduler.context.planning_context import MODES, PlanningContext
from scheduler.domain.clock import wall_clock
from scheduler.domain.problem import Problem, Visit
from scheduler.domain.shift_option import option_of
from scheduler.domain.travel import Travel
from scheduler.rules.stated import bound_terms_of, weights_of
from tests.build import (
    HERE,
    MONDAY,
    UNIT,
    ZONE,
    client,
    employee,
    problem,
    shift_type,
    visit,
)

BREAK = 30
TYPE = shift_type("day", "07:00-16:00", f"{BREAK}@10:30-12:30")
CLIENTS = tuple(
    client(id_, lat=HERE["lat"] + lat, lon=HERE["lon"] + lon)
    for id_, lat, lon in (("near", 0.0, 0.0), ("mid", 0.01, 0.0), ("far", 0.01, 0.05))
)


def calls(*visits: Visit, travels: bool = True, modes: tuple[str, ...] = ()) -> Calls:
    """Return the visits of one day with the ways to them."""
    case = problem(
        employees=[employee(f"e{m}", transport=m) for m in modes or ("car",)],
        clients=CLIENTS,
        visits=visits,
        shift_types=(TYPE,),
    )
    rules = [r for r in default_rules() if travels or r.kind != "travel_time"]
    option = option_of(wall_clock(ZONE), TYPE, MONDAY, UNIT)
    used = [n for n, mode in enumerate(MODES) if mode.value in (modes or ("car",))]
    context = PlanningContext(case, rules, weights_of(rules))
    return Calls(context, bound_terms_of(rules), visits, [option], used)


def at_nine(id_: str, client: str, latest: str = "10:00") -> Visit:
    """Build a visit that starts between nine and another time."""
    return visit(id_, "2026-12-21 09:00", f"2026-12-21 {latest}", client=client)


def charged(made: Calls) -> list[tuple[int, int]]:
    """Return what is charged for each visit and the duty: on the road, and busy."""
    return [
        (int(road) + made.travel.duty, int(busy) + made.busy.duty)
        for road, busy in zip(made.travel.visits, made.busy.visits, strict=True)
    ]


def test_a_single_visit_is_driven_to_from_the_unit() -> None:
    # 1.112 km times 1.35 at 45 km/h, and 2 minutes of handling: 4.002 minutes.
    made = calls(at_nine("v1", "mid"))
    assert charged(made) == [(5, 5)]
    assert (list(made.travel.visits), made.travel.duty) == ([5], 0)


def test_the_way_back_is_from_the_nearest_place() -> None:
    made = calls(at_nine("v1", "mid"), at_nine("v2", "far"))
    assert made.back == 5


def test_only_visits_of_priority_two_bend() -> None:
    first = calls(at_nine("v1", "mid"))
    second = calls(at_nine("v1", "mid").model_copy(update={"priority": 2}))
    third = calls(at_nine("v1", "mid").model_copy(update={"priority": 3}))
    bent = (first.low[0] - 30, first.high[0] + 30)
    assert (second.low[0], second.high[0]) == bent
    assert (third.low[0], third.high[0]) == (first.low[0], first.high[0])


def test_without_the_rule_of_travel_nothing_takes_time() -> None:
    assert charged(calls(at_nine("v1", "mid"), travels=False)) == [(0, 0)]


def test_the_fastest_way_that_somebody_has_counts() -> None:
    slow = calls(at_nine("v1", "mid"), modes=("walk",))
    mixed = calls(at_nine("v1", "mid"), modes=("walk", "car"))
    assert charged(slow)[0][0] > charged(mixed)[0][0] == 5


def test_a_second_visit_at_the_same_place_needs_no_way() -> None:
    made = calls(at_nine("v1", "far"), at_nine("v2", "far"))
    assert list(made.travel.visits) == [0, 0]
    assert made.travel.duty == made.back > 5


def test_a_visit_that_cannot_come_first_lends_no_place_to_start_from() -> None:
    early = at_nine("v1", "far", latest="09:10")
    late = visit("v2", "2026-12-21 09:45", client="far")
    made = calls(early, late)
    # The way to the far place is the first visit's; the second follows it.
    assert charged(made)[0][0] == made.back > 5
    assert made.travel.visits[1] == 0


def test_a_break_can_take_the_place_of_waiting() -> None:
    first = at_nine("v1", "far", latest="09:00")
    second = visit("v2", "2026-12-21 10:03", "2026-12-21 10:30", client="far")
    made = calls(first, second)
    # From 09:30 to 10:03 are 33 minutes: a break of 30 and 3, or as long as the way
    # out of a shift of its own.
    assert list(made.busy.visits) == [made.back, made.back]
    assert list(made.past_break) == [made.back, 3]


def test_a_shift_holds_a_visit_with_the_ways_out_and_back() -> None:
    made = calls(at_nine("v1", "mid", latest="09:00"))
    nine, only = int(made.low[0]), np.array([0])
    assert made.fits(nine - 5, nine + 35, only)[0]
    assert not made.fits(nine - 4, nine + 35, only)[0]
    assert not made.fits(nine - 5, nine + 34, only)[0]


@pytest.mark.parametrize("seed", range(25))
def test_no_round_is_shorter_than_what_is_charged(seed: int) -> None:
    rng = Random(seed)
    visits = [
        visit(
            f"v{n}",
            f"2026-12-21 {rng.choice((8, 9, 10)):02}:{rng.choice((0, 20, 40)):02}",
            client=rng.choice(("near", "mid", "far")),
            minutes=rng.choice((5, 20)),
        )
        for n in range(4)
    ]
    made = calls(*visits)
    case = problem(clients=CLIENTS, visits=visits)
    least = made.travel.duty + int(made.travel.visits.sum())
    least_busy = made.busy.duty + int(made.busy.visits.sum())
    for order in permutations(visits):
        road, busy = drive(case, order)
        if road is not None:
            assert least + made.back <= road
            assert least_busy <= busy


def drive(case: Problem, order: tuple[Visit, ...]) -> tuple[int | None, int]:
    """Return the minutes on the road, and from the unit to the last visit, less work.

    ``None`` when a window closes too early for this order.
    """
    travel = Travel(case)
    places = [UNIT, *(v.client for v in order), UNIT]
    moves = [travel.minutes(a, b, MODES[0]) for a, b in pairwise(places)]
    start = order[0].earliest
    now, begun = start, start - moves[0]
    for move, made in zip([0, *moves[1:]], order, strict=False):
        now = max(now + move, made.earliest)
        if now > made.latest:
            return None, 0
        now += made.minutes
    return sum(moves), now - begun - sum(v.minutes for v in order)
