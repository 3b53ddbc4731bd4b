"""Compile the engines once, so that the first plan need not wait: run as a module."""

from datetime import date

from scheduler.domain import (
    Client,
    Employee,
    Employment,
    Problem,
    ShiftKind,
    ShiftType,
    Unit,
    Visit,
)


def tiny() -> Problem:
    """Return the smallest problem that reaches every kernel."""
    from scheduler.clock import wall_clock

    day = date(2026, 11, 30)
    at = wall_clock("Europe/Stockholm").at
    place = {"lat": 59.0, "lon": 15.0}
    return Problem(
        name="warm",
        start=day,
        days=1,
        units=(Unit(id="u", name="u", **place),),
        employees=tuple(
            Employee(
                id=f"e{n}",
                unit="u",
                role="usk",
                skills=frozenset({"usk"}),
                employment=Employment.MONTHLY,
                degree_pct=100,
                week_minutes=2220,
                monthly_pay=3_000_000,
            )
            for n in range(2)
        ),
        clients=(Client(id="c", unit="u", **place),),
        visits=tuple(
            Visit(
                id=f"v{n}",
                client="c",
                date=day,
                earliest=at(day, 480 + 60 * n),
                latest=at(day, 500 + 60 * n),
                minutes=20,
                staff=1 + n,
                priority=2,
                unit="u",
            )
            for n in range(2)
        ),
        shift_types=(ShiftType(id="d", kind=ShiftKind.DAY, start=420, end=720),),
    )


def main() -> None:
    """Plan the tiny problem without any rule."""
    from scheduler.planner import plan
    from scheduler.result import Limits

    plan(tiny(), (), Limits(seconds=6))


if __name__ == "__main__":
    main()
