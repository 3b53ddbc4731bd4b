"""A base schedule on the calendar: weeks, people, absences, holidays, clock changes."""

from datetime import date

import pytest

from scheduler.base_schedule.holders import Holder
from scheduler.base_schedule.lay_out import LaidOut, WhyVacant, lay_out
from scheduler.domain.problem import Problem
from tests.build import absence
from tests.scheduler.base_schedule.cycles import cycle, needed, row, staffed

WEEKDAYS = "DDDDD.."
OWN = (Holder(row="amy", employee="amy"),)


def period(start: date, days: int = 7, **given: object) -> Problem:
    return staffed(**({"start": start, "days": days, "employees": (row(),)} | given))


def laid(case: Problem, line: str, weeks: int = 1, **given: object) -> LaidOut:
    base = cycle(weeks, {"amy": line}, [row()])
    return lay_out(case, base, OWN, **given)  # type: ignore[arg-type]


def days(found: LaidOut) -> list[str]:
    return [r.date.isoformat() for r in found.shifts]


def test_weeks_follow_each_other_and_begin_again() -> None:
    found = laid(period(date(2027, 6, 28), 21), "D......|.D.....", 2)
    assert days(found) == ["2027-06-28", "2027-07-06", "2027-07-12"]


def test_another_week_of_the_cycle_may_be_the_first() -> None:
    found = laid(period(date(2027, 6, 28), 14), "D......|.D.....", 2, first_week=2)
    assert days(found) == ["2027-06-29", "2027-07-05"]


def test_a_period_that_begins_midweek_begins_midweek_in_the_cycle() -> None:
    found = laid(period(date(2027, 6, 30), 7), "D.L....")
    assert days(found) == ["2027-06-30", "2027-07-05"]
    assert [r.shift for r in found.shifts] == ["late", "day"]


def test_nobody_works_a_vacant_row() -> None:
    base = cycle(1, {"amy": "D......"}, [row()])
    [vacant] = lay_out(period(date(2027, 6, 28)), base, ()).vacant
    assert (vacant.why, vacant.row, vacant.employee) == (WhyVacant.VACANT, "amy", None)


def test_a_row_is_held_through_its_last_day_and_not_a_day_longer() -> None:
    base = cycle(1, {"r1": WEEKDAYS}, [row("r1")])
    held = Holder(
        row="r1", employee="amy", first=date(2027, 6, 29), last=date(2027, 7, 1)
    )
    found = lay_out(period(date(2027, 6, 28)), base, [held])
    assert days(found) == ["2027-06-29", "2027-06-30", "2027-07-01"]
    assert {v.why for v in found.vacant} == {WhyVacant.VACANT}


def test_who_is_not_employed_yet_works_nothing() -> None:
    case = period(date(2027, 6, 28), employees=(row(first=date(2027, 6, 30)),))
    found = laid(case, WEEKDAYS)
    assert days(found)[0] == "2027-06-30"
    assert [v.why for v in found.vacant] == [WhyVacant.EMPLOYMENT] * 2


@pytest.mark.parametrize(
    ("start", "end", "away"),
    [
        ("2027-06-28 15:30", "2027-06-29 07:00", 0),
        ("2027-06-28 15:29", "2027-06-29 07:00", 1),
        ("2027-06-28 15:30", "2027-06-29 07:01", 1),
    ],
)
def test_absence_leaves_the_shifts_that_it_touches(
    start: str, end: str, away: int
) -> None:
    case = period(date(2027, 6, 28), absences=(absence("amy", start, end),))
    found = laid(case, "DD.....")
    assert [v.why for v in found.vacant] == [WhyVacant.AWAY] * away
    assert len(found.shifts) == 2 - away


@pytest.mark.parametrize(
    ("start", "hours"),
    [(date(2027, 3, 22), 9), (date(2027, 10, 25), 11), (date(2027, 6, 28), 10)],
    ids=["spring", "autumn", "summer"],
)
def test_a_night_keeps_its_clock_times_when_clocks_change(
    start: date, hours: int
) -> None:
    """The night between Saturday and Sunday is an hour shorter, or longer."""
    case = period(start)
    [shift] = laid(case, ".....N.").shifts
    assert shift.end - shift.start == hours * 60
    assert shift.paid_minutes == (hours - 1) * 60


def at_christmas(sundays: int, who: str = "amy bob cat") -> LaidOut:
    """Lay out three people who work weekdays, in the week of Christmas 2026."""
    rows = [row(name) for name in who.split()]
    needs = (
        *needed(range(5), "07:00-15:30", 3),
        *needed((5, 6), "07:00-15:30", sundays),
    )
    base = cycle(1, dict.fromkeys(who.split(), WEEKDAYS), rows, needs=needs)
    case = period(date(2026, 12, 21), employees=rows)
    return lay_out(case, base, [Holder(row=r.id, employee=r.id) for r in rows])


@pytest.mark.parametrize("sundays", [0, 1, 2, 3])
def test_a_holiday_is_staffed_as_a_sunday(sundays: int) -> None:
    """Christmas Eve and Christmas Day are a Thursday and a Friday."""
    found = at_christmas(sundays)
    for day in (date(2026, 12, 24), date(2026, 12, 25)):
        assert sum(r.date == day for r in found.shifts) == sundays
    assert sum(r.date == date(2026, 12, 23) for r in found.shifts) == 3
    dropped = [v for v in found.vacant if v.why is WhyVacant.HOLIDAY]
    assert len(dropped) == 2 * (3 - sundays)


def test_whoever_has_most_hours_over_is_off_on_a_holiday_first() -> None:
    """Cat has worked a late on Sunday too; she is off both days."""
    rows = [row("amy"), row("cat")]
    needs = (*needed(range(5), "07:00-15:30", 2), *needed((6,), "07:00-15:30", 1))
    base = cycle(1, {"amy": WEEKDAYS, "cat": "DDDDD.L"}, rows, needs=needs)
    case = period(date(2026, 12, 21), employees=rows)
    found = lay_out(case, base, [Holder(row=r.id, employee=r.id) for r in rows])
    first = [v for v in found.vacant if v.date == date(2026, 12, 24)]
    assert [v.employee for v in first] == ["cat"]


def test_nights_stay_on_holidays() -> None:
    found = laid(period(date(2026, 12, 21)), "...N...")
    assert days(found) == ["2026-12-24"]
