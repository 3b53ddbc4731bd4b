"""R12, and how R07, R09 and R13 count time on call."""

from datetime import timedelta

import pytest

from constraints.hours.contracted_hours import ContractedHours
from constraints.hours.on_call_cap import OnCallCap
from constraints.hours.total_working_time import TotalWorkingTime
from constraints.rest.night_work import NightWork
from scheduler.domain.plan_view import PlanView
from scheduler.domain.problem import Problem
from scheduler.rules.rule import Rule
from tests.build import MONDAY, employee, hourly, jour_type, problem, shift_type, worked
from tests.judge import Pick, judge, offer, plan_of

EIGHT = jour_type("jour", "22:00-06:00", "22:00-06:00")
ODD = jour_type("odd", "22:00-06:01", "22:00-06:01")
HOUR = jour_type("hour", "22:00-23:00", "22:00-23:00")
FOUR_WEEKS = OnCallCap()
MONTH = OnCallCap(period="month")


def weeks(**given: object) -> Problem:
    usual: dict[str, object] = {"days": 35, "shift_types": (EIGHT, ODD, HOUR)}
    return problem(**(usual | given))


def found(
    rule: Rule, made: Problem, *worked_on: tuple[str, int]
) -> list[tuple[str, int, bool]]:
    options = [
        ("amy", offer(made, shift, made.start + timedelta(days=n)))
        for shift, n in worked_on
    ]
    return [(b.message, b.amount, b.hard) for b in judge(rule, made, Pick(options))]


def every_other(count: int) -> list[tuple[str, int]]:
    return [("jour", 2 * n) for n in range(count)]


def test_forty_eight_hours_of_jour_in_four_weeks_are_the_most() -> None:
    assert found(FOUR_WEEKS, weeks(), *every_other(6)) == [("near", 576, False)]
    last = ("hour", 12)
    assert found(FOUR_WEEKS, weeks(), *every_other(6), last) == [("above", 60, True)]


@pytest.mark.parametrize(
    ("last", "what"), [(27, ("above", 60, True)), (28, ("near", 576, False))]
)
def test_four_weeks_are_twenty_eight_days(
    last: int, what: tuple[str, int, bool]
) -> None:
    assert found(FOUR_WEEKS, weeks(), *every_other(6), ("hour", last)) == [what]


@pytest.mark.parametrize(
    ("ago", "what"), [(21, ("above", 60, True)), (22, ("near", 576, False))]
)
def test_four_weeks_hold_jour_from_before_the_plan(
    ago: int, what: tuple[str, int, bool]
) -> None:
    """Sunday, the plan's seventh day, ends the four weeks."""
    first = MONDAY - timedelta(days=ago)
    past = worked("amy", f"{first} 22:00", f"{first} 23:00", shift="hour")
    long = jour_type("long", "06:00-22:00", "06:00-22:00")
    made = weeks(days=7, worked_shifts=(past,), shift_types=(long, HOUR))
    three = [("long", n) for n in (1, 3, 6)]
    assert found(FOUR_WEEKS, made, *three) == [what]


def test_a_month_may_hold_fifty() -> None:
    """The plan begins on 21 December: eleven days of it, then January."""
    december = [("jour", n) for n in range(0, 11, 2)]
    assert found(MONTH, weeks(), *december) == [("near", 480, False)]
    two = [("hour", 1), ("hour", 3)]
    assert found(MONTH, weeks(), *december, *two) == [("near", 600, False)]
    assert found(MONTH, weeks(), *december, *two, ("hour", 5)) == [("above", 60, True)]
    assert found(MONTH, weeks(), *december, *two, ("hour", 11)) == [
        ("near", 600, False)
    ]


def test_warnings_begin_above_the_share_that_is_set() -> None:
    assert found(OnCallCap(warn_pct=100), weeks(), *every_other(6)) == []
    assert found(OnCallCap(warn_pct=50), weeks(), *every_other(3)) == []
    assert found(OnCallCap(warn_pct=50), weeks(), *every_other(3), ("hour", 9)) == [
        ("near", 60, False)
    ]


def test_history_alone_is_not_judged() -> None:
    past = tuple(
        worked(
            "amy",
            f"{MONDAY - timedelta(days=n)} 06:00",
            f"{MONDAY - timedelta(days=n)} 22:00",
            shift="long",
        )
        for n in range(2, 10)
    )
    made = weeks(
        worked_shifts=past,
        shift_types=(jour_type("long", "06:00-22:00", "06:00-22:00"), shift_type()),
    )
    assert found(FOUR_WEEKS, made, ("day", 1)) == []


def test_jour_is_everybodys_own_whatever_the_employment() -> None:
    made = weeks(employees=(employee(), hourly()))
    worked_on = [
        (who, offer(made, "jour", made.start + timedelta(days=n)))
        for who, days in (("amy", (0, 2, 4)), ("hal", (1, 3, 5)))
        for n in days
    ]
    assert judge(FOUR_WEEKS, made, Pick(worked_on)) == []


def test_jour_counts_in_the_total_and_beredskap_does_not() -> None:
    rule = TotalWorkingTime(reference_weeks=1, week_minutes=480)
    made = weeks(days=1)
    assert found(rule, made, ("jour", 0)) == []
    assert found(rule, made, ("odd", 0)) == [("above", 1, True)]
    home = jour_type("home", "06:00-22:00", "06:00-22:00")
    time = home.breaks[0].model_copy(update={"on_call": "beredskap"})
    made = weeks(days=1, shift_types=(home.model_copy(update={"breaks": (time,)}),))
    assert found(rule, made, ("home", 0)) == []


def test_time_on_call_fills_no_contract_and_makes_no_night_worker() -> None:
    mixed = jour_type("mixed", "14:00-09:00", "22:00-06:00")
    made = weeks(days=7, shift_types=(mixed,))
    pick = Pick([("amy", offer(made, "mixed", made.start))])
    duty = PlanView(made, plan_of(made, pick)).duties[0]
    assert duty.paid_minutes == 11 * 60
    assert found(NightWork(hazardous=True), made, ("mixed", 0)) == []
    short = found(ContractedHours(), made, ("mixed", 0))
    nothing = found(ContractedHours(), made)
    assert nothing[0][1] - short[0][1] in (11 * 60, 11)
