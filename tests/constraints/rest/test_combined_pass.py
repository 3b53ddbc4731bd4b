"""R05, and what the other rules of rest say of time on call."""

import pytest

from constraints.rest.combined_pass import CombinedPass
from constraints.rest.daily_rest_window import DailyRestWindow
from constraints.rest.rest_between_shifts import RestBetweenShifts
from constraints.rest.weekly_rest import WeeklyRest
from constraints.shifts.shift_span import ShiftSpan
from scheduler.domain.problem import Problem, ShiftType
from scheduler.rules.rule import Breach, Rule
from tests.build import (
    day,
    employee,
    jour_type,
    on_call,
    problem,
    shift_type,
    worked,
)
from tests.judge import Pick, judge, offer

DAY = shift_type("day", "07:00-16:00")
LATE = shift_type("late", "16:00-23:00")


def at_home(id_: str, span: str, within_reach: str) -> ShiftType:
    made = shift_type(id_, span)
    time = on_call("beredskap", within_reach, span[:5])
    return ShiftType.model_validate(made.model_dump() | {"breaks": [time]})


def week(*types: ShiftType, **given: object) -> Problem:
    return problem(shift_types=(DAY, LATE, *types), **given)


def told(rule: Rule, made: Problem, *worked_on: tuple[str, int]) -> list[Breach]:
    """Judge Amy's shifts, each a type on a day of the week."""
    options = [("amy", offer(made, shift, day(n))) for shift, n in worked_on]
    return judge(rule, made, Pick(options))


def found(
    rule: Rule, made: Problem, *worked_on: tuple[str, int]
) -> list[tuple[str, int]]:
    return [(b.message, b.amount) for b in told(rule, made, *worked_on)]


@pytest.mark.parametrize(
    ("span", "over"),
    [("14:00-10:00", []), ("14:00-10:01", [("span", 1)]), ("14:00-09:00", [])],
)
def test_work_and_jour_in_one_pass_is_at_most_twenty_hours(
    span: str, over: list[tuple[str, int]]
) -> None:
    assert found(CombinedPass(), week(jour_type(span=span)), ("jour", 0)) == over


@pytest.mark.parametrize(
    ("agreement", "own", "over"),
    [
        ("AB", None, [("span", 239)]),
        ("PAN", None, []),
        ("PAN@2026-04-01", None, []),
        ("AB", "PAN", []),
        ("PAN", "AB", [("span", 239)]),
    ],
)
def test_under_pan_it_may_be_twenty_four_hours(
    agreement: str, own: str | None, over: list[tuple[str, int]]
) -> None:
    made = week(
        jour_type(span="08:00-07:59"),
        agreement=agreement,
        employees=(employee(agreement=own),),
    )
    assert found(CombinedPass(), made, ("jour", 0)) == over


@pytest.mark.parametrize(
    ("begins", "short"),
    [("04:00", []), ("03:59", [("rest", 1)])],
)
def test_rest_after_a_pass_is_as_long_as_the_pass(
    begins: str, short: list[tuple[str, int]]
) -> None:
    """19 h, from Monday 14:00 to Tuesday 09:00, are rested until Wednesday 04:00."""
    made = week(jour_type(), shift_type("early", f"{begins}-12:00"))
    assert found(CombinedPass(), made, ("jour", 0), ("early", 2)) == short


def test_rest_after_a_short_pass_is_eleven_hours() -> None:
    short = jour_type(span="22:00-06:00")
    soon = shift_type("soon", "16:59-20:00")
    made = week(short, soon, shift_type("then", "17:00-20:00"))
    assert found(CombinedPass(), made, ("jour", 0), ("soon", 1)) == [("rest", 1)]
    assert found(CombinedPass(), made, ("jour", 0), ("then", 1)) == []


@pytest.mark.parametrize(("begins", "short"), [("08:00", []), ("07:59", [("rest", 1)])])
def test_more_than_twenty_hours_are_rested_for_twenty_four(
    begins: str, short: list[tuple[str, int]]
) -> None:
    made = week(
        jour_type(span="11:00-08:00"),
        shift_type("next", f"{begins}-12:00"),
        agreement="PAN",
    )
    assert found(CombinedPass(), made, ("jour", 0), ("next", 2)) == short


def test_pass_worked_before_the_plan_is_rested_from_in_it() -> None:
    past = (worked("amy", "2026-12-19 14:00", "2026-12-20 09:00", shift="jour"),)
    made = week(
        jour_type(),
        shift_type("early", "03:59-12:00"),
        shift_type("rested", "04:00-12:00"),
        worked_shifts=past,
    )
    assert found(CombinedPass(), made, ("early", 0)) == [("rest", 1)]
    assert found(CombinedPass(), made, ("rested", 0)) == []


def test_history_alone_is_not_judged() -> None:
    past = (
        worked("amy", "2026-12-18 10:00", "2026-12-19 09:00", shift="jour"),
        worked("amy", "2026-12-19 20:00", "2026-12-20 01:00"),
    )
    made = week(jour_type(span="10:00-09:00"), worked_shifts=past)
    assert found(CombinedPass(), made, ("day", 2)) == []


def test_shift_without_jour_says_nothing() -> None:
    made = week(jour_type(), at_home("home", "16:00-16:00", "16:00-16:00"))
    assert found(CombinedPass(), made, ("day", 0), ("home", 1), ("day", 2)) == []


def test_autumn_night_makes_the_pass_an_hour_longer() -> None:
    made = week(jour_type(span="14:00-10:00"), start="2026-10-24")
    option = offer(made, "jour", made.start)
    breaches = judge(CombinedPass(), made, Pick([("amy", option)]))
    assert [(b.message, b.amount) for b in breaches] == [("span", 60)]


def test_span_and_daily_windows_leave_passes_with_jour_to_it() -> None:
    made = week(jour_type(), employees=(employee(day_break=720),))
    assert found(ShiftSpan(), made, ("jour", 0)) == []
    assert found(DailyRestWindow(), made, ("jour", 0)) == []


def test_other_shifts_near_jour_are_judged_as_ever() -> None:
    long = shift_type("long", "07:00-21:00")
    made = week(jour_type(), long, employees=(employee(day_break=720),))
    assert found(ShiftSpan(), made, ("jour", 0), ("long", 2)) == [("breach", 60)]
    made = week(jour_type(), employees=(employee(day_break=0),))
    assert len(found(DailyRestWindow(), made, ("jour", 0), ("day", 2))) == 1


def test_rest_between_shifts_counts_jour_as_work_and_beredskap_as_none() -> None:
    night = jour_type(span="20:00-06:00", jour="20:00-06:00")
    home = at_home("home", "07:00-07:00", "16:00-07:00")
    made = week(night, home)
    assert found(RestBetweenShifts(), made, ("jour", 0), ("day", 1)) == [
        ("breach", 600)
    ]
    assert found(RestBetweenShifts(), made, ("home", 0), ("day", 1)) == []
    assert found(RestBetweenShifts(), made, ("late", 0), ("home", 1)) == [
        ("breach", 180)
    ]


def test_beredskap_breaks_no_daily_rest_and_lengthens_no_shift() -> None:
    home = at_home("home", "07:00-07:00", "16:00-07:00")
    made = week(home, employees=(employee(day_break=420),))
    assert found(DailyRestWindow(), made, ("home", 0), ("home", 1)) == []
    assert found(ShiftSpan(), made, ("home", 0)) == []
    alone = week(at_home("home", "16:00-16:00", "16:00-16:00"))
    assert found(DailyRestWindow(), alone, ("home", 0), ("home", 1)) == []
    assert found(RestBetweenShifts(), alone, ("home", 0), ("day", 2)) == []


def test_beredskap_is_no_weekly_rest() -> None:
    home = at_home("home", "07:00-07:00", "07:00-07:00")
    made = week(home)
    every_day = [("home", n) for n in range(7)]
    assert len(told(WeeklyRest(), made, *every_day)) == 1
    assert told(WeeklyRest(), made, *every_day[:5]) == []
