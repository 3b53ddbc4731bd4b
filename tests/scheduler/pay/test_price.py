"""The price of a plan, and of what somebody could work."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scheduler.domain.clock import wall_clock
from scheduler.domain.plan import ShiftRow
from scheduler.domain.plan_view import Duty, PlanView
from scheduler.domain.problem import Employee, Problem
from scheduler.domain.shift_option import option_of
from scheduler.domain.values import PayClass
from scheduler.pay.agreement import UnknownAgreementError, find_agreement
from scheduler.pay.duty_time import PaidTime, read_work
from scheduler.pay.price import DutyPrices, price_plan
from tests.build import (
    ZONE,
    absence,
    at,
    clock,
    employee,
    hourly,
    plan,
    problem,
    shift_row,
    shift_type,
    worked,
)

ULLA = employee("ulla", monthly_pay=3_090_700)
PAULA = employee("paula", monthly_pay=2_950_000, degree_pct=75)
TIM = hourly("tim", monthly_pay=2_650_000)
PEOPLE = (ULLA, PAULA, TIM)


def week(**given: object) -> Problem:
    return problem(**{"employees": PEOPLE, **given})


def by_item(made: Problem, *rows: ShiftRow) -> dict[tuple[str, str], int]:
    return {
        (line.employee, line.item): line.amount
        for line in price_plan(PlanView(made, plan(*rows)))
    }


def overtime(start: str, end: str, who: str = "ulla", **given: str) -> ShiftRow:
    row = {"pay_class": "overtime", "shift": "late", **given}
    return shift_row(who, start, end, **row)


def day_shift(who: str = "ulla") -> ShiftRow:
    return shift_row(who, "2026-12-21 07:00", "2026-12-21 15:00")


def overtime_minutes(*rows: ShiftRow, **given: object) -> tuple[int, int]:
    """Return minutes of simple and qualified overtime in a plan."""
    lines = price_plan(PlanView(week(**given), plan(*rows)))
    minutes = {x.item: x.minutes for x in lines if x.employee == "ulla"}
    return minutes.get("overtime_simple", 0), minutes.get("overtime_qualified", 0)


def test_an_empty_plan_costs_what_people_cost_anyway() -> None:
    made = week()
    prices = DutyPrices(made)
    lines = price_plan(PlanView(made, plan()))
    assert {x.employee for x in lines} == {"ulla", "paula"}
    assert sum(x.amount for x in lines) == sum(prices.fixed(e) for e in PEOPLE)


def test_there_is_one_line_for_each_person_and_item_in_their_order() -> None:
    rows = (
        shift_row("tim", "2026-12-26 07:00", "2026-12-26 15:00", pay_class="hourly"),
        shift_row("tim", "2026-12-24 07:00", "2026-12-24 15:00", pay_class="hourly"),
        shift_row("ulla", "2026-12-22 14:00", "2026-12-22 22:00"),
    )
    assert list(by_item(week(), *rows)) == [
        ("ulla", "base"),
        ("ulla", "ob_d"),
        ("ulla", "po"),
        ("paula", "base"),
        ("paula", "po"),
        ("tim", "ob_a"),
        ("tim", "hourly"),
        ("tim", "holiday_pay"),
        ("tim", "po"),
    ]


STARTS = st.tuples(st.integers(0, 6), st.integers(0, 1439), st.integers(1, 780))
CLASSES = st.sampled_from(["ordinary", "extra", "overtime", "hourly"])
DUTIES = st.lists(
    st.tuples(st.sampled_from(["ulla", "paula", "tim"]), STARTS, CLASSES), max_size=6
)


@given(duties=DUTIES)
@settings(max_examples=40, deadline=None)
def test_a_plan_costs_its_people_and_each_of_its_duties(
    duties: list[tuple[str, tuple[int, int, int], str]],
) -> None:
    made = week(absences=(absence("ulla", "2026-12-22 00:00", "2026-12-24 00:00"),))
    begin = at("2026-12-21 00:00")
    rows = [
        shift_row(who, pay_class=pay_class, shift=f"s{n}").model_copy(
            update={
                "start": begin + day * 1440 + minute,
                "end": begin + day * 1440 + minute + length,
            }
        )
        for n, (who, (day, minute, length), pay_class) in enumerate(duties)
    ]
    view, prices = PlanView(made, plan(*rows)), DutyPrices(made)
    fixed = sum(prices.fixed(e) for e in PEOPLE)
    added = sum(
        line.amount
        for e in PEOPLE
        for d in view.planned_of(e)
        for line in prices.duty_lines(e, d, prices.beside_ordinary(view, e, d))
    )
    assert sum(x.amount for x in price_plan(view)) == fixed + added


def test_overtime_is_simple_up_to_two_hours_after_an_ordinary_shift() -> None:
    two = overtime("2026-12-21 15:00", "2026-12-21 17:00")
    more = overtime("2026-12-21 15:00", "2026-12-21 17:01")
    assert overtime_minutes(day_shift(), two) == (120, 0)
    assert overtime_minutes(day_shift(), more) == (120, 1)


def test_overtime_is_simple_up_to_two_hours_before_an_ordinary_shift() -> None:
    two = overtime("2026-12-21 05:00", "2026-12-21 07:00")
    more = overtime("2026-12-21 04:59", "2026-12-21 07:00")
    assert overtime_minutes(day_shift(), two) == (120, 0)
    assert overtime_minutes(day_shift(), more) == (120, 1)


def test_overtime_in_two_pieces_after_a_shift_shares_its_two_hours() -> None:
    first = overtime("2026-12-21 15:00", "2026-12-21 16:00")
    second = overtime("2026-12-21 16:00", "2026-12-21 18:00", shift="later")
    assert overtime_minutes(day_shift(), first, second) == (120, 60)


def test_overtime_between_two_ordinary_shifts_is_counted_once() -> None:
    late = shift_row("ulla", "2026-12-21 16:00", "2026-12-21 20:00", shift="eve")
    between = overtime("2026-12-21 15:00", "2026-12-21 16:00")
    assert overtime_minutes(day_shift(), late, between) == (60, 0)


def test_overtime_away_from_ordinary_shifts_is_qualified() -> None:
    alone = overtime("2026-12-23 07:00", "2026-12-23 15:00")
    assert overtime_minutes(day_shift(), alone) == (0, 480)


def test_somebody_elses_shift_makes_no_overtime_simple() -> None:
    late = overtime("2026-12-21 15:00", "2026-12-21 17:00")
    assert overtime_minutes(day_shift("paula"), late) == (0, 120)


def test_other_overtime_makes_no_overtime_simple() -> None:
    first = overtime("2026-12-21 07:00", "2026-12-21 15:00")
    second = overtime("2026-12-21 15:00", "2026-12-21 17:00", shift="later")
    assert overtime_minutes(first, second) == (0, 600)


def test_a_shift_before_the_plan_makes_overtime_simple() -> None:
    before = worked("ulla", "2026-12-20 15:00", "2026-12-20 23:00")
    first = overtime("2026-12-21 00:00", "2026-12-21 02:00")
    assert overtime_minutes(first, worked_shifts=(before,)) == (60, 60)


def test_a_part_timers_extra_hours_next_to_a_shift_are_simple_overtime() -> None:
    rows = (
        day_shift("paula"),
        overtime("2026-12-21 15:00", "2026-12-21 17:00", "paula", pay_class="extra"),
    )
    found = by_item(week(), *rows)
    assert found["paula", "overtime_simple"] == round(2 * 1.8 * 2_950_000 / 165)


@pytest.mark.parametrize(
    ("ends", "early", "late", "minutes"),
    [
        ("13:00", 0, 120, (120, 0)),
        ("13:01", 0, 120, (119, 1)),
        ("13:00", 60, 90, (120, 30)),
        ("15:00", 0, 120, (0, 120)),
        ("15:00", 60, 0, (0, 60)),
        ("16:00", 0, 60, (0, 60)),
    ],
    ids=["to eight", "past eight", "early too", "after", "before", "after nine"],
)
def test_fyllnad_ended_with_eight_hours_of_a_day_its_ordinary_ones_among_them(
    ends: str, early: int, late: int, minutes: tuple[int, int]
) -> None:
    """Paula has 75 %: what she came early and stayed on for, in March 2025."""
    date_ = date(2025, 3, 25)
    type_ = shift_type("day", f"07:00-{ends}")
    made = week(start=date_, days=1, shift_types=(type_,))
    start, end = at(f"{date_} 07:00"), at(f"{date_} {ends}")
    rows = [shift_row("paula", f"{date_} 07:00", f"{date_} {ends}")]
    for part, (begins, until) in enumerate(
        ((start - early, start), (end, end + late)), start=2
    ):
        times = {"start": begins, "end": until, "paid_minutes": until - begins}
        extra = {"part": part, "pay_class": PayClass.EXTRA, **times}
        if begins < until:
            rows.append(rows[0].model_copy(update=extra))
    lines = price_plan(PlanView(made, plan(*rows)))
    found = {x.item: x.minutes for x in lines if x.employee == "paula"}
    assert (found.get("extra", 0), found.get("overtime_simple", 0)) == minutes
    prices = DutyPrices(made)
    option = option_of(wall_clock(ZONE), type_, date_, "centre")
    longer = option.prolonged(late, early=early)
    paid = sum(x.amount for x in lines if x.employee == "paula")
    asked = prices.for_option(PAULA, longer, PayClass.ORDINARY)
    assert asked == paid - prices.fixed(PAULA)


def test_a_duty_of_somebody_unknown_costs_nothing() -> None:
    assert by_item(week(), shift_row("nobody")) == by_item(week())


def test_an_unknown_agreement_is_refused() -> None:
    with pytest.raises(UnknownAgreementError):
        DutyPrices(week(agreement="XY"))


def test_a_plan_can_be_priced_under_another_agreement() -> None:
    ab = find_agreement("AB")
    old = ab.model_copy(update={"hours": ab.hours[:1], "extra": ab.extra[:1]})
    made = week(start=date(2026, 11, 2))
    friday = shift_row("ulla", "2026-11-06 14:00", "2026-11-06 19:00")
    view = PlanView(made, plan(friday))
    now = sum(x.amount for x in price_plan(view))
    then = sum(x.amount for x in price_plan(view, DutyPrices(made, old)))
    assert now - then == 13_620 + round(13_620 * 0.4453)


BREAKS = {
    "day": ("07:00-16:00", "30@10:30-12:30|30@13:30-15:30", "11:15-11:45|14:15-14:45"),
    "eve": ("14:00-22:00", "30@18:00-20:00", "18:45-19:15"),
    "night": ("21:00-07:00", "30@01:00-03:30", "26:00-26:30"),
    "split": ("07:00-11:00|16:00-20:30", "30@17:45-19:45", "18:30-19:00"),
}


@pytest.mark.parametrize("id_", BREAKS)
@pytest.mark.parametrize("pay_class", PayClass)
@pytest.mark.parametrize("who", PEOPLE, ids=lambda e: e.id)
@pytest.mark.parametrize("day", [date(2026, 12, 24), date(2026, 10, 24)])
def test_an_option_costs_what_its_duty_costs_with_breaks_midway(
    id_: str, pay_class: PayClass, who: Employee, day: date
) -> None:
    span, rules, taken = BREAKS[id_]
    type_ = shift_type(id_, span, rules)
    made = week(shift_types=(type_,), start=day)
    option = option_of(wall_clock(ZONE), type_, day, "centre")
    duty = Duty(
        employee=who.id,
        date=day,
        shift=id_,
        unit="centre",
        kind=type_.kind,
        parts=option.parts,
        breaks=tuple(breaks_of(day, taken)),
        paid_minutes=option.paid_minutes,
        pay_class=pay_class,
        planned=True,
    )
    prices = DutyPrices(made)
    lines = prices.duty_lines(who, duty)
    assert prices.for_option(who, option, pay_class) == sum(x.amount for x in lines)
    if pay_class is PayClass.OVERTIME:
        assert sum(x.minutes for x in lines) == option.paid_minutes


def breaks_of(day: date, text: str) -> Iterator[tuple[int, int]]:
    for taken in text.split("|"):
        start, end = (clock(t) for t in taken.split("-"))
        begins = wall_clock(ZONE).at(day, start)
        yield begins, begins + end - start


def test_a_shift_that_many_could_work_is_read_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    read: list[object] = []

    def counted(*given: Any) -> PaidTime:
        read.append(given)
        return read_work(*given)

    monkeypatch.setattr("scheduler.pay.price.read_work", counted)
    made = week()
    option = option_of(
        wall_clock(ZONE), made.shift_types[0], date(2026, 12, 24), "centre"
    )
    prices = DutyPrices(made)
    amounts = {
        prices.for_option(who, option, pay_class)
        for who in PEOPLE
        for pay_class in PayClass
        for _ in range(3)
    }
    assert len(read) == 1
    assert len(amounts) > 6
