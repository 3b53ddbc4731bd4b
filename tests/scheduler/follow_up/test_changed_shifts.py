"""K20: which shifts count as changed after they were published."""

import pytest

from scheduler.domain.plan_view import PlanView
from scheduler.follow_up.changed_shifts import changed_shifts, published_shifts
from scheduler.follow_up.reported import Reported, ReportedTime
from scheduler.follow_up.worked_plan import as_performed
from tests.build import MONDAY, plan, problem, shift_row
from tests.scheduler.follow_up.told import sick_day, told_time


def changes(*times: ReportedTime, **given: object) -> list[tuple[str, str]]:
    seen = PlanView(problem(**given), plan(shift_row("amy")))
    done = as_performed(seen, Reported(times=times))
    found = changed_shifts(seen, done, times)
    return [(str(c.date), c.change.value) for c in found]


@pytest.mark.parametrize(
    ("start", "end", "found"),
    [
        ("06:45", "16:15", []),
        ("06:44", "16:00", [("2026-12-21", "moved")]),
        ("07:00", "16:16", [("2026-12-21", "moved")]),
        ("07:15", "15:45", []),
        ("07:16", "16:00", [("2026-12-21", "moved")]),
    ],
)
def test_a_shift_is_moved_when_start_or_end_differs_by_more_than_a_quarter(
    start: str, end: str, found: list[tuple[str, str]]
) -> None:
    time = told_time(start=f"2026-12-21 {start}", end=f"2026-12-21 {end}")
    assert changes(time) == found


def test_a_shift_on_another_day_is_one_gone_and_one_new() -> None:
    time = told_time(start="2026-12-22 07:00", end="2026-12-22 16:00")
    assert changes(time) == [("2026-12-21", "gone"), ("2026-12-22", "new")]


def test_of_whoever_was_away_no_shift_was_changed() -> None:
    assert changes(sick_day("amy", MONDAY)) == []


def test_what_people_were_told_goes_before_the_plan() -> None:
    told = shift_row("amy", "2026-12-21 08:00", "2026-12-21 17:00")
    assert changes(told_time(), published_shifts=(told,)) == [("2026-12-21", "moved")]


def test_where_people_were_told_nothing_the_plan_is_what_was_told() -> None:
    told = shift_row("bo", "2026-12-22 08:00", "2026-12-22 17:00")
    untold = frozenset({("amy", MONDAY)})
    given = {"published_shifts": (told,), "untold": untold}
    view = PlanView(problem(**given), plan(shift_row("amy")))
    assert ("amy", MONDAY) in published_shifts(view)


def test_shifts_of_one_day_are_one() -> None:
    rows = (
        shift_row("amy", end="2026-12-21 11:00"),
        shift_row("amy", "2026-12-21 15:00", "2026-12-21 19:00", part=2),
    )
    [span] = published_shifts(PlanView(problem(), plan(*rows))).values()
    assert span == (rows[0].start, rows[1].end)
