"""What is checked beforehand and what is proved of a plan speak of one overtime."""

import pytest

from constraints import default_rules
from scheduler.context.planning_context import PlanningContext
from scheduler.domain.plan import Plan, Unassigned
from scheduler.domain.problem import Employee, Problem
from scheduler.feasibility import Finding, feasibility
from scheduler.proofs.proof import Proof
from scheduler.proofs.prover import prove
from scheduler.rules.stated import weights_of
from tests.build import clock, employee, hourly, problem, shift_type, visit

pytestmark = pytest.mark.usefixtures("plain_weeks")

RULES = default_rules()
REST: dict[str, object] = {"day_break": clock("09:00")}
TWO_BREAKS = "30@11:00-12:30|30@16:00-17:30"
LONGER_HELPS, NONE_HELPS = "Med längre övertid", "hur lång övertid som helst"
MORE_TIME, NO_TIME = "mer tid kan hjälpa", "Mer tid hjälper inte"


def monday(start: str, *people: Employee) -> Problem:
    """Build a day shift until three, and a visit of half an hour at a moment."""
    moment = f"2026-12-21 {start}"
    return problem(
        days=1,
        employees=people,
        shift_types=(shift_type("day", "08:00-15:00", "30@11:00-12:30"),),
        visits=(visit("v1", moment, moment),),
    )


def checked(made: Problem) -> Finding | None:
    """Return the error that is found of the visit."""
    found = [f for f in feasibility(made, RULES) if f.severity == "error"]
    return next((f for f in found if f.visit == "v1"), None)


def proved(made: Problem) -> Proof:
    """Return what is proved of the visit in a plan that leaves it open."""
    context = PlanningContext(made, RULES, weights_of(RULES))
    open_ = Plan(unassigned=(Unassigned(visit="v1", reason="no_capacity"),))
    [proof] = prove(context, open_, bool)
    return proof


def test_what_only_longer_overtime_would_do_is_said_alike_by_both() -> None:
    made = monday("16:45", employee("amy", **REST))
    finding, proof = checked(made), proved(made)
    assert finding is not None
    assert LONGER_HELPS in finding.message("sv")
    assert (proof.verdict, NO_TIME in proof.message_sv) == ("not_found", True)


def test_what_no_overtime_would_do_is_impossible_to_both() -> None:
    made = monday("16:45", hourly("hal", **REST))
    finding, proof = checked(made), proved(made)
    assert finding is not None
    assert NONE_HELPS in finding.message("sv")
    assert proof.verdict == "impossible"


@pytest.mark.parametrize("start", ["16:00", "07:15"])
def test_what_planning_can_lay_overtime_for_is_only_not_found(start: str) -> None:
    made = monday(start, employee("amy", **REST))
    assert checked(made) is None
    proof = proved(made)
    assert (proof.verdict, MORE_TIME in proof.message_sv) == ("not_found", True)


def test_whom_no_rule_lets_work_the_shift_no_overtime_helps() -> None:
    made = monday("09:00", employee("amy", day_break=clock("15:00"))).model_copy(
        update={"shift_types": (shift_type("day", "08:00-22:00", TWO_BREAKS),)}
    )
    finding, proof = checked(made), proved(made)
    assert finding is not None
    assert NONE_HELPS in finding.message("sv")
    assert MORE_TIME not in proof.message_sv


@pytest.mark.parametrize("language", ["sv", "en"])
def test_both_are_said_in_both_languages(language: str) -> None:
    made = monday("16:45", employee("amy", **REST))
    finding = checked(made)
    assert finding is not None
    said = finding.message(language), getattr(proved(made), f"message_{language}")
    assert all("2 " in words and "{" not in words for words in said)
