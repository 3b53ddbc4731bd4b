"""The builders are used by every other test: what they promise is tested here."""

from datetime import date

from scheduler.domain.clock import wall_clock
from scheduler.domain.values import ShiftKind
from tests.build import (
    ZONE,
    at,
    day,
    hourly,
    plan,
    problem,
    shift_row,
    shift_type,
    visit,
    visit_row,
)


def test_the_first_plan_day_is_a_monday() -> None:
    assert (day(0), day(0).isoweekday()) == (date(2026, 12, 21), 1)


def test_a_moment_may_lie_past_midnight() -> None:
    assert at("2026-12-21 31:00") == at("2026-12-22 07:00")


def test_a_clock_time_is_local() -> None:
    assert wall_clock(ZONE).local(at("2026-07-01 07:15")).hour == 7


def test_a_night_row_ends_and_breaks_on_the_next_day() -> None:
    row = shift_row("amy", "2026-12-21 21:00", "2026-12-22 07:00", "02:00-02:30")
    assert row.date == day(0)
    assert row.breaks == ((at("2026-12-22 02:00"), at("2026-12-22 02:30")),)
    assert row.paid_minutes == 9 * 60 + 30


def test_a_night_shift_type_counts_its_break_past_midnight() -> None:
    night = shift_type("night", "21:00-07:00", "30@01:00-03:00", kind="night")
    assert (night.start, night.end) == (21 * 60, 31 * 60)
    assert (night.breaks[0].earliest, night.breaks[0].latest) == (25 * 60, 27 * 60)


def test_two_spans_make_a_split_shift() -> None:
    split = shift_type("split", "07:00-11:00|16:00-20:00")
    assert (split.kind, split.paid_minutes) == (ShiftKind.SPLIT, 480)


def test_clients_are_made_for_visits_that_name_nobody_known() -> None:
    made = problem(visits=(visit("v1"), visit("v2", client="dora")))
    assert [c.id for c in made.clients] == ["carl", "dora"]


def test_rows_of_all_kinds_become_a_plan() -> None:
    made = plan(visit_row(), shift_row())
    assert (len(made.shifts), len(made.visits)) == (1, 1)


def test_an_hourly_person_has_no_contract() -> None:
    assert hourly().week_target == 0
