"""A plan with every item of the price, over a turn of month, in two units."""

from datetime import UTC, date, datetime

from scheduler.domain.plan import Plan
from scheduler.domain.plan_view import PlanView
from scheduler.domain.problem import Problem
from tests.build import (
    absence,
    employee,
    hourly,
    plan,
    problem,
    shift_row,
    shift_type,
    unit,
)

MADE_AT = datetime(2026, 11, 20, 9, 30, tzinfo=UTC)


def town(**given: object) -> Problem:
    """Build eight days from Saturday 28 November 2026."""
    usual: dict[str, object] = {
        "name": "Åmåls öar",
        "start": date(2026, 11, 28),
        "days": 8,
        "units": (unit("centre"), unit("yttre", name='Yttre "ön"')),
        "employees": (
            employee("amy", name="Amy Ångström"),
            employee("bo", name="", unit="yttre", degree_pct=75),
            hourly("hal"),
        ),
        "shift_types": (
            shift_type("day", breaks="30@10:30-12:30"),
            shift_type("night", "21:00-07:00", kind="night"),
            shift_type("split", "07:00-11:00|16:00-20:00"),
        ),
        "absences": (
            absence("amy", "2026-12-01 00:00", "2026-12-03 00:00", "vacation"),
            absence("bo", "2026-12-02 06:10", "2026-12-09 00:00", "sick"),
            absence("hal", "2026-12-02 00:00", "2026-12-03 00:00", "other"),
            absence("amy", "2026-12-20 00:00", "2026-12-21 00:00", "leave"),
        ),
    }
    return problem(**usual | given)


def town_plan() -> Plan:
    """Build duties of every pay class, by day, at night and in two parts."""
    end = "2026-11-28 16:00"
    return plan(
        shift_row("amy", "2026-11-28 07:00", end, breaks="11:30-12:00"),
        shift_row(
            "amy", end, "2026-11-28 17:30", part=2, pay_class="overtime", unit="yttre"
        ),
        shift_row("amy", "2026-11-30 21:00", "2026-11-30 31:00", shift="night"),
        shift_row("bo", "2026-11-29 07:00", "2026-11-29 11:00", shift="split"),
        shift_row("bo", "2026-11-29 16:00", "2026-11-29 20:00", shift="split", part=2),
        shift_row("bo", "2026-11-30 07:00", pay_class="extra", end="2026-11-30 16:00"),
        shift_row("hal", "2026-12-05 07:00", "2026-12-05 16:00", pay_class="hourly"),
    )


def town_view() -> PlanView:
    """Open the plan."""
    return PlanView(town(), town_plan())
