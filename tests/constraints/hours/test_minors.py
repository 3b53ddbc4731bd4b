"""R37: what somebody under 18 may work."""

from typing import Any

import pytest
from hypothesis import given, settings

from constraints.hours.minors import Minors
from scheduler.domain.problem import Employee, Problem
from scheduler.domain.shift_option import ShiftOption
from tests.build import employee, problem, worked
from tests.constraints.rosters import Case, cases
from tests.judge import Pick, judge, stint

MINOR = employee(minor=True)


def found(
    *shifts: ShiftOption, who: Employee = MINOR, **given: object
) -> list[tuple[str, int]]:
    """Return what is wrong with one person's shifts: the message and the amount."""
    made = problem(employees=(who,), **given)
    pick = Pick([(who.id, shift) for shift in shifts])
    return [(b.message, b.amount) for b in judge(Minors(), made, pick)]


@pytest.mark.parametrize(
    ("end", "amounts"),
    [("15:00", []), ("15:01", [("day", 1)]), ("16:00", [("day", 60)])],
)
def test_a_day_is_eight_hours(end: str, amounts: list[tuple[str, int]]) -> None:
    assert found(stint("2026-12-22 07:00", f"2026-12-22 {end}")) == amounts


@pytest.mark.parametrize(
    ("start", "end", "minutes"),
    [
        ("2026-12-22 06:00", "2026-12-22 10:00", 0),
        ("2026-12-22 05:59", "2026-12-22 10:00", 1),
        ("2026-12-22 18:00", "2026-12-22 22:00", 0),
        ("2026-12-22 18:00", "2026-12-22 22:01", 1),
        ("2026-12-22 23:00", "2026-12-23 06:00", 420),
        ("2026-12-22 04:00", "2026-12-22 05:00", 60),
        ("2026-10-24 23:00", "2026-10-25 06:00", 480),
        ("2027-03-27 23:00", "2027-03-28 06:00", 360),
    ],
)
def test_no_minute_is_at_night(start: str, end: str, minutes: int) -> None:
    nights = [a for m, a in found(stint(start, end)) if m == "night"]
    assert nights == ([minutes] if minutes else [])


def test_a_second_part_is_not_at_night_either() -> None:
    split = ("2026-12-22 07:00", "2026-12-22 09:00", "2026-12-22 20:00")
    assert found(stint(*split, "2026-12-22 22:00")) == []
    assert found(stint(*split, "2026-12-22 22:30")) == [("night", 30)]


@pytest.mark.parametrize(("start", "short"), [("07:00", []), ("06:59", [("rest", 1)])])
@pytest.mark.parametrize("swapped", [False, True])
def test_rest_is_twelve_hours(
    start: str, short: list[tuple[str, int]], swapped: bool
) -> None:
    late = stint("2026-12-21 15:00", "2026-12-21 19:00")
    early = stint(f"2026-12-22 {start}", "2026-12-22 10:00")
    pair = (early, late) if swapped else (late, early)
    assert found(*pair) == short


def test_rest_counts_from_the_shifts_before_the_plan() -> None:
    early = stint("2026-12-21 07:00", "2026-12-21 10:00")
    for end, short in (("19:00", []), ("19:01", [("rest", 1)])):
        past = (worked("amy", "2026-12-20 15:00", f"2026-12-20 {end}"),)
        assert found(early, worked_shifts=past) == short


def week(days: range, end: str = "15:00") -> list[ShiftOption]:
    return [stint(f"2026-12-{d} 07:00", f"2026-12-{d} {end}") for d in days]


def test_a_week_is_forty_hours() -> None:
    assert found(*week(range(21, 26))) == []
    saturday = stint("2026-12-26 07:00", "2026-12-26 07:01")
    assert found(*week(range(21, 26)), saturday) == [("week", 1)]
    monday = stint("2026-12-28 07:00", "2026-12-28 15:00")
    assert found(*week(range(21, 26)), monday, days=14) == []


def test_a_week_goes_on_from_before_the_plan() -> None:
    past = [worked("amy", f"2026-12-{d} 07:00", f"2026-12-{d} 15:00") for d in (21, 22)]
    start = "2026-12-23"
    four = week(range(23, 27))
    given: dict[str, Any] = {"start": start, "worked_shifts": past}
    assert found(*four[:3], **given) == []
    assert found(*four, **given) == [("week", 480)]


def test_what_was_too_much_before_is_not_the_plans_breach() -> None:
    past = [worked("amy", f"2026-12-{d} 05:00", f"2026-12-{d} 15:00") for d in (21, 22)]
    assert found(start="2026-12-23", worked_shifts=past) == []
    past += [
        worked("amy", f"2026-12-{d} 05:00", f"2026-12-{d} 15:00") for d in (23, 24)
    ]
    past += [worked("amy", "2026-12-25 05:00", "2026-12-25 06:00")]
    five = stint("2026-12-26 07:00", "2026-12-26 12:00")
    given: dict[str, Any] = {"start": "2026-12-26", "worked_shifts": past}
    assert found(five, **given) == [("week", 300)]  # of the 360 minutes above


def test_adults_are_not_concerned() -> None:
    night = stint("2026-12-21 21:00", "2026-12-22 07:00")
    soon = stint("2026-12-22 17:00", "2026-12-23 03:00")
    long = [stint(f"2026-12-{d} 05:00", f"2026-12-{d} 17:00") for d in range(24, 28)]
    assert found(night, soon, *long, who=employee()) == []


def minors(case: Case) -> Problem:
    people = [
        e.model_copy(update={"minor": n != 1}) for n, e in enumerate(case[0].employees)
    ]
    return case[0].model_copy(update={"employees": tuple(people)})


@given(cases())
@settings(max_examples=60, deadline=None)
def test_model_and_checker_agree(case: Case) -> None:
    judge(Minors(), minors(case), case[1])
