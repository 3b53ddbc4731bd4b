"""Tours go to those on duty: to whom the clients know, and never to whom may not."""

from collections.abc import Sequence
from datetime import date

import pytest

from constraints import default_rules
from scheduler.context.candidate_shifts import possible_options
from scheduler.context.planning_context import PlanningContext
from scheduler.domain.problem import Problem
from scheduler.domain.shift_option import ShiftOption
from scheduler.domain.values import Transport
from scheduler.handovers.takers import takers_of
from scheduler.pay.price import DutyPrices
from scheduler.planning.first_roster import share_out
from scheduler.roster.variables import Tour
from scheduler.rules.tour_weights import TourWeights
from scheduler.tours.draft import tour_of
from tests.build import day, done, employee, problem, shift_type, team, visit

RULES = default_rules()
ANYBODY = frozenset({"amy", "bob", "cia"})
EVENING = 20 * 60
WINDOW = TourWeights().window_days


def month(**given: object) -> Problem:
    """Return three people's two days, with a visit to Carl and one to Dora on each."""
    usual: dict[str, object] = {
        "days": 2,
        "employees": team("amy", "bob", "cia", day_break=EVENING),
        "shift_types": (shift_type(breaks="30@11:00-13:00"),),
        "visits": tuple(
            visit(f"{client}{n}", f"{day(n)} 08:00", client=client)
            for n in range(2)
            for client in ("carl", "dora")
        ),
    }
    return problem(**usual | given)


def ground_of(case: Problem) -> PlanningContext:
    return PlanningContext(case, RULES, TourWeights(), DutyPrices(case))


def options_on(context: PlanningContext, on: date) -> ShiftOption:
    """Return the day shift of a date."""
    (option,) = {
        o for mine in possible_options(context).values() for o in mine if o.date == on
    }
    return option


def tours_on(context: PlanningContext, *days: int) -> list[Tour]:
    """Return a tour to each client, on each of the days."""
    return [
        tour_of(context, 2 * n + c, options_on(context, day(n)), [2 * n + c])
        for n in days
        for c in range(2)
    ]


def shared(
    case: Problem, on_duty: Sequence[str], takers: dict[int, frozenset[str]], *days: int
) -> dict[int, str]:
    context = ground_of(case)
    works = {(who, options_on(context, day(n))): False for who in on_duty for n in days}
    return share_out(context, works, tours_on(context, *days), takers)


@pytest.mark.parametrize(
    ("amy", "bob", "goes"),
    [(WINDOW - 1, WINDOW, "amy"), (WINDOW, WINDOW - 1, "bob"), (1, 40, "amy")],
)
def test_whoever_met_the_client_within_the_window_goes_on(
    amy: int, bob: int, goes: str
) -> None:
    case = month(done_visits=(done("amy", day(-amy)), done("bob", day(-bob))))
    takes = shared(case, ["amy", "bob"], dict.fromkeys(range(2), ANYBODY), 0)
    assert takes[0] == goes
    assert len(takes) == 2


def test_who_met_a_client_on_the_first_day_comes_again() -> None:
    takers = dict.fromkeys(range(4), ANYBODY)
    takes = shared(month(), ["amy", "bob", "cia"], takers, 0, 1)
    assert len(takes) == 4
    assert (takes[2], takes[3]) == (takes[0], takes[1])


def test_a_tour_that_nobody_on_duty_may_drive_is_left_open() -> None:
    takers = {0: ANYBODY, 1: frozenset({"cia"})}
    assert set(shared(month(), ["amy", "bob"], takers, 0)) == {0}


def test_one_person_drives_one_tour_of_a_shift() -> None:
    takers = dict.fromkeys(range(2), ANYBODY)
    assert len(shared(month(), ["amy"], takers, 0)) == 1
    assert shared(month(), [], takers, 0) == {}


def test_a_tour_wants_permission_and_transport() -> None:
    case = month(
        employees=(
            employee("amy", day_break=EVENING),
            employee("bob", transport="bike", day_break=EVENING),
            employee("cia", skills=set(), day_break=EVENING),
            employee("dan", day_break=EVENING),
        ),
        visits=(visit(skills={"usk"}),),
    )
    context = ground_of(case)
    tour = tour_of(context, 0, options_on(context, day(0)), [0])
    everybody, any_way = range(4), frozenset(Transport)
    assert takers_of(context, tour, everybody, any_way) == {"amy", "bob", "dan"}
    by_car = frozenset({Transport.CAR})
    assert takers_of(context, tour, everybody, by_car) == {"amy", "dan"}
    assert takers_of(context, tour, [0, 1], by_car) == {"amy"}
