"""R39: somebody is kept free for alarms while the hours last."""

import pytest

from constraints import default_rules, settle
from constraints.shifts.alarm_readiness import AlarmReadiness
from scheduler.domain.problem import Problem
from scheduler.domain.shift_option import ShiftOption
from scheduler.planning.planner import plan
from scheduler.planning.result import Limits
from scheduler.roster.variables import STRETCHED_MINUTE, Tour
from scheduler.rules.staffing_terms import StaffingTerms
from tests.build import (
    MONDAY,
    UNIT,
    at,
    client,
    day,
    employee,
    jour_type,
    problem,
    shift_type,
    team,
    unit,
    visit,
    worked,
)
from tests.judge import Pick, judge, offer

DAY = shift_type("day", "07:00-16:00")
RULE = AlarmReadiness(units=(UNIT,), first_minute=420, last_minute=960)


def town(**given: object) -> Problem:
    """Return a day of Amy and Bob, with a visit in the morning."""
    usual: dict[str, object] = {
        "days": 1,
        "employees": (employee("amy"), employee("bob")),
        "shift_types": (DAY, shift_type("late", "12:00-21:00")),
        "clients": (client(),),
        "visits": (visit("v1", f"{MONDAY} 07:30"),),
    }
    return problem(**(usual | given))


def tour(option: ShiftOption) -> Tour:
    return Tour(0, option, (0,), frozenset({"carl"}))


def found(
    made: Problem,
    *shifts: tuple[str, str],
    drives: str = "",
    rule: AlarmReadiness = RULE,
) -> list[tuple[int, bool, int]]:
    options = {who: offer(made, shift, MONDAY) for who, shift in shifts}
    takes = [(drives, tour(options[drives]))] if drives else []
    pick = Pick(list(options.items()), takes=takes)
    return [(b.amount, b.hard, b.cost) for b in judge(rule, made, pick)]


def test_whoever_has_no_visit_is_kept_free() -> None:
    assert found(town(), ("amy", "day"), ("bob", "day"), drives="amy") == []


def test_whoever_has_a_visit_is_not_free_all_the_shift() -> None:
    assert found(town(), ("amy", "day"), drives="amy") == [(540, True, 0)]
    assert found(town(), ("amy", "day"), ("bob", "late"), drives="amy") == [
        (300, True, 0)
    ]


@pytest.mark.parametrize(
    ("first", "last", "missing"),
    [(420, 960, 0), (419, 960, 0), (420, 961, 1), (961, 962, 1), (960, 960, 0)],
    ids=["all", "before anybody can come", "a minute more", "after", "no time"],
)
def test_the_hours_are_those_of_the_clock(first: int, last: int, missing: int) -> None:
    rule = AlarmReadiness(units=(UNIT,), first_minute=first, last_minute=last)
    expected = [(missing, True, 0)] if missing else []
    assert found(town(), ("amy", "day"), rule=rule) == expected


def test_as_many_are_free_as_are_asked_for() -> None:
    two = RULE.model_copy(update={"people": 2})
    assert found(town(), ("amy", "day"), ("bob", "day"), rule=two) == []
    assert found(town(), ("amy", "day"), ("bob", "late"), rule=two) == [(300, True, 0)]
    assert found(town(), rule=two) == [(1080, True, 0)]


def test_nobody_is_free_in_a_break_or_on_call() -> None:
    made = town(shift_types=(shift_type("day", "07:00-16:00", "30@11:00-11:30"),))
    assert found(made, ("amy", "day")) == [(30, True, 0)]
    made = town(shift_types=(DAY, jour_type("jour", "07:00-16:00", "10:00-11:00")))
    assert found(made, ("amy", "jour")) == [(60, True, 0)]


def test_a_soft_rule_prices_each_hour() -> None:
    soft = AlarmReadiness(
        units=(UNIT,), first_minute=420, last_minute=961, hard=False, price_kr=60
    )
    assert found(town(), ("amy", "day"), rule=soft) == [(1, False, 100)]


def test_whose_shift_began_before_the_plan_is_free_until_it_ends() -> None:
    night = worked("bob", "2026-12-20 21:00", "2026-12-21 08:00")
    rule = AlarmReadiness(units=(UNIT,), first_minute=420, last_minute=480)
    assert found(town(worked_shifts=(night,)), rule=rule) == []
    assert found(town(), rule=rule) == [(60, True, 0)]


def test_whoever_cannot_come_in_time_does_not_count() -> None:
    """A kilometre and a third by road: four minutes by car, eighteen on foot."""
    far = client(lat=59.179)
    made = town(
        clients=(far,),
        employees=(employee("amy", transport="car"), employee("bob", transport="walk")),
        visits=(),
    )
    for minutes, walking in ((4, [(540, True, 0)]), (19, [])):
        rule = RULE.model_copy(update={"reach_minutes": minutes})
        assert found(made, ("amy", "day"), rule=rule) == []
        assert found(made, ("bob", "day"), rule=rule) == walking
    too_far = RULE.model_copy(update={"reach_minutes": 3})
    assert found(made, ("amy", "day"), rule=too_far) == [(540, True, 0)]


def test_each_unit_and_day_is_judged_by_itself() -> None:
    made = town(days=2, units=(unit(), unit("other")), employees=(employee("amy"),))
    both = RULE.model_copy(update={"units": (UNIT, "other")})
    options = [("amy", offer(made, "day", day(1)))]
    breaches = judge(both, made, Pick(options))
    told = [(b.facts["in_unit"], b.date) for b in breaches]
    assert told == [(UNIT, day(0)), ("other", day(0)), ("other", day(1))]


def test_it_says_nothing_until_units_are_named() -> None:
    assert found(town(), ("amy", "day"), rule=AlarmReadiness()) == []


def test_planners_are_told_whom_to_keep_free_and_at_what_price() -> None:
    terms = StaffingTerms(below_min=1)
    asked = RULE.staffing_terms(terms)
    assert asked.below_min == STRETCHED_MINUTE
    made = town(days=2)
    assert [(n.unit, n.date, n.start, n.end, n.min) for n in asked.needs_of(made)] == [
        (UNIT, day(n), at(f"{day(n)} 07:00"), at(f"{day(n)} 16:00"), 1) for n in (0, 1)
    ]
    soft = RULE.model_copy(update={"hard": False, "price_kr": 60})
    assert soft.staffing_terms(terms).below_min == 100
    assert soft.staffing_terms(StaffingTerms(below_min=200)).below_min == 200
    assert AlarmReadiness().staffing_terms(terms) == terms


def test_somebody_is_kept_free_when_a_week_is_planned() -> None:
    """Three people, and a visit each day that any of them could make."""
    visits = tuple(visit(f"v{n}", f"{day(n)} 08:00") for n in range(5))
    people = team("amy", "bob", "cat", day_break=20 * 60)
    made = problem(
        days=5,
        employees=people,
        shift_types=(shift_type("day", "07:00-15:00", "30@11:00-12:00"),),
        clients=(client(),),
        visits=visits,
    )
    rule = AlarmReadiness(units=(UNIT,), first_minute=420, last_minute=660)
    others = [r for r in default_rules() if r.id != "R39"]
    limits = Limits(seconds=None, effort=1, workers=1)
    result = plan(made, settle([*others, rule]), limits)
    assert result.audit is not None
    assert [b for b in result.audit.breaches if b.hard] == []
    assert result.audit.must_open == 0
