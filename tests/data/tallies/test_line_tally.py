"""What one person's line amounts to: every count at its boundary."""

import pytest

from data.tallies.line_tally import LineTally, tally_of
from data.tallies.wish_outcomes import wish_outcomes
from data.wall import wall_of
from scheduler.domain.plan import ShiftRow
from scheduler.domain.plan_view import PlanView
from tests.build import absence, day, plan, problem, shift_row, shift_type, wish

TYPES = (
    shift_type(),
    shift_type("late", "14:00-22:00", kind="evening"),
    shift_type("night", "21:00-07:00", kind="night"),
    shift_type("split", "07:00-11:00|16:00-20:00"),
)


def tally(*rows: ShiftRow, **given: object) -> LineTally:
    view = PlanView(problem(shift_types=TYPES, **given), plan(*rows))
    return tally_of(view, wall_of(view).groups[0].lines[0], wish_outcomes(view))


def late(date: str) -> ShiftRow:
    return shift_row(start=f"{date} 14:00", end=f"{date} 22:00", shift="late")


@pytest.mark.parametrize(
    ("starts", "weekends"),
    [
        pytest.param(["2026-12-25 07:00"], 0, id="Friday"),
        pytest.param(["2026-12-26 07:00"], 1, id="Saturday"),
        pytest.param(["2026-12-26 07:00", "2026-12-27 07:00"], 1, id="both days"),
    ],
)
def test_a_weekend_counts_once_whichever_day_is_worked(
    starts: list[str], weekends: int
) -> None:
    rows = [shift_row(start=s, end=s.replace("07", "15")) for s in starts]
    assert tally(*rows).weekends == weekends


@pytest.mark.parametrize(
    ("start", "rest", "short"),
    [("09:00", 660, 0), ("08:59", 659, 1)],
)
def test_a_rest_is_short_below_eleven_hours(start: str, rest: int, short: int) -> None:
    morning = shift_row(start=f"2026-12-22 {start}", end="2026-12-22 16:00")
    found = tally(late("2026-12-21"), morning)
    assert (found.shortest_rest, found.short_rests) == (rest, short)


def test_one_duty_has_no_rest_before_another() -> None:
    assert tally(late("2026-12-21")).shortest_rest is None


def test_the_day_on_which_a_night_ends_is_no_day_off() -> None:
    night = shift_row(start="2026-12-21 21:00", end="2026-12-21 31:00", shift="night")
    found = tally(night)
    assert (found.nights, found.free_days) == (1, 5)


def test_an_absence_is_no_day_off() -> None:
    away = absence("amy", "2026-12-24 00:00", "2026-12-26 00:00")
    assert tally(absences=(away,)).free_days == 5


def test_days_in_a_row_are_counted_by_the_day_a_duty_starts() -> None:
    dates = ("2026-12-21", "2026-12-22", "2026-12-24", "2026-12-25", "2026-12-26")
    found = tally(*map(late, dates))
    assert (found.stretch, found.evenings, found.duties) == (3, 5, 5)


def test_a_day_in_two_parts_is_one_split_duty() -> None:
    parts = (("07:00", "11:00"), ("16:00", "20:00"))
    rows = [
        shift_row(start=f"2026-12-21 {s}", end=f"2026-12-21 {e}", shift="split", part=n)
        for n, (s, e) in enumerate(parts, start=1)
    ]
    found = tally(*rows)
    assert (found.split, found.duties, found.worked) == (1, 1, 480)


def test_time_above_the_contract_is_told_apart() -> None:
    overtime = shift_row(pay_class="overtime")
    found = tally(overtime)
    assert (found.overtime, found.extra, found.worked) == (540, 0, 540)
    extra = tally(shift_row(pay_class="extra"))
    assert (extra.overtime, extra.extra) == (0, 540)


@pytest.mark.parametrize(
    ("want", "shift", "granted"),
    [(True, None, 1), (True, "late", 0), (False, None, 0), (False, "late", 1)],
)
def test_a_wish_is_granted_by_what_is_worked(
    want: bool, shift: str | None, granted: int
) -> None:
    found = tally(shift_row(), wishes=(wish("amy", day(0), want=want, shift=shift),))
    assert (found.granted, found.wishes) == (granted, 1)


def test_a_wish_for_a_day_of_no_plan_does_not_count() -> None:
    assert tally(wishes=(wish("amy", day(7), want=False),)).wishes == 0
