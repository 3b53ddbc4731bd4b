"""The planner as a whole: same plan twice, nothing illegal, and every odd dataset."""

from collections import Counter
from collections.abc import Callable
from functools import cache
from itertools import pairwise
from threading import Event
from typing import Any

import pytest

from constraints import default_rules
from constraints.hours.contracted_hours import ContractedHours
from constraints.rest.breaks import Breaks
from constraints.rest.days_in_a_row import DaysInARow
from data.sample import make_sample
from scheduler.audit.audit import Audit, audit
from scheduler.domain.plan import Plan
from scheduler.domain.plan_view import PlanView
from scheduler.domain.problem import Problem
from scheduler.domain.values import Employment
from scheduler.lines.engine import CoveringLines
from scheduler.planning import first_roster, planner
from scheduler.planning.planner import plan
from scheduler.planning.result import Limits, Progress, Result, Status
from scheduler.planning.time_budget import TimeBudget, size_of
from scheduler.tours.nameless import another
from tests.build import (
    MONDAY,
    client,
    employee,
    hourly,
    need,
    problem,
    shift_row,
    shift_type,
    team,
    unit,
    visit,
    visit_row,
    worked,
)
from tests.scheduler.planning.runs import MadeUpClock

pytestmark = pytest.mark.usefixtures("plain_weeks")

RULES = default_rules()


@cache
def small() -> Problem:
    return make_sample("small")


def quick(effort: int = 1, seed: int = 0, workers: int = 2) -> Limits:
    return Limits(seconds=None, effort=effort, seed=seed, workers=workers)


@cache
def small_result() -> Result:
    return plan(small(), RULES, quick())


def checked(result: Result, made: Problem) -> tuple[Plan, Audit]:
    """Return plan and audit; the plan must be legal and say what it is."""
    assert result.plan is not None
    again = audit(made, result.plan, RULES)
    assert again == result.audit
    assert [b for b in again.breaches if b.hard] == []
    assert result.status in (Status.FEASIBLE, Status.OPTIMAL)
    assert result.conflicts == ()
    assert result.bound is None or result.bound <= again.objective
    places = [(v.id, n + 1) for v in made.visits for n in range(v.staff)]
    told = [(r.visit, r.staff_no) for r in result.plan.visits]
    told += [(r.visit, r.staff_no) for r in result.plan.unassigned]
    assert sorted(told) == sorted(places)
    return result.plan, again


def test_a_plan_for_the_small_sample_is_legal_and_complete() -> None:
    _, found = checked(small_result(), small())
    assert found.must_open == 0


def test_the_same_effort_seed_and_workers_give_the_same_plan() -> None:
    again = plan(small(), RULES, quick())
    first = small_result()
    assert again.plan == first.plan
    assert (again.objective, again.bound) == (first.objective, first.bound)
    assert (again.seed, again.workers) == (0, 2)


def test_progress_goes_through_the_phases_and_never_gets_worse() -> None:
    told: list[Progress] = []
    plan(week(), RULES, quick(workers=1), on_progress=told.append)
    phases = list(dict.fromkeys(p.phase for p in told))
    assert phases[:3] == ["tours", "people", "visits"]
    seen = [(p.hard_breaches, p.price) for p in told if p.hard_breaches is not None]
    assert seen == sorted(seen, reverse=True)
    assert all(a.seconds <= b.seconds for a, b in pairwise(told))


@pytest.mark.parametrize("phase", ["read", "tours", "people"])
def test_a_run_that_is_stopped_before_the_first_whole_plan_has_none(
    phase: str,
) -> None:
    heard = ["read"]
    result = plan(
        small(),
        RULES,
        quick(),
        on_progress=lambda p: heard.append(p.phase),
        stop=lambda: phase in heard,
    )
    assert result.interrupted
    assert (result.plan, result.audit) == (None, None)
    assert result.status is Status.NO_PLAN_IN_TIME


def test_a_stop_does_not_wait_for_the_engines_of_many_workers(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    made: list[int] = []

    def counted(*given: Any) -> object:
        made.append(1)
        return another(*given)

    monkeypatch.setattr("scheduler.planning.first_draft.another", counted)
    found = plan(small(), RULES, quick(workers=9), stop=lambda: bool(made))
    assert (len(made), found.plan) == (1, None)


def test_a_run_with_no_time_to_find_anybody_has_no_plan(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    nobody = CoveringLines({}, Counter(), Counter(), {})
    monkeypatch.setattr(first_roster, "cover", lambda *_: nobody)
    late = plan(small(), RULES, Limits(seconds=1e-3))
    assert (late.status, late.plan) == (Status.NO_PLAN_IN_TIME, None)
    assert not late.interrupted
    assert plan(week(), RULES, quick(workers=1)).plan is not None


@pytest.mark.parametrize("compiles", [True, False])
def test_only_compiling_takes_nothing_of_the_time(
    compiles: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock, heard, times = MadeUpClock(monkeypatch), ["read"], list[TimeBudget]()

    def waited(_: object, tell: Callable[[float], None]) -> bool:
        clock.now += 7
        if compiles:
            tell(1.0)
        return True

    def kept(*given: Any) -> TimeBudget:
        times.append(TimeBudget(*given))
        return times[-1]

    monkeypatch.setattr(planner, "compile_unless", waited)
    monkeypatch.setattr(planner, "TimeBudget", kept)
    plan(
        small(),
        RULES,
        Limits(seconds=60),
        on_progress=lambda p: heard.append(p.phase),
        stop=lambda: "tours" in heard,
    )
    [time] = times
    passed = TimeBudget(Limits(seconds=60), size_of(small())).left - time.left
    assert passed == (0 if compiles else 7)


def test_a_stop_does_not_wait_for_the_bound(monkeypatch: pytest.MonkeyPatch) -> None:
    never = Event()
    monkeypatch.setattr("scheduler.bound.bounds", lambda *_, **__: never.wait(60))
    heard: list[Progress] = []
    found = plan(
        small(),
        RULES,
        quick(),
        on_progress=heard.append,
        stop=lambda: bool(heard and heard[-1].hard_breaches is not None),
    )
    assert (found.interrupted, found.bound) == (True, None)
    assert found.plan is not None


def test_a_stop_does_not_wait_for_what_the_search_is_at(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    never = Event()
    ended: list[bool] = []
    monkeypatch.setattr(
        "scheduler.planning.planner.improve",
        lambda *_: ended.append(never.wait(60)),
    )
    heard: list[Progress] = []
    found = plan(
        small(),
        RULES,
        quick(),
        on_progress=heard.append,
        stop=lambda: bool(heard and heard[-1].hard_breaches is not None),
    )
    assert ended == []
    assert found.interrupted
    checked(found, small())
    never.set()


QUOTED = "Amy earns 30 000"


class BadSearchError(Exception):
    """What a defect in a phase of the search could raise."""


def bad_phase(*_given: object) -> None:
    raise BadSearchError(QUOTED)


def test_a_defect_in_the_search_costs_only_what_would_have_come(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    assert small_result().defect is None
    monkeypatch.setattr("scheduler.planning.planner.improve", bad_phase)
    found = plan(small(), RULES, quick())
    checked(found, small())
    assert found.defect is not None
    assert found.defect.kind == "BadSearchError"
    assert found.defect.place.startswith("test_planner.py:")
    assert not found.interrupted
    assert "the search failed: BadSearchError" in caplog.text
    assert QUOTED not in caplog.text + found.defect.model_dump_json()


def test_a_defect_before_there_is_a_plan_is_raised(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("scheduler.planning.planner.DraftMaker", bad_phase)
    with pytest.raises(BadSearchError):
        plan(small(), RULES, quick())


def test_a_run_that_is_stopped_after_a_plan_returns_it() -> None:
    heard: list[Progress] = []

    def has_plan() -> bool:
        return any(p.hard_breaches == 0 for p in heard)

    result = plan(small(), RULES, quick(), on_progress=heard.append, stop=has_plan)
    assert result.interrupted
    checked(result, small())


def test_a_run_that_nobody_stops_is_not_interrupted() -> None:
    assert not small_result().interrupted


def test_a_plan_to_begin_from_only_gets_better() -> None:
    before = small_result()
    assert before.plan is not None
    assert before.objective is not None
    after = plan(small(), RULES, quick(seed=1), warm_start=before.plan)
    _, found = checked(after, small())
    assert found.objective <= before.objective


def test_a_plan_to_begin_from_stays_where_nothing_may_change() -> None:
    before = small_result().plan
    assert before is not None
    stopped = plan(small(), RULES, quick(0), warm_start=before, stop=lambda: True)
    after, _ = checked(stopped, small())
    assert {(r.employee, r.date, r.shift) for r in after.shifts} == {
        (r.employee, r.date, r.shift) for r in before.shifts
    }
    assert {(r.visit, r.staff_no) for r in after.visits} == {
        (r.visit, r.staff_no) for r in before.visits
    }


def test_rows_to_begin_from_that_are_no_longer_possible_are_dropped() -> None:
    made = week()
    gone = (
        shift_row("amy", shift="abolished"),
        shift_row("amy", "2026-12-22 07:00", "2026-12-22 16:00"),
    )
    known = Plan(shifts=gone, visits=(visit_row("abolished"),))
    after, _ = checked(plan(made, RULES, quick(workers=1), warm_start=known), made)
    assert {r.shift for r in after.shifts} <= {"day"}


PEOPLE = ("amy", "bob", "cia", "dan")
BREAK = "30@10:30-12:30"
EVENING = 16 * 60
SHORT = shift_type("day", "07:00-13:00", "30@09:00-11:30")
"""Short enough for a period of one day to keep the average of total working time."""


def week(**given: object) -> Problem:
    """Four people, a visit or two a day."""
    visits = tuple(
        visit(f"v{n}{hour}", f"2026-12-{21 + n} {hour}:00")
        for n in range(7)
        for hour in ("08", "13")
    )
    usual: dict[str, object] = {
        "employees": team(*PEOPLE, degree_pct=50, day_break=EVENING),
        "shift_types": (shift_type(breaks=BREAK),),
        "visits": visits,
    }
    return problem(**(usual | given))


NEEDS = tuple(
    need(f"2026-12-{21 + n} 08:00", f"2026-12-{21 + n} 12:00") for n in range(7)
)


@pytest.mark.parametrize(
    "made",
    [
        lambda: week(),
        lambda: week(visits=(), staffing=NEEDS),
        lambda: week(visits=()),
        lambda: week(staffing=NEEDS),
        lambda: week(days=1, visits=(visit(),), shift_types=(SHORT,)),
        lambda: week(
            worked_shifts=(worked("amy", "2026-12-20 07:00", "2026-12-20 16:00"),)
        ),
        lambda: week(
            employees=team(
                *PEOPLE, employment=Employment.HOURLY, degree_pct=0, day_break=EVENING
            )
        ),
        lambda: week(units=(unit(), unit("empty"))),
    ],
    ids=[
        "neither history nor staffing",
        "headcount only",
        "nothing to do",
        "visits and headcount",
        "one day",
        "history",
        "nobody with a contract",
        "a unit without anything",
    ],
)
def test_every_sort_of_dataset_gets_a_legal_plan(made: Callable[[], Problem]) -> None:
    case = made()
    _, found = checked(plan(case, RULES, quick(workers=1)), case)
    assert found.must_open == 0


def test_headcount_is_met_where_there_are_no_visits() -> None:
    made = week(visits=(), staffing=NEEDS)
    found, _ = checked(plan(made, RULES, quick(workers=1)), made)
    assert {r.date for r in found.shifts} == set(made.dates)


def _left_open(made: Problem, visit_id: str) -> set[str]:
    found, judged = checked(plan(made, RULES, quick(workers=1)), made)
    assert judged.must_open == 1
    assert {u.visit for u in found.unassigned} == {visit_id}
    return {u.reason for u in found.unassigned}


def test_a_visit_that_nobody_is_qualified_for_is_left_open() -> None:
    hard = visit("v1", skills={"insulin"})
    assert _left_open(week(visits=(hard, visit("v2"))), "v1") == {"no_skill"}


def test_a_visit_to_a_client_who_wants_nobody_is_left_open() -> None:
    alone = client("alf", avoid=set(PEOPLE))
    made = week(visits=(visit("v1", client="alf"), visit("v2")), clients=(alone,))
    assert _left_open(made, "v1") == {"avoided"}


def test_what_only_the_one_nurse_can_do_is_done() -> None:
    mine = {"employment": Employment.HOURLY, "degree_pct": 0, "day_break": EVENING}
    made = week(
        employees=(employee("nan", role="ssk", **mine), *team(*"abcdefghi", **mine)),
        visits=(
            visit("v1", skills={"ssk"}),
            visit("v2", "2026-12-22 09:00", skills={"ssk"}),
            visit("v3", skills={"usk"}),
        ),
    )
    found, judged = checked(plan(made, RULES, quick(workers=1)), made)
    assert judged.must_open == 0
    assert {r.employee for r in found.visits if r.visit != "v3"} == {"nan"}


def test_a_double_visit_that_one_can_make_is_left_open_as_a_whole() -> None:
    lone = employee("amy", skills={"usk", "insulin"}, day_break=EVENING)
    double = visit("v1", staff=2, skills={"insulin"})
    made = week(
        employees=(lone, *team("bob", "cia", day_break=EVENING)),
        visits=(double, visit("v2")),
    )
    assert _left_open(made, "v1") == {"too_few"}


def test_locked_rows_are_in_the_plan_as_they_are() -> None:
    shift = shift_row("cia", breaks="11:00-11:30")
    held = visit_row("v008", "cia", f"{MONDAY} 08:20")
    made = week(locked_shifts=(shift,), locked_visits=(held,))
    found, _ = checked(plan(made, RULES, quick(workers=1)), made)
    mine = next(r for r in found.shifts if (r.employee, r.date) == ("cia", MONDAY))
    assert (mine.start, mine.end, mine.breaks) == (shift.start, shift.end, shift.breaks)
    row = next(r for r in found.visits if r.visit == "v008")
    assert (row.employee, row.start) == ("cia", held.start)


def test_where_no_shift_is_possible_everything_is_left_open() -> None:
    made = week(employees=team(*PEOPLE, employment=Employment.HOURLY), days=1)
    made = made.model_copy(update={"visits": made.visits[:1]})
    found, _ = checked(plan(made, RULES, quick(workers=1)), made)
    assert found.shifts == ()
    assert [u.reason for u in found.unassigned] == ["no_shift"]


def test_contracts_that_no_shift_can_fill_are_told_with_their_causes() -> None:
    made = week(employees=team("amy"))
    result = plan(made, RULES, quick(workers=1))
    assert result.status is Status.INFEASIBLE
    assert "R07" in {id_ for c in result.conflicts for id_ in c.rules}
    assert all(c.message_sv and c.message_en for c in result.conflicts)


@pytest.mark.parametrize(
    ("span", "interval", "worked_by"),
    [
        pytest.param("07:00-15:30", "10:15-12:30", 4, id="where breaks allow it"),
        pytest.param("07:00-16:00", "10:30-12:30", 0, id="refused where none do"),
    ],
)
def test_breaks_are_due_when_the_municipality_says(
    span: str, interval: str, worked_by: int
) -> None:
    strict = tuple(
        rule.model_copy(update={"work_max": 240}) if isinstance(rule, Breaks) else rule
        for rule in RULES
    )
    sitting = tuple(
        n.model_copy(update={"unit": "home", "start": n.start - 60}) for n in NEEDS
    )
    made = week(
        units=(unit(lends_to=("home",)), unit("home")),
        shift_types=(shift_type("day", span, f"30@{interval}", unit=None),),
        employees=(
            *team("amy", "bob", degree_pct=50, day_break=EVENING),
            *team("cia", "dan", degree_pct=50, day_break=EVENING, unit="home"),
        ),
        staffing=sitting,
    )
    result = plan(made, strict, quick())
    assert result.plan is not None
    assert list(Breaks(work_max=240).check(PlanView(made, result.plan))) == []
    assert len({row.employee for row in result.plan.shifts}) == worked_by


@pytest.mark.parametrize(("most", "named"), [(4, ("R07", "R22")), (5, None)])
def test_a_clash_is_told_with_all_rules_that_make_it(
    most: int, named: tuple[str, ...] | None
) -> None:
    weekdays = (True, True, True, True, True, False, False)
    turn = shift_type(span="07:00-15:00", days=weekdays)
    made = week(employees=team("amy"), shift_types=(turn,))
    rules = (ContractedHours(carry_minutes=1), DaysInARow(preferred=1, most=most))
    told = plan(made, rules, quick(workers=1)).conflicts
    clash = next((c for c in told if "R07" in c.rules), None)
    assert (clash.rules if clash else None) == named
    assert clash is None or "(R22)" in clash.message_sv


def test_a_visit_follows_one_of_the_day_before() -> None:
    """Twenty-three hours and a half later at most: the first cannot come early."""
    made = problem(
        days=2,
        employees=(hourly(day_break=16 * 60),),
        visits=(
            visit("v1", "2026-12-21 08:00", "2026-12-21 11:00"),
            visit("v2", "2026-12-22 10:00", after="v1", gap_max=1410),
        ),
        shift_types=(shift_type("day", "07:00-15:30", "30@11:30-13:30"),),
    )
    found, judged = checked(plan(made, RULES, quick()), made)
    assert judged.must_open == judged.hard_breaches == 0
    rows = {row.visit: row for row in found.visits}
    assert rows["v2"].start - rows["v1"].end <= 1410
