from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from constraints.rest.night_work import NightWork
from scheduler.domain.plan_view import PlanView
from scheduler.domain.problem import Problem
from scheduler.domain.shift_option import ShiftOption
from tests.build import absence, day, employee, hourly, plan, problem, team, worked
from tests.constraints.rosters import AUTUMN, SPRING, Case, cases
from tests.judge import Pick, judge, stint

RULE = NightWork()
ANY_NIGHT = NightWork(one_in=100)
HAZARDOUS = NightWork(hazardous=True)


def night(number: int, minutes: int = 600) -> ShiftOption:
    """Return a shift from 21:00, so many minutes long."""
    hours, rest = divmod(21 * 60 + minutes, 60)
    return stint(f"{day(number)} 21:00", f"{day(number)} {hours}:{rest:02}")


def longs(first: int, last: int, monday: date | None = None) -> list[ShiftOption]:
    """Return days of 13 h."""
    back = (day(0) - monday).days if monday else 0
    dates = [day(n - back) for n in range(first, last + 1)]
    return [stint(f"{d} 07:00", f"{d} 20:00") for d in dates]


def over(
    shifts: list[ShiftOption], case: Problem | None = None, rule: NightWork = RULE
) -> list[int]:
    pick = Pick([("amy", shift) for shift in shifts])
    return [b.amount for b in judge(rule, case or problem(), pick)]


def room(case: Problem, rule: NightWork = RULE) -> int:
    """Return what a reference period of as many days as the plan's has room for."""
    rule = rule.model_copy(update={"reference_days": case.days})
    return rule.reference(PlanView(case, plan()), case.employees[0])[1]


def hard(
    shifts: list[ShiftOption], case: Problem | None = None, rule: NightWork = RULE
) -> list[int]:
    """Return what no work that is not known can bring down any more."""
    pick = Pick([("amy", shift) for shift in shifts])
    return [b.amount for b in judge(rule, case or problem(), pick) if b.hard]


@pytest.mark.parametrize(("last", "found"), [(480, []), (481, [1])])
def test_a_week_of_nights_holds_48_hours(last: int, found: list[int]) -> None:
    """Seven days less one, at 8 h each."""
    assert over([night(n) for n in range(4)] + [night(4, last)]) == found


def test_what_the_rest_of_the_period_can_bring_down_is_a_warning() -> None:
    """Seven days hold 48 h, and the sixteen weeks that they end 768 h."""
    nights = [night(n, 780) for n in range(6)]
    assert (hard(nights), over(nights)) == ([], [6 * 780 - 2880])


@pytest.mark.parametrize(("last", "found"), [(480, []), (481, [1])])
def test_what_nothing_can_bring_down_is_forbidden(last: int, found: list[int]) -> None:
    """Two weeks' period: four nights of 13 h in history and five more fill 96 h."""
    rule = NightWork(reference_days=14)
    past = tuple(
        worked("amy", f"{day(n)} 21:00", f"{day(n + 1)} 10:00")
        for n in (-7, -5, -3, -1)
    )
    case = problem(worked_shifts=past)
    nights = [night(0, 528), *(night(n, 528) for n in (1, 2, 3)), night(4, last + 48)]
    assert hard(nights, case, rule) == found


@pytest.mark.parametrize(
    ("days", "counted"), [(7, 6), (8, 6), (14, 12), (15, 12), (16, 13), (28, 24)]
)
def test_one_day_is_left_out_per_started_seven(days: int, counted: int) -> None:
    assert room(problem(days=days)) == counted * 480


def test_less_than_a_week_is_not_averaged() -> None:
    assert over([night(n, 780) for n in range(6)], problem(days=6)) == []


@pytest.mark.parametrize(("days", "found"), [(4, [1680]), (5, [])])
def test_every_third_shift_a_night_makes_a_night_worker(
    days: int, found: list[int]
) -> None:
    assert over([night(0, 720), night(1, 720), *longs(2, 1 + days)]) == found


@pytest.mark.parametrize(
    ("start", "end", "found"),
    [
        pytest.param("16:30", "25:00", [180], id="three hours from 22"),
        pytest.param("16:30", "24:59", [], id="a minute less"),
        pytest.param("03:00", "11:30", [180], id="three hours until 06"),
        pytest.param("03:01", "11:31", [], id="a minute later"),
    ],
)
def test_three_hours_between_22_and_06_make_a_night(
    start: str, end: str, found: list[int]
) -> None:
    """Six shifts of 8.5 h."""
    assert over([stint(f"{day(n)} {start}", f"{day(n)} {end}") for n in range(6)]) == (
        found
    )


@pytest.mark.parametrize(("start", "found"), [("05:00", [180]), ("05:01", [])])
def test_early_morning_is_night_until_06(start: str, found: list[int]) -> None:
    end = f"13:{30 + int(start[-1])}"
    shifts = [stint(f"{day(n)} {start}", f"{day(n)} {end}") for n in range(6)]
    assert over(shifts, rule=NightWork(night_minutes=60)) == found


@pytest.mark.parametrize(
    ("monday", "start", "end", "found"),
    [
        pytest.param(
            SPRING, "2026-03-29 00:00", "2026-03-29 04:00", [420], id="spring"
        ),
        pytest.param(SPRING, "2026-03-29 00:00", "2026-03-29 03:59", [], id="-1"),
        pytest.param(
            AUTUMN, "2026-10-25 01:00", "2026-10-25 03:00", [420], id="autumn"
        ),
        pytest.param(AUTUMN, "2026-10-25 01:01", "2026-10-25 03:00", [], id="+1"),
    ],
)
def test_night_is_as_long_as_the_clocks_make_it(
    monday: date, start: str, end: str, found: list[int]
) -> None:
    shifts = [*longs(0, 3, monday), stint(start, end)]
    assert over(shifts, problem(start=monday), ANY_NIGHT) == found


def test_history_counts_in_the_average() -> None:
    """A week of 39 h before the plan leaves 57 h of the two weeks' 96."""
    past = tuple(
        worked("amy", f"{day(n)} 21:00", f"{day(n + 1)} 10:00") for n in (-7, -5, -3)
    )
    case = problem(worked_shifts=past)
    assert over([night(n, 684) for n in range(5)], case) == []
    assert over([night(n, 684) for n in range(4)] + [night(4, 685)], case) == [1]


@pytest.mark.parametrize(("ended", "found"), [("25:00", [720]), ("24:59", [])])
def test_night_of_history_can_make_a_night_worker(ended: str, found: list[int]) -> None:
    past = (worked("amy", f"{day(-1)} 17:00", f"{day(-1)} {ended}"),)
    assert over(longs(0, 3), problem(worked_shifts=past), ANY_NIGHT) == found


def test_history_before_the_reference_period_is_forgotten() -> None:
    past = (worked("amy", f"{day(-20)} 21:00", f"{day(-19)} 07:00"),)
    case = problem(worked_shifts=past)
    shifts = [night(n, 780) for n in range(6)]
    assert over(shifts, case, NightWork(reference_days=7)) == [6 * 780 - 2880]


def test_history_alone_is_not_the_fault_of_the_plan() -> None:
    past = tuple(
        worked("amy", f"{day(n)} 18:00", f"{day(n + 1)} 07:00") for n in range(-14, 0)
    )
    case = problem(worked_shifts=past)
    assert over([], case) == []
    assert over(longs(3, 3), case) == [15 * 780 - 18 * 480]


@pytest.mark.parametrize(
    ("kind", "person", "credit"),
    [
        ("vacation", employee(), 480),
        ("sick", employee(), 480),
        ("study", employee(), 0),
        ("sick", employee(degree_pct=50), 240),
        ("sick", hourly("amy"), 0),
        ("sick", employee(last=day(0)), 0),
    ],
)
def test_vacation_and_sick_leave_count_as_worked(
    kind: str, person: object, credit: int
) -> None:
    """A working day is a fifth of 40 h a week."""
    away = absence("amy", f"{day(1)} 00:00", f"{day(2)} 00:00", kind)
    case = problem(employees=(person,), absences=(away,))
    assert room(case) == 2880 - credit


def test_absence_before_the_period_earns_nothing() -> None:
    away = absence("amy", f"{day(-3)} 00:00", f"{day(0)} 00:00", "sick")
    assert room(problem(absences=(away,))) == 2880


def test_two_people_do_not_share_their_average() -> None:
    pick = Pick([("amy", night(n)) for n in range(3)] + [("bob", night(4))] * 1)
    assert judge(RULE, problem(employees=team("amy", "bob")), pick) == []


@pytest.mark.parametrize(("minutes", "found"), [(480, []), (481, [1])])
def test_hazardous_night_is_eight_hours_at_most(minutes: int, found: list[int]) -> None:
    assert over([night(1, minutes)], rule=HAZARDOUS) == found


def test_long_day_is_no_matter_of_hazardous_nights() -> None:
    assert over(longs(1, 1), rule=HAZARDOUS) == []


@pytest.mark.parametrize(
    ("start", "found"), [("21:00", []), ("20:59", [1]), ("19:00", [120])]
)
def test_24_hours_from_a_hazardous_night_hold_no_more(
    start: str, found: list[int]
) -> None:
    evening = stint(f"{day(2)} {start}", f"{day(2)} 22:00")
    assert over([night(1, 480), evening], rule=HAZARDOUS) == found


@pytest.mark.parametrize(
    ("end", "found"), [("05:00", []), ("05:01", [1]), ("07:00", [120])]
)
def test_24_hours_up_to_a_hazardous_night_hold_no_more(
    end: str, found: list[int]
) -> None:
    early = stint(f"{day(1)} 04:00", f"{day(1)} {end}")
    assert over([early, night(1, 480)], rule=HAZARDOUS) == found


def test_history_is_around_hazardous_nights_too() -> None:
    past = (worked("amy", "2026-12-20 21:00", "2026-12-21 05:00"),)
    case = problem(worked_shifts=past)
    first = stint("2026-12-21 20:00", "2026-12-21 22:00")
    assert over([first], case, HAZARDOUS) == [60]
    assert over([], case, HAZARDOUS) == []


def test_breaks_are_not_work_around_hazardous_nights() -> None:
    whole = night(1, 510)
    rested = ShiftOption(**{**vars(whole), "paid_minutes": 480})
    assert over([rested], rule=HAZARDOUS) == []


def test_sentences_name_person_period_and_limit() -> None:
    pick = Pick([("amy", night(n)) for n in range(5)])
    [breach] = judge(RULE, problem(), pick)
    assert RULE.explain(breach, "en") == (
        "Amy is a night worker with 50 h of work from 2026-12-21 to 2026-12-27, more "
        "than 48 h, the average of those days. That is allowed if the average over the "
        "whole reference period is eight hours per 24 at most (ATL section 13 a)."
    )
    week = NightWork(reference_days=7)
    [breach] = judge(week, problem(), pick)
    assert week.explain(breach) == (
        "Amy är nattarbetande och har 50 h arbete från 2026-12-21 till 2026-12-27; "
        "högst 48 h ryms i genomsnittet (ATL 13 a §)."
    )
    [breach] = judge(HAZARDOUS, problem(), Pick([("amy", night(1))]))
    assert HAZARDOUS.explain(breach, "en") == (
        "Amy works 10 h in the 24 hours that hold the night of 2026-12-22; 8 h at most "
        "is allowed where night work is especially straining (ATL section 13 a)."
    )


@pytest.mark.parametrize(
    "given", [{"daily_minutes": 481}, {"reference_days": 123}, {"hard": False}]
)
def test_law_is_not_for_sale(given: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        NightWork.model_validate(given)


@given(
    case=cases(),
    daily=st.integers(60, 480),
    one_in=st.integers(1, 4),
    hazardous=st.booleans(),
)
@settings(max_examples=120, deadline=None)
def test_model_and_checker_agree(
    case: Case, daily: int, one_in: int, hazardous: bool
) -> None:
    rule = NightWork(daily_minutes=daily, one_in=one_in, hazardous=hazardous)
    judge(rule, *case)
