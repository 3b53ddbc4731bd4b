"""What the law calls an hour, beside what it is paid as."""

import pytest

from scheduler.audit.statutory_hours import classed_time
from scheduler.domain.plan import ShiftRow
from scheduler.domain.plan_view import PlanView
from scheduler.domain.problem import Problem
from tests.build import (
    absence,
    at,
    clock,
    day,
    employee,
    hourly,
    jour_type,
    plan,
    problem,
    shift_row,
)

HALF = employee(degree_pct=50, week_minutes=2220)
"""18 h 30 min a week, and as much again to full time."""


def classes(made: Problem, *rows: ShiftRow) -> list[tuple[str, str, int]]:
    view = PlanView(made, plan(*rows))
    return [(t.statutory.value, t.pay, t.minutes) for t in classed_time(view)]


def row(number: int, pay_class: str, who: str = "amy") -> ShiftRow:
    """Return nine hours on a day of the week."""
    date = day(number)
    return shift_row(who, f"{date} 07:00", f"{date} 16:00", pay_class=pay_class)


@pytest.mark.parametrize(
    ("pay_class", "statutory"), [("ordinary", "ordinary"), ("overtime", "overtime")]
)
def test_full_timers_hours_are_by_law_what_they_are_in_pay(
    pay_class: str, statutory: str
) -> None:
    assert classes(problem(), row(0, pay_class)) == [(statutory, pay_class, 540)]


def test_hourly_staff_work_ordinary_time() -> None:
    made = problem(employees=(hourly("amy"),))
    assert classes(made, row(0, "hourly")) == [("ordinary", "hourly", 540)]


def test_part_timers_extra_hours_are_mertid_until_full_time() -> None:
    made = problem(employees=(HALF,))
    extra = [row(n, "extra") for n in range(3)]
    assert classes(made, *extra) == [
        ("mertid", "extra", 540),
        ("mertid", "extra", 540),
        ("mertid", "extra", 30),
        ("overtime", "extra", 510),
    ]


def test_time_on_call_is_a_class_of_its_own_beside_the_work() -> None:
    made = problem(shift_types=(jour_type(),))
    night = shift_row(
        start="2026-12-21 14:00",
        end="2026-12-22 09:00",
        breaks="22:00-06:00",
        shift="jour",
    )
    assert classes(made, night) == [
        ("ordinary", "ordinary", 11 * 60),
        ("jour", "jour", 8 * 60),
    ]


@pytest.mark.parametrize(("degree", "class_"), [(100, "overtime"), (50, "mertid")])
def test_hour_that_the_night_has_twice_is_above_the_contract(
    degree: int, class_: str
) -> None:
    made = problem(start="2026-10-19", employees=(employee(degree_pct=degree),))
    night = shift_row(start="2026-10-24 22:00", end="2026-10-25 06:00")
    assert classes(made, night) == [
        ("ordinary", "ordinary", 480),
        (class_, "ordinary", 60),
    ]


@pytest.mark.parametrize("since", ["01:45", "02:15", "02:45", "03:15"])
def test_that_hour_is_one_wherever_a_break_is_taken_beside_it(since: str) -> None:
    """Half an hour off, also across the moment when the clock is turned back."""
    made = problem(start="2026-10-24")
    start, since_ten = at("2026-10-24 22:00"), clock(since) + 120
    rest = start + since_ten, start + since_ten + 30
    night = shift_row(start="2026-10-24 22:00", end="2026-10-25 06:00")
    night = night.model_copy(update={"breaks": (rest,), "paid_minutes": 510})
    assert classes(made, night) == [
        ("ordinary", "ordinary", 450),
        ("overtime", "ordinary", 60),
    ]


def test_everybodys_room_is_their_own_and_strangers_are_left_out() -> None:
    made = problem(employees=(HALF, employee("bob", degree_pct=100)))
    rows = row(0, "extra"), row(0, "overtime", "bob"), row(0, "ordinary", "eve")
    assert classes(made, *rows) == [
        ("mertid", "extra", 540),
        ("overtime", "overtime", 540),
    ]


@pytest.mark.parametrize(
    ("kind", "statutory"),
    [
        ("vacation", "vacation"),
        ("sick", "sick"),
        ("comp", "away"),
        ("parental", "away"),
        ("other", "away"),
    ],
)
def test_time_away_is_classed_by_what_the_law_makes_of_it(
    kind: str, statutory: str
) -> None:
    """A day of a week of 37 hours: a fifth, whole minutes that add up."""
    full = employee(week_minutes=2220)
    away = absence("amy", f"{day(0)} 00:00", f"{day(3)} 00:00", kind)
    made = problem(employees=(full,), absences=(away,))
    told = [(statutory, kind, minutes) for minutes in (444, 444, 444)]
    assert classes(made) == told
    week = absence("amy", f"{day(0)} 00:00", f"{day(7)} 00:00", kind)
    whole = classes(problem(employees=(full,), absences=(week,)))
    assert sum(minutes for *_, minutes in whole) == 2220


def test_time_away_counts_once_and_follows_the_work() -> None:
    full = employee(week_minutes=2100)
    made = problem(
        employees=(full,),
        absences=(
            absence("amy", f"{day(1)} 00:00", f"{day(2)} 00:00", "comp"),
            absence("amy", f"{day(1)} 12:00", f"{day(2)} 00:00", "sick"),
        ),
    )
    assert classes(made, row(0, "ordinary")) == [
        ("ordinary", "ordinary", 540),
        ("sick", "sick", 210),
        ("away", "comp", 210),
    ]


def test_nobody_by_the_hour_has_contracted_time_away() -> None:
    away = absence("amy", f"{day(0)} 00:00", f"{day(3)} 00:00", "sick")
    made = problem(employees=(hourly("amy"),), absences=(away,))
    assert classes(made) == []


def items(made: Problem, *rows: ShiftRow) -> list[tuple[str, str | None, int]]:
    """Return what the law calls each stretch, and what of the price pays it."""
    view = PlanView(made, plan(*rows))
    return [(t.statutory.value, t.item, t.minutes) for t in classed_time(view)]


def stays_on(number: int, hours: int, pay_class: str) -> list[ShiftRow]:
    """Return nine ordinary hours, and some after them."""
    day_of, end = day(number), 16 + hours
    more = shift_row(
        start=f"{day_of} 16:00", end=f"{day_of} {end}:00", part=2, pay_class=pay_class
    )
    return [row(number, "ordinary"), more]


def test_overtime_is_simple_near_a_shift_and_qualified_elsewhere() -> None:
    made = problem()
    assert items(made, *stays_on(0, 3, "overtime"), row(2, "overtime")) == [
        ("ordinary", "base", 540),
        ("overtime", "overtime_simple", 120),
        ("overtime", "overtime_qualified", 60),
        ("overtime", "overtime_qualified", 540),
    ]
    saves = problem(employees=(employee(comp_time=True),))
    assert items(saves, *stays_on(0, 3, "overtime"))[1:] == [
        ("overtime", "comp_simple", 120),
        ("overtime", "comp_qualified", 60),
    ]


def test_extra_hours_are_mertid_by_law_whatever_they_are_paid_as() -> None:
    new = problem(employees=(HALF,))
    assert items(new, *stays_on(0, 3, "extra"))[1:] == [
        ("mertid", "overtime_simple", 120),
        ("mertid", "overtime_qualified", 60),
    ]
    old = new.model_copy(update={"agreement": "AB@2025-03-31"})
    assert items(old, *stays_on(0, 3, "extra"))[1:] == [
        ("mertid", "overtime_simple", 120),
        ("mertid", "overtime_qualified", 60),
    ]
    assert items(old, row(0, "extra"))[0] == ("mertid", "extra", 480)


def test_law_and_pay_cut_the_same_hours_each_in_its_places() -> None:
    """Full time is reached after 18 h 30 min; fyllnad ends after eight hours a day."""
    old = problem(employees=(HALF,), agreement="AB@2025-03-31")
    assert items(old, *(row(n, "extra") for n in range(3))) == [
        ("mertid", "extra", 480),
        ("mertid", "overtime_qualified", 60),
        ("mertid", "extra", 480),
        ("mertid", "overtime_qualified", 60),
        ("mertid", "extra", 30),
        ("overtime", "extra", 450),
        ("overtime", "overtime_qualified", 60),
    ]


def test_hourly_time_jour_and_the_hour_that_is_twice_have_their_items() -> None:
    assert items(problem(employees=(hourly("amy"),)), row(0, "hourly")) == [
        ("ordinary", "hourly", 540)
    ]
    made = problem(shift_types=(jour_type(),))
    night = shift_row(
        start="2026-12-21 14:00",
        end="2026-12-22 09:00",
        breaks="22:00-06:00",
        shift="jour",
    )
    assert [item for _, item, _ in items(made, night)] == ["base", "jour"]
    october = problem(start="2026-10-24", days=1)
    late = shift_row(start="2026-10-24 22:00", end="2026-10-25 06:00", shift="n")
    assert items(october, late) == [
        ("ordinary", "base", 480),
        ("overtime", "overtime_simple", 60),
    ]


@pytest.mark.parametrize(
    ("kind", "item"),
    [
        ("vacation", "base"),
        ("other", "base"),
        ("sick", "sick"),
        ("comp", "comp_taken"),
        ("parental", None),
        ("leave", None),
    ],
)
def test_time_away_is_paid_by_what_it_is(kind: str, item: str | None) -> None:
    away = absence("amy", f"{day(0)} 00:00", f"{day(1)} 00:00", kind)
    full = employee(week_minutes=2100)
    made = problem(employees=(full,), absences=(away,))
    assert [found for _, found, _ in items(made)] == [item]
