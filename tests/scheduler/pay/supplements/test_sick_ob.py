"""Sick pay on OB that somebody lost; sums by hand beside each case."""

from datetime import date, timedelta

import pytest

from data.export.dated_costs import dated_lines
from scheduler.domain.plan import ShiftRow
from scheduler.domain.plan_view import PlanView
from scheduler.domain.problem import AbsenceRow
from scheduler.pay.price import month_costs, price_plan
from tests.build import absence, employee, hourly, plan, problem, shift_row

ULLA = employee("ulla", monthly_pay=3_090_700)
SUNDAY = date(2026, 11, 8)


def night(breaks: str = "", day: date = SUNDAY) -> ShiftRow:
    """Return Sunday 21:00 to Monday 07:00: 681 kr of OB, without breaks."""
    morning = day + timedelta(days=1)
    return shift_row("ulla", f"{day} 21:00", f"{morning} 07:00", breaks)


def sick(start: str, end: str, kind: str = "sick") -> AbsenceRow:
    return absence("ulla", start, end, kind)


WHOLE = sick("2026-11-08 00:00", "2026-11-10 00:00")


def lost(
    *away: AbsenceRow, rows: tuple[ShiftRow, ...] = (night(),), **given: object
) -> tuple[int, int]:
    """Return the minutes and öre that are paid, without PO."""
    usual: dict[str, object] = {
        "start": date(2026, 11, 2),
        "days": 14,
        "employees": (ULLA,),
        "absences": away,
        "published_shifts": rows,
    }
    lines = price_plan(PlanView(problem(**(usual | given)), plan()))
    mine = [(x.minutes, x.amount) for x in lines if x.item == "sick_ob"]
    return mine[0] if mine else (0, 0)


def test_four_fifths_of_the_ob_of_a_lost_shift_are_paid() -> None:
    assert lost(WHOLE) == (600, 54_480)  # 80 % of 681 kr


def test_breaks_have_no_ob() -> None:
    # 80 % of 9,5 h at 68,10
    assert lost(WHOLE, rows=(night("06:15-06:45"),)) == (570, 51_756)


@pytest.mark.parametrize(
    ("until", "paid"),
    [
        ("2026-11-08 21:00", (0, 0)),
        ("2026-11-08 22:00", (60, 5_448)),  # 80 % of 68,10
        ("2026-11-08 21:30", (30, 2_724)),
    ],
)
def test_only_what_falls_into_illness_is_lost(
    until: str, paid: tuple[int, int]
) -> None:
    assert lost(sick("2026-11-08 00:00", until)) == paid


@pytest.mark.parametrize("kind", ["vacation", "parental", "leave", "other"])
def test_other_absence_pays_no_ob(kind: str) -> None:
    assert lost(sick("2026-11-08 00:00", "2026-11-10 00:00", kind)) == (0, 0)


def test_other_absence_on_a_sick_day_pays_none_either() -> None:
    ill = sick("2026-11-08 00:00", "2026-11-08 21:30")
    away = sick("2026-11-08 21:30", "2026-11-10 00:00", "leave")
    assert lost(ill, away) == (30, 2_724)


@pytest.mark.parametrize(
    ("first", "share"),
    [("2026-10-26", 80), ("2026-10-25", 10), ("2026-08-11", 10), ("2026-08-10", 0)],
)
def test_share_is_that_of_the_day_of_the_sick_period(first: str, share: int) -> None:
    """Sunday evening, 21-24, is day 14 of what began on 26 October."""
    ends = "2026-11-09 00:00"
    paid = lost(sick(f"{first} 00:00", ends))
    assert paid == ((180, round(3 * 68.10 * share)) if share else (0, 0))


def test_shift_outside_the_plan_is_for_another() -> None:
    assert lost(WHOLE, start=date(2026, 11, 9), days=7) == (0, 0)
    assert lost(WHOLE, days=6) == (0, 0)
    assert lost(WHOLE, days=7) == (600, 54_480)  # Sunday is the last day


def test_the_last_night_of_a_month_adds_up_day_by_day() -> None:
    """It is one month's shift, though it ends in the next."""
    saturday = date(2026, 10, 31)
    given = {"start": "2026-10-26", "employees": (ULLA,)}
    rows, away = (night(day=saturday),), sick("2026-10-31 00:00", "2026-11-02 00:00")
    made = problem(published_shifts=rows, absences=(away,), **given)
    view = PlanView(made, plan())
    found = [(x.minutes, x.amount) for x in dated_lines(view) if x.item == "sick_ob"]
    assert found == [lost(away, rows=rows, **given)]
    assert found[0][0] == 600


def test_a_lost_night_is_of_the_month_that_it_began_in() -> None:
    """Though the illness, and so all of the OB that is lost, began with November."""
    ill = sick("2026-11-01 00:00", "2026-11-02 00:00")
    rows = (night(day=date(2026, 10, 31)),)
    made = problem(
        start="2026-10-26", employees=(ULLA,), absences=(ill,), published_shifts=rows
    )
    plain = made.model_copy(update={"published_shifts": ()})
    with_ob, without = (month_costs(PlanView(p, plan())) for p in (made, plain))
    october = ULLA.unit, date(2026, 10, 1)
    # seven hours, 06-07 less by night: 80 % of 6 x 78,30 + 68,10, and 44,53 % of it
    assert with_ob[october] - without[october] == 43_032 + 19_162
    assert sum(with_ob.values()) - sum(without.values()) == 43_032 + 19_162


def test_hourly_staff_are_paid_none() -> None:
    assert lost(WHOLE, employees=(hourly("ulla"),)) == (0, 0)


def test_day_by_day_it_adds_up_with_its_on_costs() -> None:
    made = problem(
        start=SUNDAY, employees=(ULLA,), absences=(WHOLE,), published_shifts=(night(),)
    )
    view = PlanView(made, plan())
    by_day = sum(line.amount for line in dated_lines(view))
    assert by_day == sum(line.amount for line in price_plan(view))
    without = made.model_copy(update={"published_shifts": ()})
    plain = price_plan(PlanView(without, plan()))
    # 544,80 and 44,53 % of it
    assert by_day - sum(line.amount for line in plain) == 54_480 + 24_260
