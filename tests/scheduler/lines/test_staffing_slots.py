"""Needs cut into slots: who works covers some, who is on call others."""

import numpy as np
import pytest

from constraints import default_rules
from scheduler.context.planning_context import PlanningContext
from scheduler.domain.clock import wall_clock
from scheduler.domain.problem import Problem, Vehicles
from scheduler.domain.shift_option import option_of
from scheduler.lines.kinds import Kinds
from scheduler.lines.staffing_slots import GRID, staffing_slots
from scheduler.rules.tour_weights import TourWeights
from tests.build import (
    MONDAY,
    UNIT,
    ZONE,
    employee,
    jour_type,
    need,
    problem,
    shift_type,
)

NIGHT = ("2026-12-21 22:00", "2026-12-22 06:00")
EVENING = ("2026-12-21 14:00", "2026-12-21 22:00")


def covered(made: Problem, driven: int = 0) -> tuple[int, int]:
    """Return how many slots the shift covers, and what they ask for together."""
    option = option_of(wall_clock(ZONE), jour_type(), MONDAY, UNIT)
    context = PlanningContext(made, default_rules(), TourWeights())
    kinds = Kinds(made, [[option]])
    tours = np.full((made.days, 1), driven, np.int64)
    slots = staffing_slots(context, kinds, tours)
    first, last, _ = slots.slot_of[kinds.place[option]]
    mine = slots.slots[first:last]
    return len(mine), int(slots.slot[mine, 1].sum())


@pytest.mark.parametrize(
    ("field", "span", "on_call", "hours"),
    [
        ("on_call_needs", NIGHT, "jour", 8),
        ("on_call_needs", EVENING, "jour", 0),
        ("on_call_needs", NIGHT, "beredskap", 0),
        ("staffing", NIGHT, None, 0),
        ("staffing", EVENING, None, 8),
    ],
)
def test_shift_covers_what_it_works_and_what_it_is_on_call_for(
    field: str, span: tuple[str, str], on_call: str | None, hours: int
) -> None:
    made = problem(
        shift_types=(jour_type(),), **{field: (need(*span, on_call=on_call),)}
    )
    slots = hours * 60 // GRID
    assert covered(made) == (slots, slots)


def test_tours_need_others_at_work_and_nobody_more_on_call() -> None:
    made = problem(
        shift_types=(jour_type(),),
        staffing=(need(*EVENING),),
        on_call_needs=(need(*NIGHT, on_call="jour"),),
    )
    assert covered(made, driven=2) == (32, 16 * 3 + 16)


def cars_of(made: Problem) -> list[tuple[int, int]]:
    """Return how many may be out in each slot of the day shift, and öre for one more.

    Alike slots once, in the order of the day.
    """
    type_ = made.shift_type["day"]
    option = option_of(wall_clock(ZONE), type_, MONDAY, UNIT)
    context = PlanningContext(made, default_rules(), TourWeights())
    kinds = Kinds(made, [[option]])
    slots = staffing_slots(context, kinds, np.zeros((made.days, 1), np.int64))
    first, last, asked = slots.slot_of[kinds.place[option]]
    mine = slots.slots[first:last]
    assert bool(asked) == bool(made.staffing)
    found = [(int(s[3]), int(s[6])) for s in slots.slot[mine] if s[0] >= _needs(made)]
    return list(dict.fromkeys(found))


def _needs(made: Problem) -> int:
    return len(made.staffing) + len(made.on_call_needs)


def village(cars: int | None, **given: object) -> Problem:
    people = (employee("amy", transport="car"), employee("bo", transport="bike"))
    made = {"employees": people, "shift_types": (shift_type("day", "07:00-16:00"),)}
    return problem(vehicles=(Vehicles(unit=UNIT, cars=cars),), **made | given)


def test_no_more_go_by_car_at_once_than_there_are_cars() -> None:
    assert cars_of(village(2)) == [(2, 6_250 * GRID)]
    assert cars_of(village(None)) == []


def test_whoever_is_wanted_without_visits_takes_no_car() -> None:
    asked = need("2026-12-21 09:00", "2026-12-21 11:00", min=1, want=3)
    price = 6_250 * GRID
    assert cars_of(village(2, staffing=(asked,))) == [(2, price), (5, price)]


def test_only_those_count_who_go_by_car() -> None:
    made = village(2)
    context = PlanningContext(made, default_rules(), TourWeights())
    option = option_of(wall_clock(ZONE), made.shift_type["day"], MONDAY, UNIT)
    kinds = Kinds(made, [[option]])
    slots = staffing_slots(context, kinds, np.zeros((made.days, 1), np.int64))
    assert slots.counts.tolist() == [[1] * made.days, [0] * made.days]
