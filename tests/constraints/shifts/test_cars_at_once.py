"""V07: no more cars at the same time than the unit has."""

from typing import Any

import pytest

from constraints.shifts.cars_at_once import CarsAtOnce
from scheduler.domain.clock import wall_clock
from scheduler.domain.problem import Problem, Vehicles
from scheduler.domain.shift_option import ShiftOption
from scheduler.roster.variables import Tour
from scheduler.rules.staffing_terms import StaffingTerms
from tests.build import UNIT, ZONE, client, employee, problem, unit, visit
from tests.judge import Pick, judge, stint

RULE = CarsAtOnce()
SOFT = CarsAtOnce(hard=False, price_kr=50)
PEOPLE = ("amy", "bob", "cat")
MORNING = stint("2026-12-21 07:00", "2026-12-21 12:00")
AFTERNOON = stint("2026-12-21 12:00", "2026-12-21 16:00")
LATE = stint("2026-12-21 11:59", "2026-12-21 16:00")
SPLIT = stint(
    "2026-12-21 07:00", "2026-12-21 10:00", "2026-12-21 15:00", "2026-12-21 18:00"
)
BETWEEN = stint("2026-12-21 10:00", "2026-12-21 15:00")
NIGHT = stint("2026-12-21 21:00", "2026-12-22 07:00")
EARLY = stint("2026-12-22 06:59", "2026-12-22 12:00")


def town(*options: ShiftOption, cars: int | None = 1, bike: str = "") -> Problem:
    """Build a problem with a visit at the beginning of each option."""
    people = (employee(p, transport="bike" if p == bike else "car") for p in PEOPLE)
    local = wall_clock(ZONE).local
    visits = (
        visit(f"v{n}", f"{local(o.start):%Y-%m-%d %H:%M}")
        for n, o in enumerate(options)
    )
    return problem(
        employees=tuple(people),
        clients=(client(),),
        visits=tuple(visits),
        vehicles=(Vehicles(unit=UNIT, cars=cars),),
    )


def driven(*options: ShiftOption) -> Pick:
    """Let everybody drive a tour on one of the options, in order."""
    chosen = list(zip(PEOPLE, options, strict=False))
    tours = [
        (who, Tour(n, option, (n,), frozenset({"carl"})))
        for n, (who, option) in enumerate(chosen)
    ]
    return Pick(works=chosen, takes=tours)


def missing(
    *options: ShiftOption, rule: CarsAtOnce = RULE, **given: Any
) -> list[tuple[object, int]]:
    found = judge(rule, town(*options, **given), driven(*options))
    return [(b.date, b.amount) for b in found]


MONDAY, TUESDAY = MORNING.date, EARLY.date


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        pytest.param((MORNING,), [], id="one"),
        pytest.param((MORNING, AFTERNOON), [], id="one after the other"),
        pytest.param((MORNING, LATE), [(MONDAY, 1)], id="a minute together"),
        pytest.param((MORNING,) * 3, [(MONDAY, 2)], id="three"),
        pytest.param((SPLIT, BETWEEN), [], id="in the gap of a split shift"),
        pytest.param((SPLIT, MORNING), [(MONDAY, 1)], id="with its first part"),
        pytest.param((NIGHT, EARLY), [(TUESDAY, 1)], id="the morning after a night"),
        pytest.param(
            (NIGHT, NIGHT), [(MONDAY, 1), (TUESDAY, 1)], id="two nights, on both days"
        ),
    ],
)
@pytest.mark.parametrize("rule", [RULE, SOFT], ids=["hard", "soft"])
def test_each_day_has_its_most_cars_at_once(
    options: tuple[ShiftOption, ...], expected: list[object], rule: CarsAtOnce
) -> None:
    assert missing(*options, rule=rule) == expected


def test_as_many_as_there_are_may_be_out() -> None:
    assert missing(MORNING, MORNING, cars=2) == []
    assert missing(MORNING, MORNING, MORNING, cars=2) == [(MONDAY, 1)]


def test_bikes_and_shifts_without_visits_take_no_car() -> None:
    assert missing(MORNING, MORNING, bike="bob") == []
    idle = Pick(works=[("amy", MORNING), ("bob", MORNING)], takes=[])
    assert judge(RULE, town(MORNING, MORNING), idle) == []


def test_without_a_number_of_cars_nothing_is_said() -> None:
    assert missing(MORNING, MORNING, cars=None) == []


def test_no_cars_at_all_means_that_nobody_drives() -> None:
    assert missing(MORNING, cars=0) == [(MONDAY, 1)]


def test_each_unit_has_its_own_cars() -> None:
    made = town(MORNING, MORNING)
    made = made.model_copy(
        update={
            "units": (*made.units, unit("other")),
            "vehicles": (
                Vehicles(unit=UNIT, cars=1),
                Vehicles(unit="other", cars=0),
            ),
        }
    )
    [breach] = judge(RULE, made, driven(MORNING, MORNING))
    assert breach.facts == {"in_unit": made.unit[UNIT].name}


def test_a_missing_car_has_its_price_once_a_day() -> None:
    [breach] = judge(SOFT, town(*[MORNING] * 3), driven(*[MORNING] * 3))
    assert (breach.hard, breach.cost) == (False, 10_000)


def test_it_says_where_and_when_and_how_many() -> None:
    [breach] = judge(RULE, town(MORNING, MORNING), driven(MORNING, MORNING))
    assert RULE.explain(breach, "en").endswith(
        "needs 2 cars at the same time on 2026-12-21; there are 1."
    )


@pytest.mark.parametrize(("rule", "price"), [(RULE, 6_250), (SOFT, 21)])
def test_a_minute_with_a_car_too_few_is_priced_for_the_first_roster(
    rule: CarsAtOnce, price: int
) -> None:
    assert rule.staffing_terms(StaffingTerms()).car_missing == price
