"""How a run ended, and why when it did not end well."""

from collections.abc import Callable
from math import inf

import pytest

from scheduler.audit.audit import Audit, audit
from scheduler.domain.plan import Plan
from scheduler.domain.problem import Problem
from scheduler.feasibility import feasibility
from scheduler.planning import outcome
from scheduler.planning.conflicts import MOST_CONFLICTS
from scheduler.planning.outcome import (
    AGAIN,
    PAIRS,
    conflicts_of,
    result_of,
    status_of,
)
from scheduler.planning.preparation import prepare
from scheduler.planning.result import (
    Conflict,
    Defect,
    LeastCost,
    Limits,
    Result,
    Status,
)
from scheduler.planning.run import Run
from scheduler.proofs.proof import ProofVerdict
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
    assert status_of(judged(100, "R06"), 100) is Status.NO_PLAN_IN_TIME


@pytest.mark.parametrize(
    ("is_proof", "status"),
    [(True, Status.INFEASIBLE), (False, Status.NO_PLAN_IN_TIME)],
)
def test_that_no_plan_exists_is_said_where_it_is_proved(
    is_proof: bool, status: Status
) -> None:
    told = Conflict(message_sv="så", message_en="so", is_proof=is_proof)
    assert status_of(judged(100, "R06"), None, [told]) is status
    assert status_of(judged(100), None, [told]) is Status.FEASIBLE


def proofs(made: Problem, **changes: object) -> list[bool]:
    """Say what proves that there is no plan, when nobody works and one rule breaks."""
    run = run_of(made)
    run.consider(Draft({}))
    assert run.best is not None
    first = next(b for b in run.best.audit.breaches if b.hard)
    one = first.model_copy(update=changes)
    found = run.best.audit.model_copy(
        update={"breaches": (one,), "hard_breaches": int(one.hard)}
    )
    return [c.is_proof for c in conflicts_of(run.context, found, lambda: True)]


def test_a_cause_proves_what_it_foretells_and_no_more() -> None:
    assert proofs(IMPOSSIBLE) == [True, False]
    assert proofs(IMPOSSIBLE, employee="bea") == [False, False]
    assert proofs(IMPOSSIBLE, hard=False) == []


def test_what_leaves_visits_open_proves_nothing_of_hard_rules() -> None:
    late = visit("v1", "2026-12-21 20:00")
    assert proofs(WEEK.model_copy(update={"visits": (late,)})) == [False, False]


def test_rules_of_which_one_person_cannot_keep_all_are_a_proof() -> None:
    run = run_of(IMPOSSIBLE)
    run.consider(Draft({}))
    assert run.best is not None
    told = conflicts_of(run.context, run.best.audit, bool)
    assert [c.is_proof for c in told] == [True, True]


FOR_NURSES = WEEK.model_copy(
    update={"visits": (visit("v1", skills={"ssk"}), visit("v2", priority=3))}
)


def test_what_is_proved_stands_beside_what_is_open() -> None:
    phases: list[str] = []
    run = run_of(FOR_NURSES, on_progress=lambda now: phases.append(now.phase))
    run.consider(Draft({}))
    told = result_of(run)
    assert told.plan is not None
    (proof,) = told.proofs
    assert (proof.visit, proof.verdict) == ("v1", ProofVerdict.IMPOSSIBLE)
    beside = {row.visit: (row.proof, row.proof_detail) for row in told.plan.unassigned}
    assert beside == {"v1": ("impossible", proof.message_sv), "v2": ("", "")}
    assert "proofs" in phases


def test_a_short_run_by_effort_asks_of_no_more_than_a_short_run_by_the_clock(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: list[object] = []

    def prove(*given: object) -> tuple[()]:
        asked.append(given[3:])
        return ()

    monkeypatch.setattr(outcome, "prove", prove)
    for limits in (Limits(seconds=None, effort=1), Limits(seconds=1.0)):
        run = run_of(FOR_NURSES, limits)
        run.consider(Draft({}))
        result_of(run)
    assert asked == [(PAIRS, AGAIN * PAIRS), (PAIRS, inf)]


def test_nothing_is_asked_about_a_plan_that_leaves_nothing_open() -> None:
    phases: list[str] = []
    run = run_of(on_progress=lambda now: phases.append(now.phase))
    begin(run, covered=True)
    assert result_of(run).proofs == ()
    assert "proofs" not in phases


def test_whoever_stops_a_run_waits_for_no_proof() -> None:
    run = run_of(FOR_NURSES, stop=lambda: True)
    run.consider(Draft({}))
    run.should_stop()
    assert [p.verdict for p in result_of(run).proofs] == [ProofVerdict.NOT_FOUND]


@pytest.mark.parametrize(("broken", "gap"), [((), 0.5), (("R22",), 0.5)])
def test_a_gap_is_that_to_the_bound(broken: tuple[str, ...], gap: float) -> None:
    assert _gap(judged(100, *broken)) == gap


def test_a_plan_that_breaks_hard_rules_has_no_gap() -> None:
    assert _gap(judged(100, "R06")) is None


def _gap(found: Audit) -> float | None:
    return Result(
        status=Status.FEASIBLE, audit=found, bound=50, seconds=1, seed=0, workers=1
    ).gap


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


@pytest.mark.parametrize("degree", [0.5, 50])
def test_no_bound_stands_beside_a_plan_that_breaks_hard_rules(degree: float) -> None:
    people = team("amy", degree_pct=degree)
    run = run_of(WEEK.model_copy(update={"employees": people}))
    known = LeastCost(fixed=7)
    run.bound = lambda: known
    run.consider(Draft({}))
    assert run.best is not None
    assert bool(run.best.audit.hard_breaches) is (degree == 50)
    found = result_of(run)
    assert found.bound == (None if degree == 50 else 7)
    assert found.least == (None if degree == 50 else known)


def test_a_run_that_found_nothing_says_so() -> None:
    result = result_of(run_of(limits=Limits(effort=1, seed=7, workers=3)))
    assert result.status is Status.NO_PLAN_IN_TIME
    assert (result.plan, result.audit, result.late) == (None, None, ())
    assert (result.seed, result.workers, result.interrupted) == (7, 3, False)


def judged_whole(run: Run) -> Audit:
    assert run.best is not None
    return audit(run.context.problem, run.best.plan, run.context.rules)


def test_a_result_has_the_best_plan_with_what_is_open_explained() -> None:
    run = run_of()
    begin(run, covered=False)
    assert run.best is not None
    result = result_of(run)
    assert result.audit == judged_whole(run)
    assert result.audit.figures
    assert result.plan is not None
    simple = [u.detail for u in run.best.plan.unassigned]
    explained = [u.detail for u in result.plan.unassigned]
    assert len(explained) == 2
    assert all(a != b for a, b in zip(simple, explained, strict=True))


def test_whoever_stops_a_run_does_not_wait_for_causes() -> None:
    asked = False
    run = run_of(IMPOSSIBLE, stop=lambda: asked)
    run.consider(Draft({}))
    waited_for = result_of(run)
    assert [c.rules for c in waited_for.conflicts] == [(), ("R07",)]
    assert waited_for.status is Status.INFEASIBLE
    asked = True
    assert run.should_stop()
    stopped = result_of(run)
    assert [c.rules for c in stopped.conflicts] == [("R07",)]
    assert stopped.status is Status.NO_PLAN_IN_TIME


@pytest.mark.parametrize(
    ("stopped", "seconds", "goes_on"),
    [(False, 1.4, True), (False, 1.6, False), (True, 1.4, False)],
)
def test_explanations_end_when_time_is_up_or_somebody_stops_them(
    monkeypatch: pytest.MonkeyPatch, stopped: bool, seconds: float, goes_on: bool
) -> None:
    now = [0.0]
    over: list[bool] = []

    def explained(
        _context: object, _draft: object, made: Plan, is_over: Callable[[], bool]
    ) -> tuple[Plan, tuple[()]]:
        now[0] += seconds
        over.append(is_over())
        return made, ()

    monkeypatch.setattr("scheduler.planning.outcome.monotonic", lambda: now[0])
    monkeypatch.setattr("scheduler.planning.outcome.explain", explained)
    run = run_of(limits=Limits(seconds=60), stop=lambda: stopped)
    begin(run, covered=False)
    result_of(run)
    assert over == [not goes_on]


def said_of_open(plan: Plan | None) -> list[tuple[str, str]]:
    """Return what is said of each open place, but for what is proved."""
    assert plan is not None
    return [(row.reason, row.detail) for row in plan.unassigned]


def test_whoever_stopped_a_run_does_not_wait_for_explanations() -> None:
    run = run_of(limits=Limits(seconds=60), stop=lambda: True)
    begin(run, covered=False)
    assert run.should_stop()
    assert run.best is not None
    assert said_of_open(result_of(run).plan) == said_of_open(run.best.plan)


def test_a_defect_in_explaining_costs_the_explanations_only(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    run = run_of()
    begin(run, covered=False)
    assert run.best is not None
    first = Defect(kind="ValueError", place="search.py:1")
    monkeypatch.setattr("scheduler.planning.outcome.explain", lambda *_: 1 / 0)
    monkeypatch.setattr("scheduler.planning.outcome.conflicts_of", lambda *_: [][0])
    result = result_of(run)
    assert said_of_open(result.plan) == said_of_open(run.best.plan)
    assert result.audit == judged_whole(run)
    assert (result.late, result.conflicts) == ((), ())
    assert result.defect is not None
    assert result.defect.kind == "ZeroDivisionError"
    assert result_of(run, first).defect == first


def test_a_defect_in_proving_leaves_the_explanations(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    run = run_of()
    begin(run, covered=False)
    explained = result_of(run)
    monkeypatch.setattr("scheduler.planning.outcome.prove", lambda *_: [][0])
    result = result_of(run)
    assert said_of_open(result.plan) == said_of_open(explained.plan)
    assert result.proofs == ()
    assert result.defect is not None
    assert result.defect.kind == "IndexError"


def test_a_defect_in_finding_causes_leaves_the_explanations(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    run = run_of()
    begin(run, covered=False)
    explained = result_of(run)
    monkeypatch.setattr("scheduler.planning.outcome.conflicts_of", lambda *_: [][0])
    result = result_of(run)
    assert result.plan == explained.plan
    assert result.defect is not None
    assert result.defect.kind == "IndexError"


def test_a_run_that_was_stopped_without_a_plan_looks_for_no_causes() -> None:
    run = run_of(IMPOSSIBLE, stop=lambda: True)
    assert run.should_stop()
    assert result_of(run).conflicts == ()


def test_a_stop_is_heard_while_visits_are_explained() -> None:
    asked = False
    run = run_of(stop=lambda: asked)
    begin(run, covered=False)
    asked = True
    result = result_of(run)
    assert run.best is not None
    assert result.interrupted
    assert said_of_open(result.plan) == said_of_open(run.best.plan)
