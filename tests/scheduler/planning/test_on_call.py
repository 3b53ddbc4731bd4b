"""People on call are planned where it is asked for."""

from collections import Counter

from constraints import default_rules
from scheduler.domain.problem import Problem, StaffingNeed
from scheduler.planning.planner import plan
from scheduler.planning.result import Limits, Result
from tests.build import (
    MONDAY,
    day,
    employee,
    jour_type,
    need,
    problem,
    shift_type,
    team,
    visit,
)

RULES = default_rules()
DAYTIME = shift_type("day", "07:00-15:30", "30@11:00-13:00")


def nights(count: int, **given: object) -> tuple[StaffingNeed, ...]:
    return tuple(
        need(f"{day(n)} 22:00", f"{day(n + 1)} 06:00", on_call="jour", **given)
        for n in range(count)
    )


def home(**given: object) -> Problem:
    """Return a week of a small home that wants somebody on call every night."""
    usual: dict[str, object] = {
        "employees": team("amy", "bob", "cat", degree_pct=40, day_break=600),
        "shift_types": (
            jour_type("jour", "14:00-09:00").model_copy(
                update={
                    "breaks": (
                        *shift_type("x", "14:00-09:00", "30@17:00-19:00").breaks,
                        *jour_type().breaks,
                    )
                }
            ),
            DAYTIME,
        ),
        "on_call_needs": nights(4),
    }
    return problem(**(usual | given))


def planned(made: Problem, effort: int = 2) -> Result:
    return plan(made, RULES, Limits(seconds=None, effort=effort, workers=1))


def on_call(result: Result) -> Counter[object]:
    assert result.plan is not None
    return Counter(row.date for row in result.plan.shifts if row.shift == "jour")


def test_somebody_is_on_call_every_night_that_asks_for_it() -> None:
    result = planned(home())
    assert result.audit is not None
    assert on_call(result) == {day(n): 1 for n in range(4)}
    assert [b for b in result.audit.breaches if b.hard] == []
    jour = [line for line in result.audit.costs if line.item == "jour"]
    assert sum(line.minutes for line in jour) == 4 * 480


def test_time_on_call_stands_among_the_breaks_and_is_no_work() -> None:
    result = planned(home())
    assert result.plan is not None
    for row in result.plan.shifts:
        if row.shift == "jour":
            assert [e - s for s, e in row.breaks] == [30, 480]
            assert row.paid_minutes == 630


def test_visits_are_made_beside_time_on_call_and_not_in_it() -> None:
    late = visit("v1", f"{MONDAY} 20:00", f"{MONDAY} 23:30")
    result = planned(home(visits=(late,), on_call_needs=nights(1)))
    assert result.plan is not None
    (row,) = result.plan.visits
    (shift,) = (s for s in result.plan.shifts if s.employee == row.employee)
    jour = max(shift.breaks, key=lambda b: b[1] - b[0])
    assert row.end <= jour[0]


def test_fewer_people_than_nights_leaves_a_breach_and_says_so() -> None:
    alone = (employee("amy", degree_pct=40, day_break=600),)
    result = planned(home(employees=alone, on_call_needs=nights(2)))
    assert result.audit is not None
    told = [b for b in result.audit.breaches if b.hard]
    assert {b.rule for b in told} == {"V05"}
    assert sum(b.amount for b in told) == 480
