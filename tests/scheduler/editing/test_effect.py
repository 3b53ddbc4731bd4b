"""What a change does agrees with what the audit finds in the whole plan."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from scheduler.domain.plan import Plan
from scheduler.domain.plan_view import PlanView
from scheduler.domain.problem import Problem
from scheduler.editing.edited import EditedPlan
from scheduler.editing.edits import (
    CallSick,
    Edit,
    EditError,
    FillShift,
    GiveShift,
    GiveVisit,
    LockShift,
    MoveShift,
    PutShift,
)
from scheduler.editing.effect import EditEffect, EditJudge
from scheduler.pay.price import price_plan
from scheduler.replanning.line_judge import more_broken
from scheduler.rules.rule import Breach
from tests.build import MONDAY, absence, at, day, need, visit, visit_row
from tests.scheduler.editing.changing import RULES, changed, changed_whole
from tests.scheduler.robustness.ward import on_duty, ward, ward_plan

pytestmark = pytest.mark.usefixtures("plain_weeks")


def effect(change: Edit, case: Problem, before: Plan) -> EditEffect:
    return EditJudge(case, RULES, before).effect(changed_whole(case, before, change))


def test_who_is_away_may_not_be_given_a_shift() -> None:
    away = absence("dan", "2026-12-21 15:59", "2026-12-21 18:00")
    case = ward(absences=(away,))
    change = GiveShift(employee="amy", date=day(0), to="dan")
    assert "R17" in {b.rule for b in effect(change, case, ward_plan()).broken}
    free = absence("dan", "2026-12-21 16:00", "2026-12-21 18:00")
    assert "R17" not in {
        b.rule for b in effect(change, ward(absences=(free,)), ward_plan()).broken
    }


def test_hours_open_visits_and_new_faces_are_told() -> None:
    found = effect(
        PutShift(employee="amy", date=day(0), shift=None), ward(), ward_plan()
    )
    assert found.minutes == {"amy": -510}
    assert [v.id for v in found.opened] == ["v1", "v2"]
    assert found.points >= 2 * 2_000_000
    given_away = effect(GiveVisit(visit="v2", to="bea"), ward(), ward_plan())
    assert given_away.met == (("carl", "bea"),)
    back = changed(ward(), ward_plan(), GiveVisit(visit="v2", to=None))
    covered = effect(GiveVisit(visit="v2", to="amy"), ward(), back)
    assert ([v.id for v in covered.covered], covered.met) == (["v2"], ())


@pytest.mark.parametrize(("who", "short"), [("bea", True), ("amy", False)])
def test_too_few_people_beside_the_tours_are_told(who: str, short: bool) -> None:
    asked = need("2026-12-21 08:00", "2026-12-21 15:00", min=1)
    off = PutShift(employee=who, date=day(0), shift=None)
    found = effect(off, ward(staffing=(asked,)), ward_plan())
    assert ("R27" in {b.rule for b in found.broken}) is short


def test_a_visit_by_two_that_one_is_left_at_is_told() -> None:
    case = ward(visits=(visit("v1", staff=2), visit("v2", "2026-12-21 13:00")))
    before = ward_plan(visit_row("v1", "bea", staff_no=2))
    left = effect(GiveVisit(visit="v1", staff_no=2, to=None), case, before)
    assert {b.rule for b in left.broken} >= {"R29"}


WHO = st.sampled_from(["amy", "bea", "cia", "dan", "hal"])
DAYS = st.sampled_from([day(0), day(1), day(5)])
CHANGES = st.one_of(
    st.builds(GiveShift, employee=WHO, date=DAYS, to=WHO),
    st.builds(MoveShift, employee=WHO, date=DAYS, to=WHO, to_date=DAYS),
    st.builds(FillShift, employee=WHO, date=DAYS, to=st.one_of(st.none(), WHO)),
    st.builds(
        PutShift,
        employee=WHO,
        date=DAYS,
        shift=st.sampled_from(["day", "eve", None]),
        above=st.booleans(),
    ),
    st.builds(
        GiveVisit,
        visit=st.sampled_from(["v1", "v2"]),
        staff_no=st.sampled_from([1, 2]),
        to=st.one_of(st.none(), WHO),
    ),
)


def audited(case: Problem, made: Plan) -> tuple[list[Breach], int]:
    view = PlanView(case, made)
    found = [breach for rule in RULES for breach in rule.check(view)]
    return found, sum(line.amount for line in price_plan(view))


BOTH_PLACES = [
    GiveVisit(visit="v1", staff_no=2, to=None),
    GiveVisit(visit="v1", staff_no=2, to="amy"),
]
"""Who has the first place of a visit by two is given the second as well."""


@settings(max_examples=60, deadline=None)
@example(BOTH_PLACES)
@given(st.lists(CHANGES, min_size=1, max_size=4))
def test_rules_and_kronor_are_those_of_the_audit(changes: list[Edit]) -> None:
    case = ward(
        visits=(visit("v1", staff=2), visit("v2", "2026-12-21 13:00")),
        staffing=(need("2026-12-21 08:00", "2026-12-21 15:00", min=1),),
    )
    before = ward_plan(visit_row("v1", "bea", staff_no=2))
    for change in changes:
        try:
            after = changed_whole(case, before, change)
        except EditError:
            continue
        told = EditJudge(case, RULES, before).effect(after)
        (was, cost), (now, price) = audited(case, before), audited(case, after.plan)
        worse = more_broken(was, now)
        assert {b.rule for b in told.broken} == {b.rule for b in worse}
        assert told.price == price - cost
        before = after.plan


def test_a_lock_changes_nothing_and_holds_from_then_on() -> None:
    lock = LockShift(employee="amy", date=day(0), locked=True)
    made = changed_whole(ward(), ward_plan(), lock)
    assert EditJudge(ward(), RULES, ward_plan()).effect(made) == EditEffect(minutes={})
    away = GiveShift(employee="amy", date=day(0), to="dan")
    assert "R18" in {b.rule for b in effect(away, made.problem, made.plan).broken}


def test_a_sick_call_is_judged_by_both_audits_and_tells_who_else_changes() -> None:
    call = CallSick(
        employee="amy",
        start=at(f"{MONDAY} 06:00"),
        end=at("2026-12-22 00:00"),
        instead={day(0): "hal"},
    )
    made = changed_whole(ward(), ward_plan(), call)
    found = effect(call, ward(), ward_plan())
    (_, cost), (_, price) = audited(ward(), ward_plan()), audited(*made[:2])
    assert (found.broken, found.price) == ((), price - cost)
    assert found.minutes == {"amy": -510, "hal": 510}
    assert {change.employee for change in found.changes} == {"amy", "hal"}


def test_nothing_changed_is_no_effect() -> None:
    none = EditJudge(ward(), RULES, ward_plan()).effect(EditedPlan(ward(), ward_plan()))
    assert none == EditEffect(minutes={})
    assert on_duty("amy") in ward_plan().shifts
