"""Open and late visits: what stopped each, and the cheapest change that lets it in.

Everybody lives 2 minutes from everybody, unless a test says otherwise.
"""

from collections.abc import Mapping, Sequence

import pytest

from constraints import default_rules
from scheduler.clock import wall_clock
from scheduler.domain import Employee, Plan, Problem, Unassigned, Visit
from scheduler.draft import Draft
from scheduler.explain import explain
from scheduler.finish import plan_of
from scheduler.messages import say
from scheduler.option import option_of
from scheduler.pay.price import DutyPrices
from scheduler.planner import weights_of
from scheduler.result import LateVisit
from scheduler.tours.build import Ground
from tests.build import MONDAY, UNIT, ZONE, employee, problem, shift_type
from tests.build import visit as visit_of

RULES = default_rules()
SHORT = shift_type("day", "07:00-09:00")

Explained = tuple[Plan, tuple[LateVisit, ...]]


def village(
    *visits: Visit, people: Sequence[Employee] = (), **given: object
) -> Problem:
    """Return a Monday on which everybody works from seven to nine."""
    usual: dict[str, object] = {
        "days": 1,
        "employees": tuple(people) or (employee("amy"),),
        "shift_types": (SHORT,),
        "visits": visits,
    }
    return problem(**(usual | given))


def explained(
    made: Problem, stops: Mapping[str, Sequence[str]], **given: object
) -> Explained:
    """Explain the plan in which people make these visits, in this order."""
    ground = Ground(made, RULES, weights_of(RULES), DutyPrices(made))
    clock = wall_clock(ZONE)
    on_duty = given.get("on_duty", tuple(made.employee))
    assert isinstance(on_duty, tuple)
    type_ = made.shift_types[0]
    works = {(who, option_of(clock, type_, MONDAY, UNIT)): False for who in on_duty}
    held = {
        (who, MONDAY, 0): tuple(_task(ground, id_) for id_ in ids)
        for who, ids in stops.items()
    }
    draft = Draft(works, held)
    return explain(
        ground, draft, plan_of(ground, draft), lambda: bool(given.get("over"))
    )


def _task(ground: Ground, id_: str) -> int:
    name, _, number = id_.partition("#")
    return ground.task_index[name, int(number or 1)]


def visit(id_: str, start: str, latest: str | None = None, **given: object) -> Visit:
    """Return a visit on Monday; it must begin at once when ``latest`` is not given."""
    return visit_of(id_, f"{MONDAY} {start}", f"{MONDAY} {latest or start}", **given)


def only(found: Explained) -> Unassigned:
    [row] = found[0].unassigned
    return row


def help_of(kind: str, kronor: int | None, **facts: object) -> str:
    change = say(f"change.{kind}", "sv", **facts)
    if kronor is None:
        return say("reason.helps", "sv", change=change)
    return say("reason.cheapest", "sv", change=change, kronor=kronor)


def blocked(minutes: int) -> Problem:
    """Return a visit at eight that Amy, busy from 7.30, can be at so much later."""
    before = visit("busy", "07:30", minutes=30 + minutes)
    return village(before, visit("v1", "08:00"))


@pytest.mark.parametrize(("missing", "told"), [(19, 20), (20, 20), (21, 25), (5, 5)])
def test_a_window_is_opened_as_far_as_needed_in_steps(missing: int, told: int) -> None:
    row = only(explained(blocked(missing), {"amy": ["busy"]}))
    assert row.reason == "no_window"
    clock = f"08:{told:02}"
    assert row.detail.endswith(help_of("later", 10 * told, clock=clock, minutes=told))


def test_a_visit_may_begin_earlier_where_that_is_nearer() -> None:
    after = visit("busy", "08:15", minutes=40)
    row = only(explained(village(visit("v1", "08:00"), after), {"amy": ["busy"]}))
    assert row.reason == "no_window"
    told = help_of("earlier", 150, clock="07:45", minutes=15)
    assert row.detail.endswith(told)


@pytest.mark.parametrize(("missing", "told"), [(20, 20), (21, 25)])
def test_a_shift_ends_as_much_later_as_is_needed(missing: int, told: int) -> None:
    made = village(visit("v1", "08:38", minutes=20 + missing, priority=1))
    found = explained(made, {})
    row = only(found)
    told_until = f"09:{told:02}"
    assert f"för amy till {told_until} (+{told} min)" in row.detail
