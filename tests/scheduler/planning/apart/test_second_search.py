"""A small problem that another process searches too."""

from time import monotonic, sleep

import pytest

from scheduler.audit.audit import audit
from scheduler.planning.apart import planned_part
from scheduler.planning.apart.part_task import PartTask
from scheduler.planning.apart.planned_part import PlannedPart
from scheduler.planning.apart.second_search import Heard, second_search
from scheduler.planning.plan_rows import plan_of
from scheduler.planning.planner import plan
from scheduler.planning.preparation import prepare
from scheduler.planning.result import Limits
from scheduler.planning.time_budget import SHORT, TimeBudget, size_of
from scheduler.tours.draft import Draft
from tests.scheduler.planning.runs import EFFORT, RULES, WEEK, begin, on_duty, run_of

HOUR = Limits(seconds=3600, workers=2)
PATIENCE = 120.0
"""Seconds: for hangs only."""


def first_heard(heard: Heard) -> Draft | None:
    """Wait for the first draft of a second search."""
    end = monotonic() + PATIENCE
    while monotonic() < end:
        draft = heard()
        if draft is not None:
            return draft
        sleep(0.1)
    return None


def test_what_the_second_search_finds_is_a_legal_plan_of_the_whole() -> None:
    context = prepare(WEEK, RULES).context
    with second_search(context, TimeBudget(HOUR, size_of(WEEK))) as heard:
        draft = first_heard(heard)
        assert draft is not None
        found = audit(WEEK, plan_of(context, draft), RULES)
    assert (found.hard_breaches, found.must_open) == (0, 0)


def test_a_second_search_leaves_the_bound_to_the_first() -> None:
    second = PlannedPart(prepare(WEEK, RULES).context, WEEK)
    second.ask(PartTask(WEEK, RULES, EFFORT, 0.0, 1.0, is_second=True))
    while not second.is_done:
        second.hear()
    second.end()
    assert second.news.draft is not None
    assert second.news.least is None


def test_a_second_search_that_dies_costs_nothing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(planned_part, "_MODULE", "no_such_module")
    result = plan(WEEK, RULES, Limits(seconds=SHORT, workers=2))
    assert result.audit is not None
    assert (result.audit.hard_breaches, result.audit.must_open) == (0, 0)


@pytest.mark.parametrize(
    ("covered", "open_after"), [(True, 0), (False, 2)], ids=["better", "as it was"]
)
def test_what_the_second_search_finds_is_kept_where_it_is_better(
    *, covered: bool, open_after: int
) -> None:
    run = run_of()
    news = [on_duty(run) if covered else Draft({})]
    told = run_of(heard=lambda: news.pop() if news else None)
    begin(told, covered=False)
    told.hear()
    told.hear()
    assert told.best is not None
    assert told.best.audit.must_open == open_after
    assert not news


@pytest.mark.parametrize(
    ("limits", "size", "has_second"),
    [
        (Limits(seconds=SHORT, workers=2), 3_000, True),
        (Limits(seconds=SHORT - 0.1, workers=2), 3_000, False),
        (Limits(seconds=SHORT, workers=1), 3_000, False),
        (Limits(seconds=SHORT, workers=2), 3_001, False),
        (Limits(seconds=None, effort=1, workers=2), 3_000, False),
    ],
)
def test_a_second_process_searches_small_problems_that_have_time_and_a_core_for_it(
    limits: Limits, size: int, *, has_second: bool
) -> None:
    time = TimeBudget(limits, size)
    assert time.has_second is has_second
    assert len(time.seeds()) == (1 if has_second else limits.workers)


def test_no_two_searches_of_a_run_have_seeds_in_common() -> None:
    limits = Limits(seconds=300.0, workers=2)
    first, other = TimeBudget(limits, 100), TimeBudget(limits, 100)
    second = TimeBudget(other.of_second(), 100)
    again = [time.of_another(n) for time in (first, second) for n in (2, 5)]
    seeds = [seed for time in (first, second, *again) for seed in time.seeds()]
    assert len(set(seeds)) == len(seeds)
