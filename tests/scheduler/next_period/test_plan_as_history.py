"""A plan as the history of the period after it."""

from scheduler.domain.plan import ShiftRow, VisitRow
from scheduler.domain.plan_view import PlanView
from scheduler.domain.problem import DoneVisit, Problem, WorkedShift
from scheduler.next_period.plan_as_history import done_visits, worked_shifts
from tests.build import (
    client,
    day,
    done,
    jour_type,
    plan,
    problem,
    shift_row,
    shift_type,
    unit,
    visit,
    visit_row,
    worked,
)


def rows_after(made: Problem, *rows: ShiftRow) -> list[tuple[str, str, str, int]]:
    view = PlanView(made, plan(*rows))
    return [told(view, row) for row in worked_shifts(view)]


def told(view: PlanView, row: WorkedShift) -> tuple[str, str, str, int]:
    start, end = (f"{view.clock.local(m):%d %H:%M}" for m in (row.start, row.end))
    return row.unit, start, end, row.break_minutes


def test_a_shift_is_history_with_the_length_of_its_breaks() -> None:
    row = shift_row(breaks="11:45-12:15|14:00-14:10")
    assert rows_after(problem(), row) == [("centre", "21 07:00", "21 16:00", 40)]


def test_history_that_there_was_comes_first() -> None:
    old = worked("amy", "2026-12-20 07:00", "2026-12-20 16:00")
    made = problem(worked_shifts=(old,))
    assert worked_shifts(PlanView(made, plan(shift_row())))[0] == old


def test_parts_of_a_split_shift_keep_their_units_and_breaks() -> None:
    units = unit(), unit("outer")
    made = problem(
        units=units, shift_types=(shift_type("split", "07:00-11:00|16:00-22:00"),)
    )
    first = shift_row(start="2026-12-21 07:00", end="2026-12-21 11:00", shift="split")
    second = shift_row(
        start="2026-12-21 16:00",
        end="2026-12-21 22:00",
        breaks="18:00-18:30",
        shift="split",
        part=2,
        unit="outer",
    )
    assert rows_after(made, first, second) == [
        ("centre", "21 07:00", "21 11:00", 0),
        ("outer", "21 16:00", "21 22:00", 30),
    ]


def test_staying_on_is_part_of_the_shift() -> None:
    shift = shift_row()
    more = shift_row(
        start="2026-12-21 16:00", end="2026-12-21 18:00", part=2, pay_class="overtime"
    )
    assert rows_after(problem(), shift, more) == [("centre", "21 07:00", "21 18:00", 0)]


def test_time_on_call_is_no_break() -> None:
    made = problem(shift_types=(jour_type(),))
    row = shift_row(
        start="2026-12-21 14:00",
        end="2026-12-22 09:00",
        breaks="18:00-18:30|22:00-06:00",
        shift="jour",
    )
    assert rows_after(made, row) == [("centre", "21 14:00", "22 09:00", 30)]


def test_paid_time_is_the_same_seen_from_the_next_period() -> None:
    made = problem(shift_types=(jour_type(), shift_type()))
    rows = (
        shift_row(breaks="11:45-12:15"),
        shift_row(
            "amy", "2026-12-23 14:00", "2026-12-24 09:00", "22:00-06:00", shift="jour"
        ),
    )
    view = PlanView(made, plan(*rows))
    later = problem(
        start="2026-12-28",
        shift_types=made.shift_types,
        worked_shifts=worked_shifts(view),
    )
    seen = PlanView(later, plan())
    assert [d.paid_minutes for d in seen.history] == [
        d.paid_minutes for d in view.duties
    ]
    assert [d.parts for d in seen.history] == [d.parts for d in view.duties]


def test_people_have_met_whom_they_visited_once_a_day() -> None:
    made = problem(
        clients=(client(),),
        visits=(visit(), visit("v2", "2026-12-21 11:00")),
        done_visits=(done("bob", day(-1)),),
    )
    rows: list[VisitRow] = [visit_row(), visit_row("v2", start="2026-12-21 11:00")]
    view = PlanView(made, plan(shift_row(), *rows))
    assert done_visits(view) == (
        done("bob", day(-1)),
        DoneVisit(client="carl", employee="amy", date=day(0)),
    )


def test_a_visit_after_midnight_is_of_its_planning_day() -> None:
    late = visit(start="2026-12-22 00:30", date="2026-12-21")
    made = problem(clients=(client(),), visits=(late,))
    view = PlanView(made, plan(visit_row(start="2026-12-22 00:30")))
    assert [met.date for met in done_visits(view)] == [day(0)]
