from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from constraints.shifts.wishes_and_fairness import WishesAndFairness
from scheduler.domain.plan_view import PlanView
from scheduler.domain.problem import Problem
from tests.build import (
    absence,
    balance,
    day,
    employee,
    hourly,
    plan,
    problem,
    shift_row,
    shift_type,
    team,
    wish,
)
from tests.constraints.lines import TYPES, case, lines_of
from tests.judge import Pick, judge

RULE = WishesAndFairness()
WISHES = WishesAndFairness(weekend_kr=0, evening_kr=0, night_kr=0)


@pytest.mark.parametrize(
    ("line", "want", "shift", "met"),
    [
        pytest.param("D", False, None, False, id="off, and works"),
        pytest.param("-", False, None, True, id="off, and is"),
        pytest.param("D", False, "E", True, id="not the evening, and works the day"),
        pytest.param("E", False, "E", False, id="not the evening, and works it"),
        pytest.param("D", True, None, True, id="on, and works"),
        pytest.param("-", True, None, False, id="on, and is off"),
        pytest.param("E", True, "E", True, id="the evening, and works it"),
        pytest.param("D", True, "E", False, id="the evening, and works the day"),
        pytest.param("-", True, "E", False, id="the evening, and is off"),
    ],
)
def test_a_wish_is_met_or_paid_for(
    line: str, *, want: bool, shift: str | None, met: bool
) -> None:
    wishes = (wish("amy", day(0), want=want, shift=shift, weight=2),)
    breaches = judge(WISHES, *case({"amy": line}, (), wishes=wishes))
    assert [b.cost for b in breaches] == ([] if met else [2 * 15_000])


def test_a_wish_is_about_its_person_and_day() -> None:
    wishes = (wish("amy", day(1), want=False), wish("bob", day(0), want=False))
    assert judge(WISHES, *case({"amy": "D-", "bob": "-D"}, (), wishes=wishes)) == []


@pytest.mark.parametrize("number", [-1, 2])
def test_wishes_outside_the_plan_are_nobodys(number: int) -> None:
    wishes = (wish("amy", day(number), want=True),)
    assert judge(WISHES, *case({"amy": "--"}, (), wishes=wishes)) == []


def spreads(
    lines: dict[str, str], rule: WishesAndFairness = RULE, **given: object
) -> dict[str, int]:
    breaches = judge(rule, *case(lines, (), **given))
    return {b.message: b.cost // 100 for b in breaches}


@pytest.mark.parametrize(
    ("lines", "found"),
    [
        pytest.param(("EE-----", "-------"), {"evenings": 200}, id="evenings"),
        pytest.param(("EE-----", "--EE---"), {}, id="shared evenings"),
        pytest.param(("N------", "-------"), {"nights": 100}, id="nights"),
        pytest.param(("-----D-", "-------"), {"weekends": 300}, id="weekends"),
        pytest.param(("-----DD", "------D"), {}, id="one weekend each"),
        pytest.param(("DDLRS--", "-------"), {}, id="other shifts"),
    ],
)
def test_burdens_are_shared(lines: tuple[str, str], found: dict[str, int]) -> None:
    assert spreads(dict(zip(("amy", "bob"), lines, strict=True))) == found


def test_the_largest_is_compared_with_the_smallest() -> None:
    assert spreads({"amy": "EEE", "bob": "E--", "cat": "EE-"}) == {"evenings": 200}


def test_what_people_bring_counts() -> None:
    brought = (
        balance("amy", evenings_worked=3, nights_worked=1, weekends_worked=2),
        balance("bob", evenings_worked=1, nights_worked=1),
    )
    lines = {"amy": "-------", "bob": "E----D-"}
    assert spreads(lines, balances=brought) == {"evenings": 100, "weekends": 300}


def alone(other: object, **given: object) -> dict[str, int]:
    people = (employee("amy"), other)
    return spreads({"amy": "NE---D-"}, RULE, employees=people, **given)


def test_only_colleagues_who_can_share_are_compared() -> None:
    everything = {"weekends": 300, "evenings": 100, "nights": 100}
    assert alone(employee("bob")) == everything
    assert alone(hourly("bob")) == {}
    assert alone(employee("bob", unit="other")) == {}
    assert alone(employee("bob", shift_kinds=["day"])) == {"weekends": 300}
    pattern = {"worked": 1, "of": 2}
    no_weekends = alone(employee("bob", weekends=pattern))
    assert no_weekends == {"evenings": 100, "nights": 100}


def test_nobody_shares_what_the_unit_does_not_have() -> None:
    other_units = tuple(t.model_copy(update={"unit": "other"}) for t in TYPES)
    brought = (balance("amy", evenings_worked=2),)
    given = {"employees": team("amy", "bob"), "balances": brought}
    nothing = problem(shift_types=other_units, **given)
    assert judge(RULE, nothing, Pick()) == []
    everywhere = problem(shift_types=(shift_type(kind="evening", unit=None),), **given)
    assert [b.amount for b in judge(RULE, everywhere, Pick())] == [2]


@pytest.mark.parametrize(("last_day", "compared"), [(6, True), (5, True), (4, False)])
def test_who_is_there_too_little_is_left_out(last_day: int, *, compared: bool) -> None:
    leaver = employee("bob", last=day(last_day))  # 6 of 7 days are enough
    assert bool(alone(leaver)) == compared
    until = f"2026-12-{21 + 6 - last_day} 00:00"
    away = () if last_day == 6 else (absence("bob", "2026-12-21 00:00", until),)
    assert bool(alone(employee("bob"), absences=away)) == compared


def test_the_weekend_may_begin_before_the_plan() -> None:
    lines = {"amy": "D", "bob": "-"}
    assert spreads(lines, start=date(2026, 12, 27)) == {"weekends": 300}


def test_breaches_are_said_in_words() -> None:
    wishes = (
        wish("amy", day(0), want=False),
        wish("amy", day(0), want=False, shift="E"),
        wish("bob", day(0), want=True),
        wish("bob", day(0), want=True, shift="E"),
    )
    made = case({"amy": "E-", "bob": "--"}, (), wishes=wishes)
    said = [RULE.explain(b) for b in judge(RULE, *made)]
    assert said == [
        "Amy ville vara ledig den 2026-12-21 men är inplanerad.",
        "Amy ville slippa passet E den 2026-12-21 men är inplanerad på det.",
        "Bob ville arbeta den 2026-12-21 men är ledig.",
        "Bob ville ha passet E den 2026-12-21 men är inte inplanerad på det.",
        "centre: Amy har 1 kväll, Bob 0.",
    ]


def test_rows_of_nonsense_are_read() -> None:
    rows = plan(shift_row("nobody"), shift_row("amy", unit="?", shift="?"))
    assert list(RULE.check(PlanView(problem(), rows))) == []


@st.composite
def cases(draw: st.DrawFn) -> tuple[Problem, Pick]:
    names = ("amy", "bob", "cat")
    kinds = st.sampled_from([[], ["day", "evening"], ["night"]])
    people = [
        employee(
            name,
            shift_kinds=draw(kinds),
            weekends=draw(st.sampled_from([None, {"worked": 1, "of": 2}])),
        )
        for name in names
    ]
    wishes = tuple(
        wish(
            draw(st.sampled_from(names)),
            day(draw(st.integers(-1, 8))),
            want=draw(st.booleans()),
            shift=draw(st.sampled_from([None, "D", "N"])),
            weight=draw(st.integers(1, 3)),
        )
        for _ in range(draw(st.integers(0, 4)))
    )
    brought = tuple(
        balance(name, weekends_worked=draw(st.integers(0, 3)), nights_worked=n)
        for n, name in enumerate(names)
    )
    away = (
        absence(
            "amy", "2026-12-21 12:00", f"2026-12-{draw(st.integers(22, 26))} 00:00"
        ),
    )
    given = {"wishes": wishes, "balances": brought, "absences": away}
    start = day(draw(st.integers(-2, 5)))
    return case(draw(lines_of("DEN--", 8, 0, names)), people, start=start, **given)


@given(case=cases())
@settings(max_examples=50, deadline=None)
def test_model_and_checker_agree(case: tuple[Problem, Pick]) -> None:
    judge(RULE, *case)
