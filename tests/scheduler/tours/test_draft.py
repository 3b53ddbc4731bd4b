"""Which duties an engine gives up when it finds nothing for them to do."""

import pytest

from scheduler.context.candidate_shifts import possible_options
from scheduler.context.planning_context import PlanningContext
from scheduler.domain.problem import Employee, StaffingNeed
from scheduler.pay.price import DutyPrices
from scheduler.rules.tour_weights import TourWeights
from scheduler.tours.draft import Draft, named_engine
from tests.build import employee, hourly, need, problem, shift_type, unit, visit

AWAY = "away"
EVENING = 20 * 60


def need_at(unit_: str) -> StaffingNeed:
    """Return a wish for somebody; nobody's duty is kept free for that."""
    return need("2026-12-21 08:00", "2026-12-21 12:00", unit=unit_, min=0)


def kept(who: Employee, *, staffing: tuple[StaffingNeed, ...] = (), stops: int) -> bool:
    """Say whether somebody's only duty is kept, with so many visits on it."""
    made = problem(
        days=1,
        units=(unit(), unit(AWAY)),
        employees=(who,),
        shift_types=(shift_type(breaks="30@11:00-13:00"),),
        visits=(visit(),),
        staffing=staffing,
    )
    context = PlanningContext(made, (), TourWeights(), DutyPrices(made))
    (option,) = possible_options(context)[who.id]
    tasks = {(who.id, option.date, 0): (0,)} if stops else {}
    draft = named_engine(context, Draft({(who.id, option): False}, tasks), 1).draft()
    return bool(draft.works)


HAL = hourly(day_break=EVENING)


@pytest.mark.parametrize(("stops", "is_kept"), [(0, False), (1, True)])
def test_a_duty_of_hourly_staff_without_visits_is_given_up(
    stops: int, is_kept: bool
) -> None:
    assert kept(HAL, stops=stops) is is_kept


@pytest.mark.parametrize(("where", "is_kept"), [("centre", True), (AWAY, False)])
def test_a_duty_without_visits_is_kept_where_heads_are_counted(
    where: str, is_kept: bool
) -> None:
    assert kept(HAL, staffing=(need_at(where),), stops=0) is is_kept


def test_whoever_is_paid_anyway_keeps_the_duty() -> None:
    assert kept(employee(day_break=EVENING), stops=0)
