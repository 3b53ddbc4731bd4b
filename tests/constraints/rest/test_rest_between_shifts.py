from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from constraints import settle
from constraints.rest.rest_between_shifts import RestBetweenShifts
from scheduler.domain.problem import Problem
from scheduler.domain.shift_option import ShiftOption
from tests.build import problem, team, worked
from tests.constraints.rosters import AUTUMN, SPRING, Case, cases
from tests.judge import Pick, judge, stint

DAY = stint("2026-12-22 07:00", "2026-12-22 16:00")


def short_by(
    *shifts: ShiftOption, case: Problem | None = None, gap: int = 660
) -> list[int]:
    pick = Pick([("amy", shift) for shift in shifts])
    rule = RestBetweenShifts(gap_min=gap)
    return [b.amount for b in judge(rule, case or problem(), pick)]


@pytest.mark.parametrize(
    ("start", "missing"),
    [
        pytest.param("2026-12-22 15:00", [720], id="overlapping"),
        pytest.param("2026-12-22 16:00", [660], id="back to back"),
        pytest.param("2026-12-23 02:59", [1], id="one minute short"),
        pytest.param("2026-12-23 03:00", [], id="exactly enough"),
        pytest.param("2026-12-24 07:00", [], id="next day but one"),
    ],
)
@pytest.mark.parametrize("swapped", [False, True], ids=["in order", "reversed"])
def test_rest_is_eleven_hours(start: str, missing: list[int], swapped: bool) -> None:
    later = stint(start, "2026-12-24 15:00")
    pair = (later, DAY) if swapped else (DAY, later)
    assert short_by(*pair) == missing


def test_night_then_evening_the_same_day_is_stopped() -> None:
    """The quick return that the window rule lets pass."""
    night = stint("2026-12-21 21:00", "2026-12-22 07:00")
    assert short_by(night, stint("2026-12-22 13:30", "2026-12-22 22:00")) == [270]


def test_gap_of_a_split_shift_is_no_rest_between_shifts() -> None:
    split = stint(
        "2026-12-22 07:00", "2026-12-22 11:00", "2026-12-22 15:00", "2026-12-22 20:00"
    )
    assert short_by(split) == []
    assert short_by(split, stint("2026-12-23 06:59", "2026-12-23 12:00")) == [1]


def test_rest_counts_from_the_duty_that_ended_last() -> None:
    inside = stint("2026-12-22 08:00", "2026-12-22 09:00")
    after = stint("2026-12-22 20:00", "2026-12-22 22:00")
    assert short_by(DAY, inside, after) == [660 + 8 * 60, 660 - 4 * 60]


def test_two_people_do_not_share_their_rest() -> None:
    late = stint("2026-12-22 16:00", "2026-12-22 22:00")
    pick = Pick([("amy", DAY), ("bob", late)])
    case = problem(employees=team("amy", "bob"))
    assert judge(RestBetweenShifts(), case, pick) == []


@pytest.mark.parametrize(
    ("ended", "missing"), [("2026-12-20 20:00", []), ("2026-12-20 20:01", [1])]
)
def test_history_counts_across_the_border(ended: str, missing: list[int]) -> None:
    case = problem(worked_shifts=(worked("amy", "2026-12-20 13:00", ended),))
    first = stint("2026-12-21 07:00", "2026-12-21 15:00")
    assert short_by(first, case=case) == missing


def test_history_alone_is_not_the_fault_of_the_plan() -> None:
    past = (
        worked("amy", "2026-12-19 07:00", "2026-12-19 22:00"),
        worked("amy", "2026-12-20 05:00", "2026-12-20 12:00"),
    )
    case = problem(worked_shifts=past)
    assert short_by(stint("2026-12-21 07:00", "2026-12-21 15:00"), case=case) == []


def test_last_days_of_the_plan_count() -> None:
    evening = stint("2026-12-26 13:30", "2026-12-26 22:00")
    assert short_by(evening, stint("2026-12-27 08:59", "2026-12-27 16:00")) == [1]


@pytest.mark.parametrize(
    ("monday", "ended", "starts", "missing"),
    [
        pytest.param(SPRING, "2026-03-28 20:00", "2026-03-29 07:59", [1], id="spring"),
        pytest.param(
            SPRING, "2026-03-28 20:00", "2026-03-29 08:00", [], id="spring ok"
        ),
        pytest.param(AUTUMN, "2026-10-24 21:00", "2026-10-25 06:59", [1], id="autumn"),
        pytest.param(
            AUTUMN, "2026-10-24 21:00", "2026-10-25 07:00", [], id="autumn ok"
        ),
    ],
)
def test_rest_is_elapsed_time_on_the_nights_the_clocks_move(
    monday: date, ended: str, starts: str, missing: list[int]
) -> None:
    done = stint(f"{ended[:10]} 13:00", ended)
    coming = stint(starts, f"{starts[:10]} 15:00")
    assert short_by(done, coming, case=problem(start=monday)) == missing


def test_granted_exception_lowers_the_gap_to_nine_hours() -> None:
    evening = stint("2026-12-22 13:30", "2026-12-22 22:00")
    assert (
        short_by(evening, stint("2026-12-23 07:00", "2026-12-23 12:00"), gap=540) == []
    )
    assert short_by(
        evening, stint("2026-12-23 06:59", "2026-12-23 12:00"), gap=540
    ) == [1]


@pytest.mark.parametrize("given", [{"gap_min": 539}, {"hard": False}])
def test_law_is_not_for_sale(given: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        RestBetweenShifts.model_validate(given)


def test_sentence_names_person_both_moments_and_both_lengths() -> None:
    evening = stint("2026-12-22 13:30", "2026-12-22 22:00")
    morning = stint("2026-12-23 07:00", "2026-12-23 15:30")
    pick = Pick([("amy", evening), ("amy", morning)])
    [breach] = judge(RestBetweenShifts(), problem(), pick)
    assert RestBetweenShifts().explain(breach) == (
        "Amy slutar 2026-12-22 22:00 och börjar nästa pass 2026-12-23 07:00: "
        "9 h vila, minst 11 h krävs."
    )
    assert "9 h of rest" in RestBetweenShifts().explain(breach, "en")


def test_without_a_gap_to_keep_only_an_overlap_is_stopped() -> None:
    [rule] = (
        rule
        for rule in settle([RestBetweenShifts(window_suffices=True)])
        if isinstance(rule, RestBetweenShifts)
    )
    night = stint("2026-12-21 21:00", "2026-12-22 07:00")
    for start, found in (("2026-12-22 07:00", []), ("2026-12-22 06:59", [1])):
        pick = Pick([("amy", night), ("amy", stint(start, "2026-12-22 12:00"))])
        assert [b.amount for b in judge(rule, problem(), pick)] == found


@given(case=cases(), gap=st.integers(540, 900) | st.just(0))
@settings(max_examples=120, deadline=None)
def test_model_and_checker_agree(case: Case, gap: int) -> None:
    made = RestBetweenShifts().model_copy(update={"gap_min": gap})
    judge(made, *case)
