"""The wall schedule shows who works, who is away, and who owes what."""

import pytest

from data.wall import Wall, WallLine, days_of, wall_of
from scheduler.domain.plan import ShiftRow
from scheduler.domain.plan_view import PlanView
from scheduler.domain.problem import Problem
from scheduler.domain.values import AbsenceKind, ShiftKind
from scheduler.rules.rule import Breach
from tests.build import (
    absence,
    balance,
    day,
    employee,
    hourly,
    plan,
    problem,
    shift_row,
    shift_type,
    unit,
)

pytestmark = pytest.mark.usefixtures("plain_weeks")


def wall(made: Problem, *rows: ShiftRow, breaches: tuple[Breach, ...] = ()) -> Wall:
    return wall_of(PlanView(made, plan(*rows)), breaches)


def only(made: Wall) -> WallLine:
    (group,) = made.groups
    (line,) = group.lines
    return line


def test_a_shift_stands_on_its_day() -> None:
    line = only(wall(problem(), shift_row()))
    assert [d.shift for d in line.cells[0].duties] == ["day"]
    assert line.cells[1].duties == ()


def test_people_hang_by_unit_with_hourly_staff_last() -> None:
    made = problem(
        units=(unit("centre"), unit("outer")),
        employees=(hourly("abe"), employee("zoe"), employee("bo", unit="outer")),
    )
    found = [(g.name, [x.name for x in g.lines]) for g in wall(made).groups]
    assert found == [("centre", ["Zoe", "Abe"]), ("outer", ["Bo"])]


def test_a_person_whom_the_dataset_does_not_know_is_shown_by_id() -> None:
    groups = wall(problem(), shift_row("ghost")).groups
    assert [line.name for line in groups[-1].lines] == ["ghost"]
    assert not groups[-1].lines[0].hours.is_owed


def test_an_absence_marks_the_days_it_touches_and_no_more() -> None:
    away = absence("amy", "2026-12-22 00:00", "2026-12-22 24:00", "sick")
    line = only(wall(problem(absences=(away,))))
    assert [c.absence for c in line.cells[:3]] == [None, AbsenceKind.SICK, None]


def test_an_absence_that_ends_a_minute_into_the_day_marks_it() -> None:
    away = absence("amy", "2026-12-22 00:00", "2026-12-23 00:01")
    line = only(wall(problem(absences=(away,))))
    assert [bool(c.absence) for c in line.cells[:4]] == [False, True, True, False]


def test_the_balance_is_what_was_carried_and_worked_less_what_is_owed() -> None:
    hours = only(
        wall(
            problem(balances=(balance(hours_carried_minutes=60),)),
            shift_row(),
            shift_row(
                start="2026-12-22 07:00",
                end="2026-12-22 16:00",
                pay_class="overtime",
            ),
        )
    ).hours
    assert (hours.worked, hours.above, hours.target) == (1080, 540, 2400)
    assert hours.balance == 60 + 540 - 2400


def test_an_absent_working_day_counts_a_fifth_of_the_week() -> None:
    away = absence("amy", "2026-12-22 12:00", "2026-12-23 24:00")
    hours = only(wall(problem(absences=(away,)))).hours
    assert hours.credit == 1.5 * 480
    assert hours.balance == 1.5 * 480 - 2400


def test_only_days_of_employment_are_owed() -> None:
    made = problem(employees=(employee(first=day(2)),))
    assert only(wall(made)).hours.target == 2400 * 3 / 5


def test_weekends_and_nights_are_counted() -> None:
    made = problem(shift_types=(shift_type("night", "21:00-07:00", kind="night"),))
    late = (
        shift_row(start="2026-12-26 21:00", end="2026-12-27 07:00", shift="night"),
        shift_row(start="2026-12-27 21:00", end="2026-12-28 07:00", shift="night"),
    )
    line = only(wall(made, *late))
    assert (line.shifts, line.weekends, line.nights) == (2, 1, 2)


@pytest.mark.parametrize(
    ("start", "end", "counts"),
    [
        ("2026-12-21 10:00", "2026-12-21 14:00", 1),
        ("2026-12-21 10:01", "2026-12-21 14:00", 0),
        ("2026-12-21 06:00", "2026-12-21 10:01", 1),
        ("2026-12-21 06:00", "2026-12-21 10:00", 0),
    ],
)
def test_heads_are_counted_at_ten(start: str, end: str, counts: int) -> None:
    staffing = wall(problem(), shift_row(start=start, end=end)).staffing
    assert sum(row.counts[0] for row in staffing if row.band == "day") == counts


def test_a_split_shift_is_counted_by_day_and_by_evening() -> None:
    rows = (
        shift_row(end="2026-12-21 11:00"),
        shift_row(start="2026-12-21 16:00", end="2026-12-21 20:00", part=2),
    )
    bands = {row.band: row.counts[0] for row in wall(problem(), *rows).staffing}
    assert bands == {"day": 1, "evening": 1}


def test_a_night_is_counted_on_the_day_it_begins() -> None:
    row = shift_row(start="2026-12-21 21:00", end="2026-12-22 07:00")
    (night,) = wall(problem(), row).staffing
    assert (night.band, night.counts[:2]) == ("night", (1, 0))


def test_eves_and_holidays_are_red_and_named() -> None:
    days = days_of(problem())
    assert [d.is_red for d in days] == [False, False, False, True, True, True, True]
    assert days[3].holiday is not None
    assert days[3].holiday == ("Julafton", "Christmas Eve")


def test_an_ordinary_saturday_is_a_weekend_and_not_red() -> None:
    saturday = days_of(problem(start=day(19), days=1))[0]
    assert (saturday.is_weekend, saturday.is_red) == (True, False)


def test_a_binding_rule_that_is_broken_marks_the_day_or_the_line() -> None:
    def breach(**given: object) -> Breach:
        usual = {"rule": "R01", "hard": True, "amount": 1, "unit": "minutes"}
        return Breach.model_validate(usual | {"employee": "amy"} | given)

    line = only(
        wall(
            problem(),
            breaches=(
                breach(date=day(1)),
                breach(rule="R07"),
                breach(rule="R24", date=day(2), hard=False),
                breach(rule="R02", date=day(9)),
            ),
        )
    )
    assert [c.faults for c in line.cells[:3]] == [(), ("R01",), ()]
    assert line.faults == ("R07", "R02")


def test_the_kind_of_a_shift_comes_with_it() -> None:
    made = problem(shift_types=(shift_type("eve", "14:00-22:00", kind="evening"),))
    line = only(wall(made, shift_row(shift="eve")))
    assert line.cells[0].duties[0].kind is ShiftKind.EVENING
