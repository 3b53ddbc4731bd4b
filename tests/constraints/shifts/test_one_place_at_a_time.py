import pytest
from hypothesis import given, settings

from constraints.shifts.one_place_at_a_time import OnePlaceAtATime
from scheduler.domain.plan import Plan
from scheduler.domain.plan_view import PlanView
from scheduler.domain.problem import Problem
from scheduler.domain.shift_option import ShiftOption
from scheduler.rules.rule import Breach
from tests.build import plan, problem, shift_row, team, visit, visit_row, worked
from tests.constraints.rosters import Case, cases
from tests.judge import Pick, judge, stint

RULE = OnePlaceAtATime()
DAY = stint("2026-12-22 07:00", "2026-12-22 16:00")
NIGHT = stint("2026-12-22 21:00", "2026-12-23 07:00")


def found(*shifts: ShiftOption, case: Problem | None = None) -> list[tuple[str, int]]:
    pick = Pick([("amy", shift) for shift in shifts])
    return [(b.message, b.amount) for b in judge(RULE, case or problem(), pick)]


@pytest.mark.parametrize(
    ("starts", "breaches"),
    [
        pytest.param("2026-12-23 06:59", [("overlap", 1)], id="a minute at once"),
        pytest.param("2026-12-23 07:00", [], id="back to back, next date"),
    ],
)
@pytest.mark.parametrize("swapped", [False, True], ids=["in order", "reversed"])
def test_duties_of_two_days_do_not_overlap(
    starts: str, breaches: list[tuple[str, int]], swapped: bool
) -> None:
    next_day = stint(starts, "2026-12-23 16:00")
    pair = (next_day, NIGHT) if swapped else (NIGHT, next_day)
    assert found(*pair) == breaches


def test_one_duty_a_day_however_far_apart() -> None:
    evening = stint("2026-12-22 23:00", "2026-12-23 01:00")
    assert found(DAY, evening) == [("same_day", 1)]
    midnight = stint("2026-12-23 00:00", "2026-12-23 01:00")
    assert found(DAY, midnight) == []


def test_three_duties_at_once_are_three_breaches() -> None:
    late = stint("2026-12-22 15:00", "2026-12-22 20:00")
    later = stint("2026-12-22 15:30", "2026-12-22 20:00")
    assert found(DAY, late, later) == [
        ("overlap", 60),
        ("overlap", 30),
        ("overlap", 270),
    ]


def test_nothing_else_is_worked_in_the_gap_of_a_split_shift() -> None:
    split = stint(
        "2026-12-22 18:00", "2026-12-22 23:00", "2026-12-23 02:00", "2026-12-23 05:00"
    )
    between = stint("2026-12-23 00:00", "2026-12-23 01:00")
    assert found(split, between) == [("overlap", 60)]


def test_two_people_may_work_at_once() -> None:
    pick = Pick([("amy", DAY), ("bob", DAY)])
    assert judge(RULE, problem(employees=team("amy", "bob")), pick) == []


def test_history_counts_across_the_border() -> None:
    past = (worked("amy", "2026-12-20 21:00", "2026-12-21 07:00"),)
    case = problem(worked_shifts=past)
    assert found(stint("2026-12-21 07:00", "2026-12-21 12:00"), case=case) == []
    assert found(stint("2026-12-21 06:00", "2026-12-21 12:00"), case=case) == [
        ("overlap", 60)
    ]


def test_history_of_the_first_day_is_its_duty() -> None:
    past = (worked("amy", "2026-12-21 00:00", "2026-12-21 02:00"),)
    late = stint("2026-12-21 22:00", "2026-12-22 02:00")
    assert found(late, case=problem(worked_shifts=past)) == [("same_day", 1)]


def breaches_of(made: Plan) -> list[Breach]:
    case = problem(visits=(visit("v1"), visit("v2")), employees=team("amy", "bob"))
    return list(RULE.check(PlanView(case, made)))


def test_visits_lie_inside_a_duty() -> None:
    row = shift_row("amy", "2026-12-21 08:00", "2026-12-21 08:30")
    assert breaches_of(plan(row, visit_row("v1", "amy"))) == []
    for late in ("2026-12-21 08:01", "2026-12-21 07:59", "2026-12-23 08:00"):
        [breach] = breaches_of(plan(row, visit_row("v1", "amy", late)))
        assert (breach.message, breach.visit) == ("off_duty", "v1")


def test_visits_lie_inside_the_persons_own_duty() -> None:
    [breach] = breaches_of(plan(shift_row("amy"), visit_row("v1", "bob")))
    assert (breach.message, breach.employee) == ("off_duty", "bob")


def test_visits_lie_in_one_part_of_a_split_shift() -> None:
    split = (
        shift_row("amy", "2026-12-21 07:00", "2026-12-21 08:15"),
        shift_row("amy", "2026-12-21 08:20", "2026-12-21 12:00", part=2),
    )
    [breach] = breaches_of(plan(*split, visit_row("v1", "amy")))
    assert breach.message == "off_duty"


@pytest.mark.parametrize("swapped", [False, True], ids=["in order", "reversed"])
def test_visits_of_one_person_do_not_overlap(swapped: bool) -> None:
    for second, overlap in (("2026-12-21 08:30", []), ("2026-12-21 08:29", [1])):
        rows = [visit_row("v1", "amy"), visit_row("v2", "amy", second)]
        made = plan(shift_row("amy"), *(rows[::-1] if swapped else rows))
        assert [b.amount for b in breaches_of(made)] == overlap


def test_short_visit_inside_a_long_one_does_not_hide_the_next() -> None:
    rows = (
        visit_row("v1", "amy", minutes=120),
        visit_row("v2", "amy", "2026-12-21 08:30", minutes=10),
        visit_row("v2", "amy", "2026-12-21 09:00", minutes=10),
    )
    assert [b.amount for b in breaches_of(plan(shift_row("amy"), *rows))] == [10, 10]


def test_two_people_may_be_at_one_visit() -> None:
    made = plan(
        shift_row("amy"),
        shift_row("bob"),
        visit_row("v1", "amy"),
        visit_row("v1", "bob", staff_no=2),
    )
    assert breaches_of(made) == []


def test_nonsense_is_found_without_raising() -> None:
    made = plan(visit_row("no such", "nobody", "2031-01-01 00:00"))
    [breach] = breaches_of(made)
    assert RULE.explain(breach) == (
        "nobody har besöket no such 2031-01-01 00:00 utan att vara i tjänst "
        "hela besöket."
    )


def test_every_message_can_be_said() -> None:
    late = stint("2026-12-22 15:00", "2026-12-22 20:00")
    pick = Pick([("amy", DAY), ("amy", late)])
    [breach] = judge(RULE, problem(), pick)
    assert RULE.explain(breach).endswith("överlappar varandra med 60 min.")
    rows = [visit_row("v1", "amy"), visit_row("v2", "amy", "2026-12-21 08:29")]
    [breach] = breaches_of(plan(shift_row("amy"), *rows))
    assert "while visit v1 is going on" in RULE.explain(breach, "en")


@given(case=cases())
@settings(max_examples=120, deadline=None)
def test_model_and_checker_agree(case: Case) -> None:
    judge(RULE, *case)
