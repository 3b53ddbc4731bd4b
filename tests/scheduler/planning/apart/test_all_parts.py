"""Parts planned in processes of their own, and the plan that they come to."""

import subprocess
from collections.abc import Iterator
from functools import cache
from math import inf
from threading import Event
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from benchmarks.municipalities.drawn_municipality import drawn_municipality
from benchmarks.municipalities.scale import Scale
from constraints import default_rules
from scheduler.audit.audit import Audit, audit
from scheduler.domain.plan import Plan
from scheduler.domain.problem import Problem
from scheduler.planning.apart import grouping, planned_part
from scheduler.planning.apart.all_parts import whole_draft
from scheduler.planning.apart.part_task import PartNews, PartTask
from scheduler.planning.apart.parts import part_of
from scheduler.planning.apart.planned_part import PlannedPart
from scheduler.planning.planner import plan
from scheduler.planning.preparation import prepare
from scheduler.planning.result import Limits, Progress, Result, Status
from scheduler.planning.time_budget import size_of
from scheduler.tours.draft import Draft
from tests.build import MONDAY

Processes = list[subprocess.Popen[bytes]]
RULES = default_rules()
EFFORT, ENDLESS = Limits(seconds=None, effort=1), Limits(seconds=3600)


@pytest.fixture(autouse=True)
def _small_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(grouping, "PART", size_of(two_districts()) / 2)


@cache
def two_districts() -> Problem:
    """Return four days of two districts that have nothing to do with each other."""
    scale = Scale("two", clients=6, days=4, districts=2, paid_per_care=3.0)
    return drawn_municipality(scale, 1)


@cache
def planned() -> tuple[Result, set[str]]:
    """Return the plan, and the phases in which it was made."""
    phases = set[str]()

    def hear(progress: Progress) -> None:
        phases.add(progress.phase)

    return plan(two_districts(), RULES, EFFORT, on_progress=hear), phases


def judged() -> Audit:
    """Return what the plan amounts to."""
    found = planned()[0].audit
    assert found is not None
    return found


def within(whole: Plan, problem: Problem) -> Plan:
    """Return what a plan has of a part."""
    return Plan(
        shifts=tuple(row for row in whole.shifts if row.employee in problem.employee),
        visits=tuple(row for row in whole.visits if row.employee in problem.employee),
        unassigned=tuple(r for r in whole.unassigned if r.visit in problem.visit),
    )


def judged_apart() -> list[Audit]:
    """Return what the plan's parts amount to by themselves."""
    whole = planned()[0].plan
    assert whole is not None
    found = []
    for number in range(2):
        units = frozenset(u for u in two_districts().unit if u.endswith(str(number)))
        mine = part_of(two_districts(), units)
        found.append(audit(mine, within(whole, mine), RULES))
    return found


def test_a_large_municipality_is_planned_in_parts_and_the_plan_is_legal() -> None:
    result, phases = planned()
    assert "parts" in phases
    assert "tours" not in phases
    assert result.status in {Status.FEASIBLE, Status.OPTIMAL}
    assert judged().must_open == 0


def test_what_parts_cost_is_what_the_whole_costs() -> None:
    apart = judged_apart()
    assert judged().objective == sum(each.objective for each in apart)
    assert judged().must_open == sum(each.must_open for each in apart)


def test_the_parts_bounds_add_up_to_one_of_the_whole() -> None:
    result, _ = planned()
    assert result.bound is not None
    assert 0.5 * judged().objective < result.bound <= judged().objective


def test_visits_of_parts_are_numbered_as_those_of_the_whole() -> None:
    first, second = ("amy", MONDAY, 0), ("wim", MONDAY, 0)
    one = Draft({}, {first: (1, 0)}, np.array([5, 6]))
    other = Draft({}, {second: (0,)}, np.array([7]))
    apart: list[Any] = [
        SimpleNamespace(tasks=np.array([0, 2]), news=PartNews(one)),
        SimpleNamespace(tasks=np.array([1]), news=PartNews(other)),
    ]
    whole = whole_draft(apart)
    assert whole.stops == {first: (2, 0), second: (1,)}
    assert whole.lows is not None
    assert whole.lows.tolist() == [5, 7, 6]


def test_parts_that_lend_each_other_people_are_improved_together(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(grouping, "LARGE", 0)
    units = tuple(
        u.model_copy(update={"lends_to": ("land1",)}) if u.id == "land0" else u
        for u in two_districts().units
    )
    tied = two_districts().model_copy(update={"units": units})
    phases = list[str]()
    result = plan(tied, RULES, EFFORT, on_progress=lambda p: phases.append(p.phase))
    assert phases.index("parts") < phases.index("improve")
    assert result.audit is not None
    assert (result.audit.hard_breaches, result.audit.must_open) == (0, 0)
    assert result.bound is not None
    assert result.bound <= result.audit.objective


@pytest.fixture
def processes(
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[list[subprocess.Popen[bytes]]]:
    """Return the processes that are begun."""
    begun, begin = Processes(), subprocess.Popen

    def noted(*words: Any, **options: Any) -> subprocess.Popen[bytes]:
        begun.append(begin(*words, **options))
        return begun[-1]

    monkeypatch.setattr(subprocess, "Popen", noted)
    yield begun
    for each in begun:
        each.kill()
        each.wait()


def test_whoever_stops_gets_the_best_so_far_and_no_process_is_left(
    processes: Processes,
) -> None:
    has_plan = Event()

    def hear(progress: Progress) -> None:
        if progress.plan is not None:
            has_plan.set()

    result = plan(
        two_districts(),
        RULES,
        ENDLESS,
        on_progress=hear,
        stop=has_plan.is_set,
        warm_start=planned()[0].plan,
    )
    assert result.interrupted
    assert result.audit is not None
    assert result.audit.rank <= judged().rank
    assert len(processes) == 2
    assert all(each.wait(timeout=60) is not None for each in processes)


def test_where_a_process_comes_to_nothing_all_is_planned_in_one_piece(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(planned_part, "_MODULE", "no_such_module")
    phases = set[str]()

    def hear(progress: Progress) -> None:
        phases.add(progress.phase)

    result = plan(two_districts(), RULES, EFFORT, on_progress=hear)
    assert {"parts", "tours"} <= phases
    assert result.audit is not None
    assert result.audit.must_open == 0


def test_a_process_ends_when_whoever_began_it_is_gone(
    processes: Processes,
) -> None:
    context = prepare(two_districts(), RULES).context
    units = frozenset(u for u in two_districts().unit if u.endswith("0"))
    mine = part_of(two_districts(), units)
    begun = PlannedPart(context, mine)
    begun.ask(PartTask(mine, RULES, ENDLESS, inf, 1.0))
    begun.line.close()
    assert processes[0].wait(timeout=60) == 1
