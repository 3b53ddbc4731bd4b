"""Needs cut into slots: who works covers some, who is on call others."""

import numpy as np
import pytest

from constraints import default_rules
from scheduler.context.planning_context import PlanningContext
from scheduler.domain.clock import wall_clock
from scheduler.domain.problem import Problem
from scheduler.domain.shift_option import option_of
from scheduler.lines.kinds import Kinds
from scheduler.lines.staffing_slots import GRID, staffing_slots
from scheduler.rules.tour_weights import TourWeights
from tests.build import MONDAY, UNIT, ZONE, jour_type, need, problem

NIGHT = ("2026-12-21 22:00", "2026-12-22 06:00")
EVENING = ("2026-12-21 14:00", "2026-12-21 22:00")


def covered(made: Problem, driven: int = 0) -> tuple[int, int]:
    """Return how many slots the shift covers, and what they ask for together."""
    option = option_of(wall_clock(ZONE), jour_type(), MONDAY, UNIT)
    context = PlanningContext(made, default_rules(), TourWeights())
    kinds = Kinds(made, [[option]])
    tours = np.full((made.days, 1), driven, np.int64)
    slots = staffing_slots(context, kinds, tours)
    first, last = slots.slot_of[kinds.place[option]]
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
