"""What the phases of a run share: the best plan so far, and what is told of it."""

from typing import Any

import pytest

from scheduler.audit.audit import Audit, audit
from scheduler.planning.result import LeastCost, Limits, Progress
from scheduler.planning.visit_search import move_visits_last
from scheduler.tours.draft import Draft
from tests.build import hourly, need, problem
from tests.scheduler.planning.runs import (
    EFFORT,
    WEEK,
    begin,
    on_duty,
    run_of,
)


def test_a_run_without_a_plan_covers_nothing() -> None:
    assert not run_of().is_covered


@pytest.mark.parametrize("covered", [True, False])
def test_a_run_is_covered_when_no_must_visit_is_open(covered: bool) -> None:
    run = run_of()
    begin(run, covered=covered)
    assert run.is_covered is covered


def test_only_a_better_plan_takes_the_place_of_the_best() -> None:
    run = run_of()
    worse, better = Draft({}), on_duty(run)
    seen = []
    for draft in (worse, better, worse, Draft(better.works, better.stops)):
        run.consider(draft)
        assert run.best is not None
        seen.append(run.best.draft)
    assert [draft is better for draft in seen] == [False, True, True, True]


def test_a_dearer_plan_is_better_than_one_that_breaks_hard_rules(
    caplog: pytest.LogCaptureFixture,
) -> None:
    counted = need(
        "2026-12-21 07:00", "2026-12-21 16:00", min=0, want=0
    )  # keeps idle duties
    amy = hourly("amy", day_break=16 * 60)
    run = run_of(WEEK.model_copy(update={"employees": (amy,), "staffing": (counted,)}))
    days = sorted(run.solver.options["amy"], key=lambda o: o.date)
    every_day = Draft({("amy", o): False for o in days}, on_duty(run).stops)
    run.consider(every_day)  # seven shifts of nine hours, no weekly rest
    assert run.best is not None
    assert run.best.audit.hard_breaches > 0
    illegal = run.best.audit.objective
    assert "R06" in caplog.text
    run.consider(Draft({}))
    assert run.best.audit.hard_breaches == 0
    assert run.best.audit.objective > illegal


def test_what_is_told_is_of_the_best_plan_not_of_the_last() -> None:
    told: list[Progress] = []
    run = run_of(on_progress=told.append)
    run.enter("visits")
    run.consider(on_duty(run))
    run.consider(Draft({}))
    assert run.best is not None
    best, paid = run.best.audit.objective, run.best.audit.personnel_cost
    assert 0 < paid < best
    assert [(p.phase, p.price, p.paid, p.open_visits) for p in told] == [
        ("visits", None, None, None),
        ("visits", best, paid, 0),
        ("visits", best, paid, 0),
    ]


def test_a_run_that_was_left_keeps_and_tells_nothing_more() -> None:
    told: list[Progress] = []
    run = run_of(on_progress=told.append)
    begin(run, covered=False)
    told.clear()
    run.leave()
    run.consider(on_duty(run))
    run.enter("improve")
    assert not run.is_covered
    assert told == []


def test_a_run_that_is_left_during_an_audit_tells_nothing_more(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    told: list[Progress] = []
    run = run_of(on_progress=told.append)

    def audited(*given: Any, with_figures: bool) -> Audit:
        run.leave()
        return audit(*given, with_figures=with_figures)

    monkeypatch.setattr("scheduler.planning.best.incumbent.audit", audited)
    run.consider(on_duty(run))
    assert told == []


def test_a_run_remembers_that_it_was_asked_to_stop() -> None:
    asked = iter([False, True, False])
    run = run_of(stop=lambda: next(asked))
    assert [run.should_stop() for _ in range(3)] == [False, True, True]
    assert run.interrupted


CLOCK = Limits(seconds=60)


@pytest.mark.parametrize(
    ("limits", "below", "stops"),
    [(CLOCK, 0, True), (CLOCK, 1, False), (EFFORT, 0, False)],
)
def test_a_run_ends_when_nothing_can_be_cheaper(
    limits: Limits, below: int, stops: bool
) -> None:
    least: list[LeastCost] = []
    alone = problem(
        employees=(hourly("amy", day_break=16 * 60),),
        visits=WEEK.visits,
        shift_types=WEEK.shift_types,
    )
    run = run_of(alone, limits, bound=lambda: least[-1] if least else None)
    begin(run, covered=True)
    assert run.best is not None
    cost = run.best.audit.objective - below
    least.append(LeastCost(fixed=cost))
    assert run.should_stop() is stops
    assert not run.interrupted


def test_a_run_goes_on_from_a_plan_that_breaks_the_law() -> None:
    much = LeastCost(fixed=10**9)
    run = run_of(limits=CLOCK, bound=lambda: much)
    begin(run, covered=True)
    assert run.best is not None
    assert run.best.audit.hard_breaches
    assert not run.should_stop()


@pytest.mark.parametrize(("stopped", "moves"), [(False, True), (True, False)])
def test_visits_are_moved_last_unless_somebody_waits(
    stopped: bool, moves: bool
) -> None:
    told: list[Progress] = []
    run = run_of(on_progress=told.append, stop=lambda: stopped)
    begin(run, covered=True)
    told.clear()
    move_visits_last(run)
    assert [p.phase for p in told] == ["visits"] * (2 * moves)
