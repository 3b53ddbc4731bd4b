"""R19: who is told of a change, and when."""

from datetime import timedelta

import pytest

from constraints.shifts.displaced_hours import DisplacedHours
from scheduler.domain.plan import ShiftRow
from scheduler.domain.problem import Problem
from tests.build import (
    MONDAY,
    absence,
    day,
    employee,
    hourly,
    problem,
    shift_row,
    shift_type,
    unit,
)
from tests.judge import Pick, judge, offer

RULE = DisplacedHours(price_kr=200)
SHIFT_TYPES = (
    shift_type(),
    shift_type("late", "12:00-21:00"),
    shift_type("split", "07:00-11:00|16:00-20:00"),
)


def told(ahead: int, *before: ShiftRow, **given: object) -> Problem:
    """Return a week that is told so many days before its Monday."""
    usual: dict[str, object] = {
        "shift_types": SHIFT_TYPES,
        "published_on": MONDAY - timedelta(days=ahead),
        "published_shifts": before,
    }
    return problem(**(usual | given))


def found(
    made: Problem, *worked_on: tuple[str, int], who: str = "amy"
) -> list[tuple[str, str]]:
    options = [(who, offer(made, shift, day(n))) for shift, n in worked_on]
    breaches = judge(RULE, made, Pick(options))
    assert all((b.cost, b.hard) == (20_000, False) for b in breaches)
    return [(b.message, str(b.date)) for b in breaches]


@pytest.mark.parametrize(
    ("ahead", "late"), [(14, 0), (13, 1), (12, 2), (0, 7), (-3, 7)]
)
def test_every_new_shift_within_fourteen_days_is_late(ahead: int, late: int) -> None:
    week = [("day", n) for n in range(7)]
    assert found(told(ahead), *week) == [("added", str(day(n))) for n in range(late)]


def test_shift_as_it_was_published_is_no_change() -> None:
    assert found(told(3, shift_row()), ("day", 0)) == []


@pytest.mark.parametrize(
    ("worked_on", "message"), [((("late", 0),), "changed"), ((), "removed")]
)
def test_published_shift_that_is_moved_or_taken_away_is_a_change(
    worked_on: tuple[tuple[str, int], ...], message: str
) -> None:
    assert found(told(3, shift_row()), *worked_on) == [(message, str(MONDAY))]


@pytest.mark.parametrize(
    "before",
    [
        shift_row(end="2026-12-21 15:59"),
        shift_row(shift="gone"),
        shift_row(unit="other"),
    ],
)
def test_other_times_another_type_or_unit_is_a_change(before: ShiftRow) -> None:
    made = told(3, before, units=(unit(), unit("other")))
    assert found(made, ("day", 0)) == [("changed", str(MONDAY))]


def test_both_parts_of_a_split_shift_are_as_published() -> None:
    parts = (
        shift_row(end="2026-12-21 11:00", shift="split"),
        shift_row(
            start="2026-12-21 16:00", end="2026-12-21 20:00", shift="split", part=2
        ),
    )
    assert found(told(3, *parts), ("split", 0)) == []
    assert found(told(3, *parts[:1]), ("split", 0)) == [("changed", str(MONDAY))]


def test_day_that_is_changed_in_time_or_lies_outside_the_plan_is_not_judged() -> None:
    sunday = shift_row(start="2026-12-20 07:00", end="2026-12-20 16:00")
    saturday = shift_row(start="2026-12-26 07:00", end="2026-12-26 16:00")
    assert found(told(9, sunday, saturday)) == []


@pytest.mark.parametrize(
    ("until", "judged"), [("2026-12-21 07:00", True), ("2026-12-21 07:01", False)]
)
def test_whoever_is_absent_from_the_published_shift_is_not_judged(
    until: str, judged: bool
) -> None:
    away = (absence("amy", "2026-12-20 00:00", until, "sick"),)
    made = told(3, shift_row(), absences=away)
    assert found(made) == [("removed", str(MONDAY))] * judged
    assert found(made, ("late", 0)) == [("changed", str(MONDAY))] * judged


def test_hourly_staff_have_no_schedule_and_others_their_own() -> None:
    made = told(3, shift_row("bob"), employees=(hourly("amy"), employee("bob")))
    assert found(made, ("day", 0)) == [("removed", str(MONDAY))]
    assert found(made, ("day", 0), who="bob") == []


def test_nothing_is_late_where_nobody_says_when_the_plan_is_told() -> None:
    made = told(3, shift_row(), published_on=None)
    assert found(made, ("late", 0)) == []


def test_a_day_that_somebody_was_told_nothing_of_may_become_anything() -> None:
    made = told(3, shift_row(), untold=frozenset({("amy", day(1))}))
    worked = [("day", 0), ("day", 1), ("day", 2)]
    assert found(made, *worked) == [("added", str(day(2)))]
