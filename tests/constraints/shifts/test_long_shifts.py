"""Long shifts have a price."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from constraints.shifts.long_shifts import LongShifts
from scheduler.domain.plan_view import PlanView
from scheduler.domain.shift_option import ShiftOption
from tests.build import employee, hourly, plan, problem, shift_row, team, worked
from tests.judge import Pick, judge, stint

RULE = LongShifts()
HOUR, VERY_LONG = 167 * 60, 50_000


def found(*shifts: ShiftOption, rule: LongShifts = RULE) -> list[tuple[str, int, int]]:
    people = team("amy", "bob")
    works = [(who.id, o) for who, o in zip(people, shifts, strict=False)]
    breaches = judge(rule, problem(employees=people), Pick(works))
    return [(b.message, b.amount, b.cost) for b in breaches]


@pytest.mark.parametrize(
    ("ends", "breaches"),
    [
        pytest.param("17:00", [], id="ten hours"),
        pytest.param("17:01", [("above", 1, 167)], id="a minute more"),
        pytest.param("18:59", [("above", 119, 119 * 167)], id="just below twelve"),
        pytest.param(
            "19:00",
            [("above", 120, 2 * HOUR), ("very_long", 1, VERY_LONG)],
            id="twelve hours",
        ),
    ],
)
def test_work_above_ten_hours_has_a_price(
    ends: str, breaches: list[tuple[str, int, int]]
) -> None:
    assert found(stint("2026-12-21 07:00", f"2026-12-21 {ends}")) == breaches


def test_nights_are_measured_in_elapsed_time() -> None:
    usual = stint("2026-10-23 21:00", "2026-10-24 07:00")
    twice = stint("2026-10-24 21:00", "2026-10-25 07:00")
    skipped = stint("2026-03-28 21:00", "2026-03-29 08:00")
    assert found(usual) == []
    assert found(twice) == [("above", 60, HOUR)]
    assert found(skipped) == []


def test_the_parts_of_a_split_shift_count_together_and_the_gap_does_not() -> None:
    morning, evening = ("06:00", "11:00"), ("15:00", "20:30")
    ends = [f"2026-12-21 {time}" for time in (*morning, *evening)]
    assert found(stint(*ends)) == [("above", 30, 30 * 167)]


def test_everybody_is_asked_by_themselves() -> None:
    long = stint("2026-12-21 07:00", "2026-12-21 18:00")
    short = stint("2026-12-21 07:00", "2026-12-21 16:00")
    assert found(short, long) == [("above", 60, HOUR)]
    assert found(long, long) == [("above", 60, HOUR)] * 2


def test_unpaid_breaks_are_no_work() -> None:
    row = shift_row(
        start="2026-12-21 07:00", end="2026-12-21 17:30", breaks="11:30-12:00"
    )
    assert list(RULE.check(PlanView(problem(), plan(row)))) == []


def test_history_is_not_judged() -> None:
    past = worked("amy", "2026-12-19 07:00", "2026-12-19 19:00")
    assert judge(RULE, problem(worked_shifts=(past,)), Pick()) == []


def test_each_price_can_be_left_out() -> None:
    long = stint("2026-12-21 07:00", "2026-12-21 19:30")
    assert found(long, rule=LongShifts(price_kr=0)) == [("very_long", 1, VERY_LONG)]
    only = LongShifts(very_long_kr=0, preferred_minutes=740)
    assert found(long, rule=only) == [("above", 10, 1670)]


@given(st.integers(1, 1439), st.integers(0, 900), st.integers(0, 900))
def test_model_and_checker_agree_on_any_length(
    minutes: int, preferred: int, very_long: int
) -> None:
    ends = f"2026-12-21 {minutes // 60:02}:{minutes % 60:02}"
    rule = LongShifts(preferred_minutes=preferred, very_long_minutes=very_long)
    shift = stint("2026-12-21 00:00", ends)
    charged = rule.price_shift(PlanView(problem(), plan()), employee(), shift)
    assert charged == sum(cost for *_, cost in found(shift, rule=rule))


def test_what_is_found_can_be_said() -> None:
    row = shift_row("hal", "2026-12-21 07:00", "2026-12-21 19:00")
    view = PlanView(problem(employees=(hourly("hal"),)), plan(row))
    above, very_long = RULE.check(view)
    assert (above.employee, above.date) == ("hal", date(2026, 12, 21))
    assert (above.found, above.limit, very_long.limit) == (720, 600, 720)
    assert RULE.explain(above) == (
        "Hal arbetar 12 h i passet day; mer än 10 h på ett pass sliter."
    )
    assert RULE.explain(very_long, "en") == (
        "Hal works 12 h in shift day, a very long one (12 h or more)."
    )
