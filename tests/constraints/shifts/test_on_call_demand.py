"""V05, and that on-call time meets no other demand."""

import pytest

from constraints.shifts.on_call_demand import OnCallDemand
from constraints.shifts.staffing_demand import StaffingDemand
from scheduler.domain.problem import Problem, ShiftType
from scheduler.rules.rule import Rule
from tests.build import (
    day,
    employee,
    jour_type,
    need,
    on_call,
    problem,
    shift_type,
    team,
    unit,
    worked,
)
from tests.judge import Pick, judge, offer

FREE = OnCallDemand(missing_hour_kr=0, surplus_hour_kr=0)
NIGHT = {"start": "2026-12-22 22:00", "end": "2026-12-23 06:00", "on_call": "jour"}


def home_type() -> ShiftType:
    made = shift_type("home", "07:00-07:00")
    time = on_call("beredskap", "16:00-07:00", "07:00")
    return ShiftType.model_validate(made.model_dump() | {"breaks": [time]})


def asked(need_: object, **given: object) -> Problem:
    types = (shift_type("night", "22:00-06:00"), jour_type(), home_type())
    usual: dict[str, object] = {"shift_types": types, "on_call_needs": (need_,)}
    return problem(**(usual | given))


def found(
    rule: Rule, made: Problem, *worked_on: tuple[str, str, int]
) -> list[tuple[str, int, bool, int]]:
    options = [
        (who, offer(made, shift, day(n), made.employee[who].unit))
        for who, shift, n in worked_on
    ]
    breaches = judge(rule, made, Pick(options))
    return [(b.message, b.amount, b.hard, b.cost) for b in breaches]


@pytest.mark.parametrize(
    ("starts", "ends", "missing"),
    [
        ("2026-12-22 22:00", "2026-12-23 06:00", 0),
        ("2026-12-22 21:59", "2026-12-23 06:00", 1),
        ("2026-12-22 22:00", "2026-12-23 06:01", 1),
    ],
)
def test_jour_meets_a_need_while_it_lasts(starts: str, ends: str, missing: int) -> None:
    made = asked(need(starts, ends, on_call="jour", want=0))
    expected = [("below", missing, True, 0)] if missing else []
    assert found(FREE, made, ("amy", "jour", 1)) == expected


def test_work_and_the_other_kind_meet_no_need_for_jour() -> None:
    made = asked(need(**NIGHT, want=0))
    nobody = [("below", 480, True, 0)]
    assert found(FREE, made) == nobody
    assert found(FREE, made, ("amy", "night", 1)) == nobody
    assert found(FREE, made, ("amy", "home", 1)) == nobody


def test_beredskap_meets_a_need_for_beredskap() -> None:
    made = asked(
        need("2026-12-22 16:00", "2026-12-23 07:00", on_call="beredskap", want=0)
    )
    assert found(FREE, made, ("amy", "home", 1)) == []
    assert found(FREE, made, ("amy", "jour", 1)) == [("below", 900, True, 0)]


def test_skills_and_unit_of_the_need_are_those_of_who_is_on_call() -> None:
    people = (
        employee("amy", skills={"usk", "key"}),
        employee("bob"),
        employee("eve", unit="other", skills={"usk", "key"}),
    )
    made = asked(
        need(**NIGHT, skills={"key"}, want=0),
        employees=people,
        units=(unit(), unit("other")),
        shift_types=(jour_type().model_copy(update={"unit": None}),),
    )
    short = [("below", 480, True, 0)]
    assert found(FREE, made, ("amy", "jour", 1)) == []
    assert found(FREE, made, ("bob", "jour", 1), ("eve", "jour", 1)) == short


def test_wanted_and_surplus_are_priced_by_the_hour() -> None:
    made = asked(
        need(**NIGHT, min=1, want=2, max=2), employees=team("amy", "bob", "cat")
    )
    rule = OnCallDemand(missing_hour_kr=300, surplus_hour_kr=60)
    one = [("amy", "jour", 1)]
    two = [*one, ("bob", "jour", 1)]
    assert found(rule, made, *one) == [("missing", 480, False, 240_000)]
    assert found(rule, made, *two) == []
    assert found(rule, made, *two, ("cat", "jour", 1)) == [
        ("surplus", 480, False, 48_000)
    ]


def test_least_number_has_a_price_where_it_is_soft() -> None:
    made = asked(need(**NIGHT, want=0))
    soft = OnCallDemand(hard=False, price_kr=600, missing_hour_kr=0)
    assert found(soft, made) == [("below", 480, False, 480_000)]


def test_jour_that_began_before_the_plan_counts_in_its_first_morning() -> None:
    past = worked("amy", "2026-12-20 14:00", "2026-12-21 09:00", shift="jour")
    early = jour_type("early", "00:00-05:00", "00:00-05:00")
    made = asked(
        need("2026-12-21 00:00", "2026-12-21 06:00", on_call="jour", want=0),
        worked_shifts=(past,),
        shift_types=(jour_type(), early),
    )
    assert found(FREE, made) == []
    alone = made.model_copy(update={"worked_shifts": ()})
    assert found(FREE, alone) == [("below", 360, True, 0)]


def test_nothing_is_asked_before_anybody_of_the_plan_could_be_on_call() -> None:
    made = asked(need("2026-12-21 00:00", "2026-12-21 22:01", on_call="jour", want=0))
    assert found(FREE, made) == [("below", 1, True, 0)]


def test_hour_that_the_night_has_twice_is_asked_for_and_given() -> None:
    made = asked(
        need("2026-10-24 22:00", "2026-10-25 06:00", on_call="jour", want=0),
        start="2026-10-24",
    )
    assert found(FREE, made) == [("below", 540, True, 0)]
    options = [("amy", offer(made, "jour", made.start))]
    assert judge(FREE, made, Pick(options)) == []


def test_time_on_call_meets_no_need_for_people_at_work() -> None:
    made = asked(
        need(**NIGHT, want=0),
        staffing=(need("2026-12-22 21:00", "2026-12-23 07:00", want=0),),
    )
    assert found(StaffingDemand(), made, ("amy", "jour", 1)) == [
        ("below", 480, True, 0)
    ]
