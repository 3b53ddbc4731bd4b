"""Which duties an engine gives up when it finds nothing for them to do."""

from collections.abc import Mapping
from datetime import date

import pytest

from scheduler.context.candidate_shifts import possible_options
from scheduler.context.planning_context import PlanningContext
from scheduler.domain.problem import Employee, StaffingNeed
from scheduler.pay.price import DutyPrices
from scheduler.rules.tour_weights import TourWeights
from scheduler.tours.draft import Draft, named_engine
from tests.build import (
    employee,
    hourly,
    need,
    problem,
    shift_row,
    shift_type,
    unit,
    visit,
)

AWAY = "away"
EVENING = 20 * 60


def need_at(unit_: str) -> StaffingNeed:
    """Return a wish for somebody; nobody's duty is kept free for that."""
    return need("2026-12-21 08:00", "2026-12-21 12:00", unit=unit_, min=0)


def kept(  # noqa: PLR0913
    who: Employee,
    *,
    staffing: tuple[StaffingNeed, ...] = (),
    stops: int,
    saving: bool = False,
    above: bool = False,
    on: str = "2026-12-21",
) -> bool:
    """Say whether somebody's only duty is kept, with so many visits on it."""
    made = problem(
        start=date.fromisoformat(on),
        days=1,
        units=(unit(), unit(AWAY)),
        employees=(who,),
        shift_types=(shift_type(breaks="30@11:00-13:00"),),
        visits=(visit(start=f"{on} 08:00"),),
        staffing=staffing,
    )
    context = PlanningContext(made, (), TourWeights(), DutyPrices(made))
    (option,) = possible_options(context)[who.id]
    tasks = {(who.id, option.date, 0): (0,)} if stops else {}
    draft = Draft({(who.id, option): above}, tasks)
    return bool(named_engine(context, draft, 1, saving=saving).draft().works)


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


@pytest.mark.parametrize(("stops", "is_kept"), [(0, False), (1, True)])
def test_a_duty_above_the_contract_without_visits_is_given_up(
    stops: int, is_kept: bool
) -> None:
    assert kept(employee(day_break=EVENING), stops=stops, above=True) is is_kept


SUNDAY, MONDAY = "2026-12-20", "2026-12-21"
TOLD = {"published_shifts": (shift_row("amy", f"{SUNDAY} 07:00", f"{SUNDAY} 16:00"),)}
LOCKED = {"locked_shifts": TOLD["published_shifts"]}
COUNTED = {"staffing": (need(f"{SUNDAY} 08:00", f"{SUNDAY} 12:00", min=0),)}
COUNTED_AWAY = {
    "units": (unit(), unit(AWAY)),
    "staffing": (need(f"{SUNDAY} 08:00", f"{SUNDAY} 12:00", min=0, unit=AWAY),),
}


def saved(
    on: str,
    held: Mapping[str, object] | None = None,
    *,
    saving: bool,
    above: bool = False,
) -> int:
    """Return öre that the search saves by leaving Amy's day without visits."""
    amy = employee("amy", day_break=EVENING)
    begins = date.fromisoformat(on)
    made = problem(
        **{
            "start": begins,
            "days": 1,
            "employees": (amy,),
            "shift_types": (shift_type(breaks="30@11:00-13:00"),),
            "visits": (visit(start=f"{on} 08:00"),),
            **(held or {}),
        }
    )
    context = PlanningContext(made, (), TourWeights(), DutyPrices(made))
    (option,) = possible_options(context)["amy"]
    draft = Draft({("amy", option): above}, {("amy", begins, 0): (0,)})
    named = named_engine(context, draft, 1, saving=saving)
    assert named.draft().works == draft.works
    return int(named.engine.state.routes["extra"].sum())


def test_a_sunday_that_loses_its_visits_saves_its_supplement() -> None:
    # 8.5 h of OB at 68.10 kr, and 44.53 % PO.
    assert saved(SUNDAY, saving=True) == 83_661


def test_an_ordinary_monday_saves_nothing() -> None:
    assert saved(MONDAY, saving=True) == 0


def test_a_sunday_saves_nothing_where_no_duty_can_be_dropped_any_more() -> None:
    assert saved(SUNDAY, saving=False) == 0


@pytest.mark.parametrize("saving", [False, True])
def test_a_day_above_the_contract_saves_all_that_it_is_paid(*, saving: bool) -> None:
    # 8.5 h of qualified overtime, 2.4 times 33 000 kr / 165, and 44.53 % PO.
    assert saved(MONDAY, saving=saving, above=True) == 589_682


@pytest.mark.parametrize("held", [TOLD, LOCKED, COUNTED])
def test_what_is_told_or_locked_or_has_other_uses_saves_nothing(
    held: dict[str, object],
) -> None:
    assert saved(SUNDAY, held, saving=True) == 0


def test_heads_that_another_unit_counts_are_no_matter() -> None:
    assert saved(SUNDAY, COUNTED_AWAY, saving=True) == saved(SUNDAY, saving=True)


def test_monthly_staff_who_have_no_visits_left_keep_the_duty() -> None:
    """Who else could use them, the search for other hands knows."""
    assert kept(employee(day_break=EVENING), stops=0, saving=True, on=SUNDAY)
