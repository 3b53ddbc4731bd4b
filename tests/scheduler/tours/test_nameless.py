"""How many tours without names the engine may choose among."""

import pytest

from scheduler.context.planning_context import PlanningContext
from scheduler.domain.problem import Problem
from scheduler.domain.shift_option import ShiftOption
from scheduler.rules.tour_weights import TourWeights
from scheduler.tours.nameless import nameless_engine, pools_of
from tests.build import problem, shift_type, team, visit
from tests.scheduler.tours.village import offers


def tours_among(made: Problem) -> int:
    """Return how many tours of the only shift there are to choose among."""
    context = PlanningContext(made, (), TourWeights())
    pools = pools_of(made, offers(made))

    def price(_option: ShiftOption) -> int:
        return 100_000

    _, routes = nameless_engine(context, pools, price, seed=1)
    return len({route.crew for route in routes})


def one_day(people: int, minutes: int, most: int | None = None) -> Problem:
    """Return a day of four-hour shifts with so many minutes at clients."""
    lengths = [60] * (minutes // 60) + [minutes % 60] * (minutes % 60 > 0)
    return problem(
        days=1,
        employees=team(*(f"p{n}" for n in range(people))),
        shift_types=(shift_type("day", "07:00-11:00", max_per_day=most),),
        visits=tuple(visit(f"v{n}", minutes=m) for n, m in enumerate(lengths)),
    )


@pytest.mark.parametrize(
    ("minutes", "tours"), [(0, 0), (120, 2), (121, 3), (240, 3), (241, 4), (242, 4)]
)
def test_there_is_one_more_tour_than_half_filled_shifts_would_need(
    minutes: int, tours: int
) -> None:
    assert tours_among(one_day(100, minutes)) == tours


@pytest.mark.parametrize(("people", "tours"), [(1, 1), (3, 1), (4, 2), (27, 13)])
def test_there_is_a_tour_for_every_other_person(people: int, tours: int) -> None:
    assert tours_among(one_day(people, 3000)) == tours


def test_a_shift_that_few_may_work_has_as_few_tours() -> None:
    assert tours_among(one_day(100, 3000, most=3)) == 3
    assert tours_among(one_day(4, 3000, most=3)) == 2


def test_there_are_never_very_many_tours() -> None:
    assert tours_among(one_day(100, 3000)) == 14
