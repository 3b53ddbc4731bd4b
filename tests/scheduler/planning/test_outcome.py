"""How a run ended, and why when it did not end well."""

import pytest

from scheduler.audit.audit import Audit
from scheduler.feasibility import feasibility
from scheduler.planning.conflicts import MOST_CONFLICTS
from scheduler.planning.outcome import (
    conflicts_of,
    result_of,
    status_of,
)
from scheduler.planning.preparation import prepare
from scheduler.planning.result import Limits, Status
from scheduler.rules.rule import Breach
from scheduler.tours.draft import Draft
from tests.build import problem, team, visit
from tests.scheduler.planning.runs import RULES, WEEK, begin, run_of

IMPOSSIBLE = problem(employees=team("amy"), shift_types=())
"""A contract, and no shift to fill it with."""


def judged(objective: int = 0, *broken: str) -> Audit:
    """Return the audit of a plan that breaks hard rules."""
    return Audit(
        breaches=tuple(
            Breach(rule=rule, hard=rule != "R22", amount=60, unit="min")
            for rule in broken
        ),
        costs=(),
        figures={},
        personnel_cost=objective,
        soft_cost=0,
        hard_breaches=sum(rule != "R22" for rule in broken),
        must_open=0,
    )


@pytest.mark.parametrize(
    ("bound", "status"),
    [
        (None, Status.FEASIBLE),
        (99, Status.FEASIBLE),
        (100, Status.OPTIMAL),
        (101, Status.OPTIMAL),
    ],
)
def test_a_plan_that_costs_no_more_than_any_must_is_optimal(
    bound: int | None, status: Status
) -> None:
    assert status_of(judged(100), bound) is status


def test_a_plan_that_breaks_a_hard_rule_is_none_however_cheap() -> None:
    assert status_of(judged(100, "R06"), 100) is Status.INFEASIBLE


def test_no_plan_is_not_called_infeasible() -> None:
    assert status_of(None, 100) is Status.NO_PLAN_IN_TIME


def test_a_legal_plan_has_no_conflicts_whatever_the_dataset_seems_to_lack() -> None:
    context = prepare(IMPOSSIBLE, RULES).context
    assert conflicts_of(context, judged(), bool) == ()


def test_without_a_plan_the_causes_are_all_that_is_told() -> None:
    (cause,) = conflicts_of(prepare(IMPOSSIBLE, RULES).context, None, bool)
    assert cause.rules == ()
    assert cause.message_sv != cause.message_en
    assert conflicts_of(prepare(WEEK, RULES).context, None, bool) == ()


def test_what_only_may_be_a_cause_is_not_told() -> None:
    late = visit("v1", "2026-12-21 20:00", priority=3)
    made = WEEK.model_copy(update={"visits": (late,)})
    assert [f.severity for f in feasibility(made, RULES)] == ["warning"]
    assert conflicts_of(prepare(made, RULES).context, None, bool) == ()


def test_rules_that_are_broken_are_told_after_the_causes_and_not_without_end() -> None:
    run = run_of(IMPOSSIBLE)
    run.consider(Draft({}))
    assert run.best is not None
    found = run.best.audit
    told = conflicts_of(run.context, found, bool)
    assert [c.rules for c in told] == [(), ("R07",)]
    many = found.model_copy(update={"breaches": found.breaches * 30})
    assert len(conflicts_of(run.context, many, bool)) == 1 + MOST_CONFLICTS


def test_a_soft_breach_is_no_conflict() -> None:
    run = run_of(IMPOSSIBLE)
    run.consider(Draft({}))
    assert run.best is not None
    soft = run.best.audit.breaches[0].model_copy(update={"hard": False})
    found = run.best.audit.model_copy(
        update={"breaches": (soft, *run.best.audit.breaches)}
    )
    assert [c.rules for c in conflicts_of(run.context, found, bool)] == [(), ("R07",)]


def test_a_run_that_found_nothing_says_so() -> None:
    result = result_of(run_of(limits=Limits(effort=1, seed=7, workers=3)))
    assert result.status is Status.NO_PLAN_IN_TIME
    assert (result.plan, result.audit, result.late) == (None, None, ())
    assert (result.seed, result.workers, result.interrupted) == (7, 3, False)


def test_a_result_has_the_best_plan_with_what_is_open_explained() -> None:
    run = run_of()
    begin(run, covered=False)
    assert run.best is not None
    result = result_of(run)
    assert result.audit is run.best.audit
    assert result.plan is not None
    simple = [u.detail for u in run.best.plan.unassigned]
    explained = [u.detail for u in result.plan.unassigned]
    assert len(explained) == 2
    assert all(a != b for a, b in zip(simple, explained, strict=True))
