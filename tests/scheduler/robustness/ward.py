"""Two people on duty, three who are off, and the plan as it is worked in the end."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from constraints import default_rules
from scheduler.domain.plan import Plan, ShiftRow, VisitRow
from scheduler.domain.plan_view import PlanView
from scheduler.domain.problem import Employee, Problem, Visit
from scheduler.robustness.bad_days import BadDay
from scheduler.robustness.branches import Branch, DayTrees, Offer
from scheduler.robustness.call_ins import CallIn, Rows
from scheduler.robustness.ill_people import Draw
from scheduler.robustness.lived_days import EveryRule, LivedDays, bad_rounds
from scheduler.robustness.repair import DayRepair, Repairer, in_order
from scheduler.robustness.route import Route
from tests.build import (
    MONDAY,
    clock,
    employee,
    hourly,
    plan,
    problem,
    shift_row,
    shift_type,
    visit,
    visit_row,
)

DAY = "30@10:30-12:30"
REST: dict[str, object] = {"day_break": clock("16:00")}
"""A day that begins when the day shift ends has its rest in one piece."""


def people() -> tuple[Employee, ...]:
    """Build two on duty; and somebody of each way to be paid, who is off."""
    return (
        employee("amy", **REST),
        employee("bea", **REST),
        employee("cia", degree_pct=50, **REST),
        employee("dan", **REST),
        hourly("hal", **REST),
    )


def ward(**given: object) -> Problem:
    """Build a Monday with two visits, of half an hour each."""
    usual: dict[str, object] = {
        "employees": people(),
        "visits": (visit("v1"), visit("v2", "2026-12-21 13:00")),
        "shift_types": (
            shift_type("day", breaks=DAY),
            shift_type("eve", "14:00-22:00"),
        ),
    }
    return problem(**usual | given)


def on_duty(who: str, breaks: str = "11:30-12:00", **given: object) -> ShiftRow:
    """Build somebody's Monday."""
    return shift_row(who, f"{MONDAY} 07:00", f"{MONDAY} 16:00", breaks, **given)


def ward_plan(*more: ShiftRow | VisitRow) -> Plan:
    """Build the plan in which Amy makes both visits and Bea is there besides."""
    return plan(
        on_duty("amy"),
        on_duty("bea"),
        visit_row("v1", "amy"),
        visit_row("v2", "amy", "2026-12-21 13:00", from_id="carl", travel_minutes=0),
        *more,
    )


def repaired(
    made: Plan,
    *ill: str,
    case: Problem | None = None,
    called: dict[str, Rows] | None = None,
) -> DayRepair:
    """Repair Monday under the agreement's rules."""
    repairer = repairer_of(case or ward(), made)
    lived = LivedDays(DayTrees(repairer), EveryRule(repairer.call_ins))
    earlier = {
        who: [before(repairer, who, rows)] for who, rows in (called or {}).items()
    }
    parts = lived.day(MONDAY, frozenset(ill), earlier)
    return one_of(parts) or repairer.begun(MONDAY, repairer.days[MONDAY])


def before(repairer: Repairer, who: str, rows: Rows) -> Offer:
    """Build what somebody was called in for on the day before."""
    call = CallIn(repairer.problem.employee[who], rows, 0)
    return Offer(-1, -1, who, 0, call, tuple((row.start, row.end) for row in rows))


def one_of(parts: Sequence[Branch]) -> DayRepair | None:
    """Return the only part of a day."""
    assert len(parts) < 2
    return parts[0].made if parts else None


def plainly(
    repairer: Repairer, day: date, ill: frozenset[str], called: Mapping[str, Rows]
) -> DayRepair:
    """Return a day repaired duty by duty, with nothing remembered and in one part."""
    duties = repairer.days[day]
    made = repairer.begun(day, (d for d in duties if d.employee not in ill))
    calls = repairer.call_ins
    for duty in in_order(d for d in duties if d.employee in ill):
        least, best = repairer.tried(made, duty)
        busy = {route.employee.id for route in made.routes}
        for call in calls.for_duty(duty, ill | busy):
            price, tried = repairer.tried(made, duty, call)
            may = calls.is_allowed(call, called.get(call.employee.id, ()))
            if may and call.price + price < least:
                best, least = tried, call.price + price
        made = best
    return repairer.whole_crews(made)


def bad_days(case: Problem, made: Plan, draw: Draw) -> list[BadDay]:
    """Live exactly through days with a plan."""
    trees = DayTrees(repairer_of(case, made))
    return [day for lived in bad_rounds(trees, draw) for day in lived]


def who_makes(day: DayRepair) -> dict[str, str]:
    """Return who makes each visit."""
    return {row.visit: r.employee.id for r in day.routes for row in r.rows}


def worked(view: PlanView, days: Iterable[DayRepair]) -> Plan:
    """Return the plan as it was worked on days that were repaired."""
    found = list(days)
    lost = {row for day in found for duty in day.lost for row in duty.shifts}
    calls = [row for day in found for call in day.calls for row in call.rows]
    return Plan(
        shifts=(*(row for row in view.plan.shifts if row not in lost), *calls),
        visits=tuple(
            r for day in found for route in day.routes for r in driven(view, route)
        ),
    )


def driven(view: PlanView, route: Route) -> list[VisitRow]:
    """Return the visits of a route with the moves between them."""
    here, rows = route.shift.unit, []
    for row in route.rows:
        there = view.visit(row).client
        minutes = view.travel.minutes(here, there, route.employee.transport)
        moved = {"from_id": here, "travel_minutes": minutes, "wait_minutes": 0}
        rows.append(row.model_copy(update=moved))
        here = there
    return rows


def week() -> tuple[Problem, Plan]:
    """Build five days on which four people drive a tour each, and five are off."""
    crew = [employee(f"m{n}", **REST) for n in range(4)]
    spare = [
        employee("p1", degree_pct=60, **REST),
        *(hourly(h, **REST) for h in ("h1", "h2")),
    ]
    visits: list[Visit] = []
    rows: list[ShiftRow | VisitRow] = []
    for number in range(5):
        day = f"2026-12-{21 + number}"
        for person in crew:
            rows.append(on_duty_on(person.id, day))
            here = "centre"
            for hour in (8, 9, 13, 14):
                id_ = f"{person.id}-{day}-{hour}"
                start = f"{day} {hour:02}:10"
                visits.append(visit(id_, f"{day} {hour:02}:00", minutes=35))
                rows.append(
                    visit_row(id_, person.id, start, 35, from_id=here, travel_minutes=2)
                )
                here = "carl"
    problem = ward(employees=(*crew, *spare), visits=tuple(visits))
    return problem, plan(*rows)


def on_duty_on(who: str, day: str) -> ShiftRow:
    """Build somebody's shift of a day."""
    return shift_row(who, f"{day} 07:00", f"{day} 16:00", breaks="11:30-12:00")


def repairer_of(case: Problem, made: Plan) -> Repairer:
    """Build who repairs the days of a plan under the agreement's rules."""
    return Repairer(PlanView(case, made), default_rules())
