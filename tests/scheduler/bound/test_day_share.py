"""Which shifts have visits of one date only, and which visits have such shifts only."""

from collections.abc import Sequence

from constraints import default_rules
from scheduler.bound.day_share import DayShare
from scheduler.bound.stint import stints_of
from scheduler.bound.visit_columns import Calls
from scheduler.context.planning_context import PlanningContext
from scheduler.domain.clock import wall_clock
from scheduler.domain.problem import ShiftType, Visit
from scheduler.domain.shift_option import option_of
from scheduler.rules.stated import bound_terms_of, weights_of
from tests.build import MONDAY, UNIT, ZONE, client, problem, shift_type, visit

DAY = shift_type("day", "07:00-16:00")
NIGHT = shift_type("night", "21:00-07:00", kind="night")
EVENING = visit("evening", "2026-12-21 22:00")
MORNING = visit("morning", "2026-12-22 05:00")
NOON = visit("noon", "2026-12-21 12:00")
NEVER = visit("never", "2026-12-21 18:00")
MONDAYS, TUESDAYS = MONDAY.toordinal(), MONDAY.toordinal() + 1


def share(types: Sequence[ShiftType], *visits: Visit) -> DayShare:
    """Return what shifts of Monday have of visits."""
    rules = default_rules()
    case = problem(clients=(client(),), visits=visits, shift_types=types)
    context = PlanningContext(case, rules, weights_of(rules))
    options = [option_of(wall_clock(ZONE), type_, MONDAY, UNIT) for type_ in types]
    calls = Calls(context, bound_terms_of(rules), visits, options, [0])
    return DayShare(calls, [tuple(stints_of(case, option)) for option in options])


def test_a_night_shares_its_visits_between_two_dates() -> None:
    found = share((DAY, NIGHT), EVENING, MORNING, NOON, NEVER)
    assert found.near == [{MONDAYS}, {MONDAYS, TUESDAYS}]
    assert found.day == [MONDAYS, None]
    assert found.never.tolist() == [True, True, False, True]
    assert found.always.tolist() == [False, False, True, False]


def test_a_night_with_visits_before_midnight_alone_is_of_their_date() -> None:
    found = share((DAY, NIGHT), EVENING, NOON)
    assert found.day == [MONDAYS, MONDAYS]
    assert found.always.all()


def test_a_visit_that_two_sorts_of_shift_hold_is_in_neither_count() -> None:
    late = shift_type("late", "15:00-23:30", kind="evening")
    found = share((late, NIGHT), EVENING, MORNING)
    assert found.day == [MONDAYS, None]
    assert found.never.tolist() == [False, True]
    assert found.always.tolist() == [False, False]
