"""A lock holds the unit as well as the shift."""

import pytest

from constraints import default_rules
from scheduler.context.planning_context import PlanningContext
from scheduler.domain.clock import wall_clock
from scheduler.domain.shift_option import option_of
from scheduler.lines.kinds import Kinds
from scheduler.lines.single_shifts import single_prices
from scheduler.rules.tour_weights import TourWeights
from tests.build import UNIT, ZONE, day, employee, problem, shift_row, shift_type, unit

DAY = shift_type("day", "07:00-16:00", "30@11:00-12:00", unit=None)


@pytest.mark.parametrize("where", [UNIT, "other"])
def test_a_locked_shift_is_worked_in_no_other_unit(where: str) -> None:
    made = problem(
        units=[unit(lends_to=("other",)), unit("other")],
        employees=[employee()],
        shift_types=[DAY],
        locked_shifts=[
            shift_row(
                start="2026-12-23 07:00",
                end="2026-12-23 16:00",
                unit=where,
                breaks="11:00-11:30",
            )
        ],
    )
    clock = wall_clock(ZONE)
    options = [option_of(clock, DAY, day(2), u) for u in (UNIT, "other")]
    context = PlanningContext(made, default_rules(), TourWeights())
    kinds = Kinds(made, [options])
    may, _ = single_prices(context, kinds, {"amy": options}, lambda *_: 0)
    able = {kinds.names[k][1] for k in may[0, 2].nonzero()[0]}
    assert able == {where}
