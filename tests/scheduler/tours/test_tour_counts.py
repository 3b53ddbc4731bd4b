"""There are tours for all the work, and for everybody without whom it is not done."""

from collections.abc import Sequence

import pytest

from constraints.visits.client_wishes import ClientWishes
from constraints.visits.skills import Skills
from scheduler.context.candidate_shifts import possible_options
from scheduler.domain.problem import Employee, Problem, Visit
from scheduler.domain.values import Transport
from scheduler.tours.engine import Engine
from scheduler.tours.nameless import nameless_engine, pools_of
from scheduler.tours.route_spec import RouteSpec
from tests.build import (
    client,
    day,
    employee,
    hourly,
    problem,
    shift_type,
    team,
    unit,
    visit,
)
from tests.scheduler.tours.village import ground_of


def _day(
    staff: Sequence[Employee], visits: Sequence[Visit], **given: object
) -> Problem:
    """Build one day with one shift type."""
    made: dict[str, object] = {
        "days": 1,
        "employees": tuple(staff),
        "visits": tuple(visits),
        "shift_types": (shift_type(),),
    }
    return problem(**(made | given))


def _engine(
    made: Problem, only: frozenset[int] | None = None
) -> tuple[Engine, list[RouteSpec]]:
    context = ground_of(made, (Skills(), ClientWishes()))
    pools = pools_of(made, possible_options(context))
    return nameless_engine(context, pools, lambda _: 100_000, 0, only)


def _at_once(many: int, skill: str = "usk") -> list[Visit]:
    """Build visits that all begin at eight, so that each needs a person."""
    eight = "2026-12-21 08:00"
    return [visit(f"{skill}{n}", eight, eight, skills={skill}) for n in range(many)]


def _open(made: Problem) -> int:
    engine, _ = _engine(made)
    engine.insert_open()
    return len(engine.waiting)


@pytest.mark.parametrize("many", [1, 20, 40])
def test_there_are_as_many_tours_as_the_work_keeps_people_busy(many: int) -> None:
    everybody = team(*(f"p{n}" for n in range(40)))
    assert _open(_day(everybody, _at_once(many))) == 0


def test_there_are_no_more_tours_than_people() -> None:
    walkers = team("wim", "wil", transport=Transport.WALK)
    made = _day((*team("amy", "bob", "cia"), *walkers), _at_once(9))
    assert len(_engine(made)[1]) == 5


@pytest.mark.parametrize("most", [0, 4])
def test_there_are_no_more_tours_than_a_day_may_have_of_the_shift(most: int) -> None:
    made = _day(
        team(*(f"p{n}" for n in range(9))),
        _at_once(9),
        shift_types=(shift_type(max_per_day=most),),
    )
    assert len(_engine(made)[1]) == most


def test_there_are_no_tours_where_there_is_no_work() -> None:
    assert _engine(_day(team("amy"), ()))[1] == []
    late = visit("v1", "2026-12-21 16:00")  # when the shift ends
    assert _engine(_day((hourly("amy"),), (late,)))[1] == []
    assert len(_engine(_day(team("amy"), (visit("v1", "2026-12-21 15:00"),)))[1]) == 1


def test_only_the_work_that_is_asked_for_counts() -> None:
    made = _day(team(*(f"p{n}" for n in range(40))), _at_once(40))
    assert len(_engine(made, frozenset({3}))[1]) == 2


NURSES = team("ann", "bea", "cid", role="ssk")
MANY = team(*(f"p{n}" for n in range(30)))


@pytest.mark.parametrize("nursing", [1, 3])
def test_what_only_few_people_can_do_has_tours_for_them(nursing: int) -> None:
    made = _day((*NURSES, *MANY), _at_once(20) + _at_once(nursing, "ssk"))
    assert _open(made) == 0


def test_a_sort_is_not_asked_for_more_people_than_it_has() -> None:
    made = _day((*NURSES, *MANY), _at_once(9, "ssk"))
    assert len(_engine(made)[1]) == len(NURSES)


def test_whoever_can_do_more_may_take_the_tours_of_those_who_can_do_less() -> None:
    able = team("ann", "bea", skills={"usk", "insulin"})
    made = _day((*able, employee("cia")), _at_once(3))
    assert _open(made) == 0


def test_the_work_of_some_leaves_room_for_that_of_others() -> None:
    able = team("ann", "bea", skills={"usk", "insulin"})
    made = _day((*able, *MANY), _at_once(2, "insulin") + _at_once(2))
    assert len(_engine(made)[1]) == 8


def test_people_who_are_not_there_that_day_have_no_tours() -> None:
    nurse = employee("nan", role="ssk", last=day(0))
    nursing = [visit(f"v{n}", f"{day(n)} 08:00", skills={"ssk"}) for n in range(2)]
    routes = _engine(_day((nurse, *MANY), nursing, days=2))[1]
    assert [route.option.date for route in routes] == [day(0)]


@pytest.mark.parametrize("lends", [True, False])
def test_people_who_are_lent_have_tours_for_what_only_they_can_do(lends: bool) -> None:
    ring = ("centre",) if lends else ()
    nurse = employee("nan", role="ssk", unit="nurses")
    made = _day(
        (nurse, *MANY),
        _at_once(1, "ssk"),
        units=(unit(), unit("nurses", lends_to=ring)),
    )
    assert _open(made) == (0 if lends else 1)


def test_the_units_own_people_come_before_those_who_are_lent() -> None:
    guests = team("gun", "göran", unit="away", transport=Transport.BIKE)
    made = _day(
        (*guests, *team("amy", "bob")),
        (visit("v1"),),
        units=(unit(), unit("away", lends_to=("centre",))),
    )
    routes = _engine(made)[1]
    assert [route.mode for route in routes] == [Transport.CAR]


def test_a_few_tours_have_about_the_mix_of_the_staff() -> None:
    walkers = team("wim", "wil", transport=Transport.WALK)
    made = _day((*walkers, *MANY[:4]), [visit(f"v{n}") for n in range(6)])
    modes = sorted(route.mode for route in _engine(made)[1])
    assert modes == [Transport.CAR] * 3 + [Transport.WALK]


def test_whom_a_client_does_not_want_is_not_counted_on() -> None:
    choosy = client(avoid={e.id for e in MANY})
    assert _open(_day((NURSES[0], *MANY), (visit("v1"),), clients=(choosy,))) == 0
