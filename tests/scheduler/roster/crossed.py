"""Two people who stand in for each other's units: neither could come home alone."""

from scheduler.domain.problem import Problem
from scheduler.domain.shift_option import ShiftOption
from scheduler.roster.solver import RosterSolver
from tests.build import UNIT, day, employee, problem, shift_type, unit, visit

WEST = "west"
HOME = {"amy": UNIT, "wim": WEST}
AWAY = {"amy": WEST, "wim": UNIT}


def crossed() -> Problem:
    """Return two units that lend to each other, each with somebody and a visit."""
    breaks = "30@11:00-13:00"
    return problem(
        days=2,
        units=(unit(lends_to=[WEST]), unit(WEST, lends_to=[UNIT])),
        employees=(
            employee("amy", degree_pct=20, day_break=20 * 60),
            employee("wim", degree_pct=20, day_break=20 * 60, unit=WEST),
        ),
        shift_types=(
            shift_type(breaks=breaks),
            shift_type("wday", breaks=breaks, unit=WEST),
        ),
        visits=(visit("v0"), visit("v1", unit=WEST)),
    )


def first_day(solver: RosterSolver) -> dict[str, ShiftOption]:
    """Return the shift of each unit on the day of the visits."""
    return {o.unit: o for o in solver.options["amy"] if o.date == day(0)}


def away(solver: RosterSolver) -> dict[tuple[str, ShiftOption], bool]:
    """Return that each works in the other's unit."""
    shifts = first_day(solver)
    return {(who, shifts[unit_]): False for who, unit_ in AWAY.items()}
