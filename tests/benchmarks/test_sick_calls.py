"""What measures sick calls notices what must not be, and counts the fewest changes."""

import pytest

from benchmarks.replanning.drawn_calls import drawn_calls, touched
from benchmarks.replanning.fewest_changes import FewestChanges
from constraints import default_rules
from scheduler.domain.plan_view import PlanView
from tests.build import at, need, plan, visit, visit_row
from tests.scheduler.replanning.calls import replanned, vacancy
from tests.scheduler.robustness.ward import on_duty, people, ward, ward_plan

pytestmark = pytest.mark.usefixtures("plain_weeks")
EARLY = "2026-12-21 06:10"


def test_calls_are_the_same_for_a_seed_and_lie_in_the_plan() -> None:
    view = PlanView(ward(), ward_plan())
    calls = list(drawn_calls(view, 30, 1))
    assert calls == list(drawn_calls(view, 30, 1))
    assert calls != list(drawn_calls(view, 30, 2))
    first, last = view.span
    assert all(first <= call.start < min(call.end, last) for call in calls)


def test_what_was_changed_and_must_not_be_is_found() -> None:
    found = vacancy("2026-12-21 08:01")
    before, after = ward_plan(), replanned(found).plan
    assert touched(before, after, found) == []
    late = [
        row.model_copy(update={"start": at("2026-12-21 07:59")}) for row in after.visits
    ]
    assert "visit v1" in touched(before, plan(*after.shifts, *late), found)
    assert touched(before, plan(*after.visits), found)[0].startswith("shift")


def test_nobody_is_called_whom_the_fewest_changes_do_without() -> None:
    found = vacancy(EARLY)
    made = replanned(found)
    assert FewestChanges(found, made, default_rules()).solved(10) == (3, True)
    assert len(made.changes) == 3


def test_whoever_must_come_is_a_change() -> None:
    demand = need("2026-12-21 07:00", "2026-12-21 16:00", min=2, want=2)
    case = ward(visits=(), staffing=(demand,))
    before = plan(on_duty("amy"), on_duty("bea"))
    found = vacancy(EARLY, made=before, case=case)
    made = replanned(found, before, case)
    assert FewestChanges(found, made, default_rules()).solved(10) == (2, True)


def test_a_visit_that_gives_way_is_a_change() -> None:
    urgent = visit("v1", "2026-12-21 08:00", "2026-12-21 08:00", client="dora")
    own = visit("own", "2026-12-21 08:00", "2026-12-21 09:00")
    before = plan(
        on_duty("amy"), on_duty("bea"), visit_row("v1", "amy"), visit_row("own", "bea")
    )
    case = ward(visits=(urgent, own), employees=people()[:2])
    found = vacancy(EARLY, made=before, case=case)
    made = replanned(found, before, case)
    assert FewestChanges(found, made, default_rules()).solved(10) == (3, True)
    assert len(made.changes) == 3
