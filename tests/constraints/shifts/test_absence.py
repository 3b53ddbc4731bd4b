from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from constraints.shifts.absence import Absence
from scheduler.domain.problem import Problem
from scheduler.domain.shift_option import ShiftOption
from scheduler.domain.values import AbsenceKind
from tests.build import absence, employee, problem, team
from tests.constraints.rosters import AUTUMN, SPRING, Case, cases, moved
from tests.judge import Pick, judge, stint

RULE = Absence()
DAY = stint("2026-12-22 07:00", "2026-12-22 16:00")
NIGHT = stint("2026-12-22 21:00", "2026-12-23 07:00")


def overlap(shift: ShiftOption, case: Problem) -> list[int]:
    return [b.amount for b in judge(RULE, case, Pick([("amy", shift)]))]


def away(start: str, end: str, **given: object) -> Problem:
    return problem(absences=(absence("amy", start, end),), **given)


@pytest.mark.parametrize(
    ("start", "end", "found"),
    [
        pytest.param("2026-12-22 00:00", "2026-12-23 00:00", [540], id="whole day"),
        pytest.param("2026-12-22 00:00", "2026-12-22 07:00", [], id="until the start"),
        pytest.param(
            "2026-12-22 00:00", "2026-12-22 07:01", [1], id="a minute into it"
        ),
        pytest.param("2026-12-22 16:00", "2026-12-23 00:00", [], id="from the end"),
        pytest.param("2026-12-22 15:59", "2026-12-23 00:00", [1], id="a minute before"),
        pytest.param("2026-12-22 10:00", "2026-12-22 11:00", [60], id="in the middle"),
    ],
)
def test_no_minute_of_a_shift_lies_in_an_absence(
    start: str, end: str, found: list[int]
) -> None:
    assert overlap(DAY, away(start, end)) == found


def test_night_runs_into_the_next_days_absence() -> None:
    case = away("2026-12-23 00:00", "2026-12-24 00:00")
    assert overlap(NIGHT, case) == [7 * 60]


def test_absence_in_the_gap_of_a_split_shift_is_free_time() -> None:
    split = stint(
        "2026-12-22 07:00", "2026-12-22 11:00", "2026-12-22 15:00", "2026-12-22 19:00"
    )
    assert overlap(split, away("2026-12-22 11:00", "2026-12-22 15:00")) == []
    assert overlap(split, away("2026-12-22 11:00", "2026-12-22 15:01")) == [1]


def test_two_absences_are_two_breaches() -> None:
    case = problem(
        absences=(
            absence("amy", "2026-12-22 00:00", "2026-12-22 08:00"),
            absence("amy", "2026-12-22 15:00", "2026-12-23 00:00", "sick"),
        )
    )
    assert overlap(DAY, case) == [60, 60]


def test_an_absence_of_no_length_forbids_nothing() -> None:
    assert overlap(DAY, away("2026-12-22 08:00", "2026-12-22 08:00")) == []


def test_one_persons_absence_is_nobody_elses() -> None:
    case = away("2026-12-22 00:00", "2026-12-23 00:00", employees=team("amy", "bob"))
    assert judge(RULE, case, Pick([("bob", DAY)])) == []


@pytest.mark.parametrize(
    ("given", "found"),
    [
        pytest.param({"first": date(2026, 12, 22)}, [], id="from that day"),
        pytest.param({"first": date(2026, 12, 23)}, [180], id="from the next"),
        pytest.param({"last": date(2026, 12, 23)}, [], id="to the day it ends"),
        pytest.param({"last": date(2026, 12, 22)}, [420], id="to the day it starts"),
        pytest.param({"last": date(2026, 12, 21)}, [600], id="to the day before"),
    ],
)
def test_nobody_works_outside_the_employment(
    given: dict[str, object], found: list[int]
) -> None:
    case = problem(employees=(employee("amy", **given),))
    assert overlap(NIGHT, case) == found


def test_night_may_end_with_the_employment_at_midnight() -> None:
    case = problem(employees=(employee(last=date(2026, 12, 22)),))
    assert overlap(stint("2026-12-22 18:00", "2026-12-22 24:00"), case) == []


def test_first_and_last_day_of_the_plan_count() -> None:
    for start in ("2026-12-21", "2026-12-27"):
        shift = stint(f"{start} 07:00", f"{start} 16:00")
        assert overlap(shift, away(f"{start} 00:00", f"{start} 24:00")) == [540]


@pytest.mark.parametrize(
    ("monday", "sunday", "minutes"),
    [(SPRING, "2026-03-29", 5 * 60), (AUTUMN, "2026-10-25", 7 * 60)],
)
def test_overlap_is_elapsed_time_on_the_nights_the_clocks_move(
    monday: date, sunday: str, minutes: int
) -> None:
    night = stint(f"{sunday} 00:00", f"{sunday} 06:00")
    gone = absence("amy", f"{sunday} 00:00", f"{sunday} 24:00")
    case = problem(start=monday, absences=(gone,))
    assert overlap(night, case) == [minutes]


@pytest.mark.parametrize("kind", AbsenceKind)
def test_every_kind_of_absence_is_said_in_words(kind: AbsenceKind) -> None:
    case = problem(
        absences=(absence("amy", "2026-12-22 00:00", "2026-12-22 08:00", kind.value),)
    )
    [breach] = judge(RULE, case, Pick([("amy", DAY)]))
    assert RULE.explain(breach).startswith("Amy ")
    assert "(60 min of it)" in RULE.explain(breach, "en")


@given(case=cases(), lines=st.lists(st.integers(0, 7 * 48), min_size=4, max_size=4))
@settings(max_examples=120, deadline=None)
def test_model_and_checker_agree(case: Case, lines: list[int]) -> None:
    made, pick = case
    away_from, back, hired, left = sorted(lines[:2]) + sorted(lines[2:])
    first, *_ = made.employees
    dates = {"first": made.dates[hired // 49], "last": made.dates[left // 49]}
    when = {
        "start": moved(made.start, 0, 30 * away_from),
        "end": moved(made.start, 0, 30 * back),
    }
    gone = absence("bob", "2026-12-22 00:00", "2026-12-23 00:00")
    people = (first.model_copy(update=dates), *made.employees[1:])
    changes = {"employees": people, "absences": (gone.model_copy(update=when),)}
    judge(RULE, Problem.model_validate(made.model_dump() | changes), pick)
