"""Two people who make a visit together, one of them lent, and one visit open."""

from datetime import UTC, datetime

from data.export.calendars import Calendars
from scheduler.domain.plan_view import PlanView
from tests.build import (
    client,
    day,
    employee,
    jour_type,
    plan,
    problem,
    shift_row,
    shift_type,
    unit,
    visit,
    visit_row,
    wish,
)


def handed_view() -> PlanView:
    """Build the plan."""
    made = problem(
        units=(unit(), unit("yttre", name="Yttre")),
        employees=(employee(), employee("bo", unit="yttre"), employee("cy/1")),
        clients=(
            client("carl", address="Storgatan 1", key="skåp 7", note="Hund i hallen"),
        ),
        visits=(
            visit("v1", staff=2),
            visit("v2", "2026-12-21 10:00", kind="medication", skills={"usk"}),
            visit("v3", "2026-12-21 13:00"),
        ),
        shift_types=(shift_type(), shift_type("spare", "08:00-16:30")),
        wishes=(wish("amy", day(0), want=False), wish("amy", day(1), want=False)),
    )
    return PlanView(
        made,
        plan(
            shift_row("amy", breaks="11:45-12:15"),
            shift_row("bo"),
            shift_row("amy", "2026-12-22 08:00", "2026-12-22 16:30", shift="spare"),
            visit_row("v1"),
            visit_row("v1", "bo", staff_no=2),
            visit_row("v2", start="2026-12-21 10:00", wait_minutes=88),
        ),
    )


def on_call_view() -> PlanView:
    """Build a plan with a break in the evening, and jour at night among the breaks."""
    shift = shift_row(
        "amy",
        "2026-12-21 14:00",
        "2026-12-22 09:00",
        shift="jour",
        breaks="18:00-18:30|22:00-06:00",
    )
    return PlanView(problem(shift_types=(jour_type(),)), plan(shift))


def calendars(view: PlanView | None = None) -> Calendars:
    """Open the calendars of the plan, or of another."""
    made = view or handed_view()
    return Calendars(made, datetime(2026, 11, 20, tzinfo=UTC), "sv")
