"""What was worked, as a plan that is priced: which time is paid how."""

import pytest

from scheduler.domain.plan import ShiftRow
from scheduler.domain.plan_view import PlanView
from scheduler.follow_up.reported import Reported, ReportedTime
from scheduler.follow_up.worked_plan import absences, as_performed, followed
from tests.build import (
    MONDAY,
    absence,
    at,
    day,
    employee,
    hourly,
    plan,
    problem,
    shift_row,
    visit,
    visit_row,
)
from tests.scheduler.follow_up.told import sick_day, told_time, told_visit

PLANNED = shift_row("amy", breaks="11:30-12:00")


def view(*rows: ShiftRow, **given: object) -> PlanView:
    people = (employee(), employee("pat", degree_pct=75), hourly())
    return PlanView(problem(employees=people, **given), plan(*(rows or (PLANNED,))))


def paid(seen: PlanView, *times: ReportedTime) -> list[tuple[str, str, int]]:
    done = as_performed(seen, Reported(times=times))
    rows = sorted(done.plan.shifts, key=lambda row: row.start)
    return [(row.shift, row.pay_class.value, row.paid_minutes) for row in rows]


@pytest.mark.parametrize(
    ("end", "rows"),
    [
        ("2026-12-21 15:00", [("day", "ordinary", 450)]),
        ("2026-12-21 16:15", [("day", "ordinary", 525)]),
        ("2026-12-21 16:16", [("day", "ordinary", 510), ("day", "overtime", 16)]),
    ],
    ids=["went early", "near enough", "stayed on"],
)
def test_time_beyond_a_planned_shift_is_overtime_from_a_quarter_on(
    end: str, rows: list[tuple[str, str, int]]
) -> None:
    assert paid(view(), told_time(end=end, break_minutes=30)) == rows


@pytest.mark.parametrize(
    ("start", "rows"),
    [
        ("2026-12-21 06:45", [("day", "ordinary", 555)]),
        ("2026-12-21 06:44", [("day", "overtime", 16), ("day", "ordinary", 540)]),
    ],
)
def test_so_is_time_before_it(start: str, rows: list[tuple[str, str, int]]) -> None:
    assert paid(view(), told_time(start=start)) == rows


@pytest.mark.parametrize(
    ("who", "pay_class"), [("amy", "overtime"), ("pat", "extra"), ("hal", "hourly")]
)
def test_a_shift_that_nobody_planned_lies_above_the_contract(
    who: str, pay_class: str
) -> None:
    new = told_time(who, "2026-12-22 07:00", "2026-12-22 16:00")
    assert paid(view(), new) == [("worked", pay_class, 540)]


def test_hourly_staff_who_stay_on_are_paid_by_the_hour() -> None:
    planned = shift_row("hal", pay_class="hourly")
    late = told_time("hal", end="2026-12-21 17:00")
    assert paid(view(planned), late) == [("day", "hourly", 600)]


def test_what_the_file_says_of_pay_goes_before_what_would_follow() -> None:
    late = told_time(end="2026-12-21 17:00", pay_class="ordinary")
    assert paid(view(), late) == [("day", "ordinary", 600)]


def test_both_parts_of_a_split_shift_are_one_duty() -> None:
    parts = (
        shift_row("amy", end="2026-12-21 11:00", shift="split"),
        shift_row("amy", "2026-12-21 15:00", "2026-12-21 19:00", shift="split", part=2),
    )
    times = (
        told_time(end="2026-12-21 11:00"),
        told_time(start="2026-12-21 15:00", end="2026-12-21 19:00"),
    )
    done = as_performed(view(*parts), Reported(times=times))
    [duty] = done.duties
    assert (len(duty.parts), duty.paid_minutes) == (2, 480)


@pytest.mark.parametrize(
    ("minutes", "rest"),
    [
        (0, ()),
        (None, ((at("2026-12-21 11:30"), at("2026-12-21 12:00")),)),
        (30, ((at("2026-12-21 11:30"), at("2026-12-21 12:00")),)),
        (60, ((at("2026-12-21 11:00"), at("2026-12-21 12:00")),)),
    ],
    ids=["none", "not told", "as planned", "longer: midway"],
)
def test_a_break_lies_where_it_was_planned_if_it_is_as_long(
    minutes: int | None, rest: tuple[tuple[int, int], ...]
) -> None:
    time = told_time(break_minutes=minutes)
    [row] = as_performed(view(), Reported(times=(time,))).plan.shifts
    assert row.breaks == rest


def test_days_of_illness_in_a_row_are_one_absence() -> None:
    ill = [sick_day("amy", day(n)) for n in (0, 1, 3)]
    found = list(absences(view(), ill))
    assert [(a.start, a.end) for a in found] == [
        (at("2026-12-21 00:00"), at("2026-12-23 00:00")),
        (at("2026-12-24 00:00"), at("2026-12-25 00:00")),
    ]


def test_who_worked_a_part_of_a_day_is_away_for_the_rest_alone() -> None:
    gone = told_time(start="2026-12-21 12:00", absence="sick")
    [away] = absences(view(), [told_time(end="2026-12-21 12:00"), gone])
    assert (away.start, away.end) == (at("2026-12-21 12:00"), at("2026-12-21 16:00"))


def test_who_worked_nothing_is_away_for_the_day() -> None:
    [away] = absences(view(), [told_time(absence="sick")])
    assert (away.start, away.end) == (at("2026-12-21 00:00"), at("2026-12-22 00:00"))


def test_an_absence_that_was_known_is_not_counted_again() -> None:
    known = absence("amy", "2026-12-21 00:00", "2026-12-28 00:00", "sick")
    seen = view(absences=(known,))
    done = as_performed(seen, Reported(times=(sick_day("amy", MONDAY),)))
    assert done.problem.absences == (known,)


def test_visits_are_made_by_those_who_came() -> None:
    pair = (told_visit(employee="pat", start="2026-12-21 08:05"), told_visit())
    done = as_performed(
        view(visits=(visit("v1", staff=2),)),
        Reported(visits=(*pair, told_visit("v1", None, outcome="missed"))),
    )
    assert [(r.staff_no, r.employee) for r in done.rows_by_visit["v1"]] == [
        (1, "amy"),
        (2, "pat"),
    ]


def test_without_times_people_worked_as_planned() -> None:
    seen = view(visits=(visit("v1"),))
    done = as_performed(seen, Reported(visits=(told_visit(),)))
    assert done.plan.shifts == (PLANNED,)


def test_a_plan_is_followed_through_the_last_day_reported() -> None:
    rows = (PLANNED, shift_row("amy", "2026-12-22 07:00", "2026-12-22 16:00"))
    visits = (visit("v1"), visit("v2", "2026-12-22 08:00"))
    made = plan(*rows, visit_row("v1"), visit_row("v2", start="2026-12-22 08:00"))
    cut = followed(PlanView(problem(visits=visits), made), MONDAY)
    assert (cut.problem.days, len(cut.plan.shifts), len(cut.plan.visits)) == (1, 1, 1)
    assert [v.id for v in cut.problem.visits] == ["v1"]
