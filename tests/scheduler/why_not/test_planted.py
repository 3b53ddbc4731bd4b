"""Planted contradictions: what is named is all that clashes, and the repairs work."""

from collections.abc import Sequence
from functools import cache

import pytest

from scheduler.domain.plan import Plan, ShiftRow
from scheduler.domain.problem import Problem
from scheduler.planning.planner import plan
from scheduler.planning.result import Limits
from scheduler.rules.rule import Rule
from scheduler.why_not.contradictions import Contradiction, WhyNot, WhyVerdict
from scheduler.why_not.dataset_repair import RepairKind, changed, softened
from scheduler.why_not.member import Member, every_member, without
from scheduler.why_not.smallest_clash import only
from tests.build import clock, employee, shift_type, visit
from tests.scheduler.why_not.planted import MORNING, PLANTED, RULES, Planted, small

NOTHING_SIMPLE = {"too_long"}
"""Where no repair of the kinds that are tried helps."""


def the_only(case: Planted) -> Contradiction:
    """Return what is found in a planted dataset, which is one thing."""
    [found] = WhyNot(case.make(), case.rules, None, bool, bool).all().found
    return found


@cache
def found_in(what: str) -> Contradiction:
    """Return the only thing in a planted dataset; three tests look at each."""
    return the_only(PLANTED[what])


def is_whole(
    problem: Problem, rules: Sequence[Rule], shifts: Sequence[ShiftRow] = ()
) -> bool:
    """Say whether the planner finds a plan with nothing open and nothing broken.

    It begins from ``shifts``, if there are any.
    """
    begun = Plan(shifts=tuple(shifts)) if shifts else None
    judged = plan(problem, rules, Limits(effort=1, workers=1), warm_start=begun).audit
    return judged is not None and not (judged.hard_breaches or judged.must_open)


def name_of(member: Member) -> str:
    return f"{member.kind.value}:{member.column or member.id}"


@pytest.mark.parametrize("what", PLANTED)
def test_what_is_named_is_what_was_planted(what: str) -> None:
    clash = found_in(what).clash
    assert clash is not None
    assert sorted(map(name_of, clash.members)) == PLANTED[what].named


@pytest.mark.parametrize("what", PLANTED)
def test_all_that_is_named_clashes_and_nothing_less_does(what: str) -> None:
    clash = found_in(what).clash
    assert clash is not None
    assert clash.is_minimal
    question = clash.question.on_all_days()
    every = every_member(question)
    core = only(question, every, clash.members)
    assert core.answer(bool) is False
    for member in clash.members:
        assert without(core, [member]).answer(bool) is True


def test_a_visit_in_the_night_is_moved_to_the_morning_and_not_to_the_day_before() -> (
    None
):
    start = "2026-12-22 01:00"
    evening = shift_type("late", "16:00-20:00", kind="evening")
    made = small(visit("v1", start, start), days=2, shift_types=(MORNING, evening))
    found = the_only(Planted(lambda: made, RULES, ()))
    [moved] = [r for r in found.repairs if r.kind is RepairKind.CHANGE_NEED]
    assert (moved.column, moved.facts["minutes"]) == ("later", 480)
    assert is_whole(changed(made, moved.changes), RULES)


def test_visits_that_are_due_as_the_shift_begins_are_moved_together() -> None:
    """Amy could come early to either; nobody who is called in could."""
    amy = employee("amy", degree_pct=20, day_break=clock("06:00"))
    start = "2026-12-21 07:00"
    visits = visit("v1", start, start), visit("v2", start, start)
    short = shift_type("day", "07:00-11:00")
    made = small(*visits, people=(amy,), shift_types=(short,))
    found = the_only(Planted(lambda: made, RULES, ()))
    assert found.verdict is WhyVerdict.IMPOSSIBLE_TOGETHER
    [moved] = [r for r in found.repairs if r.kind is RepairKind.CHANGE_NEED]
    assert (moved.facts["visit"], moved.facts["minutes"]) == ("v1, v2", 45)
    assert is_whole(changed(made, moved.changes), RULES)


@pytest.mark.parametrize("what", PLANTED)
def test_no_plan_is_whole_until_the_cheapest_repair_is_made(what: str) -> None:
    case = PLANTED[what]
    problem = case.make()
    assert not is_whole(problem, case.rules)
    repairs = found_in(what).repairs
    assert bool(repairs) is (what not in NOTHING_SIMPLE)
    for repair in repairs[:1]:
        rules = softened(case.rules, repair.soft_rules)
        shifts = [row for way in repair.ways for row in way.rows]
        assert is_whole(changed(problem, repair.changes), rules, shifts)
